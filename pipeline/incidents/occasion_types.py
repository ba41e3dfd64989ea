"""Chooses the type of an act's perpetrator once all acts are read: those told beside it are often the same people's."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from heapq import nlargest

from pipeline.incidents import participants, service
from pipeline.incidents.codes import ELSE, acts, groups, types
from pipeline.incidents.cues import is_passive
from pipeline.incidents.factuality import WEAKEST_FIRST
from pipeline.incidents.reading import Choice, Occasion
from pipeline.incidents.scene import Scene
from pipeline.learned.linear import Linear
from pipeline.learned.trees import Trees

NONE = "none"
LEAST, MOST = 0.05, 3  # how likely an agent must be to bring its types, and how many do
OF_EACH = 2  # types of an agent, or of one whom no words stand for, that come into question
NEIGHBOURS = (-2, -1, 1)
NOBODY = [ELSE] * 5


@dataclass(frozen=True, slots=True)
class Agents:
    """Who may have done an act: by key, how likely each type is; and the types of an agent whom no words stand for."""

    named: dict[str, dict[str, float]]
    unnamed: dict[str, float]

    def of_type(self, kind: str, chances: Mapping[str, float]) -> frozenset[str]:
        """The likeliest agent whose likeliest type is the given one, if there is one."""
        own = [key for key, likely in self.named.items() if max(likely, key=likely.__getitem__) == kind]
        return frozenset(nlargest(1, own, chances.__getitem__))


def choose(scene: Scene, found: Sequence[Occasion], services: Linear, unnamed: Linear, model: Trees) -> list[Occasion]:
    """The occasions, each with its likeliest type; where that is another than before, with the agent whom it fits."""
    known = agents(scene, found, services, unnamed)
    made = samples(scene, found, known)
    values = iter(model.probabilities([row for _, rows in made for row in rows]))
    chosen = []
    for one, own, (options, _) in zip(found, known, made, strict=True):
        scores = [next(values) for _ in options]
        kind = options[max(range(len(options)), key=scores.__getitem__)]
        doers = one.perpetrators
        if kind != one.perpetrator_type:
            doers = own.of_type(kind, one.agents) - one.victims
        choices = {**one.choices, "type": Choice.of(scores)}
        chosen.append(replace(one, perpetrator_type=kind, perpetrators=doers, choices=choices))
    return chosen


def agents(scene: Scene, found: Sequence[Occasion], services: Linear, unnamed: Linear) -> list[Agents]:
    """Who may have done each act, and of which types they may be."""
    likely = [nlargest(MOST, sorted(k for k, v in o.agents.items() if v > LEAST), o.agents.__getitem__) for o in found]
    asked = [
        service.features(scene, teller, key, participants.sighting(scene, teller, key))
        for one, keys in zip(found, likely, strict=True)
        for key in keys
        for teller in [one.teller(key)]
    ]
    named = iter(services.probabilities(asked).tolist())
    hidden = unnamed.probabilities([service.features_unnamed(scene, one.mentions, one.agents) for one in found])
    return [
        Agents(
            {key: dict(zip(services.labels, next(named), strict=True)) for key in keys},
            dict(zip(unnamed.labels, row, strict=True)),
        )
        for keys, row in zip(likely, hidden.tolist(), strict=True)
    ]


def samples(
    scene: Scene, found: Sequence[Occasion], known: Sequence[Agents]
) -> list[tuple[list[str], list[list[float]]]]:
    """For each occasion the types that come into question, and what speaks for each."""
    near = companies(scene, found)
    made = []
    for place, (one, own) in enumerate(zip(found, known, strict=True)):
        beside = [found[place + step] if 0 <= place + step < len(found) else None for step in NEIGHBOURS]
        options = possible(one, own, [other.perpetrator_type for other in beside if other is not None])
        supported, shared = support(one, own), of_occasion(scene, one, own)
        neighbours = [(other.perpetrator_type if other else "", neighbour(one, other)) for other in beside]
        rows = [
            [
                *weighed(one, own, kind, supported),
                *shared,
                *(number for its, numbers in neighbours for number in (float(its == kind) if its else ELSE, *numbers)),
                *(number for company in near[place] for number in (float(company[kind]), float(company.total()))),
            ]
            for kind in options
        ]
        made.append((options, rows))
    return made


def companies(scene: Scene, found: Sequence[Occasion]) -> list[list[Counter[str]]]:
    """Of each occasion the types of all others, of those told in its sentences, of its act and of its day."""
    kinds = [one.perpetrator_type for one in found]
    all_kinds = Counter(kinds)
    acts_told: dict[str, Counter[str]] = defaultdict(Counter)
    days: dict[str, Counter[str]] = defaultdict(Counter)
    told: dict[int, list[int]] = defaultdict(list)
    for place, (one, kind) in enumerate(zip(found, kinds, strict=True)):
        acts_told[one.act][kind] += 1
        if one.date >= 0:
            days[scene.dates[one.date]["edtf"]][kind] += 1
        for sentence in {mention.sentence for mention in one.mentions}:
            told[sentence].append(place)
    made = []
    for place, (one, kind) in enumerate(zip(found, kinds, strict=True)):
        own = Counter([kind])
        same = {other for mention in one.mentions for other in told[mention.sentence] if other != place}
        of_day = days[scene.dates[one.date]["edtf"]] - own if one.date >= 0 else Counter()
        in_sentences = Counter([kinds[other] for other in sorted(same)])
        made.append([all_kinds - own, in_sentences, acts_told[one.act] - own, of_day])
    return made


def possible(one: Occasion, own: Agents, beside: Iterable[str]) -> list[str]:
    """The types that come into question: the one read at first, none, those of the likely agents and of neighbours."""
    told = [own.unnamed, *own.named.values()]
    of_agents = [kind for likely in told for kind in nlargest(OF_EACH, sorted(likely), likely.__getitem__)]
    return sorted({NONE, one.perpetrator_type, *of_agents, *beside})


def support(one: Occasion, own: Agents) -> dict[str, float]:
    """How likely the agents make each type: the best product of being the agent and of being of the type."""
    found: dict[str, float] = {}
    for key, likely in own.named.items():
        for kind, value in likely.items():
            found[kind] = max(found.get(kind, 0.0), value * one.agents[key])
    return found


def weighed(one: Occasion, own: Agents, kind: str, supported: Mapping[str, float]) -> list[float]:
    """How likely a type is by the agents themselves, against the other types."""
    return [
        types()[kind],
        float(kind == one.perpetrator_type),
        own.unnamed.get(kind, 0.0),
        supported.get(kind, 0.0),
        max((likely.get(kind, 0.0) for likely in own.named.values()), default=0.0),
        max((value for other, value in supported.items() if other != kind), default=0.0),
    ]


def of_occasion(scene: Scene, one: Occasion, own: Agents) -> list[float]:
    """What all options of an occasion share."""
    head = scene.tokens[one.mentions[0].head]
    return [
        types()[one.perpetrator_type],
        float(len(one.perpetrators)),
        max(one.agents.values(), default=0.0),
        max(own.unnamed.values()),
        own.unnamed.get(NONE, 0.0),
        acts()[one.act],
        groups()[one.act],
        float(len(one.readings)),
        float(is_passive(head)),
        float(head.pos_ == "NOUN"),
        float(WEAKEST_FIRST.index(one.factuality)),
    ]


def neighbour(one: Occasion, other: Occasion | None) -> list[float]:
    """An occasion told shortly before or behind: its type, its act, how far it is, and whether it hit the same."""
    if other is None:
        return NOBODY
    return [
        types()[other.perpetrator_type],
        groups()[other.act],
        float(min(abs(a.sentence - b.sentence) for a in one.mentions for b in other.mentions)),
        float(bool(one.victims & other.victims)),
        max(other.agents.values(), default=0.0),
    ]
