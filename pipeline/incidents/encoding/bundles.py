"""Signs in bundles: those that follow from the same few facts, written only where a model has not met these facts yet.

The facts of candidates come again and again; to write all their signs and look each up takes a model most of its time.
"""

from collections.abc import Iterable, Sequence
from itertools import accumulate, chain, repeat
from typing import Any

import numpy as np

from pipeline.learned.linear import Floats, Linear
from pipeline.learned.network import Network

MOST_REMEMBERED = 1 << 16  # bundles; a stream of alerts brings ever new ones

Bundle = tuple[Any, ...]  # a function that writes signs (at least one), and the facts that it writes them of


def written(bundles: Iterable[Bundle]) -> list[str]:
    """The signs of bundles."""
    return [sign for write, *facts in bundles for sign in write(*facts)]


class Met(dict[Bundle, int]):
    """The row of each bundle; those that were not met before get the next ones, and are noted."""

    def __init__(self) -> None:
        super().__init__()
        self.new: list[Bundle] = []

    def __missing__(self, bundle: Bundle) -> int:
        self.new.append(bundle)
        row = self[bundle] = len(self)
        return row


class Bundled:
    """A model that reads bundles and remembers what it made of them; begins anew when it is full."""

    def __init__(self, model: Network | Linear) -> None:
        self.model = model
        self.labels = model.labels
        self.forget()

    def forget(self) -> None:
        """Begin anew."""
        self.met = Met()
        self.known: Floats = np.zeros((1, self.model.width), dtype=np.float32)  # more rows than are in use

    def outputs(self, sums: Floats) -> Floats:
        """The score of each label (columns), given whole sums."""
        return self.model.outputs(sums)

    def sums(self, samples: Sequence[Sequence[Bundle]]) -> Floats:
        """What the signs of each sample (rows) add up to in the model; none may be empty."""
        if not samples:
            return self.model.sums([])
        if len(self.met) > MOST_REMEMBERED:
            self.forget()
        lengths = list(map(len, samples))
        found = map(self.met.__getitem__, chain.from_iterable(samples))
        rows = np.fromiter(found, dtype=np.intp, count=sum(lengths))
        if self.met.new:
            self.learn(self.met.new)
            self.met.new.clear()
        starts = list(accumulate(lengths[:-1], initial=0))
        sums: Floats = np.add.reduceat(self.known.take(rows, axis=0), starts, axis=0)
        return sums

    def learn(self, bundles: Sequence[Bundle]) -> None:
        """Note what the model makes of the bundles that were met last; the room doubles where it ends."""
        last = len(self.met)
        while last > len(self.known):
            self.known = np.concatenate([self.known, np.zeros_like(self.known)])
        self.known[last - len(bundles) : last] = self.model.sums([write(*facts) for write, *facts in bundles])


class Odds(dict[Bundle, float]):
    """What bundles add to the log odds of a linear model's only label, remembered; begins anew when it is full."""

    def __init__(self, model: Linear) -> None:
        super().__init__()
        self.weight, self.bias = model.single.get, float(model.bias[0])

    def __missing__(self, bundle: Bundle) -> float:
        write, *facts = bundle
        odds = self[bundle] = sum(map(self.weight, write(*facts), repeat(0.0)), 0.0)
        return odds

    def of(self, samples: Sequence[Sequence[Bundle]]) -> list[float]:
        """The log odds of each sample, as the model gives them to the signs (see `Linear.odds`)."""
        if len(self) > MOST_REMEMBERED:
            self.clear()
        met, bias = self.__getitem__, self.bias
        return [sum(map(met, sample), bias) for sample in samples]


def sums(model: Network | Linear | Bundled, samples: Sequence[Sequence[Bundle]]) -> Floats:
    """The sums of bundles by a model, whether it remembers them or not."""
    return model.sums(samples) if isinstance(model, Bundled) else model.sums([written(own) for own in samples])


def score(model: Network | Bundled, samples: Sequence[Sequence[Bundle]]) -> Floats:
    """The score of each label (columns) for each sample (rows), as the model gives it to the signs."""
    return model.outputs(sums(model, samples))
