"""Boosted regression trees as plain arrays: what they say of samples of numbers. Nothing is pickled.

Friedman, J. H. (2001), Greedy function approximation: a gradient boosting machine, Annals of Statistics 29(5).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Integers = NDArray[np.int32]


@dataclass(frozen=True)
class Trees:
    """A sum of trees. Each node has a column of the sample, a limit (`<=` goes left), its two children and a value.

    A leaf is its own child, so that all trees can be walked `depth` steps at once. `roots` holds a node for each tree.
    """

    columns: Integers
    limits: Floats
    lefts: Integers
    rights: Integers
    values: Floats
    roots: Integers
    bias: float
    depth: int

    def scores(self, samples: Sequence[Sequence[float]]) -> Floats:
        """The sum of the leaves that each sample falls into: a log odds."""
        table = np.asarray(samples, dtype=np.float32)
        cells = np.repeat(np.arange(len(table), dtype=np.int32) * table.shape[1], len(self.roots))
        nodes = np.tile(self.roots, len(table))
        flat = table.ravel()
        for _ in range(self.depth):
            right = flat.take(cells + self.columns.take(nodes)) > self.limits.take(nodes)
            nodes = self.children.take(2 * nodes + right)
        found = self.values.take(nodes).reshape(len(table), len(self.roots))
        return np.asarray(found.sum(axis=1) + self.bias, dtype=np.float32)

    @cached_property
    def children(self) -> Integers:
        """The left and the right child of each node, in turn."""
        return np.stack([self.lefts, self.rights], axis=1).ravel()

    def probabilities(self, samples: Sequence[Sequence[float]]) -> list[float]:
        """P(yes) for each sample."""
        if not samples:
            return []
        values: list[float] = (1 / (1 + np.exp(-self.scores(samples)))).tolist()
        return values

    def save(self, path: Path) -> None:
        """Write `path` (npz)."""
        np.savez_compressed(
            path,
            columns=self.columns.astype(np.int16),
            limits=self.limits,
            lefts=self.lefts,
            rights=self.rights,
            values=self.values,
            roots=self.roots,
            bias=np.float32(self.bias),
            depth=np.int32(self.depth),
        )

    @classmethod
    def load(cls, path: Path) -> "Trees":
        """Read what `save` wrote; nothing is unpickled."""
        with np.load(path, allow_pickle=False) as data:
            integers = {name: data[name].astype(np.int32) for name in ("columns", "lefts", "rights", "roots")}
            floats = {name: data[name].astype(np.float32) for name in ("limits", "values")}
            return cls(**integers, **floats, bias=float(data["bias"]), depth=int(data["depth"]))
