"""Signs in bundles: those that follow from the same few facts, written only where a model has not met these facts yet.

The facts of candidates come again and again; to write all their signs and look each up takes a model most of its time.
"""

from collections.abc import Iterable, Sequence
from itertools import accumulate, chain
from typing import Any

import numpy as np

from pipeline.learned.linear import Floats
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
    """A network that reads bundles and remembers what it made of them; begins anew when it is full."""

    def __init__(self, model: Network) -> None:
        self.model = model
        self.labels = model.labels
        self.forget()

    def forget(self) -> None:
        """Begin anew."""
        self.met = Met()
        self.sums: Floats = np.zeros((1, self.model.width), dtype=np.float32)  # more rows than are in use

    def scores(self, samples: Sequence[Sequence[Bundle]]) -> Floats:
        """The score of each label (columns) for each sample (rows), as the model gives it to the signs."""
        if not samples:
            return self.model.scores([])
        if len(self.met) > MOST_REMEMBERED:
            self.forget()
        lengths = list(map(len, samples))
        found = map(self.met.__getitem__, chain.from_iterable(samples))
        rows = np.fromiter(found, dtype=np.intp, count=sum(lengths))
        if self.met.new:
            self.learn(self.met.new)
            self.met.new.clear()
        starts = list(accumulate(lengths[:-1], initial=0))
        return self.model.outputs(np.add.reduceat(self.sums.take(rows, axis=0), starts, axis=0))

    def learn(self, bundles: Sequence[Bundle]) -> None:
        """Note what the model makes of the bundles that were met last; the room doubles where it ends."""
        last = len(self.met)
        while last > len(self.sums):
            self.sums = np.concatenate([self.sums, np.zeros_like(self.sums)])
        self.sums[last - len(bundles) : last] = self.model.sums([write(*facts) for write, *facts in bundles])


def score(model: Network | Bundled, samples: Sequence[Sequence[Bundle]]) -> Floats:
    """The scores of bundles by a model, whether it remembers them or not."""
    return model.scores(samples) if isinstance(model, Bundled) else model.scores([written(own) for own in samples])
