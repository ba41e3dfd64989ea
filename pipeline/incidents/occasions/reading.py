"""What is read of one mention before mentions become incidents."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from heapq import nlargest
from typing import NamedTuple, TypeVar

from pipeline.dates.edtf import bounds, precision
from pipeline.incidents.acts.mentions import Mention

Key = TypeVar("Key", int, str)


def highest(scored: Iterable[Mapping[Key, float]]) -> dict[Key, float]:
    """The highest score of each key over several readings."""
    out: dict[Key, float] = {}
    for scores in scored:
        for key, value in scores.items():
            out[key] = max(value, out.get(key, 0.0))
    return out


@dataclass(slots=True)
class Reading:
    """A mention with its participants (keys and probabilities), date, factuality and how sure each is."""

    mention: Mention
    victim_scores: dict[str, float] = field(default_factory=dict)
    victims: frozenset[str] = frozenset()
    perpetrator_scores: dict[str, float] = field(default_factory=dict)
    perpetrators: frozenset[str] = frozenset()
    perpetrator_type: str = "none"
    date_scores: dict[int, float] = field(default_factory=dict)
    date: int = -1
    date_score: float = 0.0
    first: str = ""
    last: str = ""
    factualities: dict[str, float] = field(default_factory=dict)
    factuality: str = "asserted"


class Choice(NamedTuple):
    """How likely what was chosen among several options is, and the next best."""

    best: float = 0.5
    next: float = 0.0

    @classmethod
    def of(cls, scores: Iterable[float]) -> "Choice":
        """The two highest scores of the options."""
        return cls(*nlargest(2, scores))


@dataclass(frozen=True, slots=True)
class When:
    """The date of an occasion: its EDTF value and the expression (index in the Doc's dates, -1 for none) behind it."""

    edtf: str
    expression: int

    @property
    def first(self) -> str:
        return bounds(self.edtf)[0] if self.edtf else ""

    @property
    def last(self) -> str:
        return bounds(self.edtf)[1] if self.edtf else ""

    @property
    def precision(self) -> str:
        return precision(self.edtf) if self.edtf else ""


UNDATED = When("", -1)


@dataclass(frozen=True, slots=True)
class Agents:
    """Who may have done an act, and how likely each type of SPEC section 3 is: by key, of the surest perpetrator (empty
    without one), and of an agent whom no words stand for."""

    named: dict[str, dict[str, float]] = field(default_factory=dict)
    surest: dict[str, float] = field(default_factory=dict)
    unnamed: dict[str, float] = field(default_factory=dict)

    def of_type(self, kind: str, chances: Mapping[str, float]) -> frozenset[str]:
        """The likeliest agent whose likeliest type is the given one, if there is one."""
        own = [key for key, likely in self.named.items() if max(likely, key=likely.__getitem__) == kind]
        return frozenset(nlargest(1, own, chances.__getitem__))


@dataclass(slots=True)
class Occasion:
    """One act on one occasion: the readings that tell it, and what they say together."""

    readings: list[Reading]
    hurt: dict[str, float]  # the probability of each key to be a victim
    victims: frozenset[str]
    agents: dict[str, float]  # … to be a perpetrator
    perpetrators: frozenset[str]
    perpetrator_type: str
    date: int
    factuality: str
    choices: dict[str, Choice] = field(default_factory=dict)  # how clear each of `confidence.CHOICES` was
    doers: Agents = field(default_factory=Agents)
    when: When = UNDATED

    @property
    def act(self) -> str:
        return self.readings[0].mention.act

    @property
    def mentions(self) -> list[Mention]:
        return [reading.mention for reading in self.readings]

    @property
    def surest_first(self) -> list[Mention]:
        """The mentions, the surest one first, then in order of the text: what was joined to it may tell nothing."""
        surest = max(self.mentions, key=lambda mention: mention.probability)
        return [surest, *(mention for mention in self.mentions if mention is not surest)]

    def teller(self, key: str) -> Mention:
        """The mention that knows a perpetrator best."""
        return max(self.readings, key=lambda reading: reading.perpetrator_scores.get(key, 0.0)).mention
