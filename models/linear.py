"""Fit the sparse linear models that `pipeline.learned.linear` applies."""

from collections.abc import Sequence
from itertools import compress
from warnings import catch_warnings, simplefilter

import numpy as np
from sklearn.exceptions import ConvergenceWarning
from sklearn.linear_model import LogisticRegression

from models.signs import Signs
from pipeline.learned.linear import Linear

YES = "yes"
# Over the samples by SAGA: with 157,000 signs and 37 acts it is nearer to the least loss after 12 of them than L-BFGS
# after 80, in a twentieth of the time. It is never done as strictly as it would like to be.
PASSES = 15
FAINT = 1 / 48  # features whose weights are all smaller decide nothing and fill the files: the least for any model


def fit(signs: Signs, labels: Sequence[str] | Sequence[bool], strength: float = 1.0, faint: float = FAINT) -> Linear:
    """A logistic regression; `strength` is 1/regularisation, `faint` the least of weights that are kept.

    Labels are strings (multinomial) or booleans (binary: one column, the label `yes`).
    """
    model = LogisticRegression(C=strength, solver="saga", max_iter=PASSES, random_state=1)
    with catch_warnings():
        simplefilter("ignore", ConvergenceWarning)
        model.fit(signs.matrix, list(labels))
    classes = [str(c) for c in model.classes_] if len(model.classes_) > 2 or isinstance(labels[0], str) else [YES]
    weights = model.coef_.T.astype(np.float32)
    bias = model.intercept_.astype(np.float32)
    kept = np.abs(weights).max(axis=1, initial=0.0) >= faint
    rows = {feature: row for row, feature in enumerate(compress(signs.names, kept))}
    weights = weights[kept]
    if len(classes) == 2 and weights.shape[1] == 1:
        weights, bias = np.hstack([-weights / 2, weights / 2]), np.array([-bias[0] / 2, bias[0] / 2], dtype=np.float32)
    return Linear(tuple(classes), rows, weights, bias)


def settled(model: Linear, feature: str) -> Linear:
    """The same model where one feature, which is left away, is always there."""
    if feature not in model.rows:
        return model
    rows = {name: row for row, name in enumerate(name for name in model.rows if name != feature)}
    weights = np.delete(model.weights, model.rows[feature], axis=0)
    return Linear(model.labels, rows, weights, model.bias + model.weights[model.rows[feature]])
