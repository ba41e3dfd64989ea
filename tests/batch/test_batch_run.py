"""One run: shards, manifest, the order and the bytes of the tables, adding, pruning, rebuilding."""

import json
import os
import shutil
import sqlite3
from pathlib import Path

import pytest
from batch_runs import Run, names, print_of

from pipeline.batch import plan, work
from pipeline.batch import run as batch
from pipeline.tables import OutputError, read_dataset


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Shards and tasks so small that a few alerts need several."""
    monkeypatch.setattr(work, "ENTRIES", 4)
    monkeypatch.setattr(plan, "GROUP_FILES", 7)


@pytest.fixture
def counted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("RECENSE_TEST_COUNT", str(tmp_path / "count"))
    (tmp_path / "count").touch()
    return tmp_path / "count"


def test_alerts_come_in_the_order_of_their_paths(extract: Run, folder: Path, tmp_path: Path, small: None) -> None:
    summary = extract(folder)
    tables = read_dataset(tmp_path / "jeu")
    assert (summary.alerts, summary.incidents, summary.repeats, summary.errors) == (30, 30, 0, {})
    assert list(tables["alerts"]["source"]) == sorted(str(path) for path in folder.rglob("*.txt"))
    assert list(tables["incidents"]["alert_id"]) == list(tables["alerts"]["alert_id"])


def test_fault_33_the_bytes_do_not_depend_on_shards_workers_or_order(
    extract: Run, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    extract(folder)
    monkeypatch.setattr(work, "ENTRIES", 3)
    monkeypatch.setattr(plan, "GROUP_FILES", 5)
    extract(folder, out="petit")
    monkeypatch.setenv("PYTHONHASHSEED", "7")
    extract(folder, out="deux", workers=2)
    paths = sorted(folder.rglob("*.txt"), key=lambda path: path.name[::-1])
    extract(*paths[:13], out="mêlé")
    extract(*paths[5:], out="mêlé")
    assert len({str(print_of(tmp_path / out)) for out in ("jeu", "petit", "deux", "mêlé")}) == 1


def test_fault_34_a_second_run_does_nothing(extract: Run, folder: Path, tmp_path: Path, counted: Path) -> None:
    first = extract(folder, reader="counting")
    times = {path: path.stat().st_mtime_ns for path in (tmp_path / "jeu").glob("*.parquet")}
    second = extract(folder, reader="counting")
    assert (first.new, second.new) == (30, 0)
    assert len(counted.read_text().splitlines()) == 30
    assert times == {path: path.stat().st_mtime_ns for path in (tmp_path / "jeu").glob("*.parquet")}


def test_fault_35_only_what_is_new_or_changed_is_read(
    extract: Run, folder: Path, tmp_path: Path, counted: Path, small: None
) -> None:
    extract(folder, reader="counting")
    counted.write_text("")
    (folder / "a" / "00.txt").write_text("Alerte zéro, corrigée.\n", encoding="utf-8")
    (folder / "b" / "neuf.txt").write_text("Alerte neuve.\n", encoding="utf-8")
    os.utime(folder / "c" / "02.txt")  # another time, the same content
    summary = extract(folder, reader="counting")
    assert sorted(counted.read_text().splitlines()) == ["00.txt", "neuf.txt"]
    assert summary.alerts == 31
    extract(folder, out="neuf")
    assert print_of(tmp_path / "jeu") == print_of(tmp_path / "neuf")


def test_fault_35_a_vanished_file_leaves_with_prune_and_so_does_its_text(
    extract: Run, folder: Path, tmp_path: Path, small: None
) -> None:
    (folder / "a" / "00.txt").write_text("Canarix.\n", encoding="utf-8")
    extract(folder)
    (folder / "a" / "00.txt").unlink()
    shutil.rmtree(folder / "c")
    assert extract(folder).alerts == 30
    assert extract(folder, prune=True).alerts == 19
    extract(folder, out="neuf")
    assert print_of(tmp_path / "jeu") == print_of(tmp_path / "neuf")
    texts = [text for shard in (tmp_path / "jeu" / "shards").glob("*.zip") for text in texts_of(shard)]
    assert len(texts) == 19 and "Canarix.\n" not in texts


def texts_of(shard: Path) -> list[str]:
    from pipeline.batch.shard import Shard

    return Shard(shard).tables["alerts"]["text"].to_pylist()


def test_inputs_that_were_not_named_this_time_stay(extract: Run, folder: Path) -> None:
    extract(folder / "a")
    assert extract(folder / "b", prune=True).alerts == 20


def test_fault_35_another_version_of_the_pipeline_does_not_mix(
    extract: Run, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    extract(folder)
    before = print_of(tmp_path / "jeu")
    monkeypatch.setattr(batch, "pipeline_version", lambda: "2")
    with pytest.raises(OutputError, match="--rebuild"):
        extract(folder)
    assert print_of(tmp_path / "jeu") == before
    assert extract(folder / "a", rebuild=True).alerts == 10
    assert json.loads((tmp_path / "jeu" / "dataset.json").read_text())["pipeline"] == "2"
    assert len(read_dataset(tmp_path / "jeu")["alerts"]) == 10


def test_fault_26_the_same_text_twice_is_one_alert_with_two_sources(
    extract: Run, folder: Path, tmp_path: Path, small: None
) -> None:
    for name in ("a/double.txt", "c/triple.txt"):
        (folder / name).write_bytes((folder / "b" / "01.txt").read_bytes())
    summary = extract(folder)
    assert (summary.alerts, summary.repeats, summary.incidents) == (30, 2, 30)
    alerts = read_dataset(tmp_path / "jeu")["alerts"]
    [source] = alerts[alerts["text"].str.startswith("Alerte 1.")]["source"]
    assert [Path(one).name for one in source.split(" ; ")] == ["double.txt", "01.txt", "triple.txt"]
    (folder / "a" / "double.txt").unlink()
    extract(folder, prune=True)
    extract(folder, out="neuf")
    assert print_of(tmp_path / "jeu") == print_of(tmp_path / "neuf")


def test_fault_26_another_text_under_a_given_key_gets_its_own(extract: Run, tmp_path: Path) -> None:
    lines = [{"id": "7", "text": text} for text in ("Elle est arrêtée.", "Il part.", "Elle est arrêtée.")]
    (tmp_path / "a.jsonl").write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    summary = extract(tmp_path / "a.jsonl")
    assert (summary.alerts, summary.repeats) == (2, 1)
    tables = read_dataset(tmp_path / "jeu")
    first, second = tables["alerts"]["alert_id"]
    assert first == "7" and second.startswith("7-")
    assert list(tables["incidents"]["incident_id"]) == ["7-i1"]


def test_tasks_take_turns_at_a_large_container(
    extract: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, small: None
) -> None:
    lines = [json.dumps({"text": f"Alerte {number}."}) for number in range(50)]
    (tmp_path / "a.jsonl").write_text("\n".join(lines), encoding="utf-8")
    extract(tmp_path / "a.jsonl", out="un")
    monkeypatch.setattr(plan, "TURN_BYTES", 300)
    assert extract(tmp_path / "a.jsonl", workers=2).alerts == 50
    with sqlite3.connect(tmp_path / "jeu" / "shards" / "manifest.sqlite") as base:
        assert base.execute("SELECT count(*) FROM tasks").fetchone()[0] > 3
    assert print_of(tmp_path / "un") == print_of(tmp_path / "jeu")


def test_fault_14_an_alert_that_breaks_the_reader_or_a_schema_costs_itself_only(
    extract: Run, folder: Path, tmp_path: Path
) -> None:
    (folder / "a" / "00.txt").write_text("raise", encoding="utf-8")
    (folder / "b" / "vide.txt").touch()
    summary = extract(folder, reader="chaos")
    assert (summary.alerts, summary.errors) == (29, {("extract", "CRASHED"): 1, ("read", "EMPTY"): 1})
    errors = read_dataset(tmp_path / "jeu")["errors"]
    assert [Path(source).name for source in errors["source"]] == ["00.txt", "vide.txt"]
    assert "RuntimeError" in errors["message"][0]


def test_fault_27_a_file_that_changes_between_plan_and_reading_is_reported_and_read_again(
    extract: Run, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def slipped(*args: object, **options: object) -> None:
        planned(*args, **options)  # type: ignore[arg-type]
        (folder / "a" / "00.txt").write_text("Une autre alerte.\n", encoding="utf-8")
        (folder / "a" / "03.txt").unlink()

    planned = batch.plan
    monkeypatch.setattr(batch, "plan", slipped)
    summary = extract(folder)
    assert summary.errors == {("read", "CHANGED"): 2, ("read", "MISSING"): 1}
    monkeypatch.setattr(batch, "plan", planned)
    extract(folder, prune=True)
    extract(folder, out="neuf")
    assert print_of(tmp_path / "jeu") == print_of(tmp_path / "neuf")


def test_an_empty_folder_that_was_filled_is_no_error_any_more(extract: Run, tmp_path: Path) -> None:
    (tmp_path / "vide").mkdir()
    assert extract(tmp_path / "vide").errors == {("read", "EMPTY"): 1}
    (tmp_path / "vide" / "a.txt").write_text("Une alerte.\n", encoding="utf-8")
    assert extract(tmp_path / "vide").errors == {}


def test_tables_of_other_rooms_and_files_beside_them_stay(extract: Run, folder: Path, tmp_path: Path) -> None:
    extract(folder / "a")
    for name in ("cases.parquet", "decisions.sqlite"):
        (tmp_path / "jeu" / name).write_bytes(b"theirs")
    extract(folder / "b")
    assert {(tmp_path / "jeu" / name).read_bytes() for name in ("cases.parquet", "decisions.sqlite")} == {b"theirs"}


def test_a_dataset_within_its_own_inputs_is_no_input(extract: Run, folder: Path, tmp_path: Path) -> None:
    assert extract(tmp_path).alerts == 30
    assert extract(tmp_path).alerts == 30


@pytest.mark.parametrize("name", ["fichier", "plein", "sans-tessons"])
def test_a_place_that_is_not_ours_is_refused_at_once(extract: Run, folder: Path, tmp_path: Path, name: str) -> None:
    (tmp_path / "fichier").touch()
    (tmp_path / "plein").mkdir()
    (tmp_path / "plein" / "these.docx").touch()
    extract(folder / "a", out="sans-tessons")
    shutil.rmtree(tmp_path / "sans-tessons" / "shards")
    with pytest.raises(OutputError):
        extract(folder, out=name)
    assert names((tmp_path / "plein").iterdir()) == ["these.docx"]
    if name == "sans-tessons":
        assert extract(folder, out=name, rebuild=True).alerts == 30
