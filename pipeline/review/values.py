"""What a cell of a workbook says, as a value of a table."""

import re
import unicodedata
from datetime import date, datetime
from functools import cache

from pipeline.normalise import name_key
from pipeline.review.book import Cell
from pipeline.review.fields import FieldError
from pipeline.tables.columns import Column, codes
from pipeline.tables.schemas import is_day

_FRENCH_DAY = re.compile(r"(\d{1,2})[/.](\d{1,2})[/.](\d{4})")


def value_of(column: Column, cell: Cell) -> str:
    """The value that a cell gives a column, "" where it is empty. FieldError where it cannot be one.

    Labels become codes again, in French or English; a day that a spreadsheet made of `2019-06` or `2019` is told by how
    it is shown.
    """
    if cell.formula:
        raise FieldError(column.name, "formula")
    if isinstance(cell.value, datetime | date):
        return _day(cell.value, cell.shown_as if column.name == "date_edtf" else "d")
    if column.kind == "score" and isinstance(cell.value, int | float):
        return rounded(cell.value)
    if isinstance(cell.value, float) and cell.value.is_integer():
        return str(int(cell.value))
    text = plain("" if cell.value is None else str(cell.value))
    if column.codes and text:
        code = _by_label(column.codes).get(name_key(text))
        if code is None:
            raise FieldError(column.name, "code")
        return code
    if column.kind == "date" and text:
        return _typed_day(column, text)
    return text


def plain(text: str) -> str:
    """A text on one line, as far as its words go: spreadsheets change blanks and compose accents."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def rounded(score: float) -> str:
    """A score as far as every spreadsheet keeps it."""
    return f"{score:.6g}"


def _day(value: date, shown_as: str) -> str:
    day = value.isoformat()[:10]
    letters = re.sub(r"\"[^\"]*\"|\[[^\]]*\]|\\.", "", shown_as.lower())
    if "d" in letters or "j" in letters or "general" in letters:
        return day
    return day[:7] if "m" in letters else day[:4]


def _typed_day(column: Column, text: str) -> str:
    match = _FRENCH_DAY.fullmatch(text)
    day = f"{match[3]}-{int(match[2]):02}-{int(match[1]):02}" if match else text
    if not is_day(day):
        raise FieldError(column.name, "date")
    return day


@cache
def _by_label(name: str) -> dict[str, str]:
    listed = codes(name)
    labels = {name_key(code.label_en): code.code for code in listed} | {name_key(c.label_fr): c.code for c in listed}
    return labels | {name_key(code.code): code.code for code in listed if code.code}
