"""Two models that decide together: a linear one over signs, and trees over numbers, which see how these meet."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from pipeline.incidents.linear import Linear
from pipeline.incidents.trees import Trees

HOPELESS = -3.5  # log odds of the linear model under which nothing that trees say would make a yes


@dataclass(frozen=True)
class Jury:
    """A yes/no decision; both models have an equal say in the log odds."""

    linear: Linear
    trees: Trees

    def probabilities(self, signs: Sequence[Sequence[str]], numbers: Sequence[Sequence[float]]) -> list[float]:
        """P(yes) for each sample, which both kinds of features describe."""
        return self.agree(self.linear.scores(signs)[:, 0].tolist(), numbers) if signs else []

    def agree(self, odds: Sequence[float], numbers: Sequence[Sequence[float]]) -> list[float]:
        """P(yes) for each sample, from the log odds that the linear model gave it before and from its numbers.

        The trees are not asked about hopeless samples, whose numbers nobody reads.
        """
        both = np.asarray(odds, dtype=np.float32)
        open_ = [place for place, value in enumerate(odds) if value >= HOPELESS]
        if open_:
            both[open_] = (both[open_] + self.trees.scores([numbers[place] for place in open_])) / 2
        values: list[float] = (1 / (1 + np.exp(-both))).tolist()
        return values

    def save(self, folder: Path, name: str) -> None:
        """Write both models into a folder."""
        self.linear.save(folder / f"{name}.npz")
        self.trees.save(folder / f"{name}_trees.npz")

    @classmethod
    def load(cls, folder: Path, name: str) -> "Jury":
        """Read what `save` wrote."""
        return cls(Linear.load(folder / f"{name}.npz"), Trees.load(folder / f"{name}_trees.npz"))
