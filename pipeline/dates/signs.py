"""What speaks for each value that an expression may have: signs for the linear model, numbers for the trees."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from pipeline.dates.candidates import Candidate, Named, kind
from pipeline.dates.discourse import DAY_LEVEL, Discourse, Told
from pipeline.dates.edtf import bounds
from pipeline.dates.events import named, score
from pipeline.dates.reading import Reading

Edges = tuple[date | None, date | None]
_STEPS = (-3000, -800, -400, -300, -150, -60, -31, -14, -7, -2, -1, 0, 1, 2, 7, 14, 31, 60, 150, 300, 400)  # days
_COARSE = (-400, -45, 0, 1)
_FAR = 99999.0
_TENSES = ("", "past", "soon", "future")
_KINDS = ("date", "month", "day", "weekday", "season", "feast", "eve", "same", "shift", "unit", "nth")
_ORIGINS = ("", "eve", "same", "shift")  # kinds of a time told that itself counts from another, by their beginnings
_LEFT, _RIGHT = 4, 2  # words beside the expression that are looked at
_UNTOLD = [-1.0] * 17  # the numbers of a value that counts from no time told


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What is the same for all values of one expression.

    `before`, `sentence` and `after` are the times told last, last in the same sentence, and next; `days` those of the
    length of a day from the nearest back; `shape` says where the expression stands.
    """

    kind: str
    base: date | None
    before: Told | None
    sentence: Told | None
    after: Told | None
    days: list[Told]
    words: list[str]
    tense: str
    shape: str


def surroundings(state: Discourse, index: int, around: Sequence[Named]) -> Surroundings:
    """The words around an expression and the times told beside it."""
    context, reading = state.contexts[index], state.found[index].reading
    earlier = [told for _, told in around if told.index < index]
    marks = (("o", state.opens(index)), ("d", context.distant), ("q", context.quote), (reading.side[:1], True))
    return Surroundings(
        kind=kind(reading),
        base=state.base(index),
        before=earlier[0] if earlier else None,
        sentence=next((told for told in earlier if state.same_sentence(told.index, index)), None),
        after=next((told for _, told in around if told.index > index), None),
        days=[told for told in earlier if told.days <= DAY_LEVEL],
        words=_words(state, index),
        tense=context.tense,
        shape="".join(mark for mark, holds in marks if holds),
    )


def _words(state: Discourse, index: int) -> list[str]:
    """The words of an expression, those beside it and the one that opens its sentence."""
    forms, (first, end) = state.tokens.forms, state.found[index].tokens
    start, stop = state.contexts[index].sentence
    left, right = forms[max(start, first - _LEFT) : first][::-1], forms[end : min(stop, end + _RIGHT)]
    own = " ".join("0" if form[0].isdigit() else form for form in forms[first:end])
    beside = [f"-{n}{form}" for n, form in enumerate(left[:2])] + [f"+{n}{form}" for n, form in enumerate(right)]
    return [*beside, *(f"<{form}" for form in left), f"^{forms[start]}", f"={own}"]


@dataclass(frozen=True, slots=True)
class Question:
    """Which of several values an expression has; the first is that of the rules."""

    state: Discourse
    index: int
    found: Sequence[Candidate]
    about: Surroundings
    edges: list[Edges]
    gaps: list[list[float]]
    holds: list[str]

    @classmethod
    def of(cls, state: Discourse, index: int, found: Sequence[Candidate], around: Sequence[Named]) -> "Question":
        """The question with what signs and numbers both need."""
        about = surroundings(state, index, around)
        days = (about.base, *map(_first, (about.before, about.sentence, about.after)))
        edges = [_edges(one.value.edtf) for one in found]
        gaps = [[_gap(first, day) for day in days] for first, _ in edges]
        holds = [_hold(state, index, one.told) if one.told else "" for one in found]
        return cls(state, index, found, about, edges, gaps, holds)

    def signs(self) -> list[list[str]]:
        """The signs of each value."""
        out = []
        for number, (one, gaps, hold) in enumerate(zip(self.found, self.gaps, self.holds, strict=True)):
            row = _signs(one, self.about, gaps, hold, "-" if number else "R")
            out.append([*row, *_told_signs(self.state, self.index, one.told, hold[0])] if one.told else row)
        return out

    def numbers(self) -> list[list[float]]:
        """The numbers of each value."""
        about, rules = self.about, self.edges[0][0]
        kinds = [float(about.kind.startswith(one)) for one in _KINDS]
        shared = [*_place(self.state, self.index, about), float(len(self.found)), *kinds]
        out = []
        for number, (one, gaps, (first, last)) in enumerate(zip(self.found, self.gaps, self.edges, strict=True)):
            length = float((last - first).days) if first and last else -1.0
            own = [float(number == 0), *gaps, _gap(first, rules), length, float(first is None)]
            told = _told_numbers(self.state, self.index, one.told, about) if one.told else _UNTOLD
            out.append([*own, *_proposers(one), *told, *shared])
        return out


