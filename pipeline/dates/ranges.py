"""Ranges: `du 3 au 7 juin`, `entre mars et mai 2018`, `la nuit de jeudi à vendredi`. Each side completes the other."""

from dataclasses import replace
from datetime import date

from pipeline.dates import arithmetic
from pipeline.dates.discourse import Discourse, Value
from pipeline.dates.edtf import bounds
from pipeline.dates.partial import same_day_near
from pipeline.dates.reading import Reading


def span(state: Discourse, index: int, reading: Reading) -> Value:
    """The interval from the first day of the one side to the last day of the other; none if it would run backwards."""
    assert reading.first and reading.last
    first, last = _shared(reading.first, _with_month(state, index, reading.last))
    left, right = _sides(state, index, first, last)
    basis = "explicit" if "explicit" in (left.basis, right.basis) else right.basis
    start, end = bounds(left.edtf)[0], bounds(right.edtf)[1]
    if not start or not end or start > end:
        return Value("", basis)
    return Value(f"{left.edtf.split('/')[0]}/{right.edtf.split('/')[-1]}", basis, left.note or right.note)


def _shared(first: Reading, last: Reading) -> tuple[Reading, Reading]:
    """What the words of one side say for the other: the month of a bare day, the year."""
    if first.kind == last.kind == "quarter":
        return replace(first, year=first.year or last.year, unit=last.unit, which=first.which or last.which), last
    if first.kind != "date" or last.kind != "date":
        return first, last
    if first.day and not first.month and not first.weekday:
        first = replace(first, month=last.month)
        if first.month and last.day and (first.day or 0) > last.day:  # `du 28 au 3 mai`
            first = replace(first, month=(first.month - 2) % 12 + 1)
    if last.day and not last.month and first.month and first.day and not first.which:  # `du 3 juin 2019 au 7`
        turns = last.day < first.day
        year = first.year + (turns and first.month == 12) if first.year else None
        last = replace(last, month=first.month % 12 + 1 if turns else first.month, year=year)
    which = first.which or last.which
    crosses = bool(first.month and last.month) and (first.month or 0, first.day or 0) > (
        last.month or 0,
        last.day or 31,
    )
    if last.year and not first.year:
        return replace(first, year=last.year - crosses, which=""), last
    if first.year and not last.year:
        return first, replace(last, year=first.year + crosses)
    return replace(first, which=which), replace(last, which=which)


def _with_month(state: Discourse, index: int, last: Reading) -> Reading:
    """`du 2 au 4 et du 6 au 8 mai`: a range of bare days takes the month of the next one."""
    if last.day and not last.month and index + 1 < len(state.found) and state.contexts[index + 1].linked:
        following = state.found[index + 1].reading
        following = following.last or following
        return replace(last, month=following.month, year=following.year)
    return last


def _sides(state: Discourse, index: int, first: Reading, last: Reading) -> tuple[Value, Value]:
    right = state.value(state, index, last)
    end = bounds(right.edtf)[1]
    if end and (first.day or first.weekday) and not first.month and first.kind == "date":
        found = _day_towards(date.fromisoformat(end), first, -1)
        return Value(found.isoformat() if found else "", right.basis), right
    left = state.value(state, index, first)
    start = bounds(left.edtf)[0]
    if start and (not end or start > end):
        if (last.day or last.weekday) and not last.month and last.kind == "date":
            found = _day_towards(date.fromisoformat(start), last, 1)
            return left, Value(found.isoformat() if found else "", left.basis)
        if first.month and not first.year and end:
            year = int(end[:4]) - (start[5:] > end[5:])
            left = state.value(state, index, replace(first, year=year))
    return left, right


def _day_towards(day: date, reading: Reading, direction: int) -> date | None:
    """The nearest such day of the month or of the week before or after a day."""
    if reading.day:
        days = [
            found for found in same_day_near(day, reading.day, reading.weekday) if (found - day).days * direction >= 0
        ]
        return min(days, key=lambda found: abs((found - day).days), default=None)
    return arithmetic.weekday_near(day, reading.weekday or 1, direction, strict=True)
