"""Fit the networks that `pipeline.learned.dense` applies."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from pipeline.learned.dense import Dense
from pipeline.learned.linear import Floats, likely

FIRST, SECOND, TINY = 0.9, 0.999, 1e-8  # what is left of the means of gradients and of their squares at each step


class Weights:
    """An array that learns by steps as long as its gradients are steady.

    Kingma, D. P., Ba, J. (2015), Adam: a method for stochastic optimization, ICLR.
    """

    def __init__(self, values: NDArray[Any]) -> None:
        self.values: Floats = values.astype(np.float32)
        self.mean, self.squares = np.zeros_like(self.values), np.zeros_like(self.values)
        self.steps = 0

    def learn(self, gradient: Floats, rate: float, ridge: float = 0.0) -> None:
        """Go a step against the gradient."""
        self.steps += 1
        self.mean += (1 - FIRST) * (gradient - self.mean)
        self.squares += (1 - SECOND) * (gradient * gradient - self.squares)
        steady = self.mean / (1 - FIRST**self.steps) / (np.sqrt(self.squares / (1 - SECOND**self.steps)) + TINY)
        self.values -= np.float32(rate) * (steady + np.float32(ridge) * self.values)


def fit(samples: Sequence[Floats], labels: Sequence[str], settings: dict[str, Any]) -> Dense:
    """A network of the labels of samples, given in pieces; `settings` are those of `[incidents.dense]` in
    `config.toml`. The rate of learning falls to nothing by the last step."""
    rng = np.random.default_rng(settings["seed"])
    names = sorted(set(labels))
    place = {name: column for column, name in enumerate(names)}
    wanted = np.array([place[label] for label in labels])
    whole = np.concatenate(list(samples)).astype(np.float16)  # half the memory, and more digits than they are worth
    width, size, batch = whole.shape[1], settings["units"], min(settings["batch"], len(whole))
    below = Weights(rng.normal(size=(width, size)) / np.sqrt(width))
    above = Weights(rng.normal(size=(size, len(names))) / np.sqrt(size))
    below_bias, above_bias = Weights(np.zeros(size)), Weights(np.zeros(len(names)))
    steps, done, at = settings["epochs"] * (len(whole) // batch), 0, np.arange(batch)
    for _ in range(settings["epochs"]):
        order = rng.permutation(len(whole))
        for start in range(0, len(order) - batch + 1, batch):
            chosen = order[start : start + batch]
            some = dropped(whole[chosen].astype(np.float32), settings["dropout"], rng)
            sums = some @ below.values + below_bias.values
            units = dropped(np.maximum(sums, 0), settings["dropout"], rng)
            errors = likely(units @ above.values + above_bias.values)
            errors[at, wanted[chosen]] -= 1
            errors /= batch
            back = (errors @ above.values.T) * (units > 0) / np.float32(1 - settings["dropout"])
            rate = settings["rate"] * (1 - done / steps)
            below.learn(some.T @ back, rate, settings["ridge"])
            above.learn(units.T @ errors, rate, settings["ridge"])
            below_bias.learn(back.sum(axis=0), rate)
            above_bias.learn(errors.sum(axis=0), rate)
            done += 1
    return Dense(tuple(names), below.values, below_bias.values, above.values, above_bias.values)


def dropped(values: Floats, share: float, rng: np.random.Generator) -> Floats:
    """Values of which a share is left out by chance, the others the larger for it."""
    kept = rng.random(values.shape, dtype=np.float32) >= share
    return values * kept / np.float32(1 - share)


def settled(network: Dense) -> Dense:
    """The same network where the last number, which is left away, is always 1."""
    below, bias = network.below[:-1], network.below_bias + network.below[-1]
    return Dense(network.labels, below, bias, network.above, network.above_bias)
