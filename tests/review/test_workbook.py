"""A workbook goes out, people work in it, and what they changed comes back as decisions."""

import shutil
import subprocess
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from desk import aubrac, niang, said
from openpyxl.comments import Comment

from pipeline.cli import main
from pipeline.review.apply import apply
from pipeline.review.log import DecisionLog, read_log
from pipeline.tables import read_dataset

Change = Callable[[Any], None]
SOFFICE = shutil.which("soffice")


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "C")


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Callable[..., tuple[int, str, str]]:
    def called(*words: Any) -> tuple[int, str, str]:
        capsys.readouterr()
        status = main([str(word) for word in words])
        captured = capsys.readouterr()
        return status, captured.out, captured.err

    return called


@pytest.fixture
def book(dataset: Path, run: Callable[..., tuple[int, str, str]]) -> Path:
    path = dataset.parent / "book.xlsx"
    assert run("export", dataset, "--to", "xlsx", "--out", path)[0] == 0
    return path


def edited(path: Path, change: Change) -> Path:
    """The workbook after a change, saved by openpyxl."""
    file = openpyxl.load_workbook(path)
    change(file)
    file.save(path)
    return path


def cell(file: Any, act: str, heading: str, sheet: str = "Incidents") -> Any:
    """The cell of an incident, found by its act, under a heading."""
    rows = list(file[sheet].iter_rows())
    places = {each.value: place for place, each in enumerate(rows[0])}
    row = next(row for row in rows if row[places["Acte"]].value == act)
    return row[places[heading]]


def by_libreoffice(path: Path) -> Path:
    """The workbook opened and saved by LibreOffice."""
    out = path.parent / "saved"
    home = f"-env:UserInstallation=file://{path.parent / 'profile'}"
    command = [str(SOFFICE), home, "--headless", "--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", str(out)]
    subprocess.run([*command, str(path)], check=True, capture_output=True, timeout=120)
    return out / path.name


def decided(dataset: Path) -> list[tuple[str, str, str, str, str]]:
    return [(d.decision, d.column, d.old, d.new, d.comment) for d in read_log(dataset)]


def test_a_book_that_nobody_touched_says_nothing(run: Any, book: Path, dataset: Path) -> None:
    status, out, err = run("import-review", book, "--reviewer", "Lise")
    assert (status, out) == (0, "") and "0 decisions written" in err and "4 incidents of the book compared" in err
    assert decided(dataset) == []
    edited(book, lambda file: None)
    assert run("import-review", book, "--reviewer", "Lise")[:2] == (0, "")


def work(file: Any) -> None:
    """An hour of an analyst: codes, a date, names, a number, a comment; sorted, filtered, columns gone and moved."""
    cell(file, "Arrestation", "Auteurs").value = "des gendarmes"
    cell(file, "Arrestation", "Type d'auteur").value = "Armée"
    cell(file, "Menaces de mort", "Date EDTF").value = "2019-05-21"
    cell(file, "Menaces de mort", "Pays").value = "Tunisie"
    cell(file, "Libération ou acquittement", "Nombre de victimes").value = 1
    cell(file, "Libération ou acquittement", "Acte").comment = Comment("À vérifier\nauprès du barreau", "Lise")
    cell(file, "Convocation ou interrogatoire", "Acte").value = "Arrestation"
    cell(file, "Menaces de mort", "Victimes").value = "Tahar Belkiran ; une passante"
    sheet = file["Incidents"]
    heads = {head.value: place for place, head in enumerate(sheet[1], 1)}
    sheet.delete_cols(heads["Citation"])
    rows = [[each.value for each in row] for row in sheet.iter_rows(min_row=2)]
    comments = {row[-2].value: row[0].comment for row in sheet.iter_rows(min_row=2)}
    for line, values in enumerate(reversed(rows), 2):
        for place, value in enumerate(values, 1):
            sheet.cell(line, place).value = value
        sheet.cell(line, 1).comment = None
        if comment := comments[values[-2]]:
            sheet.cell(line, 1).comment = Comment(comment.text, comment.author)
    sheet.auto_filter.add_filter_column(0, ["Arrestation"])
    sheet.row_dimensions[3].hidden = True


WORK = {
    ("corrected", "perpetrators", "des policiers", "des gendarmes", ""),
    ("corrected", "perpetrator_type", "police", "military", ""),
    ("corrected", "date_edtf", "2019-05", "2019-05-21", ""),
    ("corrected", "country", "", "TN", ""),
    ("corrected", "victim_count", "", "1", ""),
    ("noted", "act", "", "", "À vérifier\nauprès du barreau"),
    ("corrected", "act", "summons", "arrest", ""),
    ("corrected", "victims", "Tahar Belkiran", "Tahar Belkiran; une passante", ""),
}