def _signs(one: Candidate, about: Surroundings, gaps: Sequence[float], hold: str, by: str) -> list[str]:
    """Where the value lies beside the times around, who proposes it, and this with the words around."""
    c, tense, shape, place = about.kind, about.tense, about.shape, hold[:1]
    base, before, sentence, after = map(_step, gaps)
    way = _step(gaps[0], _COARSE)
    out = [
        c + by, f"{c}{by}b{base}", f"{c}{by}p{before}", f"{c}s{sentence}", f"{c}a{after}", f"{c}b{base}{tense}{shape}",
        f"{c}p{before}{shape}", f"{c}b{base}p{before}", f"{c}p{before}a{after}", f"{c}s{sentence}{place}",
        f"{c}{by}{hold}", f"{c}h{hold}{tense}", f"{c}w{way}{tense}{shape}{by}", f"{c}{tense}p{before}",
    ]  # fmt: skip
    for name in one.by:
        out += [f"{c}:{name}", f"{c}:{name}{shape}", f"{c}:{name}{place}"]
    for word in about.words:
        out += [f"{c}{word}{way}", f"{c}{word}{by}"]
    return out


def _told_signs(state: Discourse, index: int, told: Told, place: str) -> list[str]:
    """What the time told is from which a value counts, with its sentence, paragraph or neither."""
    c, other = kind(state.found[index].reading), state.found[told.index]
    name = _name(other.reading)
    marks = zip(("sub", "bg", "rep"), _aside(state, told), strict=True)
    out = [f"{c}t{name}{other.reading.side[:1]}", f"{c}t{name}{place}", f"{c}l{min(told.days, 4)}{place}"]
    out += [f"{c}{mark}{place}" for mark, holds in marks if holds]
    out += [f"{c}@{form}" for form in state.tokens.forms[max(0, other.tokens[0] - 2) : other.tokens[0]]]
    return [*out, f"{c}e{_points(state, index, told)}{place}"]


def _told_numbers(state: Discourse, index: int, told: Told, about: Surroundings) -> list[float]:
    """The same in numbers, with how far it stands from the expression."""
    other, there, here = state.found[told.index], state.contexts[told.index], state.contexts[index]
    name = _name(other.reading)
    return [
        float(index - told.index), float(state.found[index].tokens[0] - other.tokens[1]),
        float(here.paragraph - there.paragraph), float(there.sentence == here.sentence),
        float(there.sentence[1] <= here.sentence[0]), float(told.opens), float(told.frame), float(told.days),
        *map(float, _aside(state, told)), float(_points(state, index, told)),
        float(next((n for n, begin in enumerate(_ORIGINS) if begin and name.startswith(begin)), 0)),
        float(other.reading.base == "base"), float(about.days.index(told) if told in about.days else 9),
        float(there.distant) - float(here.distant), float(_TENSES.index(there.tense)),
    ]  # fmt: skip


def _name(reading: Reading) -> str:
    return kind(reading) or reading.kind + ("!" if reading.day else "")


def _aside(state: Discourse, told: Told) -> tuple[bool, bool, bool]:
    return state.subordinate(told), state.background(told), state.reports(told)


def _points(state: Discourse, index: int, told: Told) -> int:
    """How well the words near a time tell the event that the expression names."""
    event = state.found[index].reading.event
    return score(state, told, named(event))[0] if event else 0


def _place(state: Discourse, index: int, about: Surroundings) -> list[float]:
    """Where the expression stands."""
    reading = state.found[index].reading
    return [
        float(index), float(len(state.found) - index), float("o" in about.shape), float("d" in about.shape),
        float(_TENSES.index(about.tense)), float(bool(reading.side)), float(reading.count or 0),
    ]  # fmt: skip


def _proposers(one: Candidate) -> list[float]:
    """How many proposed the value, how far back the nearest of them is, whether the base or the next time did."""
    back = (float(name[6]) for name in one.by if name.startswith("before"))
    others = (any(name.startswith(begin) for name in one.by) for begin in ("base", "after"))
    return [float(len(one.by)), next(back, 9.0), *map(float, others)]


def _hold(state: Discourse, index: int, told: Told) -> str:
    """How the time counted from stands to the expression: sentence, paragraph, the next one; then marks."""
    one, other, next_to = state.contexts[told.index], state.contexts[index], told.index == index - 1
    apart = abs(one.paragraph - other.paragraph)
    place = "s" if one.sentence == other.sentence else "pnx"[min(apart, 2)]
    marks = (
        ("o", told.opens), ("f", told.frame), ("g", one.governs is not None), ("d", one.distant),
        ("t", one.tense == other.tense), ("c", other.linked and next_to), ("a", other.apposed and next_to),
    )  # fmt: skip
    return place + "".join(mark for mark, holds in marks if holds)


def _first(told: Told | None) -> date | None:
    return told.first if told else None


def _gap(day: date | None, other: date | None) -> float:
    return float((day - other).days) if day and other else _FAR


def _step(gap: float, steps: Sequence[int] = _STEPS) -> str:
    return "?" if gap == _FAR else str(bisect_right(steps, gap))


def _edges(edtf: str) -> Edges:
    first, last = bounds(edtf)
    return (date.fromisoformat(first) if first else None, date.fromisoformat(last) if last else None)
