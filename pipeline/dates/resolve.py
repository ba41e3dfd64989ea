"""From what the words say to what they mean: the discourse gives the missing year, the anchor, the event's day.

Pure arithmetic over readings and plain values, without spaCy and without a clock.
"""

from collections.abc import Callable
from datetime import date

from pipeline.dates import arithmetic, partial, ranges, relative
from pipeline.dates.apposition import said_twice
from pipeline.dates.candidates import kind
from pipeline.dates.choice import Judge, chosen
from pipeline.dates.context import Context
from pipeline.dates.discourse import MEMORY, Discourse, Told, Value
from pipeline.dates.edtf import bounds, is_valid, precision
from pipeline.dates.find import Found
from pipeline.dates.reading import Reading
from pipeline.dates.tokens import Tokens
from pipeline.dates.types import DateExpression

_HEAD, _FOOT = 600, 300  # characters in which a text's own date line stands
_LINE = 160  # characters before a day at the end of its line; longer lines are prose
_OFF = (",", "(", "[", "–", "—", "-", ":", "|")  # that sets a day off from what its line says
_MARKS = " .,:;()[]*–—-"  # that may stand between a day and the edge of its line
_COMPOSED = ("range", "around", "portion")  # of other times
IMPOSSIBLE = "no such day in the calendar"


def resolve(
    tokens: Tokens,
    found: list[Found],
    contexts: list[Context],
    published_on: str | None,
    judge: Judge | None = None,
) -> list[DateExpression]:
    """The value of every expression, in order. `published_on` is an ISO date, or empty or None where unknown.

    Without a `judge` the rules alone decide what expressions count from.
    """
    state, again = settled(tokens, found, contexts, published_on)
    if judge:
        revise(state, again, judge)
    kept = (
        i for i, item in enumerate(found) if state.values[i].is_date and not _is_idle(item.reading, state.values[i])
    )
    return [_expression(state, index) for index in kept]


def settled(
    tokens: Tokens, found: list[Found], contexts: list[Context], published_on: str | None
) -> tuple[Discourse, set[int]]:
    """The text as the rules read it, and which expressions may count from what is told only after them."""
    published = date.fromisoformat(published_on) if published_on else None
    published = published or _own_day(tokens, found, contexts)
    state = Discourse(tokens, found, contexts, published, _value)
    for index in range(len(found)):
        _settle(state, index)
    again = {
        index
        for index, item in enumerate(found)  # an event may be told after the words that count from it
        if ("quote", contexts[index].quote) in state.local
        or item.reading.event
        or (item.reading.base == "text" and not item.reading.point)
    }
    for index in sorted(again):
        _settle(state, index, again=True)
    return state, again


def revise(state: Discourse, again: set[int], judge: Judge) -> None:
    """Read the times once more from the beginning, each value chosen in the light of those before it."""
    rest = sorted(state.told, key=lambda told: told.index, reverse=True)
    state.told, moved = [], False
    for index in range(len(state.found)):
        while rest and rest[-1].index <= index:
            rest.pop()
        reading, value = state.found[index].reading, state.values[index]
        if moved and (kind(reading) or index in again or reading.kind in _COMPOSED):
            told = state.told
            state.told = [*told[-MEMORY:], *rest[: -MEMORY - 1 : -1]] if index in again else told
            value = said_twice(state, index) or _value(state, index, reading)
            state.told = told
        picked = chosen(state, index, value, rest[-1] if rest else None, judge)
        moved = moved or picked.edtf != value.edtf
        _tell(state, index, picked)


def _own_day(tokens: Tokens, found: list[Found], contexts: list[Context]) -> date | None:
    """The day of a text of unknown publication: of its date line at the head or foot, else at the edge of a line."""
    lines = [
        item
        for item, context in zip(found, contexts, strict=True)
        if context.governs and context.governs[0] != "quote" and not context.piece and item.reading.kind == "date"
    ]
    foot = len(tokens.text) - _FOOT
    for item in (*(item for item in lines if item.start < _HEAD), *(item for item in lines[::-1] if item.start > foot)):
        reading = item.reading
        if reading.year and reading.month and reading.day and not reading.side:
            return arithmetic.safe(reading.year, reading.month, reading.day)
    return _edge_day(tokens.text, found, contexts)


