"""A workbook that `recense export` wrote, read again after people have worked in it."""

import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.cell.cell import Cell as ExcelCell
from openpyxl.utils.escape import unescape
from openpyxl.utils.exceptions import InvalidFileException

from pipeline.normalise import name_key
from pipeline.tables.columns import ABOUT, TABLES

_HEAD = 20  # lines among which the headings are sought
_LARGEST = 1_000_000_000  # bytes of a workbook, unpacked


class BookError(Exception):
    """A file that is no such workbook; the message says why."""


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands in a cell: a text, a number, a day or nothing, how a number is shown, and the comment on it."""

    place: str  # as people call it: Incidents!B7
    value: Any = None
    shown_as: str = ""
    comment: str = ""
    formula: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """One row of a table in the workbook, by the names of the columns that are still there."""

    place: str
    cells: dict[str, Cell]


@dataclass(slots=True)
class Book:
    """The tables found in a workbook, and the sheets that hold none."""

    lines: dict[str, list[Line]] = field(default_factory=dict)
    columns: dict[str, set[str]] = field(default_factory=dict)  # those of each table that are still there
    strange: list[str] = field(default_factory=list)  # headings and sheets that say nothing


def read_book(path: Path | str) -> Book:
    """The tables of a workbook, whatever the order of its sheets, columns and rows. BookError where it is none."""
    try:
        with zipfile.ZipFile(path) as archive:
            if sum(entry.file_size for entry in archive.infolist()) > _LARGEST:
                raise BookError(f"{path}: is too large for a workbook")
        file = openpyxl.load_workbook(path)
    except (OSError, zipfile.BadZipFile, InvalidFileException, KeyError, ValueError):
        raise BookError(f"{path}: is no workbook (.xlsx) that can be read") from None
    book = Book()
    for sheet in file.worksheets:
        _read_sheet(book, sheet)
    if "incidents" not in book.lines:
        raise BookError(f"{path}: has no sheet of incidents")
    return book


def _read_sheet(book: Book, sheet: Any) -> None:
    rows = sheet.iter_rows()
    for cells in _first(rows, _HEAD):
        table, names = _table_of(cells, sheet.title)
        if table:
            break
    else:
        if sheet.title not in ("Colonnes", "Codes"):
            book.strange.append(sheet.title)
        return
    book.columns[table] = book.columns.get(table, set()) | set(names.values())
    book.strange += [
        f"{sheet.title}!{cell.coordinate}" for place, cell in enumerate(cells) if cell.value and place not in names
    ]
    lines = book.lines.setdefault(table, [])
    for row in rows:
        read = {names[place]: _cell(sheet.title, cell) for place, cell in enumerate(row) if place in names}
        if any(cell.value is not None or cell.comment for cell in read.values()):
            lines.append(Line(f"{sheet.title}!{row[0].row}", read))


def _first(rows: Iterator[Any], count: int) -> Iterator[Any]:
    for _, row in zip(range(count), rows, strict=False):
        yield row


def _table_of(cells: tuple[ExcelCell, ...], title: str) -> tuple[str, dict[int, str]]:
    """Whose headings a line holds, and the name of the column in each place: the table with most of its headings."""
    found: dict[str, dict[int, str]] = {}
    for table, columns in TABLES.items():
        called = {name_key(column.heading): column.name for column in columns} | {c.name: c.name for c in columns}
        found[table] = {place: name for place, cell in enumerate(cells) if (name := called.get(_heading(cell)))}
    title = title.partition(" (")[0]
    table = max(found, key=lambda name: (len(found[name]), ABOUT[name].heading == title))
    return (table, found[table]) if len(found[table]) >= min(3, len(TABLES[table])) else ("", {})


def _heading(cell: ExcelCell) -> str:
    text = str(cell.value or "").strip()
    return text if text.isidentifier() and "_" in text else name_key(text)


def _cell(title: str, cell: Any) -> Cell:
    value = unescape(cell.value) if isinstance(cell.value, str) else cell.value
    comment = cell.comment.text.strip() if cell.comment else ""
    return Cell(f"{title}!{cell.coordinate}", value, cell.number_format, comment, cell.data_type == "f")
