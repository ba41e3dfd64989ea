"""Networks with one hidden layer over dense numbers, as plain arrays. Nothing is pickled."""

import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from pipeline.learned.linear import Floats, likely


@dataclass(frozen=True)
class Dense:
    """Units that each sum up the weighted numbers of a sample, as far as these sums are positive (rectifiers), and a
    linear score of each label over the units: `below` has a row per number, `above` a column per label."""

    labels: tuple[str, ...]
    below: Floats
    below_bias: Floats
    above: Floats
    above_bias: Floats

    def probabilities(self, samples: Floats) -> Floats:
        """The probability of each label (columns) for each sample (rows)."""
        return likely(np.maximum(samples @ self.below + self.below_bias, 0) @ self.above + self.above_bias)

    def save(self, path: Path) -> None:
        """Write `path` (npz): the arrays in half the digits, and the names as JSON in bytes."""
        np.savez_compressed(
            path,
            names=np.frombuffer(json.dumps(self.labels, ensure_ascii=False).encode("utf-8"), dtype=np.uint8),
            below=self.below.astype(np.float16),
            below_bias=self.below_bias,
            above=self.above.astype(np.float16),
            above_bias=self.above_bias,
        )

    @classmethod
    def load(cls, path: Path) -> "Dense":
        """Read what `save` wrote."""
        with np.load(path, allow_pickle=False) as data:
            arrays = [data[name].astype(np.float32) for name in ("below", "below_bias", "above", "above_bias")]
            return cls(tuple(json.loads(data["names"].tobytes().decode("utf-8"))), *arrays)
