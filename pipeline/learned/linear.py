"""Sparse linear models as plain arrays: features are strings, weights a matrix, nothing is pickled."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate, chain, repeat
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from pipeline.learned.places import Places

Floats = NDArray[np.float32]
UNKNOWN = ("",)  # a feature that no model has
STEPS = 64  # in which weights are stored: finer ones decide nothing and triple the file


def likely(scores: Floats) -> Floats:
    """The probabilities that scores (rows) of labels (columns) stand for; one column means P(yes)."""
    if scores.shape[1] == 1:
        return np.asarray(1 / (1 + np.exp(-scores)), dtype=np.float32)
    scores = np.exp(scores - scores.max(axis=1, keepdims=True)) if len(scores) else scores
    return scores / scores.sum(axis=1, keepdims=True) if len(scores) else scores


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

    @cached_property
    def places(self) -> Places:
        """The rows of the weights by their features."""
        return Places(list(self.rows))

    @property
    def width(self) -> int:
        """How many columns `sums` has."""
        return len(self.labels)

    def scores(self, samples: Sequence[Sequence[str]]) -> Floats:
        """The linear score of each label (columns) for each sample (rows); unknown features count nothing."""
        return self.outputs(self.sums(samples))

    def outputs(self, sums: Floats) -> Floats:
        """The scores, given the sums without the bias; those of parts of a sample may be added before."""
        return sums + self.bias

    def sums(self, samples: Sequence[Sequence[str]]) -> Floats:
        """The scores without the bias."""
        if not samples:
            return np.zeros((0, len(self.labels)), dtype=np.float32)
        samples = [sample or UNKNOWN for sample in samples]  # a sum over nothing is none that numpy can reduce to
        lengths = list(map(len, samples))
        rows = self.places.of(chain.from_iterable(samples), sum(lengths))
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
    def stacked(cls, models: "Sequence[Linear]") -> "Linear":
        """Models side by side as one that has the labels of all: what they are asked about is looked up only once."""
        rows = {feature: row for row, feature in enumerate(dict.fromkeys(chain(*(m.rows for m in models))))}
        labels = [label for model in models for label in model.labels]
        weights = np.zeros((len(rows), len(labels)), dtype=np.float32)
        start = 0
        for model in models:
            weights[[rows[feature] for feature in model.rows], start : start + model.width] = model.weights
            start += model.width
        return cls(tuple(labels), rows, weights, np.concatenate([model.bias for model in models]))

    def probabilities(self, samples: Sequence[Sequence[str]]) -> Floats:
        """The probability of each label for each sample; one label means P(yes)."""
        return likely(self.scores(samples))

    def arrays(self) -> dict[str, Any]:
        """All that there is to store: the weights in steps, and the names as JSON in bytes."""
        names = json.dumps({"labels": self.labels, "features": list(self.rows)}, ensure_ascii=False)
        return {
            "weights": (np.round(self.weights * STEPS) / STEPS).astype(np.float16),
            "bias": self.bias,
            "names": np.frombuffer(names.encode("utf-8"), dtype=np.uint8),
        }

    @classmethod
    def read(cls, arrays: Mapping[str, NDArray[Any]]) -> "Linear":
        """The model that `arrays` stands for."""
        names = json.loads(arrays["names"].tobytes().decode("utf-8"))
        rows = {feature: row for row, feature in enumerate(names["features"])}
        weights, bias = (arrays[name].astype(np.float32) for name in ("weights", "bias"))
        return cls(tuple(names["labels"]), rows, weights, bias)

    def save(self, path: Path) -> None:
        """Write `path` (npz)."""
        np.savez_compressed(path, **self.arrays())

    @classmethod
    def load(cls, path: Path) -> "Linear":
        """Read what `save` wrote; nothing is unpickled."""
        with np.load(path, allow_pickle=False) as data:
            return cls.read(data)
