"""What a text has told so far: the times that later words count from, and the events that happened then."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from pipeline.dates.arithmetic import shift
from pipeline.dates.context import Context
from pipeline.dates.families import background_words, family, hints, is_content, is_report
from pipeline.dates.find import Found
from pipeline.dates.reading import Reading
from pipeline.dates.tokens import Tokens, bare

DAY_LEVEL = 3  # days: a night, a weekend
MEMORY = 60  # times that later words may count from; it bounds the work on a text of nothing but dates
LONGEST = 120  # tokens of a sentence that are looked at for an event
_OPENING = 2  # tokens before an expression that still opens its sentence
_CLAUSE = 13  # tokens before a time in which the clause that holds it begins
_BOUNDS = frozenset((",", ";", ":", "(", ")", "–", "—"))
_FACT = 5  # tokens before a time in which such a fact is told


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
    anchors: frozenset[int] = frozenset()

    def __post_init__(self) -> None:
        """`anchors` are the tokens that name an event within an expression: they tell nothing of its own day."""
        self.anchors = frozenset(
            token for item in self.found if item.reading.event for token in range(item.tokens[0], item.tokens[1])
        )

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
                if day and place == self.contexts[index].governs and self.found[index].reading.month:
                    later = shift(day, 1, "month") or day  # the next entry or mail, in either direction
                    return min(later, self.published or later)
                return day
        return self.published

    def change_base(self, index: int, day: date) -> None:
        """What an expression governs is of that day (a letter, a mail, a diary's entry)."""
        place = self.contexts[index].governs
        if place and not (place[0] == "paragraph" and self.published and day > self.published):  # an agenda's entry
            behind = place[0] == "quote" and place[1] != self.contexts[index].quote
            self.local[place] = (0 if behind else index), day

    def same_sentence(self, one: int, other: int) -> bool:
        """Whether two expressions stand in one sentence."""
        return self.contexts[one].sentence == self.contexts[other].sentence

    def opens(self, index: int) -> bool:
        """Whether an expression stands at the head of its sentence (`Dès le lendemain, …`)."""
        return self.found[index].tokens[0] - self.contexts[index].sentence[0] <= _OPENING

    def apart(self, index: int) -> int:
        """How many tokens part an expression from the one before it."""
        return self.found[index].tokens[0] - self.found[index - 1].tokens[1] if index else LONGEST

    def forms(self, index: int) -> list[str]:
        """The words of an expression."""
        first, end = self.found[index].tokens
        return self.tokens.forms[first:end]

    def before(self, index: int, fits: Callable[[Told], bool]) -> Told | None:
        """The time that an expression counts from: the nearest told before it that fits.

        Never the date in the header: to count an unknown event from the day of publication would invent a date.
        """
        earlier = (told for told in reversed(self.told[-MEMORY:]) if told.index < index and fits(told))
        return next((told for told in earlier if not told.header), None)

    def alone(self, told: Told, index: int, reading: Reading) -> Value:
        """The value of a reading if only one time had been told."""
        kept, self.told = self.told, [told]
        try:
            return self.value(self, index, reading)
        finally:
            self.told = kept

    def speaks_of(self, sentence: tuple[int, int]) -> list[tuple[int, str, str]]:
        """The words of a sentence that carry meaning: token, family of events, word without accents."""
        if sentence not in self.spoken:
            end = min(sentence[1], sentence[0] + LONGEST)
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

    def subordinate(self, told: Told) -> bool:
        """Whether a time dates no clause of the telling but a noun or a relative clause, or stands between brackets.

        `les plaintes qu'il avait déposées en 2006`, `trente personnes enlevées le 16 mai 1998`, `le massacre de 2018`.
        """
        at, start = self.found[told.index].tokens[0] - 1, self.contexts[told.index].sentence[0]
        forms, relatives = self.tokens.forms, hints("relatives")
        before = (form for form in forms[max(start, at - _CLAUSE) : at + 1][::-1])
        mark = next((form for form in before if form in _BOUNDS or form in relatives), "")
        if mark == "(" or mark in relatives or (at > start and forms[at] in hints("of")):
            return True
        while at > start and forms[at] in hints("into"):
            at -= 1
        participle = at > start + 1 and forms[at].endswith(hints("participles"))
        return participle and forms[at - 1] not in hints("before_participles")

    def day_before(self, index: int, fits: Callable[[Told], bool] = lambda _: True) -> Told | None:
        """The day (night, stretch of days) that an expression counts from."""
        return self.before(index, lambda told: self.is_day(told) and fits(told) and not self._is_aside(told, index))

    def _is_aside(self, told: Told, index: int) -> bool:
        """Whether a time steps back only for a clause (`que nul, la veille, n'avait vue`), or is no time of a telling.

        `Cinq jours plus tôt, il y avait dénoncé …` goes back for as long as the verbs do. `ce jour-là` points away from
        the time of speaking: never to `hier`.
        """
        reading, same = self.found[told.index].reading, self.same_sentence(told.index, index)
        if self.of_event(told):
            return True
        back = reading.base == "text" and (reading.count or 0) < 0
        if reading.eve and back and not told.opens:
            return not same
        if back and self.contexts[told.index].distant and not self.contexts[index].distant and not same:
            return True
        if self.reports(told) and not same:
            return True
        return reading.base == "base" and self.forms(index)[-1] in ("là", "la")

    def of_event(self, told: Told) -> bool:
        """Whether a time only dates an event from which another counts (`la veille des obsèques, célébrées lundi`);
        `la veille de l'émission du 3 mai` tells of that day."""
        if told.index == 0 or not self.contexts[told.index].described:
            return False
        word_before = self.tokens.forms[self.found[told.index].tokens[0] - 1]
        event = self.found[told.index - 1].reading.event != "" and self.same_sentence(told.index - 1, told.index)
        return event and word_before not in hints("of")

    def reports(self, told: Told) -> bool:
        """Whether a time only says when a report was made (`a déclaré mercredi le pasteur`)."""
        first, start = self.found[told.index].tokens[0], self.contexts[told.index].sentence[0]
        return any(is_report(form) for form in self.tokens.forms[max(start, first - 2) : first])

    def is_main(self, told: Told, index: int) -> bool:
        """Whether a time is of the same sentence or more than an offset at the end of an earlier one."""
        return told.opens or not self.found[told.index].reading.eve or self.same_sentence(told.index, index)

    def day_after(self, index: int, fits: Callable[[Told], bool]) -> Told | None:
        """The first day told after an expression; only once all have been settled."""
        later = (told for told in self.told[-MEMORY:] if told.index > index and self.is_day(told) and fits(told))
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
        return told.days <= DAY_LEVEL or (reading.kind == "range" and "/" in told.edtf and len(told.edtf) == 21)
