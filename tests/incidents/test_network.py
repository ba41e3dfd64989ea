"""The networks: scores that can be reckoned by hand, sums of parts, files that give back what was saved."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.learned.linear import Linear
from pipeline.learned.network import Network, load

UNITS = Linear(
    ("0", "1"), {"a": 0, "b": 1}, np.array([[2.0, -1.0], [-1.0, 3.0]], np.float32), np.array([0.5, -1.0], np.float32)
)
NETWORK = Network(("yes",), UNITS, np.array([[1.0], [-2.0]], np.float32), np.array([0.25], np.float32))
samples_of_signs = st.lists(st.lists(st.sampled_from(["a", "b", "new"]), max_size=4), max_size=5)


def test_units_count_only_as_far_as_they_are_positive() -> None:
    both, first, none = NETWORK.scores([["a", "b"], ["a"], ["new"]])[:, 0].tolist()
    assert both == pytest.approx(1.5 - 2 * 1.0 + 0.25)
    assert first == pytest.approx(2.5 + 0.25)
    assert none == pytest.approx(0.5 + 0.25)


@given(samples_of_signs)
def test_the_sums_of_parts_may_be_added(samples: list[list[str]]) -> None:
    parts = NETWORK.sums([sample[:1] for sample in samples]) + NETWORK.sums([sample[1:] for sample in samples])
    assert np.allclose(NETWORK.outputs(parts), NETWORK.scores(samples))


@given(samples_of_signs)
def test_networks_side_by_side_say_what_each_says(samples: list[list[str]]) -> None:
    other = Network(("yes",), Linear(("0",), {"new": 0}, np.ones((1, 1), np.float32), np.zeros(1, np.float32)),
                    np.full((1, 1), 3, np.float32), np.zeros(1, np.float32))  # fmt: skip
    beside = Network.beside({"one": NETWORK, "other": other})
    assert beside.labels == ("one", "other")
    alone = np.hstack([NETWORK.scores(samples), other.scores(samples)])
    assert np.allclose(beside.scores(samples), alone)


def test_a_network_survives_its_file_and_a_linear_model_too(tmp_path: Path) -> None:
    NETWORK.save(tmp_path / "network.npz")
    UNITS.save(tmp_path / "linear.npz")
    samples = [["a"], ["b"], ["a", "b"], []]
    assert load(tmp_path / "network.npz").scores(samples).tolist() == NETWORK.scores(samples).tolist()
    assert load(tmp_path / "linear.npz").scores(samples).tolist() == UNITS.scores(samples).tolist()
