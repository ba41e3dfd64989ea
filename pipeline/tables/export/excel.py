"""The dataset as an Excel workbook in French, made for reading, filtering and correcting."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from numbers import Real
from pathlib import Path
from typing import Any

import xlsxwriter

from pipeline.tables.columns import ABOUT, TABLES, Column
from pipeline.tables.dataset import batches
from pipeline.tables.export import codesheet
from pipeline.tables.export.acts import DERIVED, derived
from pipeline.tables.export.cells import fitting, visible
from pipeline.tables.export.style import FORMATS, height, lines, style_of
from pipeline.tables.output import replaced_file

MAX_ROWS = 1_048_575  # of data: Excel has one row more, which holds the headings
MAX_UNITS = 32_767  # of one cell, in UTF-16
_FIRST_DATE = "1900-03-01"  # Excel believes in 29 February 1900: earlier days would read a day off
_FROZEN = 2  # columns
_DOUBTFUL = 0.5  # scores below it are tinted
_OPTIONS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
_PROPERTIES = {"title": "Recense : incidents", "created": datetime(2000, 1, 1)}  # no clock: same dataset, same bytes
_HINT = {
    "error_type": "warning",
    "error_title": "Valeur hors liste",
    "error_message": f"Cette valeur n'est pas dans la feuille {codesheet.NAME}.",
}


@dataclass(frozen=True, slots=True)
class _Book:
    file: Any  # xlsxwriter.Workbook
    formats: dict[str, Any]


def _text(value: str, pointer: str = "…") -> str:
    text = fitting(visible(value), MAX_UNITS, pointer)
    # xlsxwriter takes what stands between these marks for its own XML and writes it raw: a blank keeps it a text.
    return f"{text} " if text.startswith("<r>") and text.endswith("</r>") else text


def _shown(column: Column, value: object, pointer: str) -> object:
    """What a cell shows of a value: a number, a day, a text, or None for nothing."""
    if not isinstance(value, str):
        return value if isinstance(value, Real) else None  # else <NA>
    if column.codes:
        return codesheet.labels(column.codes).get(value, value)
    if column.kind == "date" and value >= _FIRST_DATE:
        return datetime.combine(date.fromisoformat(value), datetime.min.time())
    return _text(value, pointer)


def _write_row(book: _Book, sheet: Any, row: int, columns: list[Column], values: list[object]) -> None:
    cells = list(enumerate(zip(columns, values, strict=True)))
    wrapped = [
        lines(value, column.width)
        for _, (column, value) in cells
        if isinstance(value, str) and style_of(column) == "text"
    ]
    sheet.set_row(row, height(max(wrapped, default=1)))
    for place, (column, value) in cells:
        style = book.formats[style_of(column)]
        if isinstance(value, datetime):
            sheet.write_datetime(row, place, value, style)
        elif isinstance(value, str) and value:
            sheet.write_string(row, place, value, style)
        elif isinstance(value, Real):
            sheet.write_number(row, place, value, style)


class _TableSheets:
    """The sheet of a table, and further ones where it has more rows than Excel takes."""

    def __init__(self, book: _Book, name: str, columns: list[Column]) -> None:
        self._book, self._name, self._columns = book, name, columns
        self._number = 0
        self._open()

    def _open(self) -> None:
        self._number += 1
        self._row = 0
        self._sheet = self._book.file.add_worksheet(self._name + (f" ({self._number})" if self._number > 1 else ""))
        _head(self._book, self._sheet, self._columns)

    def add(self, values: list[object]) -> None:
        if self._row == MAX_ROWS:
            self.close()
            self._open()
        self._row += 1
        _write_row(self._book, self._sheet, self._row, self._columns, values)

    def close(self) -> None:
        """Put filters, lists to choose from and tints on the rows written."""
        self._sheet.autofilter(0, 0, self._row, len(self._columns) - 1)
        for place, column in enumerate(self._columns):
            area = (1, place, self._row, place)
            if column.codes and self._row:
                choices = {"validate": "list", "source": codesheet.label_range(column.codes), **_HINT}
                self._sheet.data_validation(*area, choices)
            if column.kind == "score" and self._row:
                tint = {"type": "cell", "criteria": "<", "value": _DOUBTFUL, "format": self._book.formats["doubtful"]}
                self._sheet.conditional_format(*area, tint)


def _head(book: _Book, sheet: Any, columns: list[Column]) -> None:
    """Headings that stay in sight; the note on each tells the column's name and meaning."""
    sheet.freeze_panes(1, _FROZEN)
    sheet.set_landscape()
    sheet.set_paper(9)  # A4
    sheet.repeat_rows(0)
    sheet.ignore_errors({"number_stored_as_text": "A1:XFD1048576"})  # no green corners on keys such as 007
    sheet.set_row(0, height(2))
    for place, column in enumerate(columns):
        sheet.set_column(place, place, column.width)
        sheet.write_string(0, place, column.heading, book.formats["heading"])
        sheet.write_comment(0, place, f"{column.name}\n{column.fr}", {"author": "", "x_scale": 1.6})


