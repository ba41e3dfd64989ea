"""Grow the trees that `pipeline.learned.trees` applies."""

from collections.abc import Sequence
from typing import Any

import lightgbm
import numpy as np
from numpy.typing import NDArray

from pipeline.learned.linear import Floats
from pipeline.learned.trees import Trees

Node = dict[str, Any]  # as the library tells it
LEAST = 1e-3  # of a curvature


def fit(
    samples: Sequence[Sequence[float]] | Floats,
    truths: Sequence[bool],
    settings: dict[str, Any],
    sizes: Sequence[int] | None = None,
) -> Trees:
    """Boosted trees for a yes/no decision, else for choices among as many options as `sizes` say; `settings` are those
    of `[incidents.trees]` in `config.toml`."""
    return as_arrays(grown(samples, truths, settings, sizes))


def grown(
    samples: Sequence[Sequence[float]] | Floats,
    truths: Sequence[bool],
    settings: dict[str, Any],
    sizes: Sequence[int] | None = None,
) -> lightgbm.Booster:
    """The same trees as the library has them."""
    chosen = {
        "objective": "binary" if sizes is None else Choices(truths, sizes),
        "learning_rate": settings["rate"],
        "num_leaves": settings["leaves"],
        "max_depth": settings["depth"],
        "min_data_in_leaf": settings["least"],
        "feature_fraction_bynode": settings["share"],
        "max_bin": settings["bins"],
        "lambda_l2": 1.0,
        "use_missing": False,
        "seed": settings["seed"],
        "deterministic": True,
        "force_row_wise": True,
        "num_threads": 1,  # processes stand beside one another (`models.fitting`)
        "verbose": -1,
    }
    told = lightgbm.Dataset(np.asarray(samples, dtype=np.float32), np.asarray(truths), params=chosen)
    return lightgbm.train(chosen, told, num_boost_round=settings["number"])


class Choices:
    """The loss of choices, of whose options one is right: each has a share of one, by its score among the others'.

    Where several options are right they share what is to be learned; where none is, nothing is.
    """

    def __init__(self, truths: Sequence[bool], sizes: Sequence[int]) -> None:
        assert sum(sizes) == len(truths), "each option belongs to one choice"
        self.starts = np.cumsum([0, *sizes[:-1]])
        self.sizes = np.asarray(sizes)
        right = np.asarray(truths, dtype=np.float64)
        number = self.spread(np.add.reduceat(right, self.starts))
        self.known = (number > 0).astype(np.float64)
        self.wanted = right / np.maximum(number, 1)

    def spread(self, values: NDArray[np.float64]) -> NDArray[np.float64]:
        """What is so of each choice, for each of its options."""
        return np.repeat(values, self.sizes)

    def __call__(
        self, scores: NDArray[np.float64], _: lightgbm.Dataset | None
    ) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """The slope of the loss at each score, and twice its curvature: with options that pull at one another smaller
        steps are surer."""
        parts = np.exp(scores - self.spread(np.maximum.reduceat(scores, self.starts)))
        shares = parts / self.spread(np.add.reduceat(parts, self.starts))
        slopes: NDArray[np.float64] = self.known * (shares - self.wanted)
        curvatures: NDArray[np.float64] = self.known * np.maximum(2 * shares * (1 - shares), LEAST)
        return slopes, curvatures


def settled(trees: Trees, column: int, value: float) -> Trees:
    """The same trees where one column, which is left away, has always the same value."""
    own = np.arange(len(trees.columns))
    asks = (trees.columns == column) & (trees.lefts != own)
    onward = np.where(asks, np.where(value > trees.limits, trees.rights, trees.lefts), own)
    while (onward != onward[onward]).any():
        onward = onward[onward]
    lefts, rights, roots = onward[trees.lefts], onward[trees.rights], onward[trees.roots]
    kept = np.zeros(len(own), dtype=bool)
    waiting = roots
    while len(waiting):
        kept[waiting] = True
        below = np.unique(np.concatenate([lefts[waiting], rights[waiting]]))
        waiting = below[~kept[below]]
    place = np.cumsum(kept) - 1
    return Trees(
        trees.columns[kept], trees.limits[kept], place[lefts[kept]], place[rights[kept]], trees.values[kept],
        place[roots], trees.bias,
    )  # fmt: skip


def below(limits: NDArray[np.float64]) -> Floats:
    """The greatest short numbers that are not above some: values, which are short, lie on the same side of them."""
    short = limits.astype(np.float32)
    return np.where(short > limits, np.nextafter(short, np.float32(-np.inf)), short)


def as_arrays(booster: lightgbm.Booster) -> Trees:
    """The nodes of all trees in one table, leaves pointing at themselves; values as short as they are stored."""
    nodes: list[tuple[int, float, int, int, float]] = []

    def laid(node: Node) -> int:
        place = len(nodes)
        nodes.append((0, 0.0, place, place, node.get("leaf_value", 0.0)))
        if "split_feature" in node:
            lower, upper = laid(node["left_child"]), laid(node["right_child"])
            nodes[place] = (node["split_feature"], node["threshold"], lower, upper, 0.0)
        return place

    roots = [laid(tree["tree_structure"]) for tree in booster.dump_model()["tree_info"]]
    columns, limits, lefts, rights, values = zip(*nodes, strict=True)
    return Trees(
        columns=np.array(columns, dtype=np.intp),
        limits=below(np.array(limits)),
        lefts=np.array(lefts, dtype=np.intp),
        rights=np.array(rights, dtype=np.intp),
        values=np.array(values, dtype=np.float16).astype(np.float32),
        roots=np.array(roots, dtype=np.intp),
        bias=0.0,  # the library has it in the leaves of the first tree
    )
