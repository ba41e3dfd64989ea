"""Boosted regression trees as plain arrays: what they say of samples of numbers. Nothing is pickled.

Friedman, J. H. (2001), Greedy function approximation: a gradient boosting machine, Annals of Statistics 29(5).
Lucchese, C. et al. (2015), QuickScorer: a fast algorithm to rank documents with additive ensembles of regression trees,
SIGIR.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from pathlib import Path
from struct import pack
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Integers = NDArray[np.intp]  # as numpy takes places, which would convert any other at each step
Bits = NDArray[np.unsignedinteger]
TOGETHER = 32  # samples: more no longer fit into a processor's cache


class Questions(NamedTuple):
    """All nodes of all trees side by side, so that a sample answers them at once; the nodes of a tree form a column.

    Where the answer is right (above the limit), the sample can fall into none of the leaves under the left child, which
    `excluded` marks by a bit for each leaf. Of the leaves that no node excludes, it falls into the first.
    """

    columns: Integers
    limits: Floats
    excluded: Bits
    leaves: Floats  # the values of the leaves from left to right, tree by tree, each with as many places
    first: Integers  # the place of the first leaf of each tree
    shape: tuple[int, int]  # nodes of the largest tree, trees


@dataclass(frozen=True)
class Trees:
    """A sum of trees of at most 64 leaves. `roots` holds a node for each tree.

    Each node has a column of the sample, a limit (`<=` goes left), its two children and a value; a leaf is its own
    child.
    """

    columns: Integers
    limits: Floats
    lefts: Integers
    rights: Integers
    values: Floats
    roots: Integers
    bias: float

    def scores(self, samples: Sequence[Sequence[float]]) -> Floats:
        """The sum of the leaves that each sample falls into: a log odds."""
        if not samples:
            return np.zeros(0, dtype=np.float32)
        width = len(samples[0])
        packed = pack(f"{len(samples) * width}f", *chain.from_iterable(samples))  # half the time of numpy's own ways
        table = np.frombuffer(packed, dtype=np.float32).reshape(-1, width)
        return np.concatenate(
            [self._answer(table[start : start + TOGETHER]) for start in range(0, len(table), TOGETHER)]
        )

    def _answer(self, table: Floats) -> Floats:
        columns, limits, excluded, leaves, first, shape = self._questions
        right = table.take(columns, axis=1, mode="clip") > limits  # `clip` only spares numpy to look whether it is one
        out = np.bitwise_or.reduce((right * excluded).reshape(len(table), *shape), axis=1)
        fallen = np.bitwise_count(out & ~(out + 1))  # as many leaves are excluded before the first that is not
        found = leaves.take(first + fallen, mode="clip").sum(axis=1)
        return np.asarray(found + self.bias, dtype=np.float32)

    @cached_property
    def _questions(self) -> Questions:
        trees = [self._read(root) for root in self.roots.tolist()]
        nodes, leaves = (max(len(tree[part]) for tree in trees) for part in (0, 1))
        shape = (nodes, len(trees))
        columns, limits = np.zeros(shape, dtype=np.intp), np.zeros(shape, dtype=np.float32)
        excluded = np.zeros(shape, dtype=np.min_scalar_type((1 << leaves) - 1))
        values = np.zeros((len(trees), leaves), dtype=np.float32)
        for number, (asked, fallen) in enumerate(trees):
            for place, (node, bits) in enumerate(asked):
                columns[place, number], limits[place, number] = self.columns[node], self.limits[node]
                excluded[place, number] = bits
            values[number, : len(fallen)] = self.values[fallen]
        first = np.arange(len(trees)) * leaves
        return Questions(columns.ravel(), limits.ravel(), excluded.ravel(), values.ravel(), first, shape)

    def _read(self, root: int) -> tuple[list[tuple[int, int]], list[int]]:
        """The nodes of a tree, each with the bits of the leaves under its left child, and its leaves from the left."""
        asked: list[tuple[int, int]] = []
        leaves: list[int] = []

        def descend(node: int) -> None:
            if self.lefts[node] == node:
                leaves.append(node)
                return
            before = len(leaves)
            descend(int(self.lefts[node]))
            asked.append((node, (1 << len(leaves)) - (1 << before)))
            descend(int(self.rights[node]))

        descend(root)
        return asked, leaves

    def probabilities(self, samples: Sequence[Sequence[float]]) -> list[float]:
        """P(yes) for each sample."""
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
        )

    @classmethod
    def load(cls, path: Path) -> "Trees":
        """Read what `save` wrote; nothing is unpickled."""
        with np.load(path, allow_pickle=False) as data:
            integers = {name: data[name].astype(np.intp) for name in ("columns", "lefts", "rights", "roots")}
            floats = {name: data[name].astype(np.float32) for name in ("limits", "values")}
            return cls(**integers, **floats, bias=float(data["bias"]))
