"""Calendar dates, most of them with something missing: `le 3 juin`, `en mars`, `le 25`, `lundi`, `Noël`."""

from datetime import date

from pipeline.dates import arithmetic
from pipeline.dates.discourse import DAY_LEVEL, Discourse, Told, Value
from pipeline.dates.edtf import bounds
from pipeline.dates.families import hints
from pipeline.dates.feasts import feast
from pipeline.dates.reading import Reading
from pipeline.dates.tokens import value
from pipeline.dates.years import begun, is_of_old, recurring, split, start

CONTRADICTION = "weekday contradicts the date"
_BREATH = 6  # weekdays of one breath
_CLOSE = 6  # tokens between two times of which the second goes on in the tense of the first
_LENGTH = 45  # days: what is longer gives a bare day no month
_STORY = 45  # days before publication from which what is told in the present is a story of then
_REPORT = 4  # times told first, among which is the week of which a text reports
_TITLE = 8  # tokens before it that say so
_WEEKS = range(4, 16)  # days from its first to its last
_LATE = 8  # days after it within which the report is published
_FORWARD, _FORWARD_OPENING = 15, 5  # days by which a day of the month may step back, at the head of a sentence less


def calendar_date(state: Discourse, index: int, reading: Reading) -> Value:
    """The value of a reading of kind `date`."""
    if reading.month and reading.day:
        return _day_of_month(state, index, reading)
    if reading.month and reading.nth and reading.weekday:
        return recurring(state, index, reading, lambda year: nth_weekday(year, reading))
    if reading.month:
        return recurring(state, index, reading, lambda year: month_of(year, reading))
    if reading.season:
        return recurring(state, index, reading, lambda year: f"{year:04}-{reading.season}")
    if reading.day:
        return _day_alone(state, index, reading)
    if reading.weekday:
        return _weekdays(state, index, reading)
    if reading.year:
        return Value(
            arithmetic.part_of_year(reading.year, reading.part) if reading.part else f"{reading.year:04}", "explicit"
        )
    return Value()


def month_of(year: int, reading: Reading) -> str:
    """The month that a reading says, or its third, in a year."""
    month = reading.month or 1
    return arithmetic.part_of_month(year, month, reading.part) if reading.part else f"{year:04}-{month:02}"


def nth_weekday(year: int, reading: Reading) -> str:
    """`le premier dimanche d'août`; the last one for -1."""
    days = [day for n in range(1, 32) if (day := arithmetic.safe(year, reading.month or 1, n))]
    fitting = [day for day in days if day.isoweekday() == reading.weekday]
    nth = reading.nth or 1
    place = nth - (nth > 0)
    return fitting[place].isoformat() if place < len(fitting) else ""


def _day_of_month(state: Discourse, index: int, reading: Reading) -> Value:
    month, day = reading.month or 1, reading.day or 1

    def instance(year: int) -> str:
        found = arithmetic.safe(year, month, day)
        return found.isoformat() if found else ""

    result = recurring(state, index, reading, instance)
    if result.edtf and reading.weekday and start(result.edtf).isoweekday() != reading.weekday:
        result.note = CONTRADICTION
    return result


def _day_alone(state: Discourse, index: int, reading: Reading) -> Value:
    """`le 25`, `lundi 15`, `le 8 du même mois`: the month comes from the discourse."""
    day, base = reading.day or 1, state.base(index)
    told = state.before(index, lambda told: told.days <= _LENGTH and state.found[told.index].reading.side != "since")
    told = told or state.before(index, lambda told: told.days <= _LENGTH)
    told = _of_telling(state, told, index)
    if reading.which:
        origin, count = split(reading.which)
        anchor = base if origin == "base" else told.first if told else None
        moved = arithmetic.shift(anchor.replace(day=1), count, "month") if anchor else None
        found = arithmetic.safe(moved.year, moved.month, day) if moved else None
        basis = "relative" if origin == "base" else "anaphoric"
        return Value(found.isoformat() if found else "", basis)
    tense = state.contexts[index].tense
    story = told is not None and base is not None and (base - told.last).days > _STORY
    future = tense == "future" or (tense == "soon" and not story) or (not tense and reading.side == "until")
    centre = told.last if told else base
    if not centre:
        return Value()
    near = told is not None and told.days <= 3 and state.same_sentence(told.index, index)  # `convoqué … pour le 27`
    if told and base and told.first > base and not tense and told.index == index - 1 and state.apart(index) < _CLOSE:
        near = future = True  # `jugée le 6 avril ; son aînée, le 13`
    if start_told := begun(state, index):
        near, future, centre = True, True, start_told.last
    if base and (reading.weekday or (future and centre < base and not near) or (centre > base and not future)):
        centre = base
    candidates = same_day_near(centre, day, reading.weekday)
    if base and not future:
        candidates = [c for c in candidates if c <= base] or candidates
    if not candidates:
        return Value()
    if told and told.days > 3 and (told.first.year, told.first.month) == (told.last.year, told.last.month):
        candidates = [c for c in candidates if (c.year, c.month) == (told.last.year, told.last.month)] or candidates
    step_back = _FORWARD_OPENING if state.opens(index) else _FORWARD
    return Value(_nearest(candidates, centre, future, step_back).isoformat(), "inherited")


