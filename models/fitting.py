"""Fits models to the samples of alerts, for alerts like the typical ones."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from models import linear, network, trees
from models.examples import Annotated, Samples
from pipeline.learned.linear import Linear
from pipeline.learned.network import Network
from pipeline.learned.trees import Trees

TYPICAL = "typical"


def of(annotated: Annotated, samples: Samples) -> Samples:
    """The samples of an alert, marked as typical where it is."""
    samples.typical = annotated.typical
    return samples


def together(made: Iterable[Samples]) -> Samples:
    """The samples of several alerts in one, each told whether it is typical: by a sign, by a last number."""
    out = Samples()
    for samples in made:
        marked = [[*signs, TYPICAL] for signs in samples.features] if samples.typical else samples.features
        numbers = [[*row, float(samples.typical)] for row in samples.numbers]
        out.add(marked, samples.labels, samples.truths, numbers)
    return out


def grow(made: Iterable[Samples], settings: dict[str, Any]) -> Trees:
    """Trees over the samples of several alerts, for typical ones."""
    every = together(made)
    grown = trees.fit(every.numbers, every.truths, settings["trees"])
    return trees.settled(grown, len(every.numbers[0]) - 1, 1.0)


def fit_linear(made: Iterable[Samples], strength: float, least: int = 2) -> Linear:
    """A linear model of the labels of the samples of several alerts, else of yes and no, for typical ones."""
    every = together(made)
    return linear.settled(linear.fit(every.features, every.labels or every.truths, strength, least), TYPICAL)


def fit_network(made: Iterable[Samples], settings: dict[str, Any]) -> Network:
    """A network of yes and no of the samples of several alerts, for typical ones."""
    every = together(made)
    return network.settled(network.fit(every.features, every.truths, settings["network"]), TYPICAL)


def others(made: Sequence[list[Samples]]) -> Iterator[list[Samples]]:
    """For each part the samples of all other parts."""
    for left_out in range(len(made)):
        yield [samples for i, some in enumerate(made) if i != left_out for samples in some]
