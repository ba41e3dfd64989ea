"""What a text has told so far: the times that later words count from, and the events that happened then."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from pipeline.dates.context import Context
from pipeline.dates.families import background_words, family, is_content
from pipeline.dates.find import Found
from pipeline.dates.reading import Reading
from pipeline.dates.tokens import Tokens, bare, value

_DAY_LEVEL = 3  # days: a night, a weekend
_EVENT_LEVEL = 40  # days: an event told of a month still has a date
_MEMORY = 60  # times that later words may count from; it bounds the work on a text of nothing but dates
_LONGEST = 120  # tokens of a sentence that are looked at for an event
_OPENING = 2  # tokens before an expression that still opens its sentence
_FACT = 5  # tokens before a time in which such a fact is told
_KINSHIP = 4  # letters that two words of one family share


@dataclass(slots=True)
class Told:
    """A time already told. `frame` says that the telling moves to it (`Le 3 mai, …`); others are told by the way.

    `opens` says that it stands at the head of its sentence, `header` that it is the date line of the text.
    """

    edtf: str
    first: date
    last: date
    index: int
    frame: bool
    opens: bool
    header: bool

    @property
    def days(self) -> int:
        """Its length."""
        return (self.last - self.first).days


@dataclass(slots=True)
class Value:
    """The outcome for one reading."""

    edtf: str = ""
    basis: str = "none"
    note: str = ""
    is_date: bool = True  # no date after all where the text gives nothing to count from


@dataclass(slots=True)
class Discourse:
    """The expressions of a text, what surrounds them, and what has been settled so far.

    `value` gives the value of a reading at an index; `local` holds the days of quoted and pasted texts
    and from which expression on they hold.
    """

    tokens: Tokens
    found: list[Found]
    contexts: list[Context]
    published: date | None
    value: Callable[["Discourse", int, Reading], Value]
    told: list[Told] = field(default_factory=list)
    values: dict[int, Value] = field(default_factory=dict)
    local: dict[tuple[str, int], tuple[int, date | None]] = field(default_factory=dict)
    spoken: dict[tuple[int, int], list[tuple[int, str, str]]] = field(default_factory=dict)

    @property
    def published_on(self) -> str:
        """The day of publication as ISO, "" where unknown."""
        return self.published.isoformat() if self.published else ""

    def base(self, index: int) -> date | None:
        """The time of telling: the day of the quoted or pasted text if it has one, else the day of publication."""
        context = self.contexts[index]
        return self._base(index, (("quote", context.quote), ("piece", context.piece)))

    def speaking(self, index: int) -> date | None:
        """What `hier` counts from: as `base`, but within an entry of a log or a diary the day of the entry."""
        context = self.contexts[index]
        return self._base(index, (("quote", context.quote), ("paragraph", context.paragraph), ("piece", context.piece)))

    def _base(self, index: int, places: tuple[tuple[str, int], ...]) -> date | None:
        for place in places:
            since, day = self.local.get(place, (index + 1, None))
            if since <= index:
                return day
        return self.published

    def change_base(self, index: int, day: date) -> None:
        """What an expression governs is of that day (a letter, a mail, a diary's entry)."""
        if place := self.contexts[index].governs:
            self.local[place] = index, day

    def same_sentence(self, one: int, other: int) -> bool:
        """Whether two expressions stand in one sentence."""
        return self.contexts[one].sentence == self.contexts[other].sentence

    def opens(self, index: int) -> bool:
        """Whether an expression stands at the head of its sentence (`Dès le lendemain, …`)."""
        return self.found[index].tokens[0] - self.contexts[index].sentence[0] <= _OPENING

    def forms(self, index: int) -> list[str]:
        """The words of an expression."""
        first, end = self.found[index].tokens
        return self.tokens.forms[first:end]

    def before(self, index: int, fits: Callable[[Told], bool]) -> Told | None:
        """The time that an expression counts from: the nearest told before it that fits.

        The date in the header serves only where there is no other.
        """
        header = None
        for told in reversed(self.told[-_MEMORY:]):
            if told.index < index and fits(told):
                if not told.header:
                    return told
                header = header or told
        return header

    def speaks_of(self, sentence: tuple[int, int]) -> list[tuple[int, str, str]]:
        """The words of a sentence that carry meaning: token, family of events, word without accents."""
        if sentence not in self.spoken:
            end = min(sentence[1], sentence[0] + _LONGEST)
            self.spoken[sentence] = [
                (at, family(form), bare(form))
                for at in range(sentence[0], end)
                if is_content(form := self.tokens.forms[at])
            ]
        return self.spoken[sentence]

    def background(self, told: Told) -> bool:
        """Whether a time only dates a fact of a life (`né en 1975`, `inscrite au barreau en 2003`)."""
        first = self.found[told.index].tokens[0]
        return not background_words().isdisjoint(self.tokens.forms[max(0, first - _FACT) : first])

    def day_before(self, index: int, fits: Callable[[Told], bool] = lambda _: True) -> Told | None:
        """The day (night, stretch of days) that an expression counts from."""
        return self.before(index, lambda told: self.is_day(told) and fits(told) and not self._is_aside(told, index))

    def _is_aside(self, told: Told, index: int) -> bool:
        """Whether a time steps back only for a clause (`que nul, la veille, n'avait vue`), or is no time of a telling.

        `ce jour-là` points away from the time of speaking: never to `hier`.
        """
        reading = self.found[told.index].reading
        if reading.eve and (reading.count or 0) < 0 and not told.opens:
            return not self.same_sentence(told.index, index)
        return reading.base == "base" and self.forms(index)[-1] in ("là", "la")

    def is_main(self, told: Told, index: int) -> bool:
        """Whether a time is of the same sentence or more than an offset at the end of an earlier one."""
        return told.opens or not self.found[told.index].reading.eve or self.same_sentence(told.index, index)

    def day_after(self, index: int, fits: Callable[[Told], bool]) -> Told | None:
        """The first day told after an expression; only once all have been settled."""
        later = (told for told in self.told[-_MEMORY:] if told.index > index and self.is_day(told) and fits(told))
        return next(later, None)

    def past(self, index: int, day: date | None) -> bool:
        """Whether a day fits what is told as past: it lies not after the time of speaking."""
        base = self.base(index)
        return not day or not base or day <= base or self.contexts[index].tense == "future"

    def is_day(self, told: Told) -> bool:
        """Whether it is of the length of a day, and no mere `aujourd'hui`."""
        reading = self.found[told.index].reading
        if reading.base == "base" and not reading.count:
            return False
        return told.days <= _DAY_LEVEL or (reading.kind == "range" and "/" in told.edtf and len(told.edtf) == 21)


def event(state: Discourse, index: int, words: str, least: int = 2) -> Told | None:
    """The time told with the event that the words name, None where the text does not give it.

    The date whose sentence (3 points), or the words after it (2), hold a word of the same family, with `least` so many
    points; the later of equally good ones, those before the expression first. Failing that, of words that name no kind
    of event (`le drame`, `les faits`), the first day of the telling.
    """
    names = words.split()
    wanted = {found for name in names if is_content(name) and (found := family(name))}
    stems = [] if "generic" in wanted else [bare(name) for name in names if is_content(name)][:1]
    pointing = value(names[0], "ce") is not None  # `cette altercation` has been told
    base = state.base(index)
    near = [told for told in state.told if abs(told.index - index) <= _MEMORY] if len(state.told) <= 4 * _MEMORY else []
    near = near or state.told[-_MEMORY:]
    best: tuple[tuple[int, int, int], Told] | None = None
    for told in near:
        if told.days > _EVENT_LEVEL or told.index == index or told.header or (base and told.first > base):
            continue
        if told.index > index and (pointing or state.opens(index)):
            continue
        points, gap = _score(state, told, wanted, stems)
        rank = points - 2 * (told.index > index), state.contexts[told.index].sentence[0], -gap
        if rank[0] >= least and (best is None or rank >= best[0]):
            best = rank, told
    if best:
        return best[1]
    days = [told for told in near if told.index < index and told.days <= _DAY_LEVEL and not told.header]
    paragraph = state.contexts[index].paragraph
    nearby = [told for told in days if told.frame and state.contexts[told.index].paragraph == paragraph]
    return next(iter(nearby or days), None) if "generic" in wanted else None


def _score(state: Discourse, told: Told, wanted: set[str], stems: list[str]) -> tuple[int, int]:
    """How well the words near a date tell the event, and how many words from it: best those of its own sentence."""
    at = state.found[told.index].tokens[0]
    sentence = state.contexts[told.index].sentence
    best = 0, _LONGEST
    for region, weight in ((sentence, 3), (_after(state, told.index), 2)):
        for position, kind, word in state.speaks_of(region):
            points = weight * (kind in wanted and kind != "generic")
            points += weight * any(_akin(stem, word) for stem in stems)
            best = max(best, (points, abs(position - at)), key=lambda pair: (pair[0], -pair[1]))
    return best


def _after(state: Discourse, index: int) -> tuple[int, int]:
    """The tokens from the end of the sentence of an expression to the next expression."""
    end = state.contexts[index].sentence[1]
    following = state.found[index + 1].tokens[0] if index + 1 < len(state.found) else len(state.tokens)
    return end, max(end, min(following, end + _LONGEST // 3))


def _akin(one: str, other: str) -> bool:
    """Whether two words look like one family (`parution`, `parue`)."""
    common = next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    return common >= _KINSHIP and common * 2 >= min(len(one), len(other)) + 1