def _of_telling(state: Discourse, told: Told | None, index: int) -> Told | None:
    """The time from which a bare day goes on: not one of long ago that is told by the way."""
    if told is None or told.opens or state.contexts[index].distant or not is_of_old(state, told, index):
        return told
    here = state.contexts[told.index].paragraph == state.contexts[index].paragraph
    if here and (told.days <= DAY_LEVEL or state.same_sentence(told.index, index)):
        return told  # `Le verdict est tombé le 5 juin 2019. Le 7, …`
    return state.before(index, lambda one: one.days <= _LENGTH and not is_of_old(state, one, index))


def _nearest(candidates: list[date], centre: date, future: bool, step_back: int) -> date:
    """The day of the same month; of the next one if the telling has passed it by more than it may step back."""
    if future:
        return next((c for c in candidates if c >= centre), candidates[-1])
    same = next((c for c in candidates if (c.year, c.month) == (centre.year, centre.month)), None)
    later = next((c for c in candidates if c > centre), None)
    if same and not (later and (centre - same).days > step_back):
        return same
    return later if same and later else min(candidates, key=lambda c: abs((c - centre).days))


def same_day_near(centre: date, day: int, weekday: int | None) -> list[date]:
    """That day of the months around a date, as far as it falls on the weekday."""
    out = []
    for count in range(-2, 3):
        month = arithmetic.shift(centre.replace(day=1), count, "month")
        found = arithmetic.safe(month.year, month.month, day) if month else None
        if found and (weekday is None or found.isoweekday() == weekday):
            out.append(found)
    return out


def _weekdays(state: Discourse, index: int, reading: Reading) -> Value:
    """A weekday; of several in one breath the last one says where the others lie."""
    chain = [] if reading.which else _breath(state, index)
    if not chain:
        return _weekday(state, index, reading)
    value = _weekday(state, chain[-1], state.found[chain[-1]].reading)
    day = date.fromisoformat(value.edtf) if value.edtf else None
    for weekday in [state.found[at].reading.weekday for at in chain[-2::-1]] + [reading.weekday]:
        day = arithmetic.weekday_near(day, weekday or 1, -1, strict=True) if day else None
    return Value(day.isoformat() if day else "", "relative")


def _weekday(state: Discourse, index: int, reading: Reading) -> Value:
    """`lundi`, `lundi dernier`, `le lundi suivant`, `ce lundi-là`."""
    weekday, base = reading.weekday or 1, state.speaking(index)
    origin, count = split(reading.which) if reading.which else ("", 0)
    determiner = _determiner(state, index)
    told = state.day_before(index)
    day: date | None = None
    if not origin and determiner == "le" and told and (not base or told.last <= base):
        day = arithmetic.weekday_near(told.last, weekday, 1, strict=False)
        if day and (not base or day <= base or state.contexts[index].tense == "future"):
            return Value(day.isoformat(), "anaphoric")
    if not origin and determiner == "le" and not told and not state.contexts[index].tense:
        return Value(is_date=False)  # `le mardi, il plaide`
    if origin == "text":
        if told:
            anchor = told.last if count >= 0 else told.first
            day = arithmetic.weekday_near(anchor, weekday, -1 if count < 0 else 1, strict=count != 0)
        return Value(day.isoformat() if day else "", "anaphoric")
    if not base:
        return Value("", "relative")
    if origin == "base" and count:
        day = arithmetic.weekday_near(base, weekday, count, strict=True)
        day = arithmetic.shift(day, reading.count or 0, "day") if day else None
    elif determiner == "ce" and state.contexts[index].tense == "past":
        day = arithmetic.weekday_near(base, weekday, -1, strict=False)
    elif determiner == "ce" or _is_coming(state, index, reading):
        day = arithmetic.weekday_near(base, weekday, 1, strict=determiner != "ce")
    else:
        day = _of_report(state, index, weekday) or arithmetic.weekday_near(base, weekday, -1, strict=False)
    return Value(day.isoformat() if day else "", "relative")


