"""Train the choice of the day of publication (`pipeline.document.publication`)."""

import sys
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from models import linear, trees
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


def choices(alerts: Sequence[GoldAlert], hands: dict[str, str]) -> Iterator[Choice]:
    """The choice of each alert that names a day."""
    for alert in alerts:
        parts = blocks(alert.text)
        ruled = by_rule(alert.text, parts)
        if found := candidates(alert.text, parts, ruled):
            signs = [[sys.intern(sign) for sign in row] for row in all_signs(found, parts)]
            truths = [one.value == alert.published for one in found]
            yield Choice(hands[alert.name], signs, numbers(alert.text, parts, found, ruled), [*truths, not any(truths)])


def train(alerts: Sequence[GoldAlert], hands: dict[str, str], settings: dict[str, Any]) -> PublicationModel:
    """The model of all alerts; its trees see what linear models say of hands that they have not seen."""
    every = list(choices(alerts, hands))
    names = sorted({one.hand for one in every})
    parts = [
        [one for one in every if names.index(one.hand) % settings["folds"] == part] for part in range(settings["folds"])
    ]
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
