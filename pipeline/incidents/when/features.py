"""What speaks for a date expression being the time of an act, as bundles of signs."""

from bisect import bisect_left
from dataclasses import dataclass

from pipeline.incidents.acts.mentions import Mention
from pipeline.incidents.encoding.bundles import Bundle
from pipeline.incidents.encoding.codes import bucket
from pipeline.incidents.grammar.cues import above, beside, chain, clause, form, mood, negated, tense, words
from pipeline.incidents.grammar.parse import Word
from pipeline.incidents.grammar.roles import path
from pipeline.incidents.scene.scene import Scene, Wording
from pipeline.incidents.when import signs as write
from pipeline.incidents.when.clauses import adverbs, link, seams, step, verb_form

BEFORE = 6  # sentences before the act's own in which its date may stand
AFTER = 1
SHORT = 8  # tokens of a sentence that is hardly more than an expression


def candidates(scene: Scene, mention: Mention) -> list[int]:
    """The dates with a value in and around the sentence of a mention, in order of the text; never one of the header."""
    found = []
    published = scene.published_span
    for index in range(max(0, mention.sentence - BEFORE), min(len(scene.sentences), mention.sentence + AFTER + 1)):
        for date in scene.dates_in[index]:
            expression = scene.dates[date]
            in_header = published[0] <= expression["start"] < published[1]
            if expression["edtf"] and not in_header:
                found.append(date)
    return found


def place_of(scene: Scene, mention: Mention, date: int) -> str:
    """Where a date stands as seen from the mention: `same`, `before1`, …, `after`, with `^` across a block border."""
    other = scene.sentence_of[scene.date_tokens[date][0]]
    if other == mention.sentence:
        return "same"
    border = "^" if scene.block_of[other] != scene.block_of[mention.sentence] else ""
    return f"{border}{'before' if other < mention.sentence else 'after'}{min(4, abs(mention.sentence - other))}"


@dataclass(frozen=True, slots=True)
class Telling:
    """What all candidate dates of a mention share: how the act is told, and the dates around it."""

    head: Word
    clause: Word
    denied: bool
    feared: bool
    here: list[int]  # candidates in the sentence of the mention
    before: list[int]  # … in sentences before
    nearest: int  # the one of `here` nearest to the trigger, -1 for none
    over: int  # the one whose words hold the trigger (`la veille de son arrestation`), -1 for none
    vague: bool  # is there a date without a value in the sentence?
    triggers: list[int]  # heads of all mentions
    words: str  # those of the lexicon that the act is told by
    opening: str  # the first word of the sentence of the mention
    form: str  # of its verb
    adverbs: tuple[str, ...]
    link: str  # the word that joins the act to what is told

    @classmethod
    def of(cls, scene: Scene, mention: Mention, among: list[int], triggers: list[int]) -> "Telling":
        """Read a mention once; `among` are its candidate dates."""
        head = scene.tokens[mention.head]
        top = clause(head)
        lemmas = {t.lemma_.lower() for t in (head, top, *chain(head, 3))}
        starts = [(date, scene.date_tokens[date][0]) for date in among]
        here = [date for date, start in starts if scene.sentence_of[start] == mention.sentence]
        return cls(
            head=head,
            clause=top,
            denied=negated(head) or negated(top),
            feared=bool(lemmas & words("fears")) or tense(top) == "fut",
            here=here,
            before=[date for date, start in starts if scene.sentence_of[start] < mention.sentence],
            nearest=min(here, key=lambda date: abs(scene.date_tokens[date][0] - mention.head), default=-1),
            over=scene.date_over(mention.head),
            vague=any(not scene.dates[date]["edtf"] for date in scene.dates_in[mention.sentence]),
            triggers=triggers,
            words=" ".join(mention.frames[0].lemmas) if mention.frames else scene.lemmas[mention.head],
            opening=opening(scene, mention.sentence),
            form=verb_form(top),
            adverbs=adverbs(scene, head, top),
            link=link(head, top),
        )


def features(scene: Scene, mention: Mention, date: int, told: Telling) -> list[Bundle]:
    """All features of one candidate date."""
    expression = scene.dates[date]
    where = place_of(scene, mention, date)
    act, head, top = mention.act, told.head, told.clause
    basis, precision, edtf = expression["basis"], expression["precision"], expression["edtf"]
    future = bool(scene.published) and expression["date_start"] > scene.published
    section = scene.section_of[mention.sentence]
    out: list[Bundle] = [
        (write.stands, where, act),
        (write.says, basis, precision, "/.." in edtf or "../" in edtf, act),
        (write.told, where, head.pos_, tense(top), mood(top), section),
        (write.meant, where, told.denied, told.feared, future, act),
        *words_around(scene, mention, date, where, told),
        *as_told(scene, mention, date, where, told),
    ]
    return out + (near(scene, mention, date, told) if where == "same" else away(scene, mention, date, where, told))


