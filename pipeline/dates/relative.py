"""Times that count from another time: `il y a trois jours`, `la veille`, `la semaine suivante`, `ce soir-là`."""

from datetime import date

from pipeline.dates import arithmetic
from pipeline.dates.discourse import DAY_LEVEL, Discourse, Told, Value
from pipeline.dates.edtf import bounds
from pipeline.dates.events import event
from pipeline.dates.reading import Reading
from pipeline.dates.years import split

_YEAR = 300  # days from which a time told is too long to be pointed at as `ce jour-là`
_MONTH = 27  # days from which a time told is a month or longer
_FORTNIGHT = 14  # days that leave the month told
_LONG = ("month", "year")
_SHORT = ("day", "week", "weekday", "weekend", "")


def shift(state: Discourse, index: int, reading: Reading) -> Value:
    """So many units before or after a time: days and weeks give a day, months a month, years a year (SPEC 9)."""
    basis = "relative" if reading.base == "base" and not reading.point else "anaphoric"
    origin = _origin(state, index, reading, reading.base)
    count, unit = _counted(reading)
    if not origin:
        return Value(_anniversary(state, count, unit) if reading.base == "text" else "", basis)
    first, last = origin
    if (last - first).days > DAY_LEVEL and unit in ("day", "week", "weekend") and reading.base == "text":
        return Value(_about_as_long(first, last, count, unit), basis)
    if count < 0 and reading.eve:
        last = first
    if (last - first).days > 1:
        first = last
    if reading.base == "text" and count > 0:
        first = last
    one, two = arithmetic.shift(first, count, unit), arithmetic.shift(last, count, unit)
    if reading.half and one and two:
        one, two = _half(one, count, unit), _half(two, count, unit)
    if not one or not two:
        return Value("", basis)
    if unit in ("day", "week", "weekend") or reading.exact:
        edtf = arithmetic.interval(one, two)
    else:
        edtf = arithmetic.unit_around(one, "month" if unit in ("quarter", "semester") else unit)
    if reading.daypart == "night" and "/" not in edtf:
        edtf = night(one, before=reading.base == "base" and count == 0)
    return Value(edtf, basis)


def _anniversary(state: Discourse, count: int, unit: str) -> str:
    """`Deux ans après le putsch, …` at the head of a text that has told nothing yet: the time of publication."""
    return arithmetic.unit_around(state.published, unit) if state.published and count > 0 and unit in _LONG else ""


def _about_as_long(first: date, last: date, count: int, unit: str) -> str:
    """Some days or weeks from a month or a year: no nearer than that, it is the same month until weeks have passed."""
    one, two = arithmetic.shift(first, count, unit), arithmetic.shift(last, count, unit)
    if not one or not two:
        return ""
    if (last - first).days < _MONTH:
        return arithmetic.interval(one, two)
    if (last - first).days >= _YEAR:
        return f"{first.year:04}" if first.year == last.year else f"{first.year:04}/{last.year:04}"
    if abs((one - first).days) < _FORTNIGHT:
        one, two = first, last
    months = [f"{day.year:04}-{day.month:02}" for day in (one, two)]
    return months[0] if months[0] == months[1] else "/".join(months)


def _counted(reading: Reading) -> tuple[int, str]:
    """The count with its sign and its unit; `deux ans et trois mois` adds the months."""
    count = reading.count or 0
    return count + (-reading.more if count < 0 else reading.more), reading.unit or "day"


def _half(day: date, count: int, unit: str) -> date | None:
    """Half a unit further in the same direction (`un an et demi`)."""
    number, smaller = {"year": (6, "month"), "month": (15, "day"), "week": (3, "day")}.get(unit, (0, "day"))
    return arithmetic.shift(day, -number if count < 0 else number, smaller)


def _origin(state: Discourse, index: int, reading: Reading, base: str) -> tuple[date, date] | None:
    """First and last day of what the expression counts from."""
    if reading.point:
        first, last = bounds(state.value(state, index, reading.point).edtf)
        return (date.fromisoformat(first or last), date.fromisoformat(last or first)) if first or last else None
    if base == "base":
        day = state.speaking(index)
        return (day, day) if day else None
    if reading.event and index + 1 < len(state.found) and state.contexts[index + 1].described:
        first, last = bounds(state.value(state, index + 1, state.found[index + 1].reading).edtf)
        if first and last:  # `le lendemain des funérailles, célébrées lundi`
            return date.fromisoformat(first), date.fromisoformat(last)
    told = event(state, index, reading.event, day=reading.unit in _SHORT) if reading.event else None
    if not told and reading.unit in _SHORT:
        told = _day_origin(state, index, reading)
    told = told or state.before(index, lambda _: True)
    return _edges(state, told, reading) if told else None


