"""What speaks for a date expression being the time of an act, as features."""

from bisect import bisect_left
from dataclasses import dataclass

from pipeline.incidents import date_words
from pipeline.incidents.cues import chain, clause, lemma, mood, negated, tense, words
from pipeline.incidents.mentions import Mention
from pipeline.incidents.parse import Word
from pipeline.incidents.participant_signs import GROUPS, bucket
from pipeline.incidents.roles import path
from pipeline.incidents.scene import Scene

BEFORE = 6  # sentences before the act's own in which its date may stand
AFTER = 1


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
    vague: bool  # is there a date without a value in the sentence?
    triggers: list[int]  # heads of all mentions

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
            vague=any(not scene.dates[date]["edtf"] for date in scene.dates_in[mention.sentence]),
            triggers=triggers,
        )


def features(scene: Scene, mention: Mention, date: int, told: Telling) -> list[str]:
    """All features of one candidate date."""
    expression = scene.dates[date]
    start = scene.date_tokens[date][0]
    where = place_of(scene, mention, date)
    group, head, top, denied, feared = GROUPS[mention.act], told.head, told.clause, told.denied, told.feared
    out = [
        f"where:{where}",
        f"where:{where}|{group}",
        f"basis:{expression['basis']}",
        f"precision:{expression['precision']}",
        f"precision:{expression['precision']}|{mention.act}",
        f"open:{'/..' in expression['edtf'] or '../' in expression['edtf']}|{mention.act}",
        f"pos:{head.pos_}|where:{where}",
        f"tense:{tense(top)}|where:{where}",
        f"section:{scene.section_of[mention.sentence]}|where:{where}",
        f"block:{scene.block_kind(scene.sentence_of[start])}",
        f"denied:{denied}|{where}",
        f"denied:{denied}|{mention.act}",
        f"feared:{feared}|{where}",
        f"lemma:{lemma(head)}|{where.lstrip('^')[:4]}",
        f"mood:{mood(top)}|{where}",
        f"future:{bool(scene.published) and expression['date_start'] > scene.published}|feared:{feared}",
        f"here:{min(3, len(told.here))}|where:{where}",
        *date_words.words(scene, mention, date, where, top),
    ]
    return out + (near(scene, mention, date, told) if where == "same" else away(scene, mention, date, where, told))


def within(places: list[int], start: int, end: int) -> list[int]:
    """Those of some places, given in order, that lie from `start` to before `end`."""
    return places[bisect_left(places, start) : bisect_left(places, end)]


def near(scene: Scene, mention: Mention, date: int, told: Telling) -> list[str]:
    """What speaks for a date in the sentence of the act."""
    start = scene.date_tokens[date][0]
    root = scene.date_roots[date]
    side = "before" if start < mention.head else "after"
    preceding = [d for d in told.here if scene.date_tokens[d][0] < mention.head]
    low, high = sorted((start, mention.head))
    passed = len(within(told.triggers, low + 1, high))
    other = clause(root)
    span = scene.sentences[scene.sentence_of[start]]
    mates = sum(clause(scene.tokens[t]).i == other.i for t in within(told.triggers, span.start, span.end))
    return [
        f"side:{side}",
        f"dist:{side}{bucket(start - mention.head)}",
        f"nearest:{date == told.nearest}|{side}",
        f"last_before:{bool(preceding) and date == preceding[-1]}|{side}",
        f"first_here:{date == told.here[0]}|{side}",
        f"passed:{min(3, passed)}|{side}",
        f"clause:{other.i == told.clause.i}",
        f"clause:{other.i == told.clause.i}|{side}|here:{min(3, len(told.here))}",
        f"path:{path(told.head, root)}",
        f"relation:{root.dep_}",
        f"opens:{start - scene.sentences[mention.sentence].start <= 1}",
        f"mates:{min(3, mates)}",
    ]


def away(scene: Scene, mention: Mention, date: int, where: str, told: Telling) -> list[str]:
    """What speaks for a date in another sentence."""
    start = scene.date_tokens[date][0]
    sentence = scene.sentence_of[start]
    latest = bool(told.before) and date == told.before[-1]
    out = [
        f"latest:{latest}|here:{bool(told.here)}",
        f"latest:{latest}|{where}|here:{bool(told.here)}",
        f"latest:{latest}|{mention.act}",
        f"opens:{start - scene.sentences[sentence].start <= 1}|latest:{latest}",
        f"first_word:{scene.first_word(mention.sentence)}|latest:{latest}",
        f"vague_here:{told.vague}|latest:{latest}",
    ]
    if latest:
        span = scene.sentences[sentence]
        mates = len(within(told.triggers, span.start, span.end))
        out.append(f"mates:{min(3, mates)}|latest")
    return out
