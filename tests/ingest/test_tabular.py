"""Tables: CSV, TSV, Parquet and JSON lines give one alert a row, and a bad row spoils no other."""

import json
import tracemalloc
from datetime import date, datetime
from pathlib import Path

import pyarrow
import pyarrow.parquet
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.ingest import Given, InputError, Limits, SourceAlert, read

from .makers import ALERT, alerts, outline, put, results, texts


def table(path: Path, rows: dict[str, list[object]]) -> Path:
    pyarrow.parquet.write_table(pyarrow.table(rows), path)
    return path


def test_the_known_columns_of_a_csv_are_given_with_the_text(tmp_path: Path) -> None:
    path = put(
        tmp_path, "a.csv",
        "id,published_on,country,title,issuer,note,text\n"
        '007,2020-05-18,KZ,Une  avocate,Observatoire,x,"Arrêtée, hier.\n\nFin."\n',
    )  # fmt: skip
    (alert,) = alerts(path)
    assert alert.text == "Arrêtée, hier.\n\nFin."
    assert alert.source == f"{path}#007"
    assert alert.given == Given("007", "2020-05-18", "KZ", "Une avocate", "Observatoire")


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_the_separator_is_the_one_that_shows_a_text_column(tmp_path: Path, separator: str) -> None:
    content = f"Id{separator}Text\r\n1{separator}Arrêtée.\r\n"
    assert texts(put(tmp_path, "a.csv", content.encode("utf-8-sig"))) == ["Arrêtée."]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "cp1252", "mac_roman"])
def test_fault_02_every_encoding_of_one_csv_gives_the_same_rows(tmp_path: Path, encoding: str) -> None:
    content = "id;text\n1;«\u00a0Arrêtée\u00a0» à Almaty\n2;Libérée où ?\n".encode(encoding)
    assert texts(put(tmp_path, "a.csv", content)) == ["«\u00a0Arrêtée\u00a0» à Almaty", "Libérée où ?"]


def test_a_line_in_another_encoding_spoils_no_other(tmp_path: Path) -> None:
    content = "text\nArrêtée.\n".encode() + "Libérée.\n".encode("cp1252") + "Jugée à huis clos.\n".encode()
    assert texts(put(tmp_path, "a.csv", content)) == ["Arrêtée.", "Libérée.", "Jugée à huis clos."]


@pytest.mark.parametrize("value", ["007", "NA", "1E5", "null", "1.0", "=1+1"])
def test_cells_are_text_and_nothing_else(tmp_path: Path, value: str) -> None:
    csv = put(tmp_path, "a.csv", f"id,text\n{value},{value}\n")
    lines = put(tmp_path, "a.jsonl", json.dumps({"id": value, "text": value}) + "\n")
    for alert in alerts(csv, lines):
        assert (alert.text, alert.given.id) == (value, value)


def test_numbers_of_json_are_kept_as_they_are_written(tmp_path: Path) -> None:
    (alert,) = alerts(put(tmp_path, "a.jsonl", '{"id": 1E5, "text": 20.50}\n'))
    assert (alert.given.id, alert.text) == ("1E5", "20.50")


def test_fault_25_ragged_rows_are_errors_and_the_rest_goes_on(tmp_path: Path) -> None:
    path = put(tmp_path, "a.csv", "id,text\n1,Un\n2,Deux, trois\n3\n,Quatre\n5,Cinq,,\n\n6,\n")
    assert outline(path, below=tmp_path) == [
        ("a.csv#1", "ok"), ("a.csv#2", "BAD_ROW"), ("a.csv#3", "BAD_ROW"), ("a.csv#4", "ok"), ("a.csv#5", "ok"),
        ("a.csv#6", "ROW_WITHOUT_TEXT"),
    ]  # fmt: skip


def test_fault_25_broken_quotation_marks_are_an_error_and_the_rest_goes_on(tmp_path: Path) -> None:
    path = put(tmp_path, "a.csv", 'text,id\n"Elle a dit "oui" hier",1\n"Deux ""mots"".",2\n')
    assert outline(path, below=tmp_path) == [("a.csv#1", "BAD_ROW"), ("a.csv#2", "ok")]


def test_a_quotation_mark_that_never_closes_is_an_error(tmp_path: Path) -> None:
    assert outline(put(tmp_path, "a.csv", 'text\nUn.\n"Deux.\nTrois.\n'), below=tmp_path) == [
        ("a.csv#1", "ok"), ("a.csv#2", "BAD_ROW"),
    ]  # fmt: skip


