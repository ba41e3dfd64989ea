"""Arithmetic of the calendar: units around a day, parts of months and years. Everything is a pure function."""

from calendar import monthrange
from datetime import date, timedelta

_MONTHS = {"month": 1, "quarter": 3, "semester": 6, "year": 12, "decade": 120}
_DAYS = {"day": 1, "week": 7, "weekend": 7}


def safe(year: int, month: int, day: int) -> date | None:
    """The day, None where the calendar has no such day (31 February, the year 20200)."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def shift(day: date, count: int, unit: str) -> date | None:
    """The day `count` units later; a month's 31st becomes its last day. None outside the years 1 to 9999."""
    try:
        if unit in _DAYS:
            return day + timedelta(days=_DAYS[unit] * count)
        months = day.year * 12 + day.month - 1 + _MONTHS[unit] * count
        year, month = months // 12, months % 12 + 1
        return date(year, month, min(day.day, monthrange(year, month)[1]))
    except (ValueError, OverflowError):
        return None


def unit_around(day: date, unit: str) -> str:
    """The EDTF value of the day, week, weekend, month … that holds a day; "" outside the years 1 to 9999."""
    if unit in ("week", "weekend"):
        first = shift(day, 5 - day.weekday() if unit == "weekend" else -day.weekday(), "day")
        last = shift(day, 6 - day.weekday(), "day")
        return interval(first, last) if first and last else ""
    if unit == "quarter":
        return f"{day.year:04}-{33 + (day.month - 1) // 3}"
    if unit == "semester":
        return semester(day.year, 1 if day.month <= 6 else 2)
    if unit == "month":
        return f"{day.year:04}-{day.month:02}"
    if unit == "year":
        return f"{day.year:04}"
    if unit == "decade":
        return f"{day.year // 10:03}X"
    return day.isoformat()


def semester(year: int, nth: int) -> str:
    """The EDTF value of a half-year."""
    return f"{year:04}-01/{year:04}-06" if nth == 1 else f"{year:04}-07/{year:04}-12"


def interval(first: date, last: date) -> str:
    """The EDTF value from one day to another; of one day the day itself."""
    return first.isoformat() if first == last else f"{first.isoformat()}/{last.isoformat()}"


def part_of_month(year: int, month: int, part: str) -> str:
    """Days 1 to 10, 11 to 20, 21 to the end (SPEC section 4), a half or a week (`week 2`: days 8 to 14)."""
    end = monthrange(year, month)[1]
    days = {"early": (1, 10), "mid": (11, 20), "late": (21, end), "first half": (1, 15), "second half": (16, end)}
    days |= {f"week {nth}": (7 * nth - 6, min(7 * nth, end)) for nth in range(1, 6)} | {"week last": (end - 6, end)}
    first, last = days.get(part.removesuffix(" days")) or (1, end)
    return interval(date(year, month, first), date(year, month, min(max(first, last), end)))


def part_of_year(year: int, part: str) -> str:
    """Months 1 to 4, 5 to 8, 9 to 12 (SPEC section 4), a half of the year, or its first and last days."""
    if part.endswith(" days"):
        return part_of_month(year, 1 if part.startswith("early") else 12, part)
    months = {"early": (1, 4), "mid": (5, 8), "late": (9, 12), "first half": (1, 6), "second half": (7, 12)}.get(
        part, (1, 12)
    )
    return f"{year:04}-{months[0]:02}/{year:04}-{months[1]:02}"


def weekday_near(day: date, weekday: int, direction: int, strict: bool) -> date | None:
    """The nearest such weekday (1 Monday … 7 Sunday) before (-1) or after (1) a day; the day itself unless strict."""
    gap = (direction * (weekday - 1 - day.weekday())) % 7
    if gap == 0 and strict:
        gap = 7
    return shift(day, direction * gap, "day")
