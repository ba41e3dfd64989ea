"""The dataset on disk: whole or not there, private, and the same bytes for the same rows."""

import os
import stat
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest
from table_samples import TEXT, sample_rows, text_rows

from pipeline.ingest.types import InputError
from pipeline.tables import DatasetError, DatasetWriter, OutputError, batches, dataset, frames, output, read_dataset

FAILED = InputError("b.pdf", "read", "ENCRYPTED", "Remove the password.")


def as_row(error):
    return {name: getattr(error, name) for name in ("source", "stage", "error", "message")}


def write(path, *alerts):
    with DatasetWriter(path) as writer:
        for alert in alerts:
            writer.add(alert)
    return writer


def names(folder):
    return sorted(path.name for path in folder.iterdir())


def content(folder):
    return {path.name: path.read_bytes() for path in Path(folder).iterdir()}


def test_what_is_written_is_read_back(tmp_path):
    with DatasetWriter(tmp_path / "out" / "set") as writer:
        writer.add(sample_rows())
        writer.error(FAILED)
    tables = read_dataset(tmp_path / "out" / "set")
    expected = frames(sample_rows() | {"errors": [as_row(FAILED)]})
    for table, data in expected.items():
        pd.testing.assert_frame_equal(tables[table], data)
    assert writer.counts == {table: len(data) for table, data in expected.items()}


def test_the_same_rows_give_the_same_bytes_however_they_are_batched(tmp_path, monkeypatch):
    alerts = [text_rows(f"Alerte {number}") for number in range(5)]
    write(tmp_path / "a", *alerts)
    write(tmp_path / "b", *alerts)
    assert content(tmp_path / "a") == content(tmp_path / "b")
    monkeypatch.setattr(dataset, "_BATCH_ALERTS", 2)
    write(tmp_path / "c", *alerts)
    pieces = list(batches(tmp_path / "c", "alerts", 2))
    assert [len(piece) for piece in pieces] == [2, 2, 1]
    pd.testing.assert_frame_equal(pd.concat(pieces, ignore_index=True), read_dataset(tmp_path / "a")["alerts"])


def test_a_dataset_is_replaced_whole(tmp_path):
    write(tmp_path / "set", sample_rows())
    write(tmp_path / "set", text_rows("Autre alerte"))
    tables = read_dataset(tmp_path / "set")
    assert tables["alerts"]["text"].tolist() == ["Autre alerte"]
    assert tables["incidents"].empty
    assert names(tmp_path) == ["set"]


def test_an_empty_folder_and_missing_parents_will_do(tmp_path):
    (tmp_path / "empty").mkdir()
    write(tmp_path / "empty", sample_rows())
    write(tmp_path / "deep" / "er" / "set", sample_rows())
    assert len(read_dataset(tmp_path / "deep" / "er" / "set")["alerts"]) == 1


def test_an_exception_leaves_the_old_dataset_and_nothing_else(tmp_path):
    write(tmp_path / "set", sample_rows())
    before = content(tmp_path / "set")
    with pytest.raises(ZeroDivisionError), DatasetWriter(tmp_path / "set") as writer:
        writer.add(text_rows("Autre alerte"))
        _ = 1 / 0
    assert content(tmp_path / "set") == before
    assert names(tmp_path) == ["set"]


def test_a_place_that_is_not_ours_is_refused_at_once(tmp_path):
    (tmp_path / "file").write_text("mine")
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "thesis.docx").write_text("mine")
    write(tmp_path / "set", sample_rows())
    (tmp_path / "set" / "notes.txt").write_text("mine")
    (tmp_path / "unmarked").mkdir()
    (tmp_path / "unmarked" / "alerts.parquet").write_text("mine")
    for name in ("file", "full", "set", "unmarked"):
        with pytest.raises(OutputError, match="name a"):
            DatasetWriter(tmp_path / name)
    with pytest.raises(OutputError), DatasetWriter(tmp_path / "file" / "below"):
        pass
    assert (tmp_path / "full" / "thesis.docx").read_text() == (tmp_path / "set" / "notes.txt").read_text() == "mine"


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="needs a place where nobody can write")
def test_a_place_where_nobody_can_write_is_refused_at_once():
    with pytest.raises(OutputError, match="cannot write there"), DatasetWriter("/proc/recense"):
        pass


def test_something_put_there_meanwhile_is_not_overwritten(tmp_path):
    with pytest.raises(OutputError), DatasetWriter(tmp_path / "set") as writer:
        writer.add(sample_rows())
        (tmp_path / "set").mkdir()
        (tmp_path / "set" / "thesis.docx").write_text("mine")
    assert names(tmp_path / "set") == ["thesis.docx"]


def test_what_is_no_dataset_is_not_read(tmp_path):
    for place in (tmp_path, tmp_path / "missing"):
        with pytest.raises(DatasetError, match="no dataset"):
            read_dataset(place)
    write(tmp_path / "set", sample_rows())
    (tmp_path / "set" / "dataset.json").write_text('{"format": "recense-dataset", "version": 99}')
    with pytest.raises(DatasetError, match="another format"):
        read_dataset(tmp_path / "set")