def test_fault_25_a_row_over_the_limit_is_an_error_and_the_rest_goes_on(tmp_path: Path) -> None:
    limits = Limits(record_bytes=1000, text_chars=500)
    content = "text\nUn.\n" + "a" * 5000 + "\n" + "b" * 600 + "\nFin.\n"
    path = put(tmp_path, "a.csv", content)
    assert [code for _, code in outline(path, below=tmp_path, limits=limits)] == ["ok", "TOO_LARGE", "TOO_LARGE", "ok"]
    path = put(tmp_path, "a.jsonl", "\n".join(json.dumps({"text": line}) for line in content.split("\n")[1:-1]))
    assert [code for _, code in outline(path, below=tmp_path, limits=limits)] == ["ok", "TOO_LARGE", "TOO_LARGE", "ok"]


def test_a_table_without_a_text_column(tmp_path: Path) -> None:
    csv = put(tmp_path, "a.csv", "id,texte\n1,Arrêtée.\n")
    parquet = table(tmp_path / "b.parquet", {"id": ["1"]})
    single = put(tmp_path, "c.json", '{"name": "x"}')
    assert [code for _, code in outline(csv, parquet, single, below=tmp_path)] == ["NO_TEXT_COLUMN"] * 3


def test_a_table_without_rows_is_empty(tmp_path: Path) -> None:
    csv = put(tmp_path, "a.csv", "id,text\n")
    parquet = table(tmp_path / "b.parquet", {"text": pyarrow.array([], pyarrow.string())})
    lines = put(tmp_path, "c.jsonl", "\n\n")
    assert [code for _, code in outline(csv, parquet, lines, put(tmp_path, "d.json", "[]"), below=tmp_path)] == [
        "EMPTY"
    ] * 4


@pytest.mark.parametrize(
    ("value", "day"),
    [
        ("2020-05-18", "2020-05-18"),
        ("2020-05-18T23:30:00+02:00", "2020-05-18"),
        ("2020-05-18T23:30:00Z", "2020-05-18"),
        ("18/05/2020", "2020-05-18"),
        ("5/6/2020", "2020-06-05"),
        ("18/05/2020 10:15", "2020-05-18"),
    ],
)
def test_days_of_publication(tmp_path: Path, value: str, day: str) -> None:
    (alert,) = alerts(put(tmp_path, "a.csv", f"text,published_on\nArrêtée.,{value}\n"))
    assert alert.given.published_on == day


@pytest.mark.parametrize("value", ["31/02/2020", "mai 2020", "2020", "05/18/2020", "20200-01-01", "0000-01-01", "hier"])
def test_fault_28_a_date_that_is_none_is_reported_and_the_alert_kept_without_it(tmp_path: Path, value: str) -> None:
    alert, error = results(put(tmp_path, "a.csv", f"text,published_on\nArrêtée.,{value}\n"))
    assert isinstance(alert, SourceAlert) and alert.given.published_on == ""
    assert isinstance(error, InputError) and (error.error, error.source) == ("BAD_DATE", alert.source)


@pytest.mark.parametrize(
    ("value", "code"), [("KZ", "KZ"), ("kz", "KZ"), ("KAZ", "KZ"), ("NA", "NA"), ("XK", "XK"), ("Birmanie", "MM")]
)
def test_countries_by_code_and_by_french_name(tmp_path: Path, value: str, code: str) -> None:
    (alert,) = alerts(put(tmp_path, "a.csv", f"text,country\nArrêtée.,{value}\n"))
    assert alert.given.country == code


def test_a_country_that_is_none_is_reported_and_the_alert_kept_without_it(tmp_path: Path) -> None:
    alert, error = results(put(tmp_path, "a.csv", "text,country\nArrêtée.,Nulleparterie\n"))
    assert isinstance(alert, SourceAlert) and alert.given.country == ""
    assert isinstance(error, InputError) and error.error == "BAD_COUNTRY"


def test_parquet_columns_of_any_type_are_read_as_text(tmp_path: Path) -> None:
    path = table(
        tmp_path / "a.parquet",
        {
            "text": ["Arrêtée.", None, "Libérée."],
            "id": [7, 8, None],
            "published_on": [date(2020, 5, 18), None, date(2021, 1, 2)],
            "other": [1.5, 2.5, 3.5],
        },
    )
    assert outline(path, below=tmp_path) == [
        ("a.parquet#7", "ok"),
        ("a.parquet#8", "ROW_WITHOUT_TEXT"),
        ("a.parquet#3", "ok"),
    ]
    first, _, last = results(path)
    assert isinstance(first, SourceAlert) and first.given == Given("7", "2020-05-18")
    assert isinstance(last, SourceAlert) and last.given == Given("", "2021-01-02")


