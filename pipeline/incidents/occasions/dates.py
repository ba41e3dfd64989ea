"""Chooses the date of an act once all acts are read: whole occasions know each other's people and days."""

from collections import defaultdict
from collections.abc import Sequence
from heapq import nlargest
from math import log

from pipeline.incidents.encoding.codes import ELSE, acts, code, groups
from pipeline.incidents.factuality.factuality import WEAKEST_FIRST
from pipeline.incidents.occasions.reading import Choice, Occasion, highest
from pipeline.incidents.scene.scene import Scene
from pipeline.incidents.when.numbers import order
from pipeline.learned.trees import Trees

NONE = -1
MOST, LEAST = 5, 0.06  # expressions that are weighed, and how likely each must be by some telling
NEIGHBOURS = (-2, -1, 1)
SAY = 0.35  # of the tellings; from .15 to .35 dev knows no difference
TINY = 1e-4
NOBODY = [ELSE] * 6


def choose(scene: Scene, found: Sequence[Occasion], model: Trees, threshold: float) -> list[tuple[int, Choice]]:
    """For each occasion its likeliest expression, -1 for none, and how clear the choice was.

    The tellings, which take a date from `threshold` on, have a say: trees alone know too few brief texts.
    """
    made = samples(scene, found)
    values = iter(model.probabilities([row for _, rows in made for row in rows]))
    out = []
    for one, (options, _) in zip(found, made, strict=True):
        scores = [next(values) for _ in options]
        first = at_first(options, best_dates(one), threshold)
        odds = [(1 - SAY) * log_odds(value) + SAY * before for value, before in zip(scores, first, strict=True)]
        best = max(range(len(options)), key=lambda place: odds[place])
        others = [score for place, score in enumerate(scores) if place != best]
        out.append((options[best], Choice(scores[best], max(others, default=0.0))))
    return out


def log_odds(probability: float) -> float:
    """The log odds of a probability, kept finite."""
    return log(max(probability, TINY) / max(1 - probability, TINY))


def at_first(options: Sequence[int], likely: dict[int, float], threshold: float) -> list[float]:
    """The log odds that the tellings give each option, so that a date of the threshold is worth as much as none."""
    limit = log_odds(threshold)
    none = limit - log_odds(max(likely.values(), default=0.0))
    return [log_odds(likely.get(date, 0.0)) - limit if date != NONE else none for date in options]


def samples(scene: Scene, found: Sequence[Occasion]) -> list[tuple[list[int], list[list[float]]]]:
    """For each occasion the expressions that may date it, or no date at all, and what speaks for each."""
    told: dict[str, list[Occasion]] = defaultdict(list)
    for one in found:
        if one.date != NONE:
            told[scene.dates[one.date]["edtf"]].append(one)
    dated = sum(map(len, told.values())) / max(1, len(found))
    out = []
    for place, one in enumerate(found):
        beside = [found[place + step] if 0 <= place + step < len(found) else None for step in NEIGHBOURS]
        likely = best_dates(one)
        options = possible(one, likely)
        shared = of_occasion(scene, one)
        near = [(other, between(one, other)) for other in beside]
        rows = [
            [
                *weighed(one, date, likely),
                *expressed(scene, one, date),
                *shared,
                *(number for other, both in near for number in neighbour(scene, date, other, both)),
                *company(one, told[scene.dates[date]["edtf"]] if date != NONE else []),
                dated,
            ]
            for date in options
        ]
        out.append((options, rows))
    return out


def possible(one: Occasion, likely: dict[int, float]) -> list[int]:
    """What comes into question: what was read at first, no date, and expressions, as far as they are likely."""
    none = 1 - max(likely.values(), default=0.0)
    own = nlargest(MOST, likely, likely.__getitem__)
    options = [NONE] * (none >= LEAST) + [date for date in own if likely[date] >= LEAST]
    return list(dict.fromkeys([*options, one.date]))


def best_dates(occasion: Occasion) -> dict[int, float]:
    """The highest probability of each expression over the tellings."""
    return highest(reading.date_scores for reading in occasion.readings)


def weighed(one: Occasion, date: int, likely: dict[int, float]) -> list[float]:
    """How likely an expression is by the tellings alone, and how likely the others are."""
    ranked = [*sorted(likely.values(), reverse=True)[:2], 0.0, 0.0]
    others = [value for other, value in likely.items() if other != date]
    number = len(one.readings)
    return [
        float(date == NONE),
        likely.get(date, 0.0) if date != NONE else 1 - ranked[0],
        max(others, default=0.0),
        sum(others),
        ranked[0],
        ranked[1],
        float(len(likely)),
        float(sum(reading.date == date for reading in one.readings)),
        float(number),
        sum(reading.date_scores.get(date, 0.0) for reading in one.readings) / number,
        float(date == one.date),
        float(one.date == NONE),
    ]


def expressed(scene: Scene, one: Occasion, date: int) -> list[float]:
    """What the expression says, and where it stands."""
    if date == NONE:
        return [ELSE] * 7
    expression = scene.dates[date]
    there = scene.sentence_of[scene.date_tokens[date][0]]
    sentences = [mention.sentence for mention in one.mentions]
    return [
        code("bases", expression["basis"]),
        code("precisions", expression["precision"]),
        float("/.." in expression["edtf"]),
        float(min(abs(there - sentence) for sentence in sentences)),
        float(there in sentences),
        float(max(sentences) < there),
        order(expression["date_start"], scene.published),
    ]


def of_occasion(scene: Scene, one: Occasion) -> list[float]:
    """What all options of an occasion share."""
    sentence = one.mentions[0].sentence
    return [
        float(len(scene.dates_in[sentence])),
        acts()[one.act],
        groups()[one.act],
        float(WEAKEST_FIRST.index(one.factuality)),
        code("sections", scene.section_of[sentence]),
        code("blocks", scene.block_kind(sentence)),
    ]


def between(one: Occasion, other: Occasion | None) -> list[float]:
    """Whom an occasion and one told shortly before or behind both hit, how far they are, and the act of the other."""
    if other is None:
        return NOBODY
    both = one.victims | other.victims
    mine, its = ({mention.sentence for mention in found.mentions} for found in (one, other))
    return [
        len(one.victims & other.victims) / len(both) if both else ELSE,
        float(min(abs(a - b) for a in mine for b in its)),
        groups()[other.act],
    ]


def neighbour(scene: Scene, date: int, other: Occasion | None, both: list[float]) -> list[float]:
    """How an option stands to the date of an occasion told shortly before or behind; `both` is what is between them."""
    if other is None:
        return NOBODY
    mine = scene.dates[date] if date != NONE else None
    its = scene.dates[other.date] if other.date != NONE else None
    same = mine["edtf"] == its["edtf"] if mine is not None and its is not None else mine is its
    return [
        float(same),
        float(its is not None),
        *both,
        order(mine["date_start"], its["date_start"]) if mine is not None and its is not None else 0.0,
    ]


def company(one: Occasion, told: list[Occasion]) -> list[float]:
    """How many other occasions are dated so, how many of them hit the same people, how many are of the same act."""
    others = [other for other in told if other is not one]
    return [
        float(len(others)),
        float(sum(bool(other.victims & one.victims) for other in others)),
        float(sum(other.act == one.act for other in others)),
    ]
