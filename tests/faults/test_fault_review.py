"""Fault 37: a newer version reads the same alerts anew, and no decision of the review is lost."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from batch_readers import rows_of

from pipeline.batch import run as batch
from pipeline.ingest import SourceAlert
from pipeline.review.apply import apply
from pipeline.review.decisions import Decision, decide
from pipeline.review.log import DecisionLog
from pipeline.tables import read_dataset


def newer_rows(alert: SourceAlert) -> dict[str, list[dict[str, object]]]:
    """What another version makes of it: other keys everywhere, another act here, no incident there."""
    rows = rows_of(alert)
    rows["incidents"] = [row | {"incident_id": f"{row['incident_id']}v2"} for row in rows["incidents"]]
    if "Alerte 1" in alert.text:
        rows["incidents"] = [row | {"act": "detention"} for row in rows["incidents"]]
    if "Alerte 2" in alert.text:
        rows["incidents"] = []
    return rows


def newer() -> object:
    return newer_rows


def decisions(dataset: Path) -> Iterator[Decision]:
    """Each alert's incident accepted, and every third one's place corrected."""
    tables = read_dataset(dataset)
    alerts = tables["alerts"].set_index("alert_id", drop=False)
    for number, row in enumerate(tables["incidents"].to_dict("records")):
        alert = alerts.loc[row["alert_id"]].to_dict()
        who = {"reviewer": "A.", "reviewed_at": "2026-01-01T00:00:00Z"}
        yield decide(alert, row, "accepted", review_id=f"r{number}", **who)
        if number % 3 == 0:
            yield decide(alert, row, "corrected", review_id=f"p{number}", column="place", new="Port-Lune", **who)


def test_fault_37_decisions_survive_an_extraction_by_another_version(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(12):
        (tmp_path / f"{number:02}.txt").write_text(f"Alerte {number % 4}, dossier {number}. Elle est arrêtée.\n")
    dataset = tmp_path / "jeu"
    for version, reader in (("1", "batch_readers:plain"), ("2", "test_fault_review:newer")):
        monkeypatch.setattr(batch, "pipeline_version", lambda version=version: version)
        files = sorted(tmp_path.glob("*.txt"))
        batch.run(files, dataset, batch.Options(workers=0, reader=reader, rebuild=version == "2"))
        if version == "1":
            made = list(decisions(dataset))
            with DecisionLog(dataset) as log:
                log.append(*made)
    with DecisionLog(dataset) as log:
        kept = log.read()
    reviewed = apply(kept, read_dataset(dataset))
    assert [decision.review_id for decision in kept] == [decision.review_id for decision in made]
    assert len(reviewed.applied) + len(reviewed.drifted) == len(made) == 16
    assert {drift.reason for drift in reviewed.drifted} == {"value", "row"}
    assert (reviewed.tables["incidents"]["place"] == "Port-Lune").sum() >= 2