def test_parquet_timestamps_are_days(tmp_path: Path) -> None:
    path = table(tmp_path / "a.parquet", {"text": ["Un."], "published_on": [datetime(2020, 5, 18, 23, 30)]})
    assert alerts(path)[0].given.published_on == "2020-05-18"


def test_fault_16_damaged_parquet_is_corrupt(tmp_path: Path) -> None:
    content = table(tmp_path / "a.parquet", {"text": [ALERT * 20]}).read_bytes()
    for cut in range(1, len(content), len(content) // 10):
        assert outline(put(tmp_path, "b.parquet", content[:cut]), below=tmp_path) == [("b.parquet", "CORRUPT")]


def test_fault_25_a_bad_line_of_json_is_named_by_its_line_and_the_rest_goes_on(tmp_path: Path) -> None:
    lines = [
        '{"text": "Un."}',
        "",
        '{"text": "Deux',
        "[1]",
        '{"text": null}',
        '{"id": "b", "text": "Six."}',
        "[" * 100_000,
    ]
    assert outline(put(tmp_path, "x.jsonl", "\n".join(lines)), below=tmp_path) == [
        ("x.jsonl#1", "ok"), ("x.jsonl#3", "BAD_JSON"), ("x.jsonl#4", "BAD_JSON"), ("x.jsonl#5", "ROW_WITHOUT_TEXT"),
        ("x.jsonl#b", "ok"), ("x.jsonl#7", "BAD_JSON"),
    ]  # fmt: skip


def test_fault_04_escaped_surrogates_and_nul_of_json_are_replaced(tmp_path: Path) -> None:
    assert texts(put(tmp_path, "a.jsonl", '{"text": "a\\ud800b\\u0000c\\ud83d\\ude00"}')) == ["a\ufffdb\ufffdc😀"]


def test_fault_04_given_facts_can_be_stored_too(tmp_path: Path) -> None:
    (alert,) = alerts(put(tmp_path, "a.jsonl", '{"id": "a\\ud800", "title": "b\\u0000", "text": "Un."}'))
    assert (alert.given.id, alert.given.title) == ("a\ufffd", "b\ufffd")


def test_an_id_that_cannot_be_printed_is_escaped_in_the_source_only(tmp_path: Path) -> None:
    (alert,) = alerts(put(tmp_path, "a.jsonl", '{"id": "a\\nb", "text": "Un."}'))
    assert alert.source.endswith("a.jsonl#a\\nb") and alert.given.id == "a\nb"


def test_a_json_file_holds_a_list_or_one_object(tmp_path: Path) -> None:
    rows = put(tmp_path, "a.json", '[{"text": "Un."}, 3, {"id": "k", "text": "Trois."}]')
    single = put(tmp_path, "b.json", '{"text": "Un.", "country": "KAZ"}')
    assert outline(rows, single, put(tmp_path, "c.json", "{"), below=tmp_path) == [
        ("a.json#1", "ok"), ("a.json#2", "BAD_JSON"), ("a.json#k", "ok"), ("b.json", "ok"), ("c.json", "BAD_JSON"),
    ]  # fmt: skip


def test_separators_of_lines_that_are_none_for_json_stay_in_the_text(tmp_path: Path) -> None:
    assert texts(put(tmp_path, "a.jsonl", '{"text": "a\u2028b\u0085c"}\n{"text": "d"}\n')) == ["a\u2028b\u0085c", "d"]


@pytest.mark.parametrize("suffix", ["csv", "jsonl", "mbox"])
def test_long_files_are_streamed(tmp_path: Path, suffix: str) -> None:
    mail = "From a@exemple.example Mon May 18 10:00:00 2020\nSubject: x\n\n" + "Mot " * 5000 + "\n\n"
    row = {"csv": "Mot " * 5000 + "\n", "jsonl": json.dumps({"text": "Mot " * 5000}) + "\n", "mbox": mail}[suffix]
    path = put(tmp_path, f"a.{suffix}", ("text\n" if suffix == "csv" else "") + row * 1000)  # 20 MB
    next(read([put(tmp_path, "b.csv", "text\nUn.\n")]))
    tracemalloc.start()
    count = sum(isinstance(result, SourceAlert) for result in read([path]))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert count == 1000 and peak < 3_000_000


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=60).map("Alerte {}".format), min_size=1)
)
def test_texts_survive_csv_and_json(tmp_path: Path, rows: list[str]) -> None:
    csv = put(tmp_path, "a.csv", "text,id\n" + "".join('"{}",x\n'.format(row.replace('"', '""')) for row in rows))
    assert texts(csv) == rows
    lines = put(tmp_path, "a.jsonl", "\n".join(json.dumps({"text": row}, ensure_ascii=False) for row in rows))
    assert texts(lines) == rows