def test_an_hour_of_work_becomes_decisions(run: Any, book: Path, dataset: Path) -> None:
    edited(book, work)
    status, listed, err = run("import-review", book, "--reviewer", "Lise", "--dry-run")
    assert status == 0 and "8 decisions would be written" in err
    assert (
        len(listed.splitlines()) == 8 and "Police → Military" in listed and "“À vérifier auprès du barreau”" in listed
    )
    assert decided(dataset) == []
    assert run("import-review", book, "--reviewer", "Lise")[:2] == (0, listed)
    assert set(decided(dataset)) == WORK and {d.reviewer for d in read_log(dataset)} == {"Lise"}
    rows = apply(read_log(dataset), read_dataset(dataset)).tables["incidents"]
    threat = rows[rows["act"] == "death_threat"].to_dict("records")[0]
    assert (threat["date_start"], threat["country"], threat["date_precision"]) == ("2019-05-21", "TN", "day")


def test_a_book_imported_twice_decides_once(run: Any, book: Path, dataset: Path) -> None:
    edited(book, work)
    run("import-review", book, "--reviewer", "Lise")
    before = decided(dataset)
    status, _, err = run("import-review", book, "--reviewer", "Lise")
    assert status == 0 and "0 decisions written" in err and "8 were written before" in err
    assert decided(dataset) == before


@pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not installed")
def test_the_same_work_survives_libreoffice(run: Any, book: Path, dataset: Path) -> None:
    saved = by_libreoffice(edited(book, work))
    assert run("import-review", saved, "--reviewer", "Lise", "--dataset", dataset)[0] == 0
    assert set(decided(dataset)) == WORK


@pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not installed")
def test_a_book_only_saved_by_libreoffice_says_nothing(run: Any, book: Path, dataset: Path) -> None:
    saved = by_libreoffice(book)
    status, out, _ = run("import-review", saved, "--reviewer", "Lise", "--dataset", dataset)
    assert (status, out) == (0, "")


@pytest.mark.parametrize(
    ("heading", "value", "shown_as", "column", "new"),
    [
        ("Acte", "detention", "", "act", "detention"),
        ("Acte", "DÉTENTION", "", "act", "detention"),
        ("Acte", "House arrest", "", "act", "house_arrest"),
        ("Pays", "sénégal", "", "country", "SN"),
        ("Date EDTF", datetime(2019, 6, 5), "yyyy\\-mm\\-dd", "date_edtf", "2019-06-05"),
        ("Date EDTF", datetime(2019, 6, 1), "mmm\\-yy", "date_edtf", "2019-06"),
        ("Date EDTF", 2019, "General", "date_edtf", "2019"),
        ("Date EDTF", None, "", "date_edtf", ""),
        ("Premier jour", date(2019, 6, 1), "dd/mm/yyyy", "date_edtf", "2019-06-01/2019-06-03"),
        ("Premier jour", "1/6/2019", "", "date_edtf", "2019-06-01/2019-06-03"),
        ("Dernier jour", None, "", "date_edtf", "2019-06-03/.."),
        ("Nombre de victimes", 3.0, "General", "victim_count", "3"),
        ("Chef d'accusation", "  propagande\n mensongère ", "", "charge", "propagande mensongère"),
        ("Peine", 18, "General", "sentence_text", "18"),
    ],
)
def test_a_cell_is_read_as_it_was_meant(
    run: Any, book: Path, dataset: Path, heading: str, value: Any, shown_as: str, column: str, new: str
) -> None:
    def change(file: Any) -> None:
        target = cell(file, "Arrestation", heading)
        target.value = value
        target.number_format = shown_as or "General"

    status, out, err = run("import-review", edited(book, change), "--reviewer", "Lise")
    assert (status, "1 decision written" in err) == (0, True), out
    assert [(d.column, d.new) for d in read_log(dataset)] == [(column, new)]


@pytest.mark.parametrize(
    ("heading", "value", "why"),
    [
        ("Acte", "Arrestaton", "not in the list"),
        ("Date EDTF", "juin 2019", "no EDTF date"),
        ("Date EDTF", "2019-02-30", "no such day"),
        ("Premier jour", date(2019, 6, 9), "ends before it begins"),
        ("Premier jour", "hier", "no EDTF date"),
        ("Nombre de victimes", "beaucoup", "whole number"),
        ("Citation", "autre phrase", "cannot be changed"),
        ("Confiance", 0.99, "cannot be changed"),
        ("Identifiant de l'incident", "x", "belongs to no row"),
        ("Victimes", "=A1", "formula"),
    ],
)
def test_what_cannot_be_placed_is_listed(
    run: Any, book: Path, dataset: Path, heading: str, value: Any, why: str
) -> None:
    def change(file: Any) -> None:
        cell(file, "Arrestation", heading).value = value

    status, out, err = run("import-review", edited(book, change), "--reviewer", "Lise")
    assert status == 1 and out.startswith("? Incidents!") and why in out and len(out.splitlines()) == 1
    assert "1 thing in the book could not be placed" in err and decided(dataset) == []


