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
Integers = NDArray[np.intp]  # as numpy takes places, which would convert any other at each step
TOGETHER = 32  # samples: more no longer fit into a processor's cache


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
        parts = [self._walk(table[start : start + TOGETHER]) for start in range(0, len(table), TOGETHER)]
        return np.concatenate(parts) if parts else np.zeros(0, dtype=np.float32)

    def _walk(self, table: Floats) -> Floats:
        columns, limits, children, roots = self._doubled
        cells = np.repeat(np.arange(len(table)) * table.shape[1], len(roots))
        places = np.tile(roots, len(table))
        flat = table.ravel()
        for _ in range(self.depth):  # `clip` only spares numpy to look whether a place is one
            limit = limits.take(places, mode="clip")
            places += flat.take(cells + columns.take(places, mode="clip"), mode="clip") > limit
            places = children.take(places, mode="clip")
        found = self.values.take(places >> 1, mode="clip").reshape(len(table), len(roots))
        return np.asarray(found.sum(axis=1) + self.bias, dtype=np.float32)

    @cached_property
    def _doubled(self) -> tuple[Integers, Floats, Integers, Integers]:
        """Columns, limits, children (left and right in turn) and roots, each node at twice its number."""
        children = 2 * np.stack([self.lefts, self.rights], axis=1).ravel()
        return np.repeat(self.columns, 2), np.repeat(self.limits, 2), children, 2 * self.roots

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
            lefts=self.lefts.astype(np.int32),
            rights=self.rights.astype(np.int32),
            values=self.values,
            roots=self.roots.astype(np.int32),
            bias=np.float32(self.bias),
            depth=np.int32(self.depth),
        )

    @classmethod
    def load(cls, path: Path) -> "Trees":
        """Read what `save` wrote; nothing is unpickled."""
        with np.load(path, allow_pickle=False) as data:
            integers = {name: data[name].astype(np.intp) for name in ("columns", "lefts", "rights", "roots")}
            floats = {name: data[name].astype(np.float32) for name in ("limits", "values")}
            return cls(**integers, **floats, bias=float(data["bias"]), depth=int(data["depth"]))
