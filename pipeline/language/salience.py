"""Who a text is talking about at each point, and how well a pronoun or description fits each: evidence, no filter."""

import math
from dataclasses import dataclass, field
from itertools import islice, takewhile

# Weights of a logistic model of which of two candidates is meant, fitted on the participants in corpus/train.
WEIGHTS = {
    "gender": 1.3,
    "gender clash": -0.7,
    "number": 1.25,
    "number clash": -1.25,
    "recency": 0.5,
    "nearest": 1.2,
    "paragraph": 2.4,
    "subject": 0.25,
    "parallel": -0.25,
    "often": -0.6,
    "organisation": -2.7,
    "group": -2.8,
    "thing": -3.5,
    "collective": -1.2,
    "same clause": -0.8,
    "last": 1.0,
}
HORIZON = 6  # sentences
MOST = 40  # referents kept in mind


@dataclass(slots=True)
class Referent:
    """Somebody or some people that a text may speak of again; `members` are entity keys or `group:INDEX`."""

    members: tuple[str, ...]
    kind: str  # person, organisation, group, thing
    gender: str
    number: str
    head: str = ""  # lemma of the noun of a group
    occupations: frozenset[str] = frozenset()
    collective: bool = False
    token: int = -1
    sentence: int = -1
    paragraph: int = -1
    subject: bool = False
    governor: int = -1
    times: int = 0


@dataclass(frozen=True, slots=True)
class Place:
    """Where a mention stands: its token, sentence and paragraph, the verbs that it depends on."""

    token: int
    sentence: int
    paragraph: int
    governors: tuple[int, ...] = ()
    subject: bool = False


@dataclass(frozen=True, slots=True)
class Clue:
    """What a pronoun or description tells of whom it points to, and where it stands."""

    gender: str
    number: str
    use: str
    place: Place


@dataclass(slots=True)
class Discourse:
    """The referents so far, the one mentioned last at the end."""

    referents: dict[tuple[str, ...], Referent] = field(default_factory=dict)
    about: list[Referent] = field(default_factory=list)  # whom the alert is about: never out of mind
    latest: tuple[str, ...] = ()  # the members of the person mentioned last

    def mention(self, referent: Referent, place: Place) -> None:
        """Somebody is mentioned at a place."""
        known = self.referents.pop(referent.members, referent)
        self.referents[known.members] = known
        known.token, known.sentence, known.paragraph = place.token, place.sentence, place.paragraph
        known.subject = place.subject
        known.governor = place.governors[0] if place.governors else -1
        known.times += 1
        if known.kind == "person":
            self.latest = known.members

    def near(self, sentence: int) -> list[Referent]:
        """The referents that are still in mind."""
        recent = takewhile(lambda r: r.sentence >= sentence - HORIZON, reversed(self.referents.values()))
        found = [*islice(recent, MOST), *self.about]
        return list({referent.members: referent for referent in found}.values())


def features(referent: Referent, clue: Clue, latest: bool) -> dict[str, float]:
    """The evidence for a referent, by the names of the weights; `latest` if it is the person mentioned last."""
    place = clue.place
    distance = max(place.sentence - referent.sentence, 0) if referent.sentence >= 0 else HORIZON
    found = {
        "recency": 1 / (1 + distance),
        "nearest": float(latest),
        "paragraph": float(referent.paragraph == place.paragraph),
        "often": math.log1p(referent.times),
        "subject": float(referent.subject),
        "parallel": float(referent.subject and clue.use == "subject"),
        "collective": float(referent.collective),
    }
    if clue.gender and referent.gender:
        found["gender" if clue.gender == referent.gender else "gender clash"] = 1.0
    if clue.number and referent.number:
        found["number" if clue.number == referent.number else "number clash"] = 1.0
    if referent.kind != "person" and clue.use != "last":  # `celui-ci`, `ceux-là` are whoever was told of last
        found[referent.kind] = 1.0
    if referent.governor in place.governors and clue.use in ("subject", "object"):
        found["same clause"] = 1.0
    if clue.use == "last" and distance <= 1:
        found["last"] = referent.token / max(place.token, 1)
    return found


def fit(referent: Referent, clue: Clue, latest: bool) -> float:
    """The sum of the evidence that a clue points to a referent."""
    return sum([WEIGHTS[name] * value for name, value in features(referent, clue, latest).items()])


def probabilities(scores: list[float], nobody: float | None = None) -> list[float]:
    """Sums of evidence as shares of certainty; `nobody` is the evidence that none of the referents is meant."""
    if not scores:
        return []
    top = max(scores)
    powers = [math.exp(score - top) for score in scores]
    total = sum(powers) + (math.exp(nobody - top) if nobody is not None else 0.0)
    return [round(power / total, 3) for power in powers]
