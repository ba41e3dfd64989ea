"""`recense export` of what people have decided."""

import csv
from collections.abc import Callable
from pathlib import Path

import pytest
from command_line import Outcome

from pipeline.review.decisions import decide
from pipeline.review.log import DecisionLog
from pipeline.tables import read_dataset

Recense = Callable[..., Outcome]


@pytest.fixture
def dataset(recense: Recense, quick: None, tmp_path: Path) -> Path:
    """Three alerts with an arrest each: one accepted with a correction, one rejected, one left alone."""
    folder = tmp_path / "alertes"
    folder.mkdir()
    for name in ("Aubrac", "Belkiran", "Niang"):
        (folder / f"{name}.txt").write_text(f"Me {name} a été arrêtée.\n", encoding="utf-8")
    recense("extract", folder, "--out", tmp_path / "jeu")
    tables = read_dataset(tmp_path / "jeu")
    alerts = {row["alert_id"]: row for row in tables["alerts"].to_dict("records")}
    rows = {row["quote"].split()[1]: row for row in tables["incidents"].to_dict("records")}
    with DecisionLog(tmp_path / "jeu") as log:
        for number, (name, kind, column, new) in enumerate(
            [
                ("Aubrac", "corrected", "act", "detention"),
                ("Aubrac", "accepted", "", ""),
                ("Belkiran", "rejected", "", ""),
            ]
        ):
            row = rows[name] | ({"act": "detention"} if kind == "accepted" else {})
            who = {"review_id": f"r{number}", "reviewer": "Lise", "reviewed_at": "2026-01-05T09:00:00Z"}
            log.append(decide(alerts[row["alert_id"]], row, kind, column=column, new=new, **who))  # type: ignore[arg-type]
    return tmp_path / "jeu"


def read(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_decisions_are_laid_over_every_export(recense: Recense, dataset: Path, tmp_path: Path) -> None:
    done = recense("export", dataset, "--to", "csv", "--out", tmp_path / "x")
    assert done.status == 0 and "3 décisions de relecteurs" in done.err
    assert "2 lignes  incidents (1 laissée de côté)" in done.err
    assert [row["act"] for row in read(tmp_path / "x" / "incidents.csv")] == ["detention", "arrest"]
    decided = read(tmp_path / "x" / "reviews.csv")
    assert [(row["decision"], row["old"], row["new"], row["reviewer"]) for row in decided] == [
        ("corrected", "arrest", "detention", "Lise"),
        ("accepted", "", "", "Lise"),
        ("rejected", "", "", "Lise"),
    ]


def test_only_what_was_accepted_can_be_asked_for(recense: Recense, dataset: Path, tmp_path: Path) -> None:
    done = recense("export", dataset, "--to", "csv", "--out", tmp_path / "x", "--reviewed-only")
    assert "1 ligne   incidents (2 laissées de côté)" in done.err
    assert [row["act"] for row in read(tmp_path / "x" / "incidents.csv")] == ["detention"]
    assert len(read(tmp_path / "x" / "alerts.csv")) == 1
    line = ("export", dataset, "--to", "csv", "--out", tmp_path / "y", "--reviewed-only", "--filter", "act=arrest")
    assert "0 ligne   incidents" in recense(*line).err


def test_a_dataset_that_nobody_reviewed_has_nothing_reviewed(recense: Recense, quick: None, alerts: Path) -> None:
    recense("extract", alerts, "--out", alerts.parent / "jeu")
    done = recense("export", alerts.parent / "jeu", "--to", "csv", "--out", alerts.parent / "x", "--reviewed-only")
    assert done.status == 0 and "0 ligne   incidents (1 laissée de côté)" in done.err
    assert sorted(path.name for path in alerts.parent.iterdir()) == ["alertes", "jeu", "x"]
