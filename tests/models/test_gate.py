"""The gate of the scores: what it lets through, what it stops, and how a baseline is renewed."""

from pathlib import Path

import pytest

from models.gate import TOLERANCE, Baseline, figures, main, problems, read_baseline, renewed, write_baseline
from pipeline.evaluate.score import summarise

AGREED = Baseline("2025-01-10", "first figures", "gold-a", {"clean rows F1": 0.4, "dates F1": 0.9})


def test_the_same_or_better_figures_pass() -> None:
    assert problems({"clean rows F1": 0.4, "dates F1": 0.95}, "gold-a", AGREED) == []


def test_a_fall_within_the_tolerance_passes_and_one_beyond_it_is_named() -> None:
    assert problems({"clean rows F1": 0.4 - TOLERANCE / 2, "dates F1": 0.9}, "gold-a", AGREED) == []
    (found,) = problems({"clean rows F1": 0.39, "dates F1": 0.9}, "gold-a", AGREED)
    assert found.startswith("clean rows F1: 0.3900") and "0.4000" in found


def test_other_gold_does_not_pass_however_good_the_figures() -> None:
    (found,) = problems({"clean rows F1": 1.0, "dates F1": 1.0}, "gold-b", AGREED)
    assert "gold" in found


def test_a_figure_can_neither_slip_out_nor_in() -> None:
    found = problems({"clean rows F1": 0.4, "persons F1": 0.8}, "gold-a", AGREED)
    assert [line.split(":")[0] for line in found] == ["dates F1", "persons F1"]


def test_a_new_baseline_holds_the_figures_of_now() -> None:
    now = {"clean rows F1": 0.45, "dates F1": 0.9}
    assert renewed(now, "gold-b", AGREED, "2025-02-01", " better ", lower=False) == Baseline(
        "2025-02-01", "better", "gold-b", now
    )


def test_lowering_a_figure_must_be_said() -> None:
    now = {"clean rows F1": 0.45, "dates F1": 0.899}
    with pytest.raises(ValueError, match="dates F1"):
        renewed(now, "gold-a", AGREED, "2025-02-01", "a trade", lower=False)
    assert renewed(now, "gold-a", AGREED, "2025-02-01", "a trade", lower=True).figures == now


@pytest.mark.parametrize(("date", "reason"), [("", "better"), ("2025-02-01", " ")])
def test_a_new_baseline_needs_a_day_and_a_reason(date: str, reason: str) -> None:
    with pytest.raises(ValueError, match="--reason"):
        renewed({}, "gold-a", None, date, reason, lower=True)


def test_a_baseline_survives_its_file(tmp_path: Path) -> None:
    assert read_baseline(tmp_path / "baseline.json") is None
    write_baseline(AGREED, tmp_path / "baseline.json")
    assert read_baseline(tmp_path / "baseline.json") == AGREED


def test_scores_of_nothing_count_zero() -> None:
    assert {*figures(summarise([])).values()} == {0.0}


@pytest.fixture
def measured(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """The command with figures made up for it and a baseline file of its own."""
    monkeypatch.setattr("models.gate.measure", lambda folder: summarise([]))
    monkeypatch.setattr("models.gate.BASELINE", tmp_path / "baseline.json")
    return tmp_path / "baseline.json"


def test_the_command_needs_a_baseline_then_passes(measured: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([]) == 1
    assert "--update" in capsys.readouterr().err
    assert main(["--update", "--date", "2025-01-10", "--reason", "first"]) == 0
    assert main([]) == 0
    assert capsys.readouterr().err == ""


def test_the_command_stops_a_fall_and_keeps_the_old_baseline(measured: Path) -> None:
    main(["--update", "--date", "2025-01-10", "--reason", "first"])
    agreed = read_baseline(measured)
    assert agreed is not None
    better = Baseline(agreed.date, agreed.reason, agreed.gold, dict.fromkeys(agreed.figures, 0.5))
    write_baseline(better, measured)
    assert main([]) == 1
    assert main(["--update", "--date", "2025-01-11", "--reason", "worse"]) == 1
    assert read_baseline(measured) == better
    assert main(["--update", "--date", "2025-01-11", "--reason", "worse", "--lower"]) == 0