def test_rows_and_sheets_that_are_not_ours_are_listed_too(run: Any, book: Path, dataset: Path) -> None:
    def change(file: Any) -> None:
        sheet = file["Incidents"]
        sheet.append([each.value for each in sheet[2]])
        sheet.append(["Arrestation", None, None, "Quelqu'un"])
        sheet.cell(1, sheet.max_column + 1).value = "Mes notes"
        file.create_sheet("Brouillon")["A1"] = "idées"
        file["Entités"]["A2"] = "Solveig Aubrac-Mora"
        file["Participants"]["A3"] = "autre chose"

    status, out, _ = run("import-review", edited(book, change), "--reviewer", "Lise")
    assert status == 1 and decided(dataset) == []
    reasons = [line.split("  ")[0] for line in sorted(out.splitlines())]
    assert [reason.split("!")[0] for reason in reasons] == [
        "? Brouillon",
        "? Entités",
        "? Incidents",
        "? Incidents",
        "? Incidents",
        "? Participants",
    ]


def test_a_row_is_found_without_its_key_by_the_place_of_its_words(run: Any, book: Path, dataset: Path) -> None:
    def change(file: Any) -> None:
        sheet = file["Incidents"]
        cell(file, "Arrestation", "Lieu").value = "Port-Brume"
        sheet.delete_cols([head.value for head in sheet[1]].index("Identifiant de l'incident") + 1)

    assert run("import-review", edited(book, change), "--reviewer", "Lise")[0] == 0
    assert decided(dataset) == [("corrected", "place", "Port-Lune", "Port-Brume", "")]


def test_a_book_with_a_part_of_the_rows_says_so_and_rejects_nothing(run: Any, book: Path, dataset: Path) -> None:
    status, _, err = run(
        "import-review", edited(book, lambda file: file["Incidents"].delete_rows(3, 2)), "--reviewer", "L"
    )
    assert status == 0 and "2 incidents of the dataset are not in the book" in err and decided(dataset) == []


def test_what_others_decided_meanwhile_is_no_edit_and_a_clash_is_kept_to_be_looked_at(
    run: Any, book: Path, dataset: Path
) -> None:
    with DecisionLog(dataset) as log:
        log.append(said(aubrac(), "arrest", "corrected", column="place", new="Port-Brume"))
        log.append(said(niang(), "summons", "corrected", column="act", new="arrest"))
    change = edited(book, lambda file: setattr(cell(file, "Arrestation", "Lieu"), "value", "Port-Soleil"))
    status, out, _ = run("import-review", change, "--reviewer", "Lise")
    assert status == 0 and len(out.splitlines()) == 1 and "to be looked at again" in out
    reviewed = apply(read_log(dataset), read_dataset(dataset))
    assert [drift.decision.new for drift in reviewed.drifted] == ["Port-Soleil"]
    assert set(reviewed.tables["incidents"]["place"]) >= {"Port-Brume"}


def test_a_book_of_reviewed_rows_is_compared_with_what_was_reviewed(run: Any, dataset: Path) -> None:
    with DecisionLog(dataset) as log:
        log.append(said(aubrac(), "arrest", "corrected", column="place", new="Port-Brume"))
    run("export", dataset, "--to", "xlsx", "--out", dataset.parent / "b.xlsx")
    book = edited(dataset.parent / "b.xlsx", lambda file: None)
    assert run("import-review", book, "--reviewer", "Lise")[:2] == (0, "")
    edited(book, lambda file: setattr(cell(file, "Arrestation", "Lieu"), "value", "Port-Soleil"))
    assert "Port-Brume → Port-Soleil" in run("import-review", book, "--reviewer", "Lise")[1]


def test_what_is_no_book_or_has_no_dataset_is_refused(run: Any, book: Path, dataset: Path, tmp_path: Path) -> None:
    (tmp_path / "x.xlsx").write_text("rien", encoding="utf-8")
    assert run("import-review", tmp_path / "x.xlsx", "--reviewer", "Lise", "--dataset", dataset)[0] == 2
    assert run("import-review", book, "--reviewer", "Lise", "--dataset", tmp_path)[0] == 2
    assert run("import-review", book, "--reviewer", " ")[0] == 2
    (tmp_path / "elsewhere").mkdir()
    moved = shutil.copy(book, tmp_path / "elsewhere" / "book.xlsx")
    assert run("import-review", moved, "--reviewer", "Lise")[0] == 2
    assert not dataset.with_name("jeu.reviews").exists()