def words_around(scene: Scene, mention: Mention, date: int, where: str, told: Telling) -> list[Bundle]:
    """The words at, before, behind and above the expression and the act."""
    act, own, place = mention.act, scene.lemmas[mention.head], where.lstrip("^")[:4]
    said, expression = wording(scene, date), scene.dates[date]
    return [
        (write.triggered, own, told.words, place),
        (write.amid, min(3, len(told.here)), where, said.block),
        (write.surrounded, said.before, said.behind, place, act),
        (write.hangs, above(scene.lemmas, scene.date_roots[date], mention.head), place, act, own),
        (write.begins, said.first, place, act),
        (write.opened, told.opening, where),
        (write.led, said.opening, place),
        (write.in_clause, scene.lemmas[told.clause.i], place, expression["precision"], expression["basis"]),
    ]


def as_told(scene: Scene, mention: Mention, date: int, where: str, told: Telling) -> list[Bundle]:
    """How the act is told, and how the expression."""
    place, act = where.lstrip("^")[:4], mention.act
    other = clause(scene.date_roots[date])
    return [
        (write.flows, told.form, verb_form(other), place, act),
        *((write.adverb, adverb, place, act) for adverb in told.adverbs),
        (write.linked, told.link, told.clause.dep_, where, told.head.pos_),
        (write.voiced, scene.quoted[mention.head], scene.quoted[scene.date_tokens[date][0]], place),
    ]


def wording(scene: Scene, date: int) -> Wording:
    """The words of an expression and those around it, read once."""
    if date not in scene.wordings:
        start, end = scene.date_tokens[date]
        sentence = scene.sentence_of[start]
        scene.wordings[date] = Wording(
            *beside(scene.tokens, start, end),
            form(scene.tokens[start]),
            opening(scene, sentence),
            scene.block_kind(sentence),
        )
    return scene.wordings[date]


def opening(scene: Scene, sentence: int) -> str:
    """The first word of a sentence; of a name its kind."""
    return form(scene.tokens[scene.sentences[sentence].start])


def within(places: list[int], start: int, end: int) -> list[int]:
    """Those of some places, given in order, that lie from `start` to before `end`."""
    return places[bisect_left(places, start) : bisect_left(places, end)]


def near(scene: Scene, mention: Mention, date: int, told: Telling) -> list[Bundle]:
    """What speaks for a date in the sentence of the act."""
    start = scene.date_tokens[date][0]
    root = scene.date_roots[date]
    side = "before" if start < mention.head else "after"
    preceding = [d for d in told.here if scene.date_tokens[d][0] < mention.head]
    last = bool(preceding) and date == preceding[-1]
    low, high = sorted((start, mention.head))
    passed = min(3, len(within(told.triggers, low + 1, high)))
    other = clause(root)
    span = scene.sentences[scene.sentence_of[start]]
    mates = sum(clause(scene.tokens[t]).i == other.i for t in within(told.triggers, span.start, span.end))
    opens = start - scene.sentences[mention.sentence].start <= 1
    distance = bucket(start - mention.head)
    return [
        (write.beside, side, distance, date == told.nearest, last, date == told.here[0], passed),
        (write.joined, other.i == told.clause.i, side, min(3, len(told.here)), opens, min(3, mates)),
        (write.reached, path(told.head, root), root.dep_),
        (write.counted, date == told.over, wording(scene, date).first),
        (write.stepped, step(told.clause, other), other.dep_, side, told.link),
        *((write.crossed, word, side, step(told.clause, other)) for word in seams(scene.tokens[low + 1 : high])),
    ]


def away(scene: Scene, mention: Mention, date: int, where: str, told: Telling) -> list[Bundle]:
    """What speaks for a date in another sentence."""
    start = scene.date_tokens[date][0]
    span = scene.sentences[scene.sentence_of[start]]
    latest = bool(told.before) and date == told.before[-1]
    opens = start - span.start <= 1
    sentence = scene.sentence_of[start]
    same = scene.block_of[sentence] == scene.block_of[mention.sentence]
    low, high = sorted((start, mention.head))
    rank = min(3, len(told.before) - 1 - told.before.index(date)) if date in told.before else 9
    passed = min(4, len(within(told.triggers, low + 1, high)))
    here = bool(told.here)
    out: list[Bundle] = [
        (write.entry, span.end - span.start < SHORT, opens, scene.begins_block(sentence), same, rank, here),
        (write.behind, passed, rank, scene.begins_block(mention.sentence), here),
        (write.afar, latest, bool(told.here), where, mention.act),
        (write.taken_up, latest, opens, told.vague, scene.first_word(mention.sentence)),
    ]
    if latest:
        out.append((write.mated, min(3, len(within(told.triggers, span.start, span.end)))))
    return out
