"""The dataset as a DuckDB database."""

import os
import stat
from datetime import date

import duckdb
import pytest

from pipeline.tables import DatasetError, OutputError, export_duckdb, read_dataset


def ask(path, question):
    with duckdb.connect(str(path), read_only=True) as base:
        return base.execute(question).fetchall()


def test_tables_have_all_rows_and_the_right_types(sample, tmp_path):
    counts = export_duckdb(sample, tmp_path / "base.duckdb")
    tables = read_dataset(sample)
    for table, data in tables.items():
        assert ask(tmp_path / "base.duckdb", f'SELECT count(*) FROM "{table}"') == [(len(data),)] == [(counts[table],)]
    rows = ask(tmp_path / "base.duckdb", "SELECT act, date_start, victim_count, confidence, place FROM incidents")
    assert rows == [("arrest", date(2019, 6, 3), 1, 0.8, "Thiès"), ("threat", None, 18, 0.3, "")]
    question = "SELECT column_name, data_type FROM duckdb_columns() WHERE table_name = 'incidents'"
    types = dict(ask(tmp_path / "base.duckdb", question))
    codes = ask(tmp_path / "base.duckdb", "SELECT huridocs, acled FROM incidents")
    assert codes == [("030101000000", "Arrests"), ("020103010000", "")]
    assert (types["date_start"], types["start"], types["confidence"]) == ("DATE", "BIGINT", "DOUBLE")


def test_tables_and_columns_explain_themselves(sample, tmp_path):
    export_duckdb(sample, tmp_path / "base.duckdb")
    [(comment,)] = ask(
        tmp_path / "base.duckdb",
        "SELECT comment FROM duckdb_columns() WHERE table_name = 'incidents' AND column_name = 'victims'",
    )
    assert comment == "Victims, names or descriptions, separated by semicolons."


def test_fault_04_fault_45_fault_48_texts_are_kept_as_they_are(dataset_of, tmp_path):
    texts = ["=1+1", "NA", "007", "1E5", "a'b\"c;--", "\x07🙂", "a\x00b"]
    export_duckdb(dataset_of(*texts), tmp_path / "base.duckdb")
    assert ask(tmp_path / "base.duckdb", "SELECT text FROM alerts") == [(text,) for text in texts]


def test_an_earlier_base_is_replaced_only_by_a_whole_one(sample, dataset_of, tmp_path):
    target = tmp_path / "base.duckdb"
    export_duckdb(sample, target)
    export_duckdb(dataset_of("Une", "Deux"), target)
    before = target.read_bytes()
    with pytest.raises(DatasetError):
        export_duckdb(tmp_path / "missing", target)
    assert target.read_bytes() == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["base.duckdb", "sample", "set0"]
    with pytest.raises(OutputError, match="is a folder"):
        export_duckdb(sample, tmp_path)


def test_fault_49_only_the_owner_can_read_it(sample, tmp_path):
    old = os.umask(0)
    try:
        export_duckdb(sample, tmp_path / "base.duckdb")
    finally:
        os.umask(old)
    assert stat.filemode((tmp_path / "base.duckdb").stat().st_mode) == "-rw-------"