def _of_report(state: Discourse, index: int, weekday: int) -> date | None:
    """The last such weekday of the week or fortnight of which the head of the text says that it reports (`Semaine du 3
    au 9 mai`), None where there is none, the week has no such day or an entry has a day of its own."""
    base = state.base(index)
    if not base or base != state.speaking(index) or base != state.published:
        return None
    for told in state.told[:_REPORT]:
        first, start = state.found[told.index].tokens[0], state.contexts[told.index].sentence[0]
        words = state.tokens.forms[max(start, first - _TITLE) : first]
        is_report = state.found[told.index].reading.kind == "range" and not set(hints("reports_of")).isdisjoint(words)
        if told.index < index and is_report and told.days in _WEEKS and (base - told.last).days in range(_LATE):
            day = arithmetic.weekday_near(told.last, weekday, -1, strict=False)
            return day if day and day >= told.first else None
    return None


def _is_coming(state: Discourse, index: int, reading: Reading) -> bool:
    tense = state.contexts[index].tense if reading.side != "since" else "past"
    return tense in ("future", "soon") or (not tense and reading.side in ("until", "from"))


def _breath(state: Discourse, index: int) -> list[int]:
    """`lundi, mardi et jeudi`: the weekdays that follow in the same breath."""
    out = []
    for following in range(index + 1, min(index + 1 + _BREATH, len(state.found))):
        reading = state.found[following].reading
        plain = reading.kind == "date" and reading.weekday and not (reading.day or reading.month or reading.which)
        if not plain or not state.contexts[following].linked:
            break
        out.append(following)
    return out


def _determiner(state: Discourse, index: int) -> str:
    """`le` or `ce` before the weekday itself, else ""."""
    first, end = state.found[index].tokens
    forms = state.tokens.forms
    at = next((i for i in range(first, end) if value(forms[i], "weekday") is not None), first)
    before = forms[at - 1] if at else ""
    if value(before, "le") is not None or value(before, "du") is not None:
        return "le"
    return "ce" if value(before, "ce") is not None else ""


def feast_day(state: Discourse, index: int, reading: Reading) -> Value:
    """A feast; `~` where its calendar follows the moon."""

    def instance(year: int) -> str:
        found = feast(reading.feast, year)
        return arithmetic.interval(found[0], found[1]) if found else ""

    result = recurring(state, index, reading, instance)
    found = feast(reading.feast, start(result.edtf).year) if result.edtf else None
    if found and found[2]:
        result.edtf = about(result.edtf)
    return result


def about(edtf: str) -> str:
    """The value with `~`, on both sides of an interval."""
    return "/".join(f"{side.rstrip('~')}~" for side in edtf.split("/"))


def quarter(state: Discourse, index: int, reading: Reading) -> Value:
    """`le premier trimestre 2019`, `le second semestre`."""
    nth = reading.nth or 1
    base = state.base(index)
    if nth < 0 and not reading.year and not reading.which:  # `au dernier trimestre`: the one before this one
        before = arithmetic.shift(base, -1, reading.unit or "quarter") if base else None
        return Value(arithmetic.unit_around(before, reading.unit or "quarter") if before else "", "relative")
    if reading.unit in ("semester", "week"):  # `1er sem. 2019`
        return recurring(state, index, reading, lambda year: arithmetic.semester(year, 1 if nth == 1 else 2))
    nth = 4 if nth < 0 else nth
    return recurring(state, index, reading, lambda year: f"{year:04}-{32 + nth}") if nth <= 4 else Value()


def portion(state: Discourse, index: int, reading: Reading) -> Value:
    """`les trois premiers mois de 2019`: so many units from the beginning or up to the end of a time."""
    assert reading.point
    whole = state.value(state, index, reading.point)
    first, last = bounds(whole.edtf)
    if not first or not last:
        return Value("", whole.basis)
    count, unit = reading.count or 0, reading.unit
    one, two = date.fromisoformat(first), date.fromisoformat(last)
    if reading.part == "late":
        after = arithmetic.shift(arithmetic.shift(two, 1, "day") or two, -count, unit)
        one = max(one, after or one)
    else:
        before = arithmetic.shift(one, count, unit)
        two = min(two, (arithmetic.shift(before, -1, "day") if before else None) or two)
    if unit in ("month", "quarter"):
        return Value(f"{one.year:04}-{one.month:02}/{two.year:04}-{two.month:02}", whole.basis)
    return Value(arithmetic.interval(one, two), whole.basis)


def decade(state: Discourse, index: int, reading: Reading) -> Value:
    """`les années 1990`."""
    return Value(f"{reading.year:03}X", "explicit")
