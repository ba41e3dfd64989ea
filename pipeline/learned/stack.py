"""Two models one after the other: a linear one or a network over signs, then trees over numbers that know what it made
of all candidates of a choice.

Wolpert, D. H. (1992), Stacked generalization, Neural Networks 5(2).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import exp
from pathlib import Path
from typing import Generic, TypeVar

from pipeline.learned.linear import Linear
from pipeline.learned.network import Network, load
from pipeline.learned.trees import Trees

HOPELESS = -2.5  # log odds of the first model under which nothing that trees say would make a yes
SAY = 2 / 3  # of the trees, in the log odds
ALONE = -9.0  # log odds of the best rival of a candidate that has none


def probability(odds: float) -> float:
    """The probability that log odds stand for."""
    return 1 / (1 + exp(-odds))


def rivalry(odds: Sequence[float]) -> list[list[float]]:
    """For each candidate of one choice: its log odds, those of its best rival, how many of its rivals are to be
    expected right, and how many are likelier."""
    ranked = sorted(odds, reverse=True)
    likely = list(map(probability, odds))
    expected = sum(likely)
    best, second = [*ranked, ALONE, ALONE][:2]
    return [
        [own, best if own < best else second, expected - alone, float(ranked.index(own))]
        for own, alone in zip(odds, likely, strict=True)
    ]


First = TypeVar("First", Linear, Network)


@dataclass(frozen=True)
class Stack(Generic[First]):
    """A yes/no decision on each of several candidates."""

    first: First
    trees: Trees

    def probabilities(self, odds: Sequence[float], numbers: Sequence[Sequence[float]], say: float = SAY) -> list[float]:
        """P(yes) for each candidate, from the log odds that the first model gave it before and from its numbers.

        `say` is the share of the trees in the log odds: two thirds where texts of a sentence are strange to them.
        They are not asked about hopeless candidates, whose numbers nobody reads.
        """
        both = list(odds)
        asked = [place for place, value in enumerate(odds) if value >= HOPELESS]
        found = self.trees.scores([numbers[place] for place in asked]).tolist()
        for place, value in zip(asked, found, strict=True):
            both[place] += say * (value - both[place])
        return [probability(value) for value in both]

    def save(self, folder: Path, name: str) -> None:
        """Write both models into a folder."""
        self.first.save(folder / f"{name}.npz")
        self.trees.save(folder / f"{name}_trees.npz")

    @classmethod
    def load(cls, folder: Path, name: str) -> "Stack[First]":
        """Read what `save` wrote."""
        return cls(load(folder / f"{name}.npz"), Trees.load(folder / f"{name}_trees.npz"))
