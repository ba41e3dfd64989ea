"""The workbook, reopened as an analyst's program does."""

import os
import re
import stat
import zipfile
from datetime import datetime

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl.utils.escape import unescape
from table_samples import TEXT, sample_rows, text_rows

from pipeline.tables import DatasetWriter, export_xlsx, read_dataset
from pipeline.tables.columns import TABLES
from pipeline.tables.export import excel
from pipeline.tables.export.cells import units, visible


def sheet_of(path, name):
    return openpyxl.load_workbook(path)[name]


def records(sheet):
    heads, *rows = sheet.iter_rows(values_only=True)
    return [dict(zip(heads, row, strict=True)) for row in rows]


def texts_of(path):
    return [unescape(row["Texte"] or "") for row in records(sheet_of(path, "Alertes"))]


@pytest.fixture
def workbook(sample, tmp_path):
    counts = export_xlsx(sample, tmp_path / "book.xlsx")
    assert counts == {table: len(data) for table, data in read_dataset(sample).items()}
    return openpyxl.load_workbook(tmp_path / "book.xlsx")


def test_sheets_come_in_the_order_of_reading(workbook):
    names = "Incidents Alertes Participants Dates Entités Mentions Affaires Relectures Erreurs Colonnes Codes"
    assert workbook.sheetnames == names.split()
    assert workbook.active.title == "Incidents"
    heads = [cell.value for cell in workbook["Incidents"][1]]
    assert heads[:6] == ["Acte", "Premier jour", "Dernier jour", "Victimes", "Auteurs", "Type d'auteur"]
    assert heads[6:11] == ["Lieu", "Pays", "Factualité", "Citation", "Confiance"]
    assert heads[-2:] == ["Identifiant de l'incident", "Identifiant de l'alerte"]


def test_an_incident_reads_in_french(workbook):
    arrest, threat = records(workbook["Incidents"])
    assert (arrest["Acte"], arrest["Victimes"], arrest["Pays"]) == ("Arrestation", "Awa Sarr", "Sénégal")
    assert (arrest["Type d'auteur"], arrest["Factualité"]) == ("Police ou gendarmerie", "Affirmé")
    assert arrest["Premier jour"] == datetime(2019, 6, 3) and threat["Premier jour"] is None
    assert (arrest["Confiance"], threat["Nombre de victimes"], arrest["Peine"]) == (0.8, 18, None)


def test_headings_stay_and_filter_and_tell_the_name_of_the_column(workbook):
    for sheet in workbook.worksheets[:9]:
        assert sheet.freeze_panes == "C2"
        assert sheet.auto_filter.ref.startswith("A1:")
    assert workbook["Incidents"]["A1"].comment.text.startswith("act\n")
    names = {row["Nom dans les données"] for row in records(workbook["Colonnes"])}
    assert names == {*TABLES, *(column.name for columns in TABLES.values() for column in columns)}


def test_lists_to_choose_from_hold_every_label(workbook):
    choices = {str(rule.sqref): rule.formula1 for rule in workbook["Incidents"].data_validations.dataValidation}
    first, last = re.fullmatch(r"Codes!\$B\$(\d+):\$B\$(\d+)", choices["A2:A3"]).groups()
    labels = [workbook["Codes"].cell(row, 2).value for row in range(int(first), int(last) + 1)]
    assert len(labels) == 36 and {"Arrestation", "Menaces"} < set(labels)
    codes = {row["Code dans les données"] for row in records(workbook["Codes"])}
    [arrest] = [row for row in records(workbook["Codes"]) if row["Code dans les données"] == "arrest"]
    assert (arrest["Code HURIDOCS"], arrest["Sous-événement ACLED"]) == ("030101000000", "Arrests")
    assert {"arrest", "unidentified", "SN", "anaphoric"} < codes


def test_doubtful_rows_are_tinted(workbook):
    [area] = workbook["Incidents"].conditional_formatting
    [rule] = area.rules
    assert (str(area.sqref), rule.operator, rule.formula) == ("K2:K3", "lessThan", ["0.5"])


def test_fault_45_nothing_runs(dataset_of, tmp_path):
    texts = ["=1+1", "+1", "-1", "@A1", "\t=1", "\u00a0=1", "＝1", "http://example.org", "{=1}", "<r><t>a</t></r>"]
    export_xlsx(dataset_of(*texts), tmp_path / "book.xlsx")
    sheet = sheet_of(tmp_path / "book.xlsx", "Alertes")
    cells = [cell for [cell] in sheet.iter_rows(min_row=2, min_col=9, max_col=9)]
    assert [cell.value.rstrip(" ") for cell in cells] == texts
    assert {cell.data_type for cell in cells} == {"s"} and not any(cell.hyperlink for cell in cells)
    with zipfile.ZipFile(tmp_path / "book.xlsx") as parts:
        sheets = [parts.read(name) for name in parts.namelist() if name.startswith("xl/worksheets/sheet")]
    assert len(sheets) == 11 and not any(b"<f>" in sheet or b"<hyperlink" in sheet for sheet in sheets)


