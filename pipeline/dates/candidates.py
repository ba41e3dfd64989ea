"""The few values that an expression which hangs on an anchor may have: by each time told around it, year and month.

What the rules chose comes first; a learned model chooses among them (`choice`).
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date

from pipeline.dates import arithmetic, partial
from pipeline.dates.discourse import MEMORY, Discourse, Told, Value
from pipeline.dates.edtf import precision
from pipeline.dates.feasts import feast
from pipeline.dates.reading import Reading

BEFORE = 6  # times told before an expression that it may count from
Named = tuple[str, Told]  # a time told and where it stands: `before1` is the nearest before, `after1` the next one
_HANGING = ("shift", "same", "nth", "unit")
_MONTHS = (0, 1, -1)
_YEARS = (0, 1, -1)


@dataclass(slots=True)
class Candidate:
    """A value, who proposes it (`rules`, `base`, `before 1` …) and the nearest time told that it counts from."""

    value: Value
    by: list[str] = field(default_factory=list)
    told: Told | None = None


def kind(reading: Reading) -> str:
    """The kind of choice that a reading leaves; "" where its words say all."""
    if reading.kind == "date" and not reading.year:
        if reading.month:
            return "" if reading.which.startswith("base") else "date" if reading.day else "month"
        if reading.season or reading.day:
            return "season" if reading.season else "day"
        return "weekday" if reading.weekday and not reading.which else ""
    if reading.kind == "feast":
        return "" if reading.year else "feast"
    if reading.kind not in _HANGING or reading.point:
        return ""
    origin = (
        reading.base if reading.kind == "shift" else reading.which or ("text" if reading.kind != "unit" else "base")
    )
    if not origin.startswith("text"):
        return ""
    return f"{'eve' if reading.eve else reading.kind}{' of' if reading.event else ''}"


def times_around(state: Discourse, index: int, later: Told | None) -> list[Named]:
    """The times told around an expression from the nearest before it back, then the next one after it."""
    earlier = [told for told in state.told[-MEMORY:] if told.index < index and not told.header]
    around = [(f"before{n}", told) for n, told in enumerate(reversed(earlier[-BEFORE:]), 1)]
    return [*around, ("after1", later)] if later else around


def candidates(state: Discourse, index: int, rules: Value, around: list[Named]) -> list[Candidate]:
    """What an expression may be worth, the rules' value first."""
    reading = state.found[index].reading
    out = {rules.edtf: Candidate(rules, ["rules"])}
    for edtf, by, told in _proposed(state, index, reading, around):
        if edtf not in out:
            out[edtf] = Candidate(Value(edtf, rules.basis if rules.basis != "none" else "anaphoric"))
        known = out[edtf]
        known.by.append(by)
        known.told = known.told or told
    return list(out.values())


Proposal = tuple[str, str, Told | None]


def _proposed(state: Discourse, index: int, reading: Reading, around: list[Named]) -> Iterator[Proposal]:
    base = state.base(index)
    if reading.kind in _HANGING:
        bare = replace(reading, event="")
        for name, told in around:
            edtf = state.alone(told, index, bare).edtf
            yield edtf, name, told
            if reading.kind == "same" and reading.daypart == "morning" and (after := _day_after(edtf)):
                yield after, f"{name}+1", told  # `relâché à l'aube`, when the night was over
        yield "", "none", None
        return
    centres: list[tuple[str, date, Told | None]] = [(name, told.last, told) for name, told in around]
    for name, centre, anchor in [*centres, *([("base", base, None)] if base else [])]:
        for edtf, way in _instances(reading, centre):
            yield edtf, f"{name}{way}", anchor


def _day_after(edtf: str) -> str:
    """The day after a day, "" where the value is no single one."""
    after = arithmetic.shift(date.fromisoformat(edtf[:10]), 1, "day") if precision(edtf) == "day" else None
    return after.isoformat() if after else ""


def _instances(reading: Reading, centre: date) -> Iterator[tuple[str, str]]:
    """The instances of a recurring date beside a day: each with `+` where it lies after it, else `-` and how near."""
    if reading.day and not reading.month:
        for count in _MONTHS:
            month = arithmetic.shift(centre.replace(day=1), count, "month")
            day = arithmetic.safe(month.year, month.month, reading.day) if month else None
            if day and reading.weekday in (None, day.isoweekday()):
                yield day.isoformat(), f"{count:+}"
        return
    if reading.weekday and not reading.month:
        for way, strict in ((-1, True), (1, True), (1, False)):
            found = arithmetic.weekday_near(centre, reading.weekday, way, strict=strict)
            if found and (strict or found == centre):
                yield found.isoformat(), f"{way:+}" if strict else "+0"
        return
    for count in _YEARS:
        if 1 <= (year := centre.year + count) <= 9998 and (edtf := _of_year(reading, year)):
            yield edtf, f"{count:+}"


def _of_year(reading: Reading, year: int) -> str:
    if reading.kind == "feast":
        found = feast(reading.feast, year)
        edtf = arithmetic.interval(found[0], found[1]) if found else ""
        return partial.about(edtf) if found and found[2] else edtf
    if reading.month and reading.nth and reading.weekday:
        return partial.nth_weekday(year, reading)
    if reading.month and reading.day:
        day = arithmetic.safe(year, reading.month, reading.day)
        return day.isoformat() if day else ""
    if reading.month:
        return partial.month_of(year, reading)
    return f"{year:04}-{reading.season}" if reading.season else ""
