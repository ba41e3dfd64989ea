"""EDTF (ISO 8601-2, levels 0 and 1) as far as Recense writes it: SPEC sections 3 and 4.

Days, months, years 0001 to 9999, seasons `2016-21` (spring) to `2016-24` (winter, which ends in the next year),
quarters `2019-33` to `2019-36`, decades `199X`, each with `~`, `?` or `%` behind it, and intervals of them with `..`
or nothing on an open or unknown side.
"""

import re
from calendar import monthrange
from datetime import date
from functools import lru_cache

OPEN = ("..", "")
REMEMBERED = 1 << 15  # values whose days are reckoned once: those of a text are asked for again and again
_POINT = re.compile(
    r"(?P<year>\d{4})(?:-(?P<month>\d{2})(?:-(?P<day>\d{2}))?)?[~?%]?|(?P<decade>\d{3})X[~?%]?", re.ASCII
)
_SEASONS = {21: 3, 22: 6, 23: 9, 24: 12}  # season: its first month (meteorological, SPEC section 4)
_QUARTERS = {33: 1, 34: 4, 35: 7, 36: 10}


@lru_cache(maxsize=REMEMBERED)
def bounds(edtf: str) -> tuple[str, str]:
    """First and last day of a value as ISO dates; "" for a side that is open or unknown, or where `edtf` is empty.

    Raises ValueError where `edtf` is no value of the kinds above.
    """
    first, last = _bounds(edtf)
    return (first.isoformat() if first else "", last.isoformat() if last else "")


def is_valid(edtf: str) -> bool:
    """Whether `bounds` can read it and it is not empty."""
    try:
        return edtf != "" and bool(_bounds(edtf))
    except ValueError:
        return False


def precision(edtf: str) -> str:
    """`day`, `month`, `season`, `quarter`, `year`, `decade` or `range`; "" for the empty value.

    Raises ValueError where `edtf` is no value of the kinds above.
    """
    _bounds(edtf)
    return _precision(edtf)


def _precision(edtf: str) -> str:
    if "/" in edtf or not edtf:
        return "range" if edtf else ""
    parts = edtf.rstrip("~?%").split("-")
    if len(parts) == 1:
        return "decade" if parts[0].endswith("X") else "year"
    if len(parts) == 3:
        return "day"
    month = int(parts[1])
    return "month" if month <= 12 else "season" if month in _SEASONS else "quarter"


@lru_cache(maxsize=REMEMBERED)
def _bounds(edtf: str) -> tuple[date | None, date | None]:
    if not edtf:
        return None, None
    if "/" not in edtf:
        return _point(edtf)
    left, right = edtf.split("/", 1)
    if left in OPEN and right in OPEN:
        raise ValueError("an interval needs one known side")
    first = None if left in OPEN else _point(left)[0]
    last = None if right in OPEN else _point(right)[1]
    if first and last and first > last:
        raise ValueError("an interval must not end before it begins")
    return first, last


def _point(text: str) -> tuple[date, date]:
    match = _POINT.fullmatch(text)
    if not match:
        raise ValueError("not an EDTF date of the kinds that Recense writes")
    if match["decade"]:
        year = int(match["decade"]) * 10
        return date(year, 1, 1), date(year + 9, 12, 31)
    year = int(match["year"])
    if match["month"] is None:
        return date(year, 1, 1), date(year, 12, 31)
    month = int(match["month"])
    if match["day"] is not None:
        day = date(year, month, int(match["day"]))
        return day, day
    if month in _SEASONS:
        start = date(year, _SEASONS[month], 1)
        return start, _month_end(year + (month == 24), (_SEASONS[month] + 1) % 12 + 1)
    if month in _QUARTERS:
        return date(year, _QUARTERS[month], 1), _month_end(year, _QUARTERS[month] + 2)
    return date(year, month, 1), _month_end(year, month)


def _month_end(year: int, month: int) -> date:
    if not 1 <= month <= 12:  # `monthrange` raises an IllegalMonthError of its own
        raise ValueError("month out of range")
    return date(year, month, monthrange(year, month)[1])
