"""Expected calibration error and the two halves, worked out by hand."""

import random

import pytest

from pipeline.evaluate.calibration import calibrate


def test_expected_error_is_weighted_by_rows() -> None:
    # Bin 0.8: mean 0.85, clean 1/2, |diff| 0.35, 2 rows. Bin 0.2: mean 0.2, clean 0, |diff| 0.2, 1 row.
    # (2 * 0.35 + 1 * 0.2) / 3 = 0.3
    result = calibrate([(0.8, True), (0.9 - 1e-9, False), (0.2, False)])
    assert result.error == pytest.approx(0.3)
    assert [b.rows for b in result.bins] == [1, 2]


def test_a_confidence_of_one_falls_in_the_last_bin() -> None:
    # 0.95 and 1.0 together: mean 0.975, clean 1.
    result = calibrate([(0.95, True), (1.0, True)])
    assert len(result.bins) == 1
    assert result.error == pytest.approx(0.025)


def test_a_row_right_by_chance_of_its_confidence_has_no_error() -> None:
    assert calibrate([(0.75, True)] * 3 + [(0.75, False)]).error == pytest.approx(0)


def test_halves_by_confidence() -> None:
    rows = [(0.9, True), (0.8, True), (0.4, True), (0.1, False)]
    result = calibrate(rows)
    assert (result.confident_half, result.doubtful_half) == (1, 0.5)


def test_ties_at_the_border_are_shared_whatever_the_order() -> None:
    # 0.9 clean; three rows at 0.5, one of them clean. The upper half is 0.9 and a third of the tied: 1 + 1/3 of 2.
    rows = [(0.5, True), (0.9, True), (0.5, False), (0.5, False)]
    for seed in range(5):
        random.Random(seed).shuffle(rows)
        result = calibrate(rows)
        assert result.confident_half == pytest.approx((1 + 1 / 3) / 2)
        assert result.doubtful_half == pytest.approx((2 / 3) / 2)


def test_the_middle_of_an_odd_number_is_half_in_each() -> None:
    # 1.5 rows a half: 0.9 (clean) and half of 0.5 (not) above; the rest below, half of 0.5 and 0.1 (clean).
    result = calibrate([(0.9, True), (0.5, False), (0.1, True)])
    assert result.confident_half == pytest.approx(1 / 1.5)
    assert result.doubtful_half == pytest.approx(1 / 1.5)


def test_no_rows_no_figure() -> None:
    assert calibrate([]).error is None
