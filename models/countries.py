"""Train the choice of the country that an alert is about (`pipeline.document.country`)."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from math import log
from operator import attrgetter
from typing import Any, NamedTuple

import numpy as np

from models import trees
from models.folds import by_hand
from pipeline.document import structure
from pipeline.document.country.ballot import Ballot, count
from pipeline.document.country.model import CountryModel, options
from pipeline.document.country.words import Words, words
from pipeline.evaluate.gold import GoldAlert
from pipeline.learned.associations import Associations


class Told(NamedTuple):
    """An alert as the model sees it, and its country."""

    hand: str
    country: str
    words: Words
    ballot: Ballot
    blocks: int
    size: int


def told(hand: str, alert: GoldAlert, characters: int | None = None) -> Told:
    """An alert, structured; of its first characters alone where so many are given."""
    document = structure(alert.text[:characters])
    ballot = count(document.text, document.blocks, document.sections)
    return Told(hand, alert.country, words(document.text), ballot, len(document.blocks), len(document.text))


def associations(alerts: Sequence[Told], settings: dict[str, Any]) -> Associations:
    """How much likelier each word is in alerts about each country than in all; "" stands for digests.

    Few alerts of a country, or with a word, say little: `prior` alerts of any country are added to each.
    """
    size = Counter(one.country for one in alerts)
    total = sum(size.values())
    by_country: dict[str, Counter[str]] = defaultdict(Counter)
    for one in alerts:
        for word in (*one.words.small, *one.words.pieces):
            by_country[word][one.country] += 1
    labels = tuple(sorted(size))
    columns = {label: place for place, label in enumerate(labels)}
    features: list[str] = []
    counts: list[int] = []
    at: list[int] = []
    weights: list[float] = []
    for word in sorted(by_country):
        found = by_country[word]
        share = found.total() / total
        if found.total() < settings["rare"]:
            continue
        prior = settings["prior"]
        strong = {
            code: weight
            for code, number in sorted(found.items())
            if (weight := log((number + prior * share) / (size[code] + prior) / share)) >= settings["faint"]
        }
        if strong:
            features.append(word)
            counts.append(len(strong))
            at += [columns[code] for code in strong]
            weights += strong.values()
    return Associations(labels, tuple(features), np.array(counts), np.array(at), np.array(weights))


def choices(
    alerts: Sequence[Told], spoken: Associations, strange: int
) -> Iterator[tuple[list[list[float]], list[bool]]]:
    """For each alert the numbers of its candidates, and which of them is right. One in `strange` is shown once more, as
    if no alert about its country were known: of many countries there are few, and neighbours' names sound alike."""
    for number, one in enumerate(alerts):
        again = number % strange == 0 and one.country in one.ballot.votes and one.country in spoken.at
        for hidden in ("", one.country) if again else ("",):
            found, rows = options(spoken, one.words, one.ballot, one.size, one.blocks, hidden)
            yield rows, [code == one.country for code in found]


def train(alerts: Sequence[GoldAlert], hands: dict[str, str], settings: dict[str, Any]) -> CountryModel:
    """The model of all alerts; its trees see what words say of hands that they have not seen, and the beginnings of
    alerts too: some texts are as short."""
    every = [told(hands[alert.name], alert) for alert in alerts]
    short = [told(hands[alert.name], alert, settings["short"]) for alert in alerts if alert.country]
    short = [one for one in short if one.country in one.ballot.votes]
    parts = by_hand(every, attrgetter("hand"), settings["folds"])
    samples: list[list[float]] = []
    truths: list[bool] = []
    for part in parts:
        blind = associations([one for other in parts if other is not part for one in other], settings)
        hands_of_part = {one.hand for one in part}
        shown = [*part, *(one for one in short if one.hand in hands_of_part)]
        for rows, right in choices(shown, blind, settings["strange"]):
            times = settings["digests"] if right[-1] else 1
            samples += rows * times
            truths += right * times
    return CountryModel(associations(every, settings), trees.fit(samples, truths, settings["trees"]))
