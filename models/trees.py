"""Fit the trees that `pipeline.learned.trees` applies."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from sklearn.ensemble import HistGradientBoostingClassifier

from pipeline.learned.linear import Floats
from pipeline.learned.trees import Trees


def fit(samples: Sequence[Sequence[float]] | Floats, truths: Sequence[bool], settings: dict[str, Any]) -> Trees:
    """Boosted trees for a yes/no decision; `settings` are those of `[incidents.trees]` in `config.toml`.

    Of several forests, which differ in the columns that each split looks at, the log odds are averaged.
    """
    numbers, seed = np.asarray(samples, dtype=np.float32), settings["seed"]
    return together([forest(numbers, truths, settings, seed + more) for more in range(settings["forests"])])


def forest(samples: Floats, truths: Sequence[bool], settings: dict[str, Any], seed: int) -> Trees:
    """One forest."""
    model = HistGradientBoostingClassifier(
        max_iter=settings["number"],
        learning_rate=settings["rate"],
        max_leaf_nodes=settings["leaves"],
        max_depth=settings["depth"],
        min_samples_leaf=settings["least"],
        max_features=settings["share"],
        l2_regularization=1.0,
        early_stopping=False,
        random_state=seed,
    )
    model.fit(samples, list(truths))
    return as_arrays(model)


def together(forests: Sequence[Trees]) -> Trees:
    """One forest that says what several say on average; its values as short as they are stored."""
    values = np.concatenate([one.values for one in forests]) / len(forests)
    before = np.cumsum([0, *(len(one.columns) for one in forests)])
    return Trees(
        columns=np.concatenate([one.columns for one in forests]),
        limits=np.concatenate([one.limits for one in forests]),
        lefts=np.concatenate([one.lefts + start for one, start in zip(forests, before, strict=False)]),
        rights=np.concatenate([one.rights + start for one, start in zip(forests, before, strict=False)]),
        values=values.astype(np.float16).astype(np.float32),
        roots=np.concatenate([one.roots + start for one, start in zip(forests, before, strict=False)]),
        bias=sum(one.bias for one in forests) / len(forests),
    )


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


def as_arrays(model: HistGradientBoostingClassifier) -> Trees:
    """The nodes of all trees of a fitted model in one table, leaves pointing at themselves."""
    nodes = [predictor.nodes for (predictor,) in model._predictors]
    starts = np.cumsum([0, *(len(one) for one in nodes)])
    whole = np.concatenate(nodes)
    own = np.arange(len(whole))
    offset = np.repeat(starts[:-1], [len(one) for one in nodes])
    leaf = whole["is_leaf"].astype(bool)
    return Trees(
        columns=np.where(leaf, 0, whole["feature_idx"]).astype(np.intp),
        limits=np.where(leaf, 0.0, whole["num_threshold"]).astype(np.float32),
        lefts=np.where(leaf, own, whole["left"] + offset).astype(np.intp),
        rights=np.where(leaf, own, whole["right"] + offset).astype(np.intp),
        values=np.where(leaf, whole["value"], 0.0).astype(np.float32),
        roots=starts[:-1].astype(np.intp),
        bias=float(model._baseline_prediction.ravel()[0]),
    )
