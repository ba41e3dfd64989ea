"""Sparse linear models as plain arrays: features are strings, weights a matrix, nothing is pickled."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate, chain, repeat
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
STEPS = 64  # in which weights are stored: finer ones decide nothing and triple the file


@dataclass(frozen=True)
class Linear:
    """A (multinomial) logistic regression over binary features. `weights` has a row per feature, a column per label."""

    labels: tuple[str, ...]
    rows: dict[str, int]
    weights: Floats
    bias: Floats

    @cached_property
    def padded(self) -> Floats:
        """The weights with a row of nothing at the end, for the features that are unknown."""
        return np.concatenate([self.weights, np.zeros((1, len(self.labels)), dtype=np.float32)])

    def scores(self, samples: Sequence[Sequence[str]]) -> Floats:
        """The linear score of each label (columns) for each sample (rows); unknown features count nothing."""
        return self.sums(samples) + self.bias

    def sums(self, samples: Sequence[Sequence[str]]) -> Floats:
        """The scores without the bias."""
        lengths = [len(sample) for sample in samples]
        if not all(lengths):  # a sum over nothing is none that numpy can reduce to
            return np.concatenate([self.sums([[*sample, ""]]) for sample in samples])
        if not lengths:
            return np.zeros((0, len(self.labels)), dtype=np.float32)
        features = map(self.rows.get, chain.from_iterable(samples), repeat(len(self.rows)))
        rows = np.fromiter(features, dtype=np.intp, count=sum(lengths))
        starts = list(accumulate(lengths[:-1], initial=0))
        return np.add.reduceat(self.padded.take(rows, axis=0, mode="clip"), starts, axis=0)

    @cached_property
    def single(self) -> dict[str, float]:
        """The weight of each feature for the only label; equal ones are one object, which is at hand when asked for."""
        weights, known = self.weights[:, 0].tolist(), dict[float, float]()
        return {feature: known.setdefault(weight, weight) for feature, weight in zip(self.rows, weights, strict=True)}

    def odds(self, samples: Sequence[Sequence[str]]) -> list[float]:
        """The linear score of the only label for each sample: quicker than `scores` where there are few."""
        weight, bias = self.single.get, float(self.bias[0])
        return [sum(map(weight, sample, repeat(0.0)), bias) for sample in samples]

    @classmethod
    def beside(cls, models: "Mapping[str, Linear]") -> "Linear":
        """Models of one label each as one of several, by name: what they are asked about is looked up only once."""
        rows = {feature: row for row, feature in enumerate(dict.fromkeys(chain(*(m.rows for m in models.values()))))}
        weights = np.zeros((len(rows), len(models)), dtype=np.float32)
        for column, model in enumerate(models.values()):
            weights[[rows[feature] for feature in model.rows], column] = model.weights[:, 0]
        return cls(tuple(models), rows, weights, np.concatenate([model.bias for model in models.values()]))

    def probabilities(self, samples: Sequence[Sequence[str]]) -> Floats:
        """The probability of each label for each sample; one label means P(yes)."""
        return self.likely(self.scores(samples))

    def likely(self, scores: Floats) -> Floats:
        """The probabilities that scores stand for."""
        if len(self.labels) == 1:
            return np.asarray(1 / (1 + np.exp(-scores)), dtype=np.float32)
        scores = np.exp(scores - scores.max(axis=1, keepdims=True)) if len(scores) else scores
        return scores / scores.sum(axis=1, keepdims=True) if len(scores) else scores

    def save(self, path: Path) -> None:
        """Write `path` (npz): the arrays and the names as JSON in bytes."""
        names = json.dumps({"labels": self.labels, "features": list(self.rows)}, ensure_ascii=False)
        np.savez_compressed(
            path,
            weights=(np.round(self.weights * STEPS) / STEPS).astype(np.float16),
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
