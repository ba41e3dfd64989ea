"""Runs with readers that need no model (see `batch_readers.py`), and what they leave."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from batch_runs import Gate, Run

from pipeline.batch import run as batch
from pipeline.batch.progress import Summary
from pipeline.batch.supervisor import Patience


@pytest.fixture(autouse=True)
def stubs_can_be_found(monkeypatch: pytest.MonkeyPatch) -> None:
    """Workers import the readers of this folder; the version does not change while others write code."""
    monkeypatch.syspath_prepend(Path(__file__).parent)
    monkeypatch.setattr(batch, "pipeline_version", lambda: "1")


@pytest.fixture
def extract(tmp_path: Path) -> Run:
    """Runs over paths into `tmp_path/jeu`, in this process and with the plainest reader unless told otherwise."""

    def go(*paths: Path, out: str = "jeu", reader: str = "plain", seconds: float = 10, **options: object) -> Summary:
        patience = Patience(seconds, int(options.pop("memory", 0)))  # type: ignore[call-overload]
        chosen = batch.Options(**{"workers": 0, "reader": f"batch_readers:{reader}", "patience": patience} | options)  # type: ignore[arg-type]
        return batch.run(paths, tmp_path / out, chosen)

    return go


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Thirty invented alerts in three folders."""
    for number in range(30):
        path = tmp_path / "alertes" / "abc"[number % 3] / f"{number:02}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"Alerte {number}. Me Inès Corvelle a été arrêtée.\n", encoding="utf-8")
    return tmp_path / "alertes"


@pytest.fixture
def gate(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Gate]:
    """The gate at which the reader `gated` stops."""
    monkeypatch.setenv("RECENSE_TEST_GATE", str(tmp_path / "gate"))
    with Gate(tmp_path / "gate") as gate:
        yield gate
