"""What the other acts of a text say of someone: whether he suffers or does them, and what was told right before."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pipeline.incidents.codes import ELSE, acts
from pipeline.incidents.mentions import Mention

BEFORE, BEHIND = 2, 1  # neighbouring mentions that are looked at
NOBODY = [ELSE] * 5


@dataclass(frozen=True, slots=True)
class Told:
    """A mention and the probability of each key to be a victim or an agent of it, as read at first."""

    mention: Mention
    victims: Mapping[str, float]
    agents: Mapping[str, float]
    most: float  # the highest probability of a victim
    whole: float  # their sum


def told(mention: Mention, victims: Mapping[str, float], agents: Mapping[str, float]) -> Told:
    """What was read at first of a mention."""
    return Told(mention, victims, agents, max(victims.values(), default=0.0), sum(victims.values()))


class Company:
    """The other mentions of a text as one mention sees them, in order of the text."""

    def __init__(self, mention: Mention, others: Sequence[Told]) -> None:
        self.mention = mention
        self.others = others
        self.beside = [other for other in others if other.mention.sentence == mention.sentence]
        self.alike = [other for other in others if other.mention.act == mention.act]
        before = [other for other in others if other.mention.head < mention.head][-BEFORE:]
        behind = [other for other in others if other.mention.head > mention.head][:BEHIND]
        self.neighbours = [*[None] * (BEFORE - len(before)), *before, *behind, *[None] * (BEHIND - len(behind))]
        self.whole = sum(other.whole for other in others)

    def numbers(self, key: str) -> list[float]:
        """Numbers of someone as a candidate for the mention."""
        hurt = [other.victims.get(key, 0.0) for other in self.others]
        did = [other.agents.get(key, 0.0) for other in self.others]
        return [
            max(hurt, default=0.0),
            sum(hurt),
            sum(hurt) / self.whole if self.whole else 0.0,
            max(did, default=0.0),
            sum(did),
            max([other.victims.get(key, 0.0) for other in self.beside], default=ELSE),
            max([other.agents.get(key, 0.0) for other in self.beside], default=ELSE),
            max([other.victims.get(key, 0.0) for other in self.alike], default=ELSE),
            float(len(self.others)),
            *(number for other in self.neighbours for number in self._neighbour(key, other)),
        ]

    def _neighbour(self, key: str, other: Told | None) -> list[float]:
        if other is None:
            return NOBODY
        hurt = other.victims.get(key, 0.0)
        away = float(abs(other.mention.sentence - self.mention.sentence))
        return [away, hurt, float(hurt == other.most), other.agents.get(key, 0.0), acts()[other.mention.act]]
