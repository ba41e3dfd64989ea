"""Who a text is talking about at each point, and how well a pronoun or description fits each: evidence, no filter."""

import math
from dataclasses import dataclass, field

WEIGHTS = {
    "gender": 1.0,
    "gender clash": -1.5,
    "number": 0.5,
    "number clash": -3.5,
    "recency": 2.0,
    "subject": 0.6,
    "parallel": 0.4,
    "alert": 0.8,
    "often": 0.2,
    "organisation": -1.2,
    "group": -0.3,
    "same clause": -3.0,
    "last": 1.5,
}
MIDDLE = 2.0  # the sum of weights that gives a score of one half
HORIZON = 6  # sentences


@dataclass(slots=True)
class Referent:
    """Somebody or some people that a text may speak of again; `members` are entity keys or `group:INDEX`."""

    members: tuple[str, ...]
    kind: str  # person, organisation, group
    gender: str
    number: str
    prior: float = 0.0  # 1 for whom the alert is about
    head: str = ""  # lemma of the noun of a group
    occupations: frozenset[str] = frozenset()
    token: int = -1
    sentence: int = -1
    subject: bool = False
    governor: int = -1
    times: int = 0


@dataclass(slots=True)
class Clue:
    """What a pronoun or description tells of whom it points to, and where it stands."""

    gender: str
    number: str
    use: str
    token: int
    sentence: int
    governors: tuple[int, ...] = ()  # the verbs whose subject or object it cannot also be


@dataclass(slots=True)
class Discourse:
    """The referents so far, in order of their first mention."""

    referents: dict[tuple[str, ...], Referent] = field(default_factory=dict)

    def mention(self, referent: Referent, token: int, sentence: int, subject: bool, governor: int) -> None:
        """Somebody is mentioned at a token."""
        known = self.referents.setdefault(referent.members, referent)
        known.token, known.sentence, known.subject, known.governor = token, sentence, subject, governor
        known.times += 1

    def near(self, sentence: int) -> list[Referent]:
        """The referents that are still in mind."""
        return [r for r in self.referents.values() if r.prior or r.sentence >= sentence - HORIZON]


def fit(referent: Referent, clue: Clue) -> float:
    """The sum of the evidence that a clue points to a referent."""
    distance = max(clue.sentence - referent.sentence, 0) if referent.sentence >= 0 else HORIZON
    score = WEIGHTS["recency"] / (1 + distance) + WEIGHTS["alert"] * referent.prior
    score += WEIGHTS["often"] * math.log1p(referent.times)
    if clue.gender and referent.gender:
        score += WEIGHTS["gender" if clue.gender == referent.gender else "gender clash"]
    if clue.number and referent.number:
        score += WEIGHTS["number" if clue.number == referent.number else "number clash"]
    if referent.subject:
        score += WEIGHTS["subject"] + (WEIGHTS["parallel"] if clue.use == "subject" else 0.0)
    if referent.kind != "person":
        score += WEIGHTS[referent.kind]
    if referent.governor in clue.governors and clue.use in ("subject", "object"):
        score += WEIGHTS["same clause"]
    if clue.use == "last" and distance <= 1:
        score += WEIGHTS["last"] * referent.token / max(clue.token, 1)
    return score


def probability(score: float) -> float:
    """A sum of evidence as a score between 0 and 1."""
    return round(1 / (1 + math.exp(MIDDLE - score)), 3)