def _edges(state: Discourse, told: Told, reading: Reading) -> tuple[date, date]:
    """First and last day of a time told, as far as one counts from them: of a stretch of days one end."""
    count, night = reading.count or 0, state.found[told.index].reading.daypart == "night" and told.days == 1
    if night and reading.eve and not reading.event and count > 0:
        return told.first, told.first  # the night of the 5th to the 6th, `le lendemain`: the 6th
    if reading.unit not in _SHORT or night or not state.is_day(told):
        return told.first, told.last
    return (told.last, told.last) if count > 0 else (told.first, told.first)


def _day_origin(state: Discourse, index: int, reading: Reading) -> Told | None:
    """The day to count from, such that what is told as past does not lie in the future."""
    count, unit = reading.count or 0, reading.unit if reading.unit in ("day", "week") else "day"

    def fits(told: Told) -> bool:
        other = state.found[told.index].reading
        if reading.event and other.side == "until":
            return False  # an event is not dated by the day until which its sequel lasted
        if reading.eve and abs(count) == 2 and abs(other.count or 0) == 1 and state.same_sentence(told.index, index):
            return False  # `le lendemain …, le surlendemain …` count from one day
        return state.past(index, arithmetic.shift(told.last, count, unit))

    day = state.day_before(index, fits)
    return _coarser(state, index, day) or day or state.day_after(index, fits) or state.day_before(index)


def _coarser(state: Discourse, index: int, day: Told | None) -> Told | None:
    """The month or year told since the last day, where the telling goes on from it (`En mai, … Le lendemain, …`)."""
    told = state.before(index, lambda told: told.days > DAY_LEVEL and not state.is_day(told))
    if not told or (day and day.index > told.index) or state.found[told.index].reading.side or state.background(told):
        return None
    if not state.past(index, told.first):
        return None
    paragraph = state.contexts[index].paragraph
    alone = not day or state.contexts[day.index].paragraph != paragraph
    near = state.contexts[told.index].paragraph == paragraph and (told.opens or alone)
    return told if near or state.same_sentence(told.index, index) else None


def night(day: date, before: bool = False) -> str:
    """The night that begins on a day, or the one that ends on it."""
    first, last = arithmetic.shift(day, -1 if before else 0, "day"), arithmetic.shift(day, 0 if before else 1, "day")
    return arithmetic.interval(first, last) if first and last else day.isoformat()


def same(state: Discourse, index: int, reading: Reading) -> Value:
    """`le jour même`, `ce soir-là`, `le même mois`, `depuis lors`, `le jour de son arrestation`."""
    told = _same_as(state, index, reading)
    if not told:
        return Value("", "anaphoric")
    unit = reading.unit or "day"
    if unit in ("week", "month", "year", "weekend", "quarter", "semester"):
        return Value(arithmetic.unit_around(told.first, unit), "anaphoric")
    if unit == "season":
        return Value(f"{told.first.year:04}-{reading.season}", "anaphoric")
    if unit == "weekday" and reading.weekday:
        found = arithmetic.weekday_near(told.first, reading.weekday, 1, strict=False)
        return Value(found.isoformat() if found else "", "anaphoric")
    if told.days > DAY_LEVEL and not state.is_day(told):
        return Value(told.edtf, "anaphoric")
    if reading.daypart == "night":
        return Value(night(told.first) if told.first == told.last else told.edtf, "anaphoric")
    if reading.side == "until" and reading.daypart == "morning" and told.days == 0:
        after = arithmetic.shift(told.last, 1, "day")  # held until the morning: that of the next day
        return Value(after.isoformat() if after else "", "anaphoric")
    if reading.daypart and told.last != told.first:
        return Value((told.last if reading.daypart == "morning" else told.first).isoformat(), "anaphoric")
    return Value(told.edtf if told.days <= 1 or "/" not in told.edtf else told.last.isoformat(), "anaphoric")


