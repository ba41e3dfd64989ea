"""Train the choice among the values of date expressions (`pipeline.dates.choice`)."""

import sys
from collections.abc import Iterator, Sequence
from operator import itemgetter
from typing import Any

import spacy
from spacy.tokens import Doc

from models import linear, trees
from models.folds import by_hand
from models.signs import encode, frequent
from pipeline.dates.candidates import kind
from pipeline.dates.context import contexts
from pipeline.dates.discourse import Discourse
from pipeline.dates.edtf import bounds
from pipeline.dates.find import find
from pipeline.dates.resolve import revise, settled, sided
from pipeline.dates.signs import Question
from pipeline.evaluate.gold import GoldAlert, GoldDate
from pipeline.learned.linear import Linear
from pipeline.learned.stack import Stack, rivalry

Choice = tuple[list[list[str]], list[list[float]], list[bool]]  # signs, numbers and truth of each candidate


def choices(alert: GoldAlert, doc: Doc) -> list[Choice]:
    """The choices of an alert as the rules leave them, from the day of publication that its head was read to give."""
    tokens, found = find(alert.text)
    around = contexts(tokens, found, [block[1] for block in doc._.blocks])
    state, again = settled(tokens, found, around, doc._.published_on)
    gold = _gold(alert, state)
    out: list[Choice] = []

    def judge(question: Question) -> int:
        if date := gold.get(question.index):
            reading = state.found[question.index].reading
            truths = [bounds(sided(one.value.edtf, reading)) == (date.first, date.last) for one in question.found]
            signs = [[sys.intern(sign) for sign in row] for row in question.signs()]
            out.append((signs, question.numbers(), truths))
        return 0

    revise(state, again, judge)
    return out


def laid_out(alerts: Sequence[GoldAlert]) -> Iterator[Doc]:
    """The alerts with their blocks and days of publication, as rules tell them."""
    nlp = spacy.blank("fr")
    nlp.add_pipe("recense_document", config={"artefacts": ""})  # by rules: training hangs on nothing stored
    return nlp.pipe(alert.text for alert in alerts)


def _gold(alert: GoldAlert, state: Discourse) -> dict[int, GoldDate]:
    """For each expression that hangs on an anchor its gold."""
    out: dict[int, GoldDate] = {}
    for date in alert.dates:
        for index, item in enumerate(state.found):
            if index not in out and item.start < date.end and date.start < item.end and kind(item.reading):
                out[index] = date
                break
    return out


def train(alerts: Sequence[GoldAlert], hands: dict[str, str], settings: dict[str, Any]) -> Stack[Linear]:
    """The model of all alerts; its trees see what linear models say of hands that they have not seen."""
    told = [
        (hands[alert.name], choice)
        for alert, doc in zip(alerts, laid_out(alerts), strict=True)
        for choice in choices(alert, doc)
    ]
    parts = [[choice for _, choice in part] for part in by_hand(told, itemgetter(0), settings["folds"])]
    samples: list[list[float]] = []
    for part in parts:
        blind = _linear([choice for other in parts if other is not part for choice in other], settings)
        for signs, numbers, _ in part:
            samples += [[*row, *rival] for row, rival in zip(numbers, rivalry(blind.odds(signs)), strict=True)]
    every = [choice for part in parts for choice in part]
    truths = [truth for *_, choice in every for truth in choice]
    return Stack(_linear(every, settings), trees.fit(samples, truths, settings["trees"]))


def _linear(given: Sequence[Choice], settings: dict[str, Any]) -> Linear:
    signs = [row for choice, _, _ in given for row in choice]
    truths = [truth for *_, choice in given for truth in choice]
    return linear.fit(frequent([encode(signs)], settings["least"]), truths, settings["strength"])
