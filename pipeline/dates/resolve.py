"""From what the words say to what they mean: the discourse gives the missing year, the anchor, the event's day.

Pure arithmetic over readings and plain values, without spaCy and without a clock.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from pipeline.dates import calendar
from pipeline.dates.context import Context, content, families
from pipeline.dates.edtf import bounds
from pipeline.dates.feasts import feast
from pipeline.dates.find import Found
from pipeline.dates.reading import Reading
from pipeline.dates.tokens import Tokens
from pipeline.dates.types import DateExpression

_SOON = 200  # days after publication within which a hint of the future is believed
_RUN = 130  # days that a telling moves on from one partial date to the next
_FIT_YEARS = 12  # how far back a weekday may choose the year


@dataclass(slots=True)
class Told:
    """A time already told, which later words can count from."""

    edtf: str
    first: date
    last: date
    index: int
    full: bool  # the words gave the year


@dataclass(slots=True)
class Value:
    """The outcome for one reading."""

    edtf: str = ""
    basis: str = "none"
    note: str = ""


@dataclass(slots=True)
class Discourse:
    """What has been told so far."""

    tokens: Tokens
    found: list[Found]
    contexts: list[Context]
    published: date | None
    told: list[Told] = field(default_factory=list)
    values: dict[int, Value] = field(default_factory=dict)
    local: tuple[int, date] | None = None  # quotation and its own date

    def base(self, index: int) -> date | None:
        """The time of speaking: the day of the quoted text if it has one, else the day of publication."""
        if self.local and self.local[0] == self.contexts[index].quote:
            return self.local[1]
        return self.published


def resolve(
    tokens: Tokens, found: list[Found], contexts: list[Context], published_on: str | None
) -> list[DateExpression]:
    """The value of every expression, in order. `published_on` is an ISO date, or empty or None where unknown."""
    published = date.fromisoformat(published_on) if published_on else None
    state = Discourse(tokens, found, contexts, published)
    for index in range(len(found)):
        _settle(state, index)
    return [_expression(state, index) for index in range(len(found))]


def _expression(state: Discourse, index: int) -> DateExpression:
    item, value = state.found[index], state.values[index]
    first, last = bounds(value.edtf)
    return DateExpression(
        start=item.start,
        end=item.end,
        text=state.tokens.text[item.start : item.end],
        edtf=value.edtf,
        date_start=first,
        date_end=last,
        precision=_precision(value.edtf),
        basis=value.basis,
        note=value.note,
    )


def _precision(edtf: str) -> str:
    from pipeline.dates.edtf import precision

    return precision(edtf)


def _settle(state: Discourse, index: int) -> None:
    if index in state.values:
        return
    item, context = state.found[index], state.contexts[index]
    reading = item.reading
    value = _apposition(state, index) or _value(state, index, reading)
    state.values[index] = value
    if not value.edtf:
        return
    first, last = bounds(value.edtf)
    if first and last:
        told = Told(value.edtf, date.fromisoformat(first), date.fromisoformat(last), index, reading.year is not None)
        state.told.append(told)
        if context.dateline and context.quote and told.first == told.last:
            state.local = context.quote, told.first
    value.edtf = _sided(value.edtf, reading)


def _sided(edtf: str, reading: Reading) -> str:
    if reading.side == "since":
        return f"{edtf.split('/')[0]}/.."
    if reading.side == "until":
        return f"../{edtf.split('/')[-1]}"
    return edtf


def _apposition(state: Discourse, index: int) -> Value | None:
    """`Deux jours avant le meurtre, le 3 juin`; `le 28 novembre, trois jours avant notre arrivée`: one time."""
    reading = state.found[index].reading
    counted = reading.kind in ("shift", "same") and (reading.event or reading.base == "text")
    if not counted or reading.side:
        return None
    if reading.event and state.contexts[index].apposed and index - 1 in state.values:
        edtf = state.values[index - 1].edtf
        if edtf and "/" not in edtf and len(edtf) == 10 and state.found[index - 1].reading.kind == "date":
            return Value(edtf, "anaphoric")
    if index + 1 < len(state.found) and state.contexts[index + 1].apposed:
        following = state.found[index + 1].reading
        if following.kind in ("date", "range") and following.day and following.month and not following.side:
            value = _value(state, index + 1, following)
            if value.edtf:
                return Value(value.edtf, "anaphoric")
    return None


def _value(state: Discourse, index: int, reading: Reading) -> Value:
    return _KINDS[reading.kind](state, index, reading)


# Calendar dates


def _date(state: Discourse, index: int, reading: Reading) -> Value:
    if reading.month and reading.day:
        value = _day_of_month(state, index, reading)
    elif reading.month:
        value = _recurring(state, index, reading, lambda year: _month(year, reading))
    elif reading.season:
        value = _recurring(state, index, reading, lambda year: f"{year:04}-{reading.season}")
    elif reading.day:
        value = _day_alone(state, index, reading)
    elif reading.weekday:
        value = _weekday(state, index, reading)
    elif reading.year:
        edtf = calendar.part_of_year(reading.year, reading.part) if reading.part else f"{reading.year:04}"
        value = Value(edtf, "explicit")
    else:
        value = Value()
    return value


def _month(year: int, reading: Reading) -> str:
    month = reading.month or 1
    return calendar.part_of_month(year, month, reading.part) if reading.part else f"{year:04}-{month:02}"


def _day_of_month(state: Discourse, index: int, reading: Reading) -> Value:
    month, day = reading.month or 1, reading.day or 1

    def instance(year: int) -> str:
        found = calendar.safe(year, month, day)
        return found.isoformat() if found else ""

    value = _recurring(state, index, reading, instance)
    if value.edtf and reading.weekday and date.fromisoformat(value.edtf).isoweekday() != reading.weekday:
        value.note = "weekday contradicts the date"
    return value


def _recurring(state: Discourse, index: int, reading: Reading, instance: Callable[[int], str]) -> Value:
    """A date that every year has: take the year from the words, else from the discourse."""
    if reading.year:
        edtf = instance(reading.year) if 1 <= reading.year <= 9999 else ""
        return Value(edtf, "explicit" if edtf else "none")
    if reading.which:
        return _which_year(state, index, reading, instance)
    base = state.base(index)
    if reading.weekday and reading.day and reading.month:
        fitting = _fitting_year(state, index, reading, instance)
        if fitting:
            return Value(fitting, "inherited")
    edtf = _following_year(state, index, instance) or _continued(state, index, instance, reading)
    if not edtf and base:
        edtf = _around(instance, base, state.contexts[index].future)
    elif not edtf and state.told:
        edtf = instance(state.told[-1].first.year)
    return Value(edtf, "inherited" if edtf else "none")


def _start(edtf: str) -> date:
    return date.fromisoformat(bounds(edtf)[0])


def _around(instance: Callable[[int], str], base: date, future: bool) -> str:
    """The latest instance not after the base; of things to come the first after it, if that is soon."""
    years = range(max(1, base.year - 8), min(9999, base.year + 8) + 1)
    instances = [edtf for edtf in map(instance, years) if edtf]
    past = [edtf for edtf in instances if _start(edtf) <= base]
    coming = [edtf for edtf in instances if bounds(edtf)[1] >= base.isoformat() and _start(edtf) > base]
    if future and coming and (_start(coming[0]) - base).days <= _SOON:
        if past and bounds(past[-1])[1] >= base.isoformat():
            return past[-1]
        return coming[0]
    return past[-1] if past else coming[0] if coming else ""


def _fitting_year(state: Discourse, index: int, reading: Reading, instance: Callable[[int], str]) -> str:
    """The year nearest to the telling in which the day falls on the weekday."""
    centre = state.base(index) or (state.told[-1].first if state.told else None)
    if not centre:
        return ""
    years = range(max(1, centre.year - _FIT_YEARS), min(9999, centre.year + 1) + 1)
    fitting = [e for e in map(instance, years) if e and _start(e).isoweekday() == reading.weekday]
    anchor = state.told[-1].first if state.told else centre
    near = [e for e in fitting if min(abs((_start(e) - centre).days), abs((_start(e) - anchor).days)) < 400]
    return min(near, key=lambda e: min(abs((_start(e) - centre).days), abs((_start(e) - anchor).days) + 1), default="")


def _following_year(state: Discourse, index: int, instance: Callable[[int], str]) -> str:
    """`en mars et en mai 2018`: the year that the next date of the same breath gives."""
    if index + 1 < len(state.found) and state.contexts[index + 1].linked:
        following = state.found[index + 1].reading
        if following.year and (following.month or following.kind == "date"):
            return instance(following.year)
    return ""


def _continued(state: Discourse, index: int, instance: Callable[[int], str], reading: Reading) -> str:
    """The instance that goes on from the date told just before, where that lies a year or more back."""
    base = state.base(index)
    for told in reversed(state.told):
        same_paragraph = state.contexts[told.index].paragraph == state.contexts[index].paragraph
        if not same_paragraph:
            break
        if base and (told.first > base or (base - told.first).days < 300):
            return ""
        if state.found[told.index].reading.side == "since":
            continue
        if told.last.year == told.first.year and (told.last - told.first).days > 360:  # a bare year: only its own days
            same_sentence = state.contexts[told.index].sentence == state.contexts[index].sentence
            return instance(told.first.year) if same_sentence else ""
        for year in (told.first.year, told.first.year + 1):
            edtf = instance(year)
            if edtf and bounds(edtf)[1] >= (told.first - timedelta(days=45)).isoformat():
                if base and _start(edtf) > base:
                    return ""
                return edtf
    return ""


def _which_year(state: Discourse, index: int, reading: Reading, instance: Callable[[int], str]) -> Value:
    """`le 4 août dernier`, `en octobre de la même année`, `l'automne suivant`."""
    origin, count = _split(reading.which)
    base = state.base(index)
    if origin == "base":
        if not base:
            return Value("", "relative")
        if count == 0:
            return Value(instance(base.year), "relative")
        if _names_year(state, index):
            return Value(instance(base.year + count), "relative")
        return Value(_beside(instance, base, count), "relative")
    anchor = _anchor(state, index, "any")
    if not anchor:
        return Value("", "anaphoric")
    if count == 0 or _names_year(state, index):
        return Value(instance(anchor.first.year + count), "anaphoric")
    return Value(_beside(instance, anchor.last if count > 0 else anchor.first, count), "anaphoric")


def _names_year(state: Discourse, index: int) -> bool:
    """Whether the words speak of the year itself (`de l'année dernière`), not only of the next instance."""
    first, end = state.found[index].tokens
    return any(form in ("an", "année") for form in state.tokens.forms[first:end])


def _beside(instance: Callable[[int], str], day: date, count: int) -> str:
    """The next instance after a day, or the last one before it."""
    years = range(max(1, day.year - 2), min(9999, day.year + 2) + 1)
    instances = [edtf for edtf in map(instance, years) if edtf]
    if count > 0:
        return next((edtf for edtf in instances if _start(edtf) > day), "")
    return next((edtf for edtf in reversed(instances) if bounds(edtf)[1] < day.isoformat()), "")


def _day_alone(state: Discourse, index: int, reading: Reading) -> Value:
    """`le 25`, `lundi 15`, `le 8 du même mois`: the month comes from the discourse."""
    day = reading.day or 1
    base = state.base(index)
    if reading.which:
        origin, count = _split(reading.which)
        anchor = base if origin == "base" else (told.first if (told := _anchor(state, index, "month")) else None)
        moved = calendar.shift(anchor.replace(day=1), count, "month") if anchor else None
        found = calendar.safe(moved.year, moved.month, day) if moved else None
        basis = "relative" if origin == "base" else "anaphoric"
        return Value(found.isoformat() if found else "", basis if found else "none")
    anchor_told = _anchor(state, index, "month")
    centre = anchor_told.last if anchor_told else base
    if not centre:
        return Value()
    if base and centre > base and not state.contexts[index].future:
        centre = base
    candidates = _same_day_near(centre, day, reading.weekday)
    if base and not state.contexts[index].future:
        candidates = [c for c in candidates if c <= base] or candidates
    if not candidates:
        return Value()
    if state.contexts[index].future and base:
        later = [c for c in candidates if c >= max(base, centre)]
        best = later[0] if later else candidates[-1]
    else:
        best = min(candidates, key=lambda c: (c - centre).days if c >= centre else (centre - c).days * 1.2)
    return Value(best.isoformat(), "inherited")


def _same_day_near(centre: date, day: int, weekday: int | None) -> list[date]:
    out = []
    for count in range(-2, 3):
        month = calendar.shift(centre.replace(day=1), count, "month")
        found = calendar.safe(month.year, month.month, day) if month else None
        if found and (weekday is None or found.isoweekday() == weekday):
            out.append(found)
    return out


def _weekday(state: Discourse, index: int, reading: Reading) -> Value:
    """`lundi`, `lundi dernier`, `le lundi suivant`, `ce lundi-là`."""
    weekday = reading.weekday or 1
    base = state.base(index)
    origin, count = _split(reading.which) if reading.which else ("", 0)
    first = state.tokens.forms[state.found[index].tokens[0]]
    anchor = _anchor(state, index, "day")
    if not origin and first in ("le", "la", "l'") and anchor and base and anchor.last <= base:
        found = calendar.weekday_near(anchor.last, weekday, 1, strict=False)
        if found and (found - base).days <= 7:
            return Value(found.isoformat(), "anaphoric")
    if origin == "text":
        if not anchor:
            return Value("", "anaphoric")
        start = anchor.last if count >= 0 else anchor.first
        found = calendar.weekday_near(start, weekday, -1 if count < 0 else 1, strict=count != 0)
        return Value(found.isoformat() if found else "", "anaphoric")
    if not base:
        return Value("", "relative")
    if origin == "base" and count:
        found = calendar.weekday_near(base, weekday, count, strict=True)
    elif first in ("ce", "cet", "cette") or state.contexts[index].future:
        found = calendar.weekday_near(base, weekday, 1, strict=first not in ("ce", "cet", "cette"))
    else:
        found = calendar.weekday_near(base, weekday, -1, strict=False)
    return Value(found.isoformat() if found else "", "relative")


def _feast(state: Discourse, index: int, reading: Reading) -> Value:
    def instance(year: int) -> str:
        found = feast(reading.feast, year)
        return calendar.interval(found[0], found[1]) if found else ""

    value = _recurring(state, index, reading, instance)
    if value.edtf:
        found = feast(reading.feast, _start(value.edtf).year)
        if found and found[2]:
            value.edtf = "/".join(f"{side}~" for side in value.edtf.split("/"))
    return value


def _quarter(state: Discourse, index: int, reading: Reading) -> Value:
    nth = reading.nth or 1
    if reading.unit == "semester":
        return _recurring(state, index, reading, lambda year: calendar.semester(year, 1 if nth == 1 else 2))
    nth = 4 if nth < 0 else nth
    if nth > 4:
        return Value()
    return _recurring(state, index, reading, lambda year: f"{year:04}-{32 + nth}")


def _decade(state: Discourse, index: int, reading: Reading) -> Value:
    return Value(f"{reading.year:03}X", "explicit")


# Times that count from another time


def _split(which: str) -> tuple[str, int]:
    origin, _, count = which.partition(":")
    return origin, int(count)


def _anchor(state: Discourse, index: int, level: str) -> Told | None:
    """The nearest time told before; `level` is the precision that it needs: `day`, `month` or `any`."""
    limit = {"day": 62, "month": 45, "any": 100_000}[level]
    for told in reversed(state.told):
        if told.index != index and (told.last - told.first).days <= limit:
            if level == "day" and (told.last - told.first).days > 26 and "/" not in told.edtf:
                continue
            return told
    return None


def _origin(state: Discourse, index: int, reading: Reading, base: str) -> tuple[date, date] | None:
    """First and last day of what the expression counts from."""
    if reading.point:
        value = _value(state, index, reading.point)
        if value.edtf:
            first, last = bounds(value.edtf)
            return date.fromisoformat(first or last), date.fromisoformat(last or first)
        return None
    if base == "base":
        day = state.base(index)
        return (day, day) if day else None
    if reading.event and (told := _event(state, index, reading.event)):
        return told.first, told.last
    level = "day" if reading.unit in ("day", "week", "weekday", "weekend", "") else "any"
    told = _anchor(state, index, level) or _anchor(state, index, "any")
    return (told.first, told.last) if told else None


def _event(state: Discourse, index: int, words: str) -> Told | None:
    """The time told with the event that the words name: in a sentence with a word of the same family."""
    names = words.split()
    wanted, stems = families(names), content(names)[:1]
    best: tuple[int, Told] | None = None
    for told in state.told:
        if (told.last - told.first).days > 40 or told.index == index:
            continue
        first, end = state.contexts[told.index].sentence
        at = state.found[told.index].tokens
        if first <= state.found[index].tokens[0] < end and told.index > index:
            continue
        sentence = state.tokens.forms[first : at[0]] + state.tokens.forms[at[1] : end]
        score = 3 * len(wanted & families(sentence))
        score += 2 * any(_akin(stem, word) for stem in stems for word in content(sentence))
        if score and (best is None or score >= best[0]):
            best = score, told
    return best[1] if best else None


def _akin(one: str, other: str) -> bool:
    """Whether two words look like one family (`parution`, `parue`)."""
    common = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        common += 1
    return common >= 4 and common * 2 >= min(len(one), len(other)) + 1


def _shift(state: Discourse, index: int, reading: Reading) -> Value:
    basis = "relative" if reading.base == "base" and not reading.point else "anaphoric"
    origin = _origin(state, index, reading, reading.base)
    count, unit = reading.count or 0, reading.unit or "day"
    if not origin:
        return Value("", basis)
    if unit in ("month", "year", "decade", "quarter", "semester", "century"):
        moved = calendar.shift(origin[1] if count > 0 else origin[0], count, unit)
        edtf = calendar.unit_around(moved, "month" if unit in ("quarter", "semester") else unit) if moved else ""
    else:
        if count >= 0 and reading.base == "text":
            origin = origin[1], origin[1]
        first, last = (calendar.shift(day, count, unit) for day in origin)
        if count < 0 and first and (origin[1] - origin[0]).days > 1:
            last = first
        edtf = calendar.interval(first, last) if first and last else ""
    if edtf and reading.daypart == "night" and "/" not in edtf:
        edtf = _night(edtf, before=reading.base == "base" and count == 0)
    if edtf and reading.approx:
        edtf = "/".join(f"{side}~" for side in edtf.split("/"))
    return Value(edtf, basis)


def _night(edtf: str, before: bool = False) -> str:
    day = date.fromisoformat(edtf)
    first = calendar.shift(day, -1 if before else 0, "day")
    last = calendar.shift(day, 0 if before else 1, "day")
    return calendar.interval(first, last) if first and last else edtf


def _same(state: Discourse, index: int, reading: Reading) -> Value:
    """`le jour même`, `ce soir-là`, `le même mois`, `depuis lors`, `le jour de son arrestation`."""
    unit = reading.unit or "day"
    told = _event(state, index, reading.event) if reading.event else None
    told = told or _anchor(state, index, "day" if reading.event or reading.daypart else "any")
    if not told:
        return Value("", "anaphoric")
    if unit in ("week", "month", "year", "weekend", "quarter", "semester"):
        return Value(calendar.unit_around(told.first, unit), "anaphoric")
    if unit == "season":
        return Value(f"{told.first.year:04}-{reading.season}", "anaphoric")
    if unit == "weekday" and reading.weekday:
        found = calendar.weekday_near(told.first, reading.weekday, 1, strict=False)
        return Value(found.isoformat() if found else "", "anaphoric")
    edtf = told.edtf
    if reading.daypart == "night":
        return Value(_night(told.first.isoformat()) if told.first == told.last else edtf, "anaphoric")
    if reading.daypart and told.last != told.first:
        edtf = (told.last if reading.daypart == "morning" else told.first).isoformat()
    return Value(edtf, "anaphoric")


def _nth(state: Discourse, index: int, reading: Reading) -> Value:
    """`la deuxième nuit`: counted from the day that began it."""
    told = _anchor(state, index, "day")
    day = calendar.shift(told.first, max(0, (reading.nth or 1) - 1), "day") if told else None
    if not day:
        return Value("", "anaphoric")
    return Value(_night(day.isoformat()) if reading.daypart == "night" else day.isoformat(), "anaphoric")


def _unit(state: Discourse, index: int, reading: Reading) -> Value:
    """`la semaine dernière`, `le mois suivant`, `cette année`, `la nuit suivant le lynchage`, `fin du mois`."""
    if reading.year and reading.unit == "year":
        return Value(f"{reading.year:04}", "explicit")
    origin, count = _split(reading.which or "base:0")
    span = _origin(state, index, reading, origin) if not reading.event else _origin(state, index, reading, "text")
    basis = "relative" if origin == "base" else "anaphoric"
    if not span:
        return Value("", basis)
    start = span[1] if count > 0 else span[0]
    if reading.unit == "weekday" and reading.weekday:
        found = calendar.weekday_near(start, reading.weekday, -1 if count < 0 else 1, strict=True)
        return Value(found.isoformat() if found else "", basis)
    if reading.daypart:
        return _part_of_day(start, count, reading, basis)
    if reading.unit == "season":
        return Value(f"{start.year + count:04}-{reading.season}", basis)
    moved = calendar.shift(start, count, reading.unit or "day")
    if not moved:
        return Value("", basis)
    if reading.part and reading.unit == "month":
        return Value(calendar.part_of_month(moved.year, moved.month, reading.part), basis)
    if reading.part and reading.unit == "year":
        return Value(calendar.part_of_year(moved.year, reading.part), basis)
    return Value(calendar.unit_around(moved, reading.unit or "day"), basis)


def _part_of_day(start: date, count: int, reading: Reading, basis: str) -> Value:
    if reading.daypart == "night":
        day = calendar.shift(start, -1 if count < 0 else 0, "day")
        return Value(_night(day.isoformat()) if day else "", basis)
    day = calendar.shift(start, count, "day")
    return Value(day.isoformat() if day else "", basis)


def _range(state: Discourse, index: int, reading: Reading) -> Value:
    """Each side takes what it lacks from the other."""
    first, last = reading.first, reading.last
    assert first and last
    from dataclasses import replace

    if first.kind == "date" and last.kind == "date":
        first = replace(
            first, month=first.month or (last.month if first.day else None), which=first.which or last.which
        )
        if last.year and not first.year:
            later = first.month and last.month and (first.month, first.day or 0) > (last.month, last.day or 31)
            first = replace(first, year=last.year - bool(later), which="")
        if first.year and not last.year:
            earlier = first.month and last.month and (first.month, first.day or 0) > (last.month, last.day or 31)
            last = replace(last, year=first.year + bool(earlier))
    right = _value(state, index, last)
    left = _value(state, index, first)
    if first.day and not first.month and right.edtf and last.day:
        left = _before(right, first)
    if not (left.edtf and right.edtf):
        return Value("", right.basis)
    one, two = bounds(left.edtf)[0], bounds(right.edtf)[1]
    if one > two and last.weekday and not last.day:
        found = calendar.weekday_near(date.fromisoformat(one), last.weekday, 1, strict=True)
        right = Value(found.isoformat() if found else "", right.basis)
        two = right.edtf
    elif one > two and last.day and not last.month:
        right = _after(left, last)
        two = right.edtf
    elif one > two and first.weekday and not first.day:
        found = calendar.weekday_near(date.fromisoformat(two), first.weekday, -1, strict=True)
        left = Value(found.isoformat() if found else "", left.basis)
        one = left.edtf
    elif one > two and first.month and not first.year:
        left = _value(state, index, replace(first, year=int(two[:4]) - (one[5:] > two[5:])))
        one = bounds(left.edtf)[0] if left.edtf else ""
    basis = "explicit" if "explicit" in (left.basis, right.basis) else right.basis
    if not one or not two or one > two:
        return Value("", basis)
    return Value(f"{left.edtf.split('/')[0]}/{right.edtf.split('/')[-1]}", basis)


def _before(right: Value, first: Reading) -> Value:
    """The day alone that a range begins with, at most a month before its end."""
    end = date.fromisoformat(bounds(right.edtf)[1])
    days = [day for day in _same_day_near(end, first.day or 1, first.weekday) if day <= end]
    return Value(days[-1].isoformat() if days else "", right.basis)


def _after(left: Value, last: Reading) -> Value:
    start = date.fromisoformat(bounds(left.edtf)[0])
    days = [day for day in _same_day_near(start, last.day or 1, last.weekday) if day >= start]
    return Value(days[0].isoformat() if days else "", left.basis)


def _vague(state: Discourse, index: int, reading: Reading) -> Value:
    return Value()


_KINDS: dict[str, Callable[[Discourse, int, Reading], Value]] = {
    "date": _date, "feast": _feast, "quarter": _quarter, "decade": _decade, "shift": _shift, "same": _same,
    "nth": _nth, "unit": _unit, "range": _range, "vague": _vague,
}  # fmt: skip

__all__: Sequence[str] = ("resolve",)
