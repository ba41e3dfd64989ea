"""Chooses the interval of an act that lasts, or that happens in what lasts, among those that are told, reckoned from a
duration, or spanned by the expressions beside it and the dates of other acts against the same people; the day of a
release, where an interval or a duration tells it; the date of an expression that counts from another act; and whether
what did not happen has a day told elsewhere."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date

from pipeline.dates.edtf import bounds
from pipeline.incidents.encoding import codes
from pipeline.incidents.encoding.codes import ELSE, code, groups, places
from pipeline.incidents.factuality.factuality import UNREAL, WEAKEST_FIRST
from pipeline.incidents.grammar.cues import clause, mood, tense
from pipeline.incidents.occasions import interval_signs as signs
from pipeline.incidents.occasions.counted import acts_named
from pipeline.incidents.occasions.interval_options import (
    Option,
    Outlook,
    Side,
    gathered,
    has_edge,
    sides,
    spans,
)
from pipeline.incidents.occasions.lasting import acts, date_occasions
from pipeline.incidents.occasions.reading import Choice, Occasion, When
from pipeline.incidents.scene.scene import Scene
from pipeline.learned.trees import Trees

KINDS = (
    "told",
    "open",
    "until",
    "since",
    "within",
    "between",
    "lasted",
    "ended",
    "to",
    "from",
    "closed",
    "end",
    "afar",
    "edge",
    "counted",
)


def choose(scene: Scene, found: Sequence[Occasion], model: Trees) -> list[tuple[When, Choice]]:
    """The date of each occasion, and how clear the choice was; the one by rule where nothing else comes into
    question."""
    rules = date_occasions(scene, found)
    made = samples(scene, found, rules)
    scores = iter(model.probabilities([row for _, rows in made for row in rows]))
    out = []
    for rule, (options, rows) in zip(rules, made, strict=True):
        likely = [next(scores) for _ in rows]
        if not likely:
            out.append((rule, Choice(1.0)))
            continue
        best = options[max(range(len(options)), key=likely.__getitem__)]
        out.append((When(best.edtf, best.expression), Choice.of(likely)))
    return out


def samples(
    scene: Scene, found: Sequence[Occasion], rules: Sequence[When]
) -> list[tuple[list[Option], list[list[float]]]]:
    """For each occasion the dates that it may have, the one by rule first, and what speaks for each; nothing where
    there is no choice. `rules` are the dates by rule."""
    out: list[tuple[list[Option], list[list[float]]]] = []
    dated: dict[str, list[int]] = defaultdict(list)
    for place, rule in enumerate(rules):
        dated[rule.edtf].append(place)
    named = acts_named(scene, found)
    for place, one in enumerate(found):
        asked = (
            one.act in acts("may_last")
            or one.act in acts("may_end")
            or (one.date >= 0 and (one.factuality in UNREAL or one.date in named or has_edge(scene, one)))
        )
        about = gathered(scene, found, rules, place, named) if asked else None
        dates = spans(scene, found, rules, about) if about is not None else {}
        if about is None or len(dates) < 2:
            out.append(([], []))
            continue
        shared = [*of_occasion(scene, one), float(len(dates)), float(len(about.starts)), float(len(about.ends))]
        turned, lengths = signs.turns(found, rules, place), signs.lengths(scene, one)
        rows = [
            [
                *shared,
                *of_option(scene, found, dated, about, made[0]),
                *signs.bounded(turned, made[0]),
                *signs.ways(made),
                signs.as_long(lengths, made[0]),
            ]
            for made in dates.values()
        ]
        out.append(([made[0] for made in dates.values()], rows))
    return out


def of_occasion(scene: Scene, one: Occasion) -> list[float]:
    """What all options of an occasion share: how it is told, its own date, the words around both."""
    mention = one.mentions[0]
    head = scene.tokens[mention.head]
    top = clause(head)
    here = frozenset[str]().union(*(scene.lemmas_in[m.sentence] for m in one.mentions))
    return [
        codes.acts()[one.act],
        groups()[one.act],
        code("parts_of_speech", head.pos_),
        code("tenses", tense(top)),
        code("moods", mood(top)),
        float(WEAKEST_FIRST.index(one.factuality)),
        float(len(one.mentions)),
        *expressed(scene, one),
        code("span_words", scene.first_word(mention.sentence)),
        one.choices.get("date", Choice()).best,
        *(float(word in here) for word in places("lasting")),
    ]


def expressed(scene: Scene, one: Occasion) -> list[float]:
    """What the own date of an occasion says, how far it stands, and the words before and in it."""
    if one.date < 0:
        return [ELSE] * 7
    expression, begin = scene.dates[one.date], scene.date_tokens[one.date][0]
    there = scene.sentence_of[begin]
    return [
        code("bases", expression["basis"]),
        code("precisions", expression["precision"]),
        float(expression["edtf"].endswith("/..")),
        float(expression["edtf"].startswith("../")),
        float(min(abs(there - mention.sentence) for mention in one.mentions)),
        code("span_words", scene.tokens[begin - 1].lower_) if begin else ELSE,
        code("span_words", scene.tokens[begin].lower_),
    ]


def of_option(
    scene: Scene, found: Sequence[Occasion], dated: Mapping[str, Sequence[int]], about: Outlook, option: Option
) -> list[float]:
    """What an option is, who tells its sides, and who else has the date by rule; `dated` are the occasions by it."""
    one = about.occasion
    first, last = bounds(option.edtf)
    start, end = sides(option.edtf)
    same = [found[place] for place in dated.get(option.edtf, ()) if place != about.place]
    return [
        float(KINDS.index(option.kind)),
        float(option.edtf == about.rule.edtf),
        float(not option.edtf),
        float("/" in option.edtf),
        float((date.fromisoformat(last) - date.fromisoformat(first)).days) if first and last else ELSE,
        *teller(found, about.place, option.start),
        *teller(found, about.place, option.end),
        float(len(same)),
        float(any(other.victims & one.victims for other in same)),
        float(any(other.act == one.act for other in same)),
        code("span_words", option.word),
        rank(start, about.sooner),
        rank(end, about.later),
        *stands(scene, one, option),
    ]


def stands(scene: Scene, one: Occasion, option: Option) -> list[float]:
    """How many sentences lie between an act and the expression beside it that tells a side of a date, and whether that
    stands behind the word of the act."""
    if option.beside < 0:
        return [ELSE] * 2
    begin, mention = scene.date_tokens[option.beside][0], one.mentions[0]
    there = scene.sentence_of[begin]
    return [float(min(abs(there - told.sentence) for told in one.mentions)), float(begin > mention.head)]


def teller(found: Sequence[Occasion], place: int, other: int) -> list[float]:
    """Who tells a side of an interval: the act, how far it stands, how many of the people are the same."""
    if other < 0:
        return [float(other), ELSE, ELSE, 0.0, ELSE, ELSE]
    one, its = found[place], found[other]
    return [
        0.0,
        codes.acts()[its.act],
        groups()[its.act],
        float(its.mentions[0].sentence - one.mentions[0].sentence),
        len(one.victims & its.victims) / max(1, len(one.victims | its.victims)),
        float(WEAKEST_FIRST.index(its.factuality)),
    ]


def rank(edtf: str, among: Sequence[Side]) -> float:
    """How many starts before the own date are later than a value, or how many ends behind it are sooner; -1 where it
    is none of them."""
    return float(next((place for place, side in enumerate(among) if side.edtf == edtf), ELSE))
