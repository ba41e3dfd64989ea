"""The days of a text that may be that of its publication."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from pipeline import lexicons
from pipeline.document.explicit_dates import ExplicitDate, iso
from pipeline.document.publication.rules import YEAR, Place, days
from pipeline.document.types import Block, Field

_WEEKDAY = re.compile(r"([^\W\d_]+)\.? $")
_YEARS = 12  # in which a day may lie that says none
_REACH = 14  # characters before a day in which its weekday stands


@dataclass(frozen=True, slots=True)
class Candidate:
    """A day and the words that write it; `place` is None for a day that only the rules make out."""

    start: int
    end: int
    value: str  # ISO
    year_said: bool
    weekday_fits: bool | None  # None where no weekday stands before it
    place: Place | None


def candidates(text: str, blocks: tuple[Block, ...], ruled: Field | None) -> list[Candidate]:
    """Every whole day that the head and the foot of a text name, with the day that the rules take; a day without a year
    in each of the last years that the text says, and the next one."""
    years = years_said(text)
    possible = sorted(years | {year + 1 for year in years})[-_YEARS:]
    found: list[Candidate] = []
    for one, place in days(text, blocks):
        weekday = _weekday(text, one.start)
        for value in [one.value] if one.year_said else _in_years(one, possible):
            fits = None if weekday is None else date.fromisoformat(value).isoweekday() == weekday
            found.append(Candidate(one.start, one.end, value, one.year_said, fits, place))
    if ruled and all(one.value != ruled.value for one in found):
        found.append(Candidate(ruled.start, ruled.end, ruled.value, False, None, None))
    return found


def years_said(text: str) -> set[int]:
    """The years that a text says."""
    return {int(year) for year in YEAR.findall(text)}


def _in_years(one: ExplicitDate, years: list[int]) -> Iterator[str]:
    """A day of no year, in some years that have it."""
    for year in years:
        if value := iso(str(year), one.value[5:7], one.value[8:]):
            yield value


def _weekday(text: str, start: int) -> int | None:
    """The number of the weekday before a day, 1 for Monday."""
    word = _WEEKDAY.search(text[max(0, start - _REACH) : start].lower())
    days: dict[str, int] = lexicons.table("header")["weekdays"]
    return days.get(word[1]) if word else None
