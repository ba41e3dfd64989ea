"""What the other acts of a text say of someone: whether he suffers or does them, and what was told right before."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from pipeline.incidents.acts.mentions import Mention
from pipeline.incidents.encoding.codes import ELSE, acts

BEFORE, BEHIND = 2, 1  # neighbouring mentions that are looked at
NOBODY = [ELSE] * 5


@dataclass(frozen=True, slots=True)
class Told:
    """A mention and the probability of each key to be a victim or an agent of it, as read at first."""

    mention: Mention
    tokens: frozenset[int]
    victims: Mapping[str, float]
    agents: Mapping[str, float]
    most: float  # the highest probability of a victim
    whole: float  # their sum


class Part(NamedTuple):
    """What a mention makes of someone who may take part in it: its place among the mentions, both probabilities."""

    place: int
    victim: float
    agent: float


def told(mention: Mention, victims: Mapping[str, float], agents: Mapping[str, float]) -> Told:
    """What was read at first of a mention."""
    most, whole = max(victims.values(), default=0.0), sum(victims.values())
    return Told(mention, frozenset(mention.tokens), victims, agents, most, whole)


def parts(read: Sequence[Told]) -> dict[str, list[Part]]:
    """The parts that each key may take in the mentions of a text, in order of the text."""
    found: dict[str, list[Part]] = defaultdict(list)
    for place, one in enumerate(read):
        for key in one.victims.keys() | one.agents.keys():
            found[key].append(Part(place, one.victims.get(key, 0.0), one.agents.get(key, 0.0)))
    return found


class Company:
    """The other mentions of a text as one mention sees them; those that share a word with it are not others."""

    def __init__(self, mention: Mention, read: Sequence[Told], played: Mapping[str, list[Part]]) -> None:
        own = frozenset(mention.tokens)
        others = {place: other for place, other in enumerate(read) if not own & other.tokens}
        self.mention = mention
        self.played = played
        self.others = others.keys()
        self.beside = {place for place, other in others.items() if other.mention.sentence == mention.sentence}
        self.alike = {place for place, other in others.items() if other.mention.act == mention.act}
        before = [other for other in others.values() if other.mention.head < mention.head][-BEFORE:]
        behind = [other for other in others.values() if other.mention.head > mention.head][:BEHIND]
        self.neighbours = [*[None] * (BEFORE - len(before)), *before, *behind, *[None] * (BEHIND - len(behind))]
        self.whole = sum(other.whole for other in others.values())

    def numbers(self, key: str) -> list[float]:
        """Numbers of someone as a candidate for the mention."""
        others, sentence, act = self.others, self.beside, self.alike
        hurt: list[float] = []
        did: list[float] = []
        hurt_beside: list[float] = []
        did_beside: list[float] = []
        hurt_alike: list[float] = []
        for place, victim, agent in self.played.get(key, ()):
            if place in others:
                hurt.append(victim)
                did.append(agent)
                if place in sentence:
                    hurt_beside.append(victim)
                    did_beside.append(agent)
                if place in act:
                    hurt_alike.append(victim)
        whole = sum(hurt)
        return [
            max(hurt, default=0.0),
            whole,
            whole / self.whole if self.whole else 0.0,
            max(did, default=0.0),
            sum(did),
            self._most(hurt_beside, sentence),
            self._most(did_beside, sentence),
            self._most(hurt_alike, act),
            float(len(self.others)),
            *(number for other in self.neighbours for number in self._neighbour(key, other)),
        ]

    @staticmethod
    def _most(values: Iterable[float], among: set[int]) -> float:
        """The highest value, 0 where none of the mentions knows the key."""
        return max(values, default=0.0) if among else ELSE

    def _neighbour(self, key: str, other: Told | None) -> list[float]:
        if other is None:
            return NOBODY
        hurt = other.victims.get(key, 0.0)
        away = float(abs(other.mention.sentence - self.mention.sentence))
        return [away, hurt, float(hurt == other.most), other.agents.get(key, 0.0), acts()[other.mention.act]]
