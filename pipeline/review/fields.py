"""The fields of an incident that a reviewer may correct, and what may stand in each."""

import re
from calendar import monthrange
from collections.abc import Mapping
from typing import Any

from pipeline.dates.edtf import bounds, precision
from pipeline.tables.columns import TABLES, codes

FIELDS = (
    *("act", "date_edtf", "victims", "perpetrators", "perpetrator_type", "place", "country", "factuality"),
    *("target", "victim_count", "charge", "sentence_text"),
)
CODED = {
    column.name: column.codes for column in TABLES["incidents"] if column.codes and column.kind in ("code", "country")
}
ROLES = {"victims": "victim", "perpetrators": "perpetrator", "place": "place"}  # column: role of its participants
_POINT = re.compile(r"(?P<year>\d{3}[\dX])(?:-(?P<month>\d\d))?(?:-(?P<day>\d\d))?[~?%]?", re.ASCII)
_SEASONS_AND_QUARTERS = (21, 22, 23, 24, 33, 34, 35, 36)
LONGEST = 1_000  # characters of one value
MOST = 10_000_000_000  # people in one group


class FieldError(ValueError):
    """A value that cannot stand in a field; `reason` is the key of a message under `review.wrong`."""

    def __init__(self, column: str, reason: str) -> None:
        super().__init__(f"{column}: {reason}")
        self.column, self.reason = column, reason


def text_value(value: Any) -> str:
    """A value of a table as the log keeps it: numbers in digits, what is missing as the empty text."""
    return "" if value is None or value != value else str(value)


def seen(row: Mapping[str, Any]) -> dict[str, str]:
    """All reviewable fields of a row, as texts: what a person who judges the row has seen."""
    return {name: text_value(row[name]) for name in FIELDS}


def checked(column: str, value: str) -> str:
    """The value as it may be stored in `column` of `incidents`. FieldError where it says nothing that fits there."""
    if column not in FIELDS:
        raise FieldError(column, "column")
    if len(value) > LONGEST:
        raise FieldError(column, "long")
    value = " ".join(value.split())
    if column in CODED and value not in {"" if column == "country" else None, *(c.code for c in codes(CODED[column]))}:
        raise FieldError(column, "code")
    if column == "victim_count" and value and not (value.isascii() and value.isdigit() and 0 < int(value) <= MOST):
        raise FieldError(column, "count")
    if column == "date_edtf":
        _check_date(value)
    if column in ROLES:
        return "; ".join(names(value)[: 1 if column == "place" else None])
    return value


def names(value: str) -> list[str]:
    """The names in a value of `victims` or `perpetrators`, each once, in order."""
    return list(dict.fromkeys(name for part in value.split(";") if (name := " ".join(part.split()))))


def _check_date(value: str) -> None:
    try:
        bounds(value)
    except ValueError:
        raise FieldError("date_edtf", date_fault(value)) from None


def date_fault(value: str) -> str:
    """What is wrong with a date that cannot be read: `date_month`, `date_day`, `date_order`, `date_open` or `date`."""
    sides = value.split("/")
    if len(sides) == 2 and set(sides) <= {"", ".."}:
        return "date_open"
    points = [_POINT.fullmatch(side) for side in sides if side not in ("", "..")]
    if len(sides) > 2 or not all(points):
        return "date"
    for point in filter(None, points):
        month = int(point["month"] or 1)
        if not 1 <= month <= 12 and (point["day"] or month not in _SEASONS_AND_QUARTERS):
            return "date_month"
        if point["day"] and not _exists(int(point["year"]), month, int(point["day"])):
            return "date_day"
    return "date_order" if len(sides) == 2 else "date"


def _exists(year: int, month: int, day: int) -> bool:
    return year > 0 and 1 <= day <= monthrange(year, month)[1]


def date_columns(edtf: str) -> dict[str, str]:
    """The columns of an incident that follow from its `date_edtf`."""
    first, last = bounds(edtf)
    return {"date_edtf": edtf, "date_start": first, "date_end": last, "date_precision": precision(edtf)}
