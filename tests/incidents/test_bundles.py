"""Bundles of signs: a model that remembers what it made of them says what it says of the signs."""

import numpy as np
import pytest

from pipeline.incidents.encoding import bundles
from pipeline.incidents.encoding.bundles import Bundle, Bundled, Odds, sums, written
from pipeline.learned.linear import Linear

YES = Linear(("yes",), {"a": 0, "b": 1}, np.array([[2.0], [-1.25]], np.float32), np.array([0.5], np.float32))
TWO = Linear(
    ("one", "other"), {"a": 0, "b": 1}, np.array([[2.0, 1.0], [-1.25, 3.0]], np.float32), np.ones(2, np.float32)
)


def alone(sign: str) -> list[str]:
    return [sign]


def both(one: str, other: str) -> list[str]:
    return [one, other]


SAMPLES: list[list[Bundle]] = [[(alone, "a"), (both, "a", "b")], [(both, "a", "b"), (alone, "new")], [(alone, "a")]]


def test_remembered_odds_are_those_of_the_signs() -> None:
    odds = Odds(YES)
    for _ in range(2):
        assert odds.of(SAMPLES) == YES.odds([written(row) for row in SAMPLES])
    assert odds.of([[]]) == [0.5]


def test_remembered_sums_of_a_linear_model_are_those_of_the_signs() -> None:
    remembered = Bundled(TWO)
    for _ in range(2):
        assert sums(remembered, SAMPLES).tolist() == sums(TWO, SAMPLES).tolist()
        assert (
            remembered.outputs(sums(remembered, SAMPLES)).tolist() == TWO.scores(list(map(written, SAMPLES))).tolist()
        )
    assert sums(remembered, []).shape == (0, 2)


def test_what_is_remembered_begins_anew_when_it_is_full(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bundles, "MOST_REMEMBERED", 2)
    odds = Odds(YES)
    odds.of(SAMPLES)
    odds.of([[(alone, "b")]])
    assert list(odds) == [(alone, "b")]
