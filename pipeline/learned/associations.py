"""Which labels some features speak for, as plain arrays: naive Bayes with the associations alone that are worth
keeping. Nothing is pickled.

Maron, M. E. (1961), Automatic indexing: an experimental inquiry, Journal of the ACM 8(3).
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from pipeline.learned.places import Places

Floats = NDArray[np.float64]
STEPS, LARGEST = 32, 255  # in which weights are stored, none of them negative: eight bits tell enough


@dataclass(frozen=True)
class Associations:
    """For each feature the labels that it speaks for and how strongly (log of how much likelier it is beside them)."""

    labels: tuple[str, ...]
    features: tuple[str, ...]
    counts: NDArray[np.intp]  # labels of each feature
    columns: NDArray[np.intp]  # the labels, feature after feature
    weights: Floats

    @cached_property
    def places(self) -> Places:
        """The places of the features."""
        return Places(self.features)

    @cached_property
    def at(self) -> dict[str, int]:
        """The place of each label."""
        return {label: place for place, label in enumerate(self.labels)}

    @cached_property
    def starts(self) -> NDArray[np.intp]:
        """Where the labels of each feature begin, and behind the last; an unknown feature has none."""
        return np.concatenate([[0], np.cumsum(self.counts), [len(self.columns)]])

    def sums(self, features: Iterable[str]) -> Floats:
        """How much some features, which differ, say for each label."""
        told = list(features)
        rows = self.places.of(told, len(told))
        starts, counts = self.starts[rows], self.starts[rows + 1] - self.starts[rows]
        shift = np.repeat(starts - (np.cumsum(counts) - counts), counts)
        at = np.arange(counts.sum()) + shift
        out = np.zeros(len(self.labels))
        np.add.at(out, self.columns[at], self.weights[at])
        return out

    def save(self, path: Path) -> None:
        """Write `path` (npz)."""
        names = json.dumps({"labels": self.labels, "features": self.features}, ensure_ascii=False)
        np.savez_compressed(
            path,
            names=np.frombuffer(names.encode("utf-8"), dtype=np.uint8),
            counts=self.counts.astype(np.uint8),
            columns=self.columns.astype(np.uint8),
            weights=np.round(self.weights * STEPS).clip(0, LARGEST).astype(np.uint8),
        )

    @classmethod
    def load(cls, path: Path) -> "Associations":
        """Read what `save` wrote; nothing is unpickled."""
        with np.load(path, allow_pickle=False) as data:
            names = json.loads(data["names"].tobytes().decode("utf-8"))
            counts, columns = (data[name].astype(np.intp) for name in ("counts", "columns"))
            weights = data["weights"].astype(np.float64) / STEPS
            return cls(tuple(names["labels"]), tuple(names["features"]), counts, columns, weights)
