"""The dataset as CSV, read back as other programs do."""

import os
import stat

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from table_samples import TEXT

from pipeline.tables import OutputError, export_csv, read_dataset
from pipeline.tables.export.cells import inert, visible


def read(folder, table):
    return pd.read_csv(folder / f"{table}.csv", dtype=str, keep_default_na=False)


def test_every_table_comes_back_cell_for_cell(sample, tmp_path):
    counts = export_csv(sample, tmp_path / "csv")
    for table, data in read_dataset(sample).items():
        back = read(tmp_path / "csv", table)
        if table == "incidents":
            assert back[["huridocs", "acled"]].values.tolist() == [["030101000000", "Arrests"], ["020103010000", ""]]
            back = back.drop(columns=["huridocs", "acled"])
        assert list(back) == list(data) and len(back) == len(data) == counts[table]
        assert back.to_dict("records") == data.astype("string").fillna("").to_dict("records")
    assert read(tmp_path / "csv", "alerts")["text"].tolist() == [TEXT]
    assert (tmp_path / "csv" / "alerts.csv").read_bytes().startswith(b"\xef\xbb\xbfalert_id,")


def test_fault_48_names_and_keys_stay_text(dataset_of, tmp_path):
    texts = ["NA", "007", "1E5", "null", "TRUE"]
    export_csv(dataset_of(*texts), tmp_path / "csv")
    assert read(tmp_path / "csv", "alerts")["text"].tolist() == texts


def test_fault_45_no_cell_is_a_formula(dataset_of, tmp_path):
    export_csv(dataset_of("=1+1", "\u00a0@SUM(A1)", title="=HYPERLINK()"), tmp_path / "csv")
    back = read(tmp_path / "csv", "alerts")
    assert back["text"].tolist() == ["'=1+1", "'\u00a0@SUM(A1)"]
    assert set(back["title"]) == {"'=HYPERLINK()"}


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(texts=st.lists(st.text(st.characters(exclude_categories=["Cs"]), max_size=30), min_size=1, max_size=10))
def test_any_text_comes_back(dataset_of, tmp_path, texts):
    export_csv(dataset_of(*texts), tmp_path / "csv")
    assert read(tmp_path / "csv", "alerts")["text"].tolist() == [inert(visible(text)) for text in texts]


def test_an_earlier_export_is_replaced_and_anything_else_refused(sample, tmp_path):
    export_csv(sample, tmp_path / "csv")
    export_csv(sample, tmp_path / "csv")
    (tmp_path / "csv" / "notes.txt").write_text("mine")
    with pytest.raises(OutputError, match="holds other files"):
        export_csv(sample, tmp_path / "csv")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["csv", "sample"]


def test_fault_49_only_the_owner_can_read_it(sample, tmp_path):
    old = os.umask(0)
    try:
        export_csv(sample, tmp_path / "csv")
    finally:
        os.umask(old)
    assert stat.filemode((tmp_path / "csv").stat().st_mode) == "drwx------"
    assert {stat.filemode(path.stat().st_mode) for path in (tmp_path / "csv").iterdir()} == {"-rw-------"}
