"""Train the choice of the day of publication (`pipeline.document.publication`)."""

import sys
from collections.abc import Iterator, Sequence
from operator import attrgetter
from typing import Any, NamedTuple

from models import linear, trees
from models.folds import by_hand
from models.signs import encode, frequent
from pipeline.document import blocks
from pipeline.document.publication.candidates import candidates
from pipeline.document.publication.model import PublicationModel, all_signs
from pipeline.document.publication.numbers import numbers
from pipeline.document.publication.rules import by_rule
from pipeline.evaluate.gold import GoldAlert
from pipeline.learned.linear import Linear
from pipeline.learned.stack import Stack, rivalry


class Choice(NamedTuple):
    """An alert's candidates, the last of them none: their signs, numbers and truth."""

    hand: str
    signs: list[list[str]]
    numbers: list[list[float]]
    truths: list[bool]


def choice(hand: str, text: str, published: str) -> Choice | None:
    """The choice of a text; None for one that names no day."""
    parts = blocks(text)
    ruled = by_rule(text, parts)
    found = candidates(text, parts, ruled)
    if not found:
        return None
    signs = [[sys.intern(sign) for sign in row] for row in all_signs(found, parts)]
    truths = [one.value == published for one in found]
    return Choice(hand, signs, numbers(text, parts, found, ruled), [*truths, not any(truths)])


def undated(text: str, published: str) -> str:
    """A text without the blocks that name the day of its publication, as if nobody had dated it."""
    parts = blocks(text)
    days = [one for one in candidates(text, parts, by_rule(text, parts)) if one.value == published]
    left = [one for one in parts if not any(one.start <= day.start < one.end for day in days)]
    return "\n\n".join(text[one.start : one.end] for one in left)


def choices(alerts: Sequence[GoldAlert], hands: dict[str, str], short: int) -> Iterator[Choice]:
    """The choice of each alert and of it undated: gold has none that does not say its day, archives have. The first
    `short` characters of both, too."""
    for alert in alerts:
        without = undated(alert.text, alert.published)
        for text in (alert.text, alert.text[:short], without, without[:short]):
            if found := choice(hands[alert.name], text, alert.published):
                yield found


def train(alerts: Sequence[GoldAlert], hands: dict[str, str], settings: dict[str, Any]) -> PublicationModel:
    """The model of all alerts; its trees see what linear models say of hands that they have not seen."""
    every = list(choices(alerts, hands, settings["short"]))
    parts = by_hand(every, attrgetter("hand"), settings["folds"])
    samples: list[list[float]] = []
    truths: list[bool] = []
    for part in parts:
        blind = _linear([one for other in parts if other is not part for one in other], settings)
        for one in part:
            rivals = rivalry(blind.odds(one.signs))
            samples += [[*row, *rival] for row, rival in zip(one.numbers, rivals, strict=True)]
            truths += one.truths
    return PublicationModel(Stack(_linear(every, settings), trees.fit(samples, truths, settings["trees"])))


def _linear(given: Sequence[Choice], settings: dict[str, Any]) -> Linear:
    signs = [row for one in given for row in one.signs]
    truths = [truth for one in given for truth in one.truths]
    return linear.fit(frequent([encode(signs)], settings["least"]), truths, settings["strength"])
