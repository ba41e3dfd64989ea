"""Networks over dense numbers learn what numbers mean where they meet, the same from the same seed."""

from pathlib import Path

import numpy as np
import pytest

from models.dense import fit, settled
from pipeline.learned.dense import Dense

SETTINGS = {"seed": 1, "units": 16, "rate": 2e-2, "epochs": 60, "batch": 32, "dropout": 0.0, "ridge": 1e-4}
CORNERS = np.array([[0, 0], [0, 1], [1, 0], [1, 1]], dtype=np.float32)
MEANT = ["none", "arrest", "arrest", "none"]  # neither number tells anything by itself


def corners() -> Dense:
    return fit([CORNERS] * 40, MEANT * 40, SETTINGS)


def test_numbers_that_meet_tell_what_each_alone_does_not() -> None:
    found = corners()
    best = [found.labels[place] for place in found.probabilities(CORNERS).argmax(axis=1)]
    assert best == MEANT


def test_the_same_seed_learns_the_same() -> None:
    assert np.array_equal(corners().below, corners().below)


def test_numbers_left_out_by_chance_still_let_it_learn() -> None:
    found = fit([CORNERS] * 40, ["none", "none", "arrest", "arrest"] * 40, {**SETTINGS, "dropout": 0.3})
    assert found.probabilities(CORNERS)[:, found.labels.index("arrest")].round().tolist() == [0, 0, 1, 1]


def test_a_last_number_that_is_always_there_is_left_away() -> None:
    whole = corners()
    marked = CORNERS[CORNERS[:, 1] == 1]
    assert settled(whole).probabilities(marked[:, :1]) == pytest.approx(whole.probabilities(marked), abs=1e-6)


def test_what_is_stored_says_the_same(tmp_path: Path) -> None:
    whole = corners()
    whole.save(tmp_path / "senses.npz")
    again = Dense.load(tmp_path / "senses.npz")
    assert again.labels == whole.labels
    assert again.probabilities(CORNERS) == pytest.approx(whole.probabilities(CORNERS), abs=0.02)
