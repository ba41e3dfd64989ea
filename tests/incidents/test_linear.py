"""The linear models: probabilities that can be reckoned by hand, and files that give back what was saved."""

from math import exp
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.learned.linear import Linear

YES = Linear(("yes",), {"a": 0, "b": 1}, np.array([[2.0], [-1.0]], np.float32), np.array([0.5], np.float32))
THREE = Linear(
    ("arrest", "none", "threat"),
    {"a": 0, "b": 1},
    np.array([[1.0, 0.0, -1.0], [0.0, 2.0, 0.5]], np.float32),
    np.array([0.0, 0.25, 0.0], np.float32),
)


def test_one_label_is_the_probability_of_yes() -> None:
    (found,) = YES.probabilities([["a", "b"]])[:, 0].tolist()
    assert found == pytest.approx(1 / (1 + exp(-1.5)))


def test_several_labels_share_one() -> None:
    weights = [exp(1.0), exp(2.25), exp(-0.5)]
    assert THREE.probabilities([["a", "b"]])[0].tolist() == pytest.approx([w / sum(weights) for w in weights])


def test_features_that_training_did_not_see_count_nothing() -> None:
    assert YES.probabilities([["new"]]).tolist() == YES.probabilities([[]]).tolist()


def test_no_samples_give_no_rows() -> None:
    assert THREE.probabilities([]).shape == (0, 3)


@given(st.lists(st.lists(st.sampled_from(["a", "b", "c"]), max_size=4), max_size=5))
def test_rows_are_distributions(samples: list[list[str]]) -> None:
    for row in THREE.probabilities(samples).tolist():
        assert sum(row) == pytest.approx(1, abs=1e-5) and min(row) >= 0


@pytest.mark.parametrize("model", [YES, THREE])
def test_a_model_survives_its_file(model: Linear, tmp_path: Path) -> None:
    model.save(tmp_path / "model.npz")
    again = Linear.load(tmp_path / "model.npz")
    assert (again.labels, again.rows) == (model.labels, model.rows)
    samples = [["a"], ["b"], ["a", "b"], []]
    assert again.probabilities(samples).tolist() == model.probabilities(samples).tolist()


def test_a_file_of_pickles_is_refused(tmp_path: Path) -> None:
    np.savez(tmp_path / "model.npz", weights=np.array([{"a": 1}], dtype=object), bias=[0], names=[0])
    with pytest.raises(ValueError):
        Linear.load(tmp_path / "model.npz")


def test_the_quick_sum_for_few_samples_is_the_score() -> None:
    model = Linear(("yes",), {"a": 0, "b": 1}, np.array([[1.5], [-0.25]], np.float32), np.array([0.5], np.float32))
    samples = [["a", "b", "unknown"], [], ["b", "b"]]
    assert model.odds(samples) == pytest.approx(model.scores(samples)[:, 0].tolist())