def test_the_same_text_met_again_adds_its_source(tmp_path):
    alerts = [sample_rows("a.txt"), text_rows("Autre", "b.txt"), sample_rows("c.zip#a.txt"), sample_rows("a.txt")]
    writer = write(tmp_path / "set", *alerts)
    tables = read_dataset(tmp_path / "set")
    assert tables["alerts"]["source"].tolist() == ["a.txt ; c.zip#a.txt", "b.txt"]
    assert len(tables["incidents"]) == 2
    assert writer.duplicates + writer.counts["alerts"] == len(alerts)


def test_another_text_under_a_given_key_gets_its_own(tmp_path):
    other = sample_rows(id="7")
    other["alerts"][0]["text"] = TEXT + " Suite."
    writer = write(tmp_path / "set", sample_rows(id="7"), other, other)
    tables = read_dataset(tmp_path / "set")
    first, second = tables["alerts"]["alert_id"]
    assert first == "7" and second.startswith("7-") and writer.duplicates == 1
    for table in ("incidents", "entities", "participants", "mentions"):
        own = tables[table][tables[table]["alert_id"] == second]
        assert len(own) * 2 == len(tables[table])
        keys = own.filter(regex="_id$").stack()
        assert all(key.startswith(second) for key in keys if key)


def test_an_alert_that_breaks_the_contract_becomes_an_error_and_the_others_stay(tmp_path):
    broken = text_rows("Texte à taire", "broken.txt")
    broken["alerts"][0]["country"] = "Canari"
    writer = write(tmp_path / "set", sample_rows(), broken, text_rows("Autre"))
    tables = read_dataset(tmp_path / "set")
    assert (writer.counts["alerts"], writer.counts["errors"]) == (2, 1)
    [error] = tables["errors"].to_dict("records")
    assert (error["source"], error["stage"], error["error"]) == ("broken.txt", "extract", "SCHEMA")
    assert "country" in error["message"] and "Canari" not in error["message"]


KILLED = """
import os, signal
from pipeline.tables import DatasetWriter, output
die = lambda *_: os.kill(os.getpid(), signal.SIGKILL)
exchange = output._exchange
if {when!r} == "before":
    output._exchange = die
elif {when!r} == "after":
    output._exchange = lambda *names: (exchange(*names), die())
with DatasetWriter({path!r}) as writer:
    writer.add({{"alerts": [{{"alert_id": "n", "source": "n.txt", "text": "Nouvelle alerte"}}]}})
    if {when!r} == "writing":
        die()
"""


@pytest.mark.parametrize(("when", "left"), [("writing", TEXT), ("before", TEXT), ("after", "Nouvelle alerte")])
def test_fault_31_a_killed_run_leaves_the_old_or_the_new_dataset(tmp_path, when, left):
    write(tmp_path / "set", sample_rows())
    code = KILLED.format(when=when, path=str(tmp_path / "set"))
    done = subprocess.run([sys.executable, "-c", code], cwd=Path(__file__).parents[2], check=False)
    assert done.returncode == -9
    assert read_dataset(tmp_path / "set")["alerts"]["text"].tolist() == [left]
    write(tmp_path / "set", text_rows("Encore une"))  # and the next run clears what the killed one left
    assert names(tmp_path) == ["set"]


def test_fault_31_systems_that_cannot_swap_in_one_step(tmp_path, monkeypatch):
    monkeypatch.setattr(output.ctypes, "CDLL", lambda name: object())
    write(tmp_path / "set", sample_rows())
    write(tmp_path / "set", text_rows("Autre"))
    assert read_dataset(tmp_path / "set")["alerts"]["text"].tolist() == ["Autre"]
    (tmp_path / "set").rename(tmp_path / ".set.recense-old")  # as if killed between the renames
    with pytest.raises(ZeroDivisionError), DatasetWriter(tmp_path / "set"):
        _ = 1 / 0
    assert read_dataset(tmp_path / "set")["alerts"]["text"].tolist() == ["Autre"]
    assert names(tmp_path) == ["set"]


def test_fault_36_a_second_run_on_one_output_is_refused(tmp_path):
    with DatasetWriter(tmp_path / "set") as writer:
        with pytest.raises(OutputError, match="another run"), DatasetWriter(tmp_path / "set"):
            pass
        writer.add(sample_rows())
    assert len(read_dataset(tmp_path / "set")["alerts"]) == 1


def test_fault_49_only_the_owner_can_read_it(tmp_path):
    old = os.umask(0)
    try:
        with DatasetWriter(tmp_path / "deep" / "set") as writer:
            writer.add(sample_rows("a.txt"))
            writer.add(sample_rows("b.txt"))
            unfinished = modes(tmp_path)
    finally:
        os.umask(old)
    for found in (unfinished, modes(tmp_path)):
        assert len(found) > 9 and {mode for mode, _ in found} == {"drwx------", "-rw-------"}


def modes(folder):
    return {(stat.filemode(path.stat().st_mode), path) for path in folder.rglob("*")}
