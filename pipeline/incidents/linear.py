"""Sparse linear models as plain arrays: features are strings, weights a matrix, nothing is pickled."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import repeat
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]


@dataclass(frozen=True)
class Linear:
    """A (multinomial) logistic regression over binary features. `weights` has a row per feature, a column per label."""

    labels: tuple[str, ...]
    rows: dict[str, int]
    weights: Floats
    bias: Floats

    @cached_property
    def single(self) -> dict[str, float]:
        """The weights of a model with one label, by feature: quicker than the matrix for few samples."""
        return dict(zip(self.rows, self.weights[:, 0].tolist(), strict=True))

    def scores(self, samples: Sequence[Sequence[str]]) -> Floats:
        """The linear score of each label (columns) for each sample (rows); unknown features count nothing."""
        if len(self.labels) == 1:
            weight = self.single.get
            sums = [sum(map(weight, sample, repeat(0.0))) for sample in samples]
            return np.asarray(sums, dtype=np.float32).reshape(-1, 1) + self.bias
        out = np.tile(self.bias, (len(samples), 1))
        for i, sample in enumerate(samples):
            known = [row for feature in sample if (row := self.rows.get(feature)) is not None]
            if known:
                out[i] += self.weights[known].sum(axis=0, dtype=np.float32)
        return out

    def probabilities(self, samples: Sequence[Sequence[str]]) -> Floats:
        """The probability of each label for each sample; one label means P(yes)."""
        scores = self.scores(samples)
        if len(self.labels) == 1:
            return np.asarray(1 / (1 + np.exp(-scores)), dtype=np.float32)
        scores = np.exp(scores - scores.max(axis=1, keepdims=True)) if len(samples) else scores
        return scores / scores.sum(axis=1, keepdims=True) if len(samples) else scores

    def save(self, path: Path) -> None:
        """Write `path` (npz): the arrays and the names as JSON in bytes."""
        names = json.dumps({"labels": self.labels, "features": list(self.rows)}, ensure_ascii=False)
        np.savez_compressed(
            path,
            weights=self.weights.astype(np.float16),
            bias=self.bias,
            names=np.frombuffer(names.encode("utf-8"), dtype=np.uint8),
        )

    @classmethod
    def load(cls, path: Path) -> "Linear":
        """Read what `save` wrote; nothing is unpickled."""
        with np.load(path, allow_pickle=False) as data:
            names = json.loads(data["names"].tobytes().decode("utf-8"))
            return cls(
                tuple(names["labels"]),
                {feature: row for row, feature in enumerate(names["features"])},
                data["weights"].astype(np.float32),
                data["bias"].astype(np.float32),
            )
