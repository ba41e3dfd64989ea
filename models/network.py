"""Fit the networks that `pipeline.learned.network` applies."""

from collections.abc import Sequence
from itertools import compress
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from models import linear
from models.linear import FAINT, YES
from models.signs import Signs
from pipeline.learned.linear import Floats, Linear, likely
from pipeline.learned.network import Network

START = 1e-2  # of the sums of squared gradients, so that first steps are not too long


class Weights:
    """An array that learns by steps that grow shorter where much was learned, one length for each row.

    Duchi, J., Hazan, E., Singer, Y. (2011), Adaptive subgradient methods, JMLR 12.
    """

    def __init__(self, values: NDArray[Any]) -> None:
        self.values: Floats = values.astype(np.float32)
        self.squares: Floats = np.full(len(values), START, dtype=np.float32)

    def learn(self, gradient: Floats, rate: float, rows: NDArray[np.intp] | slice = slice(None)) -> None:
        """Go a step against the gradient of some rows."""
        flat = gradient.reshape(len(gradient), -1)
        self.squares[rows] += (flat * flat).mean(axis=1)
        steps = rate / np.sqrt(self.squares[rows])
        self.values[rows] -= (flat * steps[:, None]).reshape(gradient.shape)


def fit(signs: Signs, truths: Sequence[bool], settings: dict[str, Any]) -> Network:
    """A network of one label, `yes`; `settings` are those of `[incidents.network]` in `config.toml`."""
    units, above, units_bias, bias = learned(signs.matrix, np.array(truths, dtype=np.float32)[:, None], settings)
    kept = np.abs(units).max(axis=1, initial=0.0) >= FAINT
    rows = {sign: row for row, sign in enumerate(compress(signs.names, kept))}
    labels = tuple(str(unit) for unit in range(settings["units"]))
    return Network((YES,), Linear(labels, rows, units[kept], units_bias), above, bias)


def learned(signs: csr_matrix, wanted: Floats, settings: dict[str, Any]) -> tuple[Floats, Floats, Floats, Floats]:
    """The weights of signs for units and of units for labels, and the biases of both, from the labels that are wanted.

    The ridge is paid for each sign once in an epoch, shared out among the samples that have it: paid with every step,
    as is usual, it would bind rare signs as if they were common.
    """
    rng = np.random.default_rng(settings["seed"])
    size, rate, kept = settings["units"], settings["rate"], 1 - settings["dropout"]
    below = Weights(rng.normal(size=(signs.shape[1], size)) * settings["spread"])
    above = Weights(rng.normal(size=(size, wanted.shape[1])) / np.sqrt(size))
    below_bias, above_bias = Weights(np.zeros(size)), Weights(np.zeros(wanted.shape[1]))
    total = np.asarray(signs.sum(axis=0), dtype=np.float32).ravel()
    for _ in range(settings["epochs"]):
        order = rng.permutation(len(wanted))
        for start in range(0, len(order), settings["batch"]):
            chosen = order[start : start + settings["batch"]]
            some = signs[chosen]
            present, places, met = np.unique(some.indices, return_inverse=True, return_counts=True)
            data = some.data * (rng.random(len(some.data)) < kept) / np.float32(kept)
            some = csr_matrix((data, places.astype(np.int32), some.indptr), shape=(len(chosen), len(present)))
            own = below.values[present]
            sums = some @ own + below_bias.values
            units = np.maximum(sums, 0)
            errors = likely(units @ above.values + above_bias.values) - wanted[chosen]
            back = (errors @ above.values.T) * (sums > 0)
            ridge = settings["ridge"] * (met / total[present])[:, None].astype(np.float32)
            below.learn(some.T.tocsr() @ back + ridge * own, rate, present)
            above.learn(units.T @ errors, rate)
            below_bias.learn(back.sum(axis=0), rate)
            above_bias.learn(errors.sum(axis=0), rate)
        rate *= settings["slower"]
    return below.values, above.values, below_bias.values, above_bias.values


def settled(network: Network, sign: str) -> Network:
    """The same network where one sign, which is left away, is always there."""
    return Network(network.labels, linear.settled(network.units, sign), network.weights, network.bias)