def _write_table(book: _Book, dataset: Path, table: str) -> int:
    columns = codesheet.reading_order(table)
    names = [column.name for column in columns]
    key = next((column.name for column in TABLES[table] if column.kind in ("key", "id")), names[0])
    sheets = _TableSheets(book, ABOUT[table].heading, columns)
    count = 0
    for frame in batches(dataset, table):
        keys = frame[key].tolist()
        for value, values in zip(keys, frame[names].itertuples(index=False, name=None), strict=True):
            pointer = f"… [suite : {table}.parquet, {key}={visible(value)[:100]}]"
            sheets.add([_shown(column, cell, pointer) for column, cell in zip(columns, values, strict=True)])
        count += len(frame)
    sheets.close()
    return count


def _write_listing(book: _Book, name: str, widths: list[int], rows: Sequence[tuple[str, ...]]) -> None:
    """A sheet of plain lines, the first of them the headings."""
    sheet = book.file.add_worksheet(name)
    sheet.freeze_panes(1, 0)
    for place, width in enumerate(widths):
        sheet.set_column(place, place, width)
    for row, cells in enumerate(rows):
        for place, cell in enumerate(cells):
            sheet.write_string(row, place, cell, book.formats["text" if row else "heading"])
    sheet.autofilter(0, 0, len(rows) - 1, len(widths) - 1)


def _write_columns(book: _Book) -> None:
    rows = [("Feuille", "Colonne", "Nom dans les données", "Explication")]
    for table in codesheet.sheet_order():
        rows.append((ABOUT[table].heading, "", table, ABOUT[table].fr))
        rows += [(ABOUT[table].heading, c.heading, c.name, c.fr) for c in codesheet.reading_order(table)]
    _write_listing(book, "Colonnes", [16, 28, 24, 90], rows)


def _write_codes(book: _Book) -> None:
    rows = [("Colonne", "Libellé", "Code dans les données", *(column.heading for column in DERIVED))]
    for heading, code in codesheet.lines():
        elsewhere = derived(code.code) if code.list == "act" else ("",) * len(DERIVED)
        rows.append((heading, code.label_fr, code.code, *elsewhere))
    _write_listing(book, codesheet.NAME, [24, 44, 28, 16, 28], rows)


def export_xlsx(dataset: Path | str, out: Path | str) -> dict[str, int]:
    """Write the workbook `out`, replaced only when complete; returns the rows of each table.

    One sheet a table, incidents first, with French headings and labels; nothing in it runs. Rows beyond what a sheet
    takes go to further sheets; a text longer than a cell ends in a pointer to the Parquet file.
    """
    with replaced_file(Path(out).resolve()) as path:
        options = {**_OPTIONS, "tmpdir": str(path.parent)}
        with xlsxwriter.Workbook(str(path), options) as file:
            file.set_properties(_PROPERTIES)
            book = _Book(file, {name: file.add_format(style) for name, style in FORMATS.items()})
            counts = {table: _write_table(book, Path(dataset), table) for table in codesheet.sheet_order()}
            _write_columns(book)
            _write_codes(book)
    return {table: counts[table] for table in TABLES}