def test_fault_46_no_row_is_dropped(dataset_of, tmp_path, monkeypatch):
    monkeypatch.setattr(excel, "MAX_ROWS", 2)
    texts = ["Une", "Deux", "Trois", "Quatre", "Cinq"]
    assert export_xlsx(dataset_of(*texts), tmp_path / "book.xlsx")["alerts"] == 5
    book = openpyxl.load_workbook(tmp_path / "book.xlsx")
    names = ["Alertes", "Alertes (2)", "Alertes (3)"]
    assert [name for name in book.sheetnames if name.startswith("Alertes")] == names
    assert [row["Texte"] for name in names for row in records(book[name])] == texts


@pytest.mark.parametrize("letter", ["a", "🙂", "a🙂"])
def test_fault_46_a_long_text_ends_in_a_pointer(dataset_of, tmp_path, letter):
    whole, long = letter * (32_766 // units(letter)), letter * 40_000
    export_xlsx(dataset_of(whole, long, title="T" + long), tmp_path / "book.xlsx")
    first, second = texts_of(tmp_path / "book.xlsx")
    assert first == whole
    head, pointer = second.split("…")
    assert long.startswith(head) and pointer == " [suite : alerts.parquet, alert_id=k1]"
    assert 32_766 <= units(second) <= 32_767


def test_fault_04_fault_47_illegal_characters_are_shown(dataset_of, tmp_path):
    export_xlsx(dataset_of("a\x00b\x1fc\ufffed", "_x0041_ stays"), tmp_path / "book.xlsx")
    assert texts_of(tmp_path / "book.xlsx") == ["a\\u0000b\\u001Fc\\uFFFEd", "_x0041_ stays"]


def test_fault_48_texts_stay_texts(dataset_of, tmp_path):
    texts = ["NA", "007", "1E5", "TRUE", "2019-06-03"]
    export_xlsx(dataset_of(*texts), tmp_path / "book.xlsx")
    assert texts_of(tmp_path / "book.xlsx") == texts


def test_days_that_excel_would_misread_are_texts(tmp_path):
    alerts = [text_rows(f"Alerte {day}", published_on=day) for day in ("1850-01-01", "1900-02-28", "1900-03-01")]
    with DatasetWriter(tmp_path / "set") as writer:
        for alert in alerts:
            writer.add(alert)
    export_xlsx(tmp_path / "set", tmp_path / "book.xlsx")
    days = [row["Publiée le"] for row in records(sheet_of(tmp_path / "book.xlsx", "Alertes"))]
    assert days == ["1850-01-01", "1900-02-28", datetime(1900, 3, 1)]


@settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(texts=st.lists(st.text(st.characters(exclude_categories=["Cs"]), max_size=30), min_size=1, max_size=60))
def test_any_text_comes_back(dataset_of, tmp_path, texts):
    export_xlsx(dataset_of(*texts), tmp_path / "book.xlsx")
    assert texts_of(tmp_path / "book.xlsx") == [visible(text) for text in texts]


def test_two_exports_are_the_same_bytes_and_private(sample, tmp_path):
    old = os.umask(0)
    try:
        export_xlsx(sample, tmp_path / "a.xlsx")
        os.umask(0o077)
        export_xlsx(sample, tmp_path / "b.xlsx")
    finally:
        os.umask(old)
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()
    assert stat.filemode((tmp_path / "a.xlsx").stat().st_mode) == "-rw-------"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.xlsx", "b.xlsx", "sample"]


def test_rows_are_high_enough_to_read_and_no_higher(tmp_path):
    long = sample_rows()
    long["incidents"][0]["quote"] = "mot " * 50
    long["alerts"][0]["text"] = TEXT * 100
    with DatasetWriter(tmp_path / "set") as writer:
        writer.add(long)
    export_xlsx(tmp_path / "set", tmp_path / "book.xlsx")
    book = openpyxl.load_workbook(tmp_path / "book.xlsx")
    assert book["Incidents"].row_dimensions[2].height >= 3 * 15
    assert book["Alertes"].row_dimensions[2].height <= 10 * 15
