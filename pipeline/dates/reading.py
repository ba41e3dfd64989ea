"""What the words of one expression say by themselves, before the discourse gives what is missing."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from text_to_num import text2num

from pipeline.dates import arithmetic
from pipeline.dates.feasts import is_feast
from pipeline.dates.grammar import Rule, grammar
from pipeline.dates.tokens import Tokens, value

_DIGITS = "0123456789"
_HOURS_A_DAY = 24
_MONTHS = 12
_PORTIONS = ("day", "week", "month", "quarter")
_LEAP = 2000  # a year that has every day
_ARTICLES = frozenset(("de", "d'", "du", "des", "le", "la", "l'", "-", "–"))
_CENTURY_PIVOT = 40  # two figures below it are of the 2000s
_CENTURY = 1900  # of decades in two figures: `les années 30`


@dataclass(frozen=True, slots=True)
class Reading:
    """The words' own content. None or "" is what they do not say.

    `kind` is `date` (calendar fields), `unit` (a day, week, month … by its neighbour), `shift` (so many units from a
    base), `same` (the time just told), `nth`, `feast`, `quarter`, `decade`, `range`, `vague`, `around` (the week of a
    day), `portion` (the first three months of a year), `impossible` (31 February).
    `which` and `base` say what it counts from: `base` (the time of speaking) or `text` (the time told), `base:-1` one
    unit before. `event` holds the words of an event, `point` a date that it counts from, `first` and `last` the sides
    of a range. `side` is `since` (`depuis`), `from` (`à partir de`) or `until`.
    """

    kind: str
    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    season: int | None = None
    nth: int | None = None
    part: str = ""
    daypart: str = ""
    which: str = ""
    base: str = ""
    unit: str = ""
    count: int | None = None
    approx: bool = False
    optional: bool = False  # no date unless the text gives it a value
    eve: bool = False  # `le surlendemain` and its like
    exact: bool = False  # `jour pour jour`
    half: bool = False  # `un an et demi`
    more: int = 0  # `deux ans et trois mois`: so many of the smaller unit beside
    same: bool = False  # `du même mois`
    feast: str = ""
    event: str = ""
    point: "Reading | None" = None
    first: "Reading | None" = None
    last: "Reading | None" = None
    side: str = ""


Span = tuple[int, int]


def read(rule: Rule, tokens: Tokens, start: int, end: int) -> Reading | None:
    """The reading of the tokens that a rule matched; None where the words turn out to be no date (`26/13`)."""
    match = rule.pattern.match(tokens.classes, start)  # first without a limit, so that it sees what follows
    if match is None or match.end() != end:
        match = rule.pattern.fullmatch(tokens.classes, start, end)
    if match is None:
        return None
    fields = {name: match.span(name) for name in rule.pattern.groupindex if match[name]}
    said = rule.constants
    reading = Reading(
        rule.kind,
        base=said.get("base", ""),
        unit=said.get("unit", ""),
        optional="optional" in said,
        side=said.get("side", ""),
    )
    for name, span in fields.items():
        changed = _READERS[name](reading, tokens, span)
        if changed is None:
            return None
        reading = changed
    sign = int(rule.constants.get("sign", "1"))
    if "count" in rule.constants:
        reading = replace(reading, count=int(rule.constants["count"]), unit="day")
    elif reading.count is not None and "sign" in rule.constants:
        reading = replace(reading, count=sign * reading.count)
    return _checked(reading)


def read_inside(tokens: Tokens, start: int, end: int) -> Reading | None:
    """The reading of a date inside another expression."""
    for rule in grammar():
        if rule.use != "alone":
            reading = read(rule, tokens, start, end)
            if reading:
                return reading
    return None


def _checked(reading: Reading) -> Reading | None:
    """Days that no calendar has are marked; hours count only as whole days; an uncounted shift is vague."""
    if reading.day and reading.month and not arithmetic.safe(reading.year or _LEAP, reading.month, reading.day):
        return replace(reading, kind="impossible")
    if reading.kind == "shift" and reading.unit == "hour":
        if not reading.count or reading.count % _HOURS_A_DAY:
            return None
        return replace(reading, unit="day", count=reading.count // _HOURS_A_DAY)
    if reading.unit == "hour":
        return None
    if reading.kind == "shift" and reading.count is None:
        return replace(reading, kind="vague")
    if reading.kind == "portion" and not (reading.count and reading.point and reading.unit in _PORTIONS):
        return None
    if reading.kind == "range" and not (reading.first and reading.last):
        return None
    return reading


def _forms(tokens: Tokens, span: Span) -> list[str]:
    return tokens.forms[span[0] : span[1]]


def _find(tokens: Tokens, span: Span, *names: str) -> str | None:
    """The value of the first token that is in one of the classes, the classes in order of preference."""
    for name in names:
        for form in _forms(tokens, span):
            found = value(form, name)
            if found is not None:
                return found
    return None


def _day(reading: Reading, tokens: Tokens, span: Span) -> Reading | None:
    form = tokens.forms[span[0]]
    return replace(reading, day=int(form) if form.isdecimal() else 1)


def _day_word(reading: Reading, tokens: Tokens, span: Span) -> Reading | None:
    day = number(tuple(_forms(tokens, span)))
    return replace(reading, day=day) if day and day <= 31 else None


def _month_en(reading: Reading, tokens: Tokens, span: Span) -> Reading | None:
    return replace(reading, month=int(value(tokens.forms[span[0]], "month_en") or 0))


def _month(reading: Reading, tokens: Tokens, span: Span) -> Reading | None:
    form = tokens.forms[span[0]]
    month = form if form.isdecimal() else _find(tokens, (span[0], span[0] + 1), "month", "month_abbr", "roman")
    return replace(reading, month=int(month or 0))


def full_year(digits: str) -> int:
    """A year of four figures, or of two."""
    year = int(digits)
    return year if len(digits) > 2 else year + (2000 if year < _CENTURY_PIVOT else 1900)


def _year(reading: Reading, tokens: Tokens, span: Span) -> Reading | None:
    forms = _forms(tokens, span)
    year = number(tuple(forms))
    return replace(reading, year=full_year(forms[0]) if forms[0].isdecimal() else year) if year else None


def _weekday(reading: Reading, tokens: Tokens, span: Span) -> Reading | None:
    return replace(reading, weekday=int(_find(tokens, span, "weekday", "weekday_abbr") or 0))


def _season(reading: Reading, tokens: Tokens, span: Span) -> Reading | None:
    return replace(reading, season=int(_find(tokens, span, "season") or 0))


def _which(reading: Reading, tokens: Tokens, span: Span) -> Reading | None:
    """Which year, month, week …: `dernier`, `de la même année`, `-là`; later words win over `ce`."""
    which = _find(tokens, span, "rel", "precede", "follow") or ""
    if not which:
        forms = _forms(tokens, span)
        if "-" in forms:
            which = "text:0" if value(forms[-1], "la") else "base:0"
        elif any(value(form, "cours") is not None for form in forms):
            which = "base:0"
        elif any(value(form, "meme") is not None for form in forms):
            which = "text:0"
        elif any(value(form, "apres") is not None for form in forms):
            which = "text:1"
        elif any(value(form, "avant") is not None for form in forms):
            which = "text:-1"
        elif any(value(form, "ce") is not None for form in forms) or len(forms) == 2:
            which = "base:0"
        else:
            which = "text:0"
    return replace(reading, which=which)


def _this(reading: Reading, tokens: Tokens, span: Span) -> Reading | None:
    return replace(reading, which="base:0")


def _part(reading: Reading, tokens: Tokens, span: Span) -> Reading | None:
    part = _find(tokens, span, "part", "part_abbr", "premier_adj", "dernier_adj")
    forms = _forms(tokens, span)
    if any(value(form, "semaine") is not None for form in forms):
        week = "last" if part == "late" else _find(tokens, span, "ordinal") or "1"
        return replace(reading, part=f"week {week}")
    part = part or "late"
    if any(value(form, "jours") is not None for form in forms):
        return replace(reading, part=f"{part} days")
    halves = {"early": "first half", "late": "second half"}
    half = any(value(form, name) is not None for form in _forms(tokens, span) for name in ("quinzaine", "moitie"))
    return replace(reading, part=halves[part] if half else part)


def _daypart(reading: Reading, tokens: Tokens, span: Span) -> Reading | None:
    return replace(reading, daypart=_find(tokens, span, "daypart", "nuit", "dawn") or "")


def _numeric(reading: Reading, tokens: Tokens, span: Span) -> Reading | None:
    """`12/03/87`, `3.6.2019`, `2019-06-05`, `28/04`, `03/2019`; the day comes first as in all French-speaking lands."""
    figures = "".join(c if c in _DIGITS else " " for c in tokens.forms[span[0]]).split()
    if len(figures) == 2:
        if 4 in map(len, figures):
            month, year = sorted(figures, key=len)
            return replace(reading, month=int(month), year=int(year))
        figures.append("")
    day, month, year = (figures[2], figures[1], figures[0]) if len(figures[0]) == 4 else figures
    if not (1 <= int(day) <= 31 and 1 <= int(month) <= 31) or (int(month) > _MONTHS and not year) or year == "0000":
        return None
    return replace(reading, day=int(day), month=int(month), year=full_year(year) if year else None)


def _deictic(reading: Reading, tokens: Tokens, span: Span) -> Reading | None:
    return replace(reading, count=int(_find(tokens, span, "deictic") or 0), unit="day")


def _eve(reading: Reading, tokens: Tokens, span: Span) -> Reading | None:
    return replace(reading, count=int(_find(tokens, span, "eve") or 0), unit="day", eve=True)


def _unit(reading: Reading, tokens: Tokens, span: Span) -> Reading | None:
    forms = span[0], span[1]
    unit = _find(tokens, forms, "unit")
    if unit is None and (daypart := _find(tokens, forms, "nuit", "daypart")) is not None:
        return replace(reading, unit="day", daypart=daypart)
    if unit is None and (weekday := _find(tokens, forms, "weekday")) is not None:
        return replace(reading, unit="weekday", weekday=int(weekday))
    if unit is None and (season := _find(tokens, forms, "season")) is not None:
        return replace(reading, unit="season", season=int(season))
    return replace(reading, unit=unit or _find(tokens, forms, "unit_abbr") or "")


def _count(reading: Reading, tokens: Tokens, span: Span) -> Reading | None:
    collective = _find(tokens, span, "collective")
    if collective:
        return replace(reading, count=int(collective))
    if _find(tokens, span, "quelque") is not None:
        return replace(reading, kind="vague")
    return replace(reading, count=number(tuple(_forms(tokens, span))))


def _more(reading: Reading, tokens: Tokens, span: Span) -> Reading | None:
    """`deux ans et trois mois` is counted in months."""
    forms = _forms(tokens, span)
    more, unit = number(tuple(forms[:-1])), value(forms[-1], "unit")
    if reading.unit != "year" or unit != "month" or more is None:
        return replace(reading, more=0)
    return replace(reading, unit="month", count=(reading.count or 0) * _MONTHS, more=more)


def _ahead(reading: Reading, tokens: Tokens, span: Span) -> Reading | None:
    """`lundi en huit`: a week after the coming Monday."""
    return replace(reading, which="base:1", count=int(value(tokens.forms[span[0]], "ahead") or 0))


def _edge(reading: Reading, tokens: Tokens, span: Span) -> Reading | None:
    return replace(reading, part=_find(tokens, span, "premier_adj", "dernier_adj") or "")


def _quarter_code(reading: Reading, tokens: Tokens, span: Span) -> Reading | None:
    code = value(tokens.forms[span[0]], "quarter_code") or ""
    return replace(reading, nth=int(code[-1]), unit="semester" if code.startswith("s") else "quarter")


def quarter(form: str) -> Reading:
    """The quarter or half-year that an ordinal counts."""
    return Reading("quarter", nth=_ordinal(form))


def is_ordinal(form: str) -> bool:
    """Whether a word counts (`premier`, `2e`)."""
    return form[0] in _DIGITS or value(form, "ordinal") is not None or value(form, "dernier_adj") is not None


def _quarter_side(reading: Reading, tokens: Tokens, span: Span) -> Reading | None:
    return replace(reading, first=quarter(tokens.forms[span[0]]))


def _ordinal(form: str) -> int:
    digits = "".join(c for c in form if c in _DIGITS)
    return -1 if value(form, "dernier_adj") else int(digits or value(form, "ordinal") or 1)


def _nth(reading: Reading, tokens: Tokens, span: Span) -> Reading | None:
    return replace(reading, nth=_ordinal(tokens.forms[span[0]]))


def _feast(reading: Reading, tokens: Tokens, span: Span) -> Reading | None:
    name = " ".join(form for form in _forms(tokens, span) if form not in _ARTICLES)
    return replace(reading, feast=name) if is_feast(name) else None


def decade(forms: Sequence[str]) -> Reading | None:
    """`90`, `1990`, `quatre-vingt-dix` as ten years; None where they are none."""
    tens = number(tuple(forms))
    if tens is None or tens % 10:
        return None
    return Reading("decade", year=(tens if tens >= 100 else tens + _CENTURY) // 10)


def _decade(reading: Reading, tokens: Tokens, span: Span) -> Reading | None:
    inner = decade(_forms(tokens, span))
    return replace(reading, year=inner.year) if inner else None


def _decade_side(name: str) -> Callable[[Reading, Tokens, Span], Reading | None]:
    return lambda reading, tokens, span: replace(reading, **{name: decade(_forms(tokens, span))})  # type: ignore[arg-type]


def _approx(reading: Reading, tokens: Tokens, span: Span) -> Reading | None:
    """`à peine`, `déjà` and their like leave the count exact."""
    return replace(reading, approx=_find(tokens, span, "about", "plus", "moins") is not None)


def _noted(reading: Reading, tokens: Tokens, span: Span) -> Reading | None:
    """What another field has read already."""
    return reading


def _flag(name: str) -> Callable[[Reading, Tokens, Span], Reading | None]:
    return lambda reading, tokens, span: replace(reading, **{name: True})  # type: ignore[arg-type]


def _event(reading: Reading, tokens: Tokens, span: Span) -> Reading | None:
    return replace(reading, event=" ".join(_forms(tokens, span)))


def _short_year(reading: Reading, tokens: Tokens, span: Span) -> Reading | None:
    """`1998/99`: the second year is of the same century."""
    assert reading.first and reading.first.year
    year = reading.first.year // 100 * 100 + int(tokens.forms[span[0]])
    return replace(reading, last=Reading("date", year=year + (100 if year < reading.first.year else 0)))


def _nested(name: str) -> Callable[[Reading, Tokens, Span], Reading | None]:
    def read_side(reading: Reading, tokens: Tokens, span: Span) -> Reading | None:
        inner = read_inside(tokens, *span)
        return replace(reading, **{name: inner}) if inner else None  # type: ignore[arg-type]

    return read_side


_READERS = {
    "day": _day, "dayword": _day_word, "month": _month, "month_en": _month_en, "numeric": _numeric,
    "year": _year, "year_only": _year, "year_before": _year, "season": _season,
    "weekday": _weekday, "weekday_abbr": _weekday, "ahead": _ahead,
    "which": _which, "which_abbr": _which, "which_same": _which, "which_clause": _which, "which_this": _which,
    "this": _this, "same": _flag("same"),
    "part": _part, "edge": _edge, "daypart": _daypart, "tail": _daypart,
    "deictic": _deictic, "day_deictic": _deictic, "eve": _eve, "eve_bare": _eve,
    "unit": _unit, "unit_too": _unit, "count": _count, "half": _flag("half"), "more": _more, "more_unit": _noted,
    "nth": _nth, "quarter": _quarter_code, "quarter_after": _quarter_code, "quarter_bare": _quarter_code,
    "feast": _feast, "decade": _decade, "from_decade": _decade_side("first"), "to_decade": _decade_side("last"),
    "event": _event, "event_verb": _event, "event_verb_short": _event, "event_bare": _event,
    "approx": _approx, "either": _flag("approx"), "exact": _flag("exact"),
    "point": _nested("point"), "from": _nested("first"), "to": _nested("last"),
    "from_quarter": _quarter_side, "from_quarter_too": _quarter_side,
    "to_short": _short_year,
}  # fmt: skip


@lru_cache(maxsize=1024)
def number(forms: tuple[str, ...]) -> int | None:
    """The value of a number in figures or words (`vingt et un`), None where it is none."""
    words = " ".join(forms).replace(" - ", "-")
    if words.isdecimal():
        return int(words)
    try:
        return int(text2num(words.replace("une", "un"), "fr"))
    except ValueError:
        return None
