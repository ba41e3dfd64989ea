"""Feasts: fixed ones, those that follow Easter, and those of other calendars."""

from datetime import date, timedelta
from functools import cache

from pipeline import lexicons

_FIRST_YEAR, _LAST_YEAR = 700, 9000  # within which all the calendars can be reckoned
_ISLAMIC_EPOCH = 227015  # proleptic ordinal of 1 Muharram of the year 1 (civil reckoning, 16 July 622 Julian)


def easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar (the anonymous computus, Meeus 1991)."""
    a, (b, c) = year % 19, divmod(year, 100)
    h = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    n = (32 + 2 * (b % 4) + 2 * (c // 4) - h - c % 4) % 7
    m = (a + 11 * h + 22 * n) // 451
    month, day = divmod(h + n - 7 * m + 114, 31)
    return date(year, month, day + 1)


def from_islamic(year: int, month: int, day: int) -> date:
    """The day of an Islamic date by the civil table of thirty-year cycles; sighting the moon may move it by a day."""
    return date.fromordinal(
        _ISLAMIC_EPOCH + (year - 1) * 354 + (3 + 11 * year) // 30 + 29 * (month - 1) + month // 2 + day - 1
    )


def feast(name: str, year: int) -> tuple[date, date, bool] | None:
    """First and last day of a feast in a year and whether it is only about then; None if unknown or out of the table.

    `name` is the words without articles and hyphens (`vendredi saint`, `aïd el adha`). Of a feast that falls twice in
    a year the second is given.
    """
    row = _table().get(name)
    if row is None or not _FIRST_YEAR <= year <= _LAST_YEAR:
        return None
    length = timedelta(days=int(row["days"]) - 1)
    rule, _, value = row["rule"].partition(" ")
    first: date | None = None
    if rule == "fixed":
        first = date(year, *map(int, value.split("-")))
    elif rule == "easter":
        first = easter(year) + timedelta(days=int(value))
    elif rule == "islamic":
        month, day = map(int, value.split("-"))
        guess = int((year - 622) * 33 / 32)
        days = (from_islamic(guess + extra, month, day) for extra in range(3) if guess + extra > 0)
        first = max((found for found in days if found.year == year), default=None)
    elif rule == "listed":
        listed = dict(item.split(":") for item in value.split())
        first = date(year, *map(int, listed[str(year)].split("-"))) if str(year) in listed else None
    return (first, first + length, rule in ("islamic", "listed")) if first else None


def is_feast(name: str) -> bool:
    """Whether the table knows the feast."""
    return name in _table()


@cache
def _table() -> dict[str, dict[str, str]]:
    return {name: row for row in lexicons.rows("dates_feasts") for name in row["forms"].split("; ")}