def _edge_day(text: str, found: list[Found], contexts: list[Context]) -> date | None:
    """The day at the edge of the head or the foot of a text, set off from what its line says, or a sentence of its own
    before it: `Propos traduits par nos soins à Strasbourg, le 28 janvier 2016`.

    None where a day as late or later is told: such a line is later than all that has happened. A text of one line has
    neither head nor foot.
    """
    days: list[date] = []
    told: list[date] = []
    for item, context in zip(found, contexts, strict=True) if "\n" in text.strip() else ():
        last = item.reading.last if item.reading.kind == "range" else item.reading
        if not last or last.kind != "date" or not (last.year and last.month and last.day) or item.reading.side:
            continue
        day = arithmetic.safe(last.year, last.month, last.day)
        near = item.start < _HEAD or item.start > len(text) - _FOOT
        if day:
            (days if near and not context.tense and _at_edge(text, item) else told).append(day)
    latest = max(days, default=None)
    return latest if latest and latest > max(told, default=date.min) else None


def _at_edge(text: str, item: Found) -> bool:
    """Does a day end its line behind a comma, a dash or a bracket, or stand before it as a sentence of its own?"""
    before = text[text.rfind("\n", 0, item.start) + 1 : item.start]
    line = text.find("\n", item.end)
    after = text[item.end : line if line >= 0 else len(text)]
    set_off = len(before) <= _LINE and before.rstrip()[-1:] in _OFF
    return (set_off and not after.strip(_MARKS)) or (not before.strip(_MARKS) and after.startswith("."))


def _is_idle(reading: Reading, value: Value) -> bool:
    return reading.optional and not value.edtf


def _expression(state: Discourse, index: int) -> DateExpression:
    item, value = state.found[index], state.values[index]
    edtf = partial.about(value.edtf) if value.edtf and item.reading.approx else value.edtf
    edtf = sided(edtf, item.reading)
    first, last = bounds(edtf)
    return DateExpression(
        start=item.start,
        end=item.end,
        text=state.tokens.text[item.start : item.end],
        edtf=edtf,
        date_start=first,
        date_end=last,
        precision=precision(edtf),
        basis=value.basis,
        note=value.note,
    )


def sided(edtf: str, reading: Reading) -> str:
    """`depuis X` is open to the right, `jusqu'à X` to the left."""
    if edtf and reading.side in ("since", "from"):
        return f"{edtf.split('/')[0]}/.."
    if edtf and reading.side == "until":
        return f"../{edtf.split('/')[-1]}"
    return edtf


def _settle(state: Discourse, index: int, again: bool = False) -> None:
    reading = state.found[index].reading
    _tell(state, index, said_twice(state, index) or _value(state, index, reading), again)


def _tell(state: Discourse, index: int, value: Value, again: bool = False) -> None:
    """Keep the value of an expression, and as a time told from which later ones may count."""
    reading = state.found[index].reading
    state.values[index] = value
    first, last = bounds(value.edtf)
    if again or not first or not last:
        return
    context = state.contexts[index]
    told = Told(
        value.edtf, date.fromisoformat(first), date.fromisoformat(last), index,
        frame=_is_frame(state, index), opens=state.opens(index),
        header=(context.dateline or reading.year is not None) and value.edtf == state.published_on,
    )  # fmt: skip
    state.told.append(told)
    if context.governs and told.first == told.last:
        state.change_base(index, told.first)


def _is_frame(state: Discourse, index: int) -> bool:
    """Whether the telling moves to this time: a date of its own, or an offset that opens its sentence."""
    reading = state.found[index].reading
    if reading.side:
        return False
    if reading.kind in ("date", "feast", "range") or reading.base == "base":
        return True
    return state.opens(index)


def _vague(state: Discourse, index: int, reading: Reading) -> Value:
    return Value()


def _impossible(state: Discourse, index: int, reading: Reading) -> Value:
    return Value(note=IMPOSSIBLE)


def _value(state: Discourse, index: int, reading: Reading) -> Value:
    value = _KINDS[reading.kind](state, index, reading)
    if value.edtf and not is_valid(value.edtf):  # reckoned past the year 9999
        return Value("", value.basis)
    return value


_KINDS: dict[str, Callable[[Discourse, int, Reading], Value]] = {
    "date": partial.calendar_date,
    "feast": partial.feast_day,
    "quarter": partial.quarter,
    "decade": partial.decade,
    "portion": partial.portion,
    "shift": relative.shift,
    "same": relative.same,
    "nth": relative.nth,
    "unit": relative.unit,
    "around": relative.around,
    "recent": relative.recent,
    "range": ranges.span,
    "vague": _vague,
    "impossible": _impossible,
}