def _same_as(state: Discourse, index: int, reading: Reading) -> Told | None:
    told = event(state, index, reading.event, least=3 if reading.optional else 2) if reading.event else None
    if told or (reading.optional and reading.event):
        return told
    day = state.day_before(index, lambda told: state.past(index, told.first) and state.is_main(told, index))
    day = day or state.day_before(index)
    if reading.unit not in _SHORT or not day:
        return state.before(index, lambda _: True)
    if not reading.optional and not state.same_sentence(day.index, index) and (coarser := _coarser(state, index, day)):
        return coarser
    if reading.event or reading.daypart or state.same_sentence(day.index, index):
        return day
    return state.before(index, lambda told: told is day or (told.days < _YEAR and not state.of_event(told)))


def nth(state: Discourse, index: int, reading: Reading) -> Value:
    """`la deuxième nuit`: counted from the day that began it."""
    told = (event(state, index, reading.event) if reading.event else None) or state.day_before(index)
    day = arithmetic.shift(told.first, max(0, (reading.nth or 1) - 1), "day") if told else None
    if not day:
        return Value("", "anaphoric")
    return Value(night(day) if reading.daypart == "night" else day.isoformat(), "anaphoric")


def unit(state: Discourse, index: int, reading: Reading) -> Value:
    """`la semaine dernière`, `le mois suivant`, `cette année`, `la nuit suivant le lynchage`, `fin du mois`."""
    which = "text:0" if reading.same else reading.which or "base:0"
    origin, count = ("text", split(which)[1]) if reading.event else split(which)
    basis = "relative" if origin == "base" else "anaphoric"
    span = _origin(state, index, reading, origin)
    if not span:
        return Value("", basis)
    start = span[1] if count > 0 else span[0]
    if reading.unit == "weekday" and reading.weekday:
        day = arithmetic.weekday_near(start, reading.weekday, -1 if count < 0 else 1, strict=True)
        return Value(day.isoformat() if day else "", basis)
    if reading.daypart == "night":
        day = arithmetic.shift(start, -1 if count < 0 else 0, "day")
        return Value(night(day) if day else "", basis)
    if reading.unit == "season":
        return Value(f"{start.year + count:04}-{reading.season}", basis)
    if reading.unit == "weekend" and start.isoweekday() < 6:
        if count > 0:
            count -= 1  # the coming weekend is the next one
        elif not count and state.contexts[index].tense == "past":
            count = -1  # `ce week-end`, told on the Monday after
    moved = arithmetic.shift(start, count, reading.unit or "day")
    if not moved:
        return Value("", basis)
    if reading.weekday:
        monday = date.fromisoformat(bounds(arithmetic.unit_around(moved, "week"))[0])
        day = arithmetic.shift(monday, reading.weekday - 1, "day")
        return Value(day.isoformat() if day else "", basis)
    if not reading.part or reading.unit == "week":
        return Value(arithmetic.unit_around(moved, reading.unit or "day"), basis)
    return Value(_part(state, index, reading, moved), basis)


def _part(state: Discourse, index: int, reading: Reading, day: date) -> str:
    """A third of the month or year of a day; the one before where it would lie in the future."""
    if reading.unit != "month":
        return arithmetic.part_of_year(day.year, reading.part)
    edtf, base = arithmetic.part_of_month(day.year, day.month, reading.part), state.base(index)
    tense = state.contexts[index].tense
    future = tense == "future" or (not tense and state.found[index].reading.side == "until")
    earlier = arithmetic.shift(day, -1, "month")
    if base and earlier and not future and not reading.which and bounds(edtf)[0] > base.isoformat():
        return arithmetic.part_of_month(earlier.year, earlier.month, reading.part)
    return edtf


def around(state: Discourse, index: int, reading: Reading) -> Value:
    """`la semaine du 12 mai`: the unit that holds the day."""
    assert reading.point
    point = state.value(state, index, reading.point)
    first = bounds(point.edtf)[0]
    return Value(arithmetic.unit_around(date.fromisoformat(first), reading.unit) if first else "", point.basis)


def recent(state: Discourse, index: int, reading: Reading) -> Value:
    """`ces trois dernières semaines`: so many units up to the time of speaking, in days or as long as the unit."""
    base, unit = state.base(index), reading.unit or "day"
    first = arithmetic.shift(base, -(reading.count or 0), unit) if base else None
    if not base or not first:
        return Value("", "relative")
    if unit in ("day", "week"):
        return Value(arithmetic.interval(first, base), "relative")
    edges = [arithmetic.unit_around(day, unit) for day in (first, base)]
    return Value("/".join(edges) if unit in _LONG else "", "relative")
