"""Associations: what features say for labels, summed up."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.learned.associations import Associations

SAID = {"a": {"X": 1.5, "Y": 0.5}, "b": {"Z": 2.0}, "c": {"X": 1.0, "Y": 1.0, "Z": 1.0}}
LABELS = ("X", "Y", "Z")
MODEL = Associations(
    LABELS,
    tuple(SAID),
    np.array([len(said) for said in SAID.values()]),
    np.array([LABELS.index(label) for said in SAID.values() for label in said]),
    np.array([weight for said in SAID.values() for weight in said.values()]),
)


@given(st.sets(st.sampled_from(["a", "b", "c", "unknown", ""])))
def test_known_features_add_up_and_unknown_ones_say_nothing(features: set[str]) -> None:
    expected = [sum(SAID.get(feature, {}).get(label, 0.0) for feature in features) for label in LABELS]
    assert MODEL.sums(features).tolist() == pytest.approx(expected)


def test_what_is_stored_says_the_same(tmp_path: Path) -> None:
    MODEL.save(tmp_path / "said.npz")
    assert Associations.load(tmp_path / "said.npz").sums(SAID).tolist() == MODEL.sums(SAID).tolist()
