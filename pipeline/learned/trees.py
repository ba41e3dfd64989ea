"""Boosted regression trees as plain arrays: what they say of samples of numbers. Nothing is pickled.

Friedman, J. H. (2001), Greedy function approximation: a gradient boosting machine, Annals of Statistics 29(5).
Lucchese, C. et al. (2015), QuickScorer: a fast algorithm to rank documents with additive ensembles of regression trees,
SIGIR.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, reduce
from itertools import chain, islice, pairwise
from math import exp
from pathlib import Path
from struct import pack
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Integers = NDArray[np.intp]  # as numpy takes places, which would convert any other at each step
Bits = NDArray[np.unsignedinteger]
Keys = NDArray[np.int64]  # a column above, a number below in the order of its size: quick to compare
TOGETHER = 1 << 16  # words of bits: more no longer fit into a processor's cache
UNRIVALLED: list[list[float]] = [[]]  # the only option of a choice: nothing need speak for it
SHARED = 128  # rows at most that columns with few limits share


class Questions(NamedTuple):
    """What all nodes of all trees ask, column by column: a sample answers by the place of a value among the limits.

    Where the answer to a node is right (above the limit), the sample can fall into none of the leaves under the left
    child. `excluded` has a row for each place among the limits of a column, or of several columns that share rows: of
    each tree, a bit for each leaf that such an answer excludes. Of the leaves that no answer excludes, a sample falls
    into the first.
    """

    columns: Integers
    limits: Keys  # of the first column, the second, …, each in order
    steps: Integers  # rows from one place of a column to the next
    groups: Integers  # the first of each of the columns that share rows
    offsets: Integers  # of each group: the row of a sample under all limits, less what the limits before make of it
    excluded: Bits
    leaves: Floats  # the values of the leaves from left to right, tree by tree, each with as many places
    first: Integers  # the place of the first leaf of each tree


def keys(columns: Integers, values: Floats) -> Keys:
    """Each column (of the last axis) and its value as one number. The bits of floats are in the order of their size,
    those of negative ones the other way round; 0 is added as there are two of it."""
    bits = (values + np.float32(0)).view(np.int32)
    bits ^= (bits >> 31) & np.int32(0x7FFFFFFF)
    return (columns << 32) + bits


def above(limits: dict[float, Bits], nothing: Bits) -> Bits:
    """What each place among limits excludes, from that under all of them on."""
    found: Bits = np.bitwise_or.accumulate([nothing, *(limits[limit] for limit in sorted(limits))])
    return found


def grouped(sizes: Sequence[int]) -> list[int]:
    """Where groups of columns begin and end, so that few enough rows hold all combinations of places in a group."""
    bounds, rows = [0], 1
    for place, size in enumerate(sizes):
        if place > bounds[-1] and rows * size > SHARED:
            bounds, rows = [*bounds, place], 1
        rows *= size
    return [*bounds, len(sizes)]


def softmax(scores: Sequence[float]) -> list[float]:
    """Positive numbers that add up to one, in proportion to the exponentials of some scores."""
    highest = max(scores, default=0.0)
    parts = [exp(score - highest) for score in scores]
    whole = sum(parts)
    return [part / whole for part in parts]


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
        """The sum of the leaves that each sample falls into: a log odds, of an option of a choice but for what all of
        them share."""
        if not samples:
            return np.zeros(0, dtype=np.float32)
        width = len(samples[0])
        packed = pack(f"{len(samples) * width}f", *chain.from_iterable(samples))  # half the time of numpy's own ways
        table = np.frombuffer(packed, dtype=np.float32).reshape(-1, width)
        asked = self._questions
        values = keys(np.arange(len(asked.columns)), table.take(asked.columns, axis=1))
        places = asked.limits.searchsorted(values)
        places *= asked.steps
        rows = np.add.reduceat(places, asked.groups, axis=1) + asked.offsets
        together = max(1, TOGETHER // (rows.shape[1] * len(self.roots)))
        if len(rows) <= together:
            return self._fall(rows)
        return np.concatenate([self._fall(rows[start : start + together]) for start in range(0, len(rows), together)])

    def _fall(self, rows: Integers) -> Floats:
        asked = self._questions
        out = np.bitwise_or.reduce(asked.excluded.take(rows, axis=0), axis=1)
        fallen = np.bitwise_count(out & ~(out + 1))  # as many leaves are excluded before the first that is not
        found = asked.leaves.take(asked.first + fallen).sum(axis=1)
        return np.asarray(found + self.bias, dtype=np.float32)

    @cached_property
    def _questions(self) -> Questions:
        trees = [self._read(root) for root in self.roots.tolist()]
        size = max(len(fallen) for _, fallen in trees)
        bits = np.min_scalar_type((1 << size) - 1)
        leaves = np.zeros((len(trees), size), dtype=np.float32)
        asked: dict[int, dict[float, Bits]] = {0: {}}  # what an answer above each limit excludes, by column
        for number, (nodes, fallen) in enumerate(trees):
            for node, under in nodes:
                by_limit = asked.setdefault(int(self.columns[node]), {})
                by_limit.setdefault(float(self.limits[node]), np.zeros(len(trees), dtype=bits))[number] |= under
            leaves[number, : len(fallen)] = self.values[fallen]
        columns = sorted(asked, key=lambda column: len(asked[column]))
        sizes = [len(asked[column]) + 1 for column in columns]
        groups = grouped(sizes)
        steps = np.concatenate([np.cumprod([1, *sizes[end - 1 : start : -1]])[::-1] for start, end in pairwise(groups)])
        tables = [
            reduce(
                lambda one, other: (one[:, None] | other).reshape(-1, len(trees)),
                [above(asked[column], np.zeros(len(trees), dtype=bits)) for column in columns[start:end]],
            )
            for start, end in pairwise(groups)
        ]
        limits = [limit for column in columns for limit in sorted(asked[column])]
        before = np.cumsum([0, *sizes[:-1]]) - np.arange(len(columns))  # limits
        rows = np.cumsum([0, *map(len, tables[:-1])])
        return Questions(
            np.array(columns),
            keys(np.repeat(np.arange(len(columns)), [size - 1 for size in sizes]), np.array(limits, dtype=np.float32)),
            steps,
            np.array(groups[:-1]),
            rows - np.add.reduceat(before * steps, groups[:-1]),
            np.concatenate(tables),
            leaves.ravel(),
            np.arange(len(trees)) * size,
        )

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

    def shares(self, choices: Sequence[Sequence[Sequence[float]]]) -> list[list[float]]:
        """For each choice P(right) of each of its options, of which one is right: the softmax of their scores. A choice
        of one option is not asked about.

        McFadden, D. (1974), Conditional logit analysis of qualitative choice behavior.
        """
        asked = [option for options in choices if len(options) > 1 for option in options]
        scores = iter(self.scores(asked).tolist())
        return [softmax(list(islice(scores, len(own)))) if len(own) > 1 else [1.0] * len(own) for own in choices]

    def save(self, path: Path) -> None:
        """Write `path` (npz): children by how far behind their parent they stand, which the same small numbers tell of
        all trees, and values without their last digits, which are chance."""
        own = np.arange(len(self.columns))
        np.savez_compressed(
            path,
            columns=self.columns.astype(np.int16),
            limits=self.limits,
            lefts=(self.lefts - own).astype(np.int16),
            rights=(self.rights - own).astype(np.int16),
            values=self.values.astype(np.float16),
            roots=self.roots.astype(np.int32),
            bias=np.float32(self.bias),
        )

    @classmethod
    def load(cls, path: Path) -> "Trees":
        """Read what `save` wrote; nothing is unpickled."""
        with np.load(path, allow_pickle=False) as data:
            integers = {name: data[name].astype(np.intp) for name in ("columns", "lefts", "rights", "roots")}
            own = np.arange(len(integers["columns"]))
            integers |= {name: integers[name] + own for name in ("lefts", "rights")}
            floats = {name: data[name].astype(np.float32) for name in ("limits", "values")}
            return cls(**integers, **floats, bias=float(data["bias"]))
