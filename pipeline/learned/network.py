"""Networks with one hidden layer over binary signs, as plain arrays: what a linear model learns of single signs, they
learn of signs that meet. Nothing is pickled."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from pipeline.learned.linear import Floats, Linear


@dataclass(frozen=True)
class Network:
    """Units that each sum up the weights of the signs present, as far as these sums are positive (rectifiers), and a
    linear score of each label over the units: `weights` has a row per unit, a column per label."""

    labels: tuple[str, ...]
    units: Linear
    weights: Floats
    bias: Floats

    @property
    def width(self) -> int:
        """How many columns `sums` has."""
        return len(self.units.labels)

    def sums(self, samples: Sequence[Sequence[str]]) -> Floats:
        """What the signs of each sample (rows) add to each unit (columns); those of parts of a sample may be added."""
        return self.units.sums(samples)

    def outputs(self, sums: Floats) -> Floats:
        """The score of each label (columns), given whole sums."""
        return np.asarray(np.maximum(sums + self.units.bias, 0) @ self.weights + self.bias, dtype=np.float32)

    def scores(self, samples: Sequence[Sequence[str]]) -> Floats:
        """The score of each label (columns) for each sample (rows): log odds; unknown features count nothing."""
        return self.outputs(self.sums(samples))

    @classmethod
    def beside(cls, networks: "Mapping[str, Network]") -> "Network":
        """Networks of one label each as one of several, by name: what they are asked about is looked up only once."""
        units = Linear.stacked([network.units for network in networks.values()])
        weights = np.zeros((len(units.labels), len(networks)), dtype=np.float32)
        start = 0
        for column, network in enumerate(networks.values()):
            weights[start : start + network.width, column] = network.weights[:, 0]
            start += network.width
        return cls(tuple(networks), units, weights, np.concatenate([network.bias for network in networks.values()]))

    def save(self, path: Path) -> None:
        """Write `path` (npz): the arrays, and the names as JSON in bytes."""
        names = json.dumps(self.labels, ensure_ascii=False).encode("utf-8")
        above: dict[str, Any] = {
            "above": self.weights,
            "above_bias": self.bias,
            "above_names": np.frombuffer(names, dtype=np.uint8),
        }
        np.savez_compressed(path, **self.units.arrays(), **above)


def load(path: Path) -> Any:
    """The linear model or network that was saved; nothing is unpickled."""
    with np.load(path, allow_pickle=False) as data:
        if "above" not in data:
            return Linear.read(data)
        labels = json.loads(data["above_names"].tobytes().decode("utf-8"))
        return Network(tuple(labels), Linear.read(data), data["above"], data["above_bias"])
