"""Five hundred hostile files in one run: none is lost, none is fatal, nothing is reached or written outside."""

import sqlite3
from pathlib import Path

import hostile
import pytest

from pipeline.batch import run as batch
from pipeline.batch.supervisor import Patience
from pipeline.ingest.names import visible
from pipeline.tables import read_dataset

NUMBER = 500


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the files, a secret beside them, and the dataset of a run over them."""
    place = tmp_path_factory.mktemp("hostile")
    (place / "secret").write_text(hostile.CANARY)
    hostile.make(place / "fichiers", NUMBER)
    before = listing(place)
    options = batch.Options(workers=2, reader="batch_readers:plain", patience=Patience(30, 2_000_000_000))
    summary = batch.run([place / "fichiers"], place / "jeu", options)
    assert {path for path in listing(place) if place / "jeu" not in (path, *path.parents)} == before
    assert "TIMEOUT" not in {code for _, code in summary.errors}
    return place


def listing(folder: Path) -> set[Path]:
    return set(folder.rglob("*"))


def test_fault_16_fault_20_fault_23_every_input_is_an_alert_or_an_error(place: Path) -> None:
    tables = read_dataset(place / "jeu")
    sources = [source for row in tables["alerts"]["source"] for source in row.split(" ; ")]
    with sqlite3.connect(place / "jeu" / "shards" / "manifest.sqlite") as base:
        entries, inputs = (base.execute(f"SELECT count(*) FROM {name}").fetchone()[0] for name in ("entries", "inputs"))
        repeats = base.execute(
            "SELECT sum(n - 1) FROM (SELECT count(*) n FROM entries WHERE alert_id != '' GROUP BY alert_id, mark)"
        ).fetchone()[0]
    assert inputs == NUMBER
    assert entries == len(tables["alerts"]) + repeats + len(tables["errors"])
    assert len(sources) >= 100 and len(tables["errors"]) >= 100
    met = {source.partition("#")[0] for source in [*sources, *tables["errors"]["source"]]}
    files = [path for path in (place / "fichiers").rglob("*") if path.is_file()]
    assert {visible(str(path)).partition("#")[0] for path in files} <= met


def test_fault_16_no_reader_broke(place: Path) -> None:
    errors = read_dataset(place / "jeu")["errors"]
    assert sorted(errors[errors["error"] == "CRASHED"]["source"]) == []


def test_fault_19_fault_21_nothing_outside_was_reached(place: Path) -> None:
    tables = read_dataset(place / "jeu")
    assert not tables["alerts"]["text"].str.contains(hostile.CANARY).any()
    assert not Path("/tmp/dehors.txt").exists()


def test_the_same_seed_makes_the_same_files(place: Path, tmp_path: Path) -> None:
    again = hostile.make(tmp_path, 60)
    for path in again:
        assert path.read_bytes() == (place / "fichiers" / path.relative_to(tmp_path)).read_bytes()
