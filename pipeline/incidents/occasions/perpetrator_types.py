"""Chooses the type of an act's perpetrator once all acts are read: those told beside it are often the same people's."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from heapq import nlargest

from pipeline.incidents.encoding.codes import ELSE, acts, groups, types
from pipeline.incidents.factuality.factuality import WEAKEST_FIRST
from pipeline.incidents.grammar.cues import is_passive
from pipeline.incidents.occasions.reading import Agents, Choice, Occasion
from pipeline.incidents.people import participants, service
from pipeline.incidents.scene.scene import Scene
from pipeline.learned.linear import Linear
from pipeline.learned.trees import UNRIVALLED, Trees

NONE = "none"
LEAST, MOST = 0.05, 3  # how likely an agent must be to bring its types, and how many do
FAINT = 0.02  # how likely the agents, or one whom no words stand for, must make a type that comes into question
NEIGHBOURS = (-2, -1, 1)
NOBODY = [ELSE] * 5


def read_first(
    scene: Scene, found: Sequence[Occasion], services: Linear, unnamed: Linear, least: float
) -> list[Occasion]:
    """The occasions with those who may have done them and the type of the surest of these, by the mention that knows it
    best; without one that of somebody whom no words stand for, `none` where it is not as likely as `least`."""
    return [
        replace(one, doers=own, perpetrator_type=likeliest(own, least))
        for one, own in zip(found, agents(scene, found, services, unnamed), strict=True)
    ]


def likeliest(own: Agents, least: float) -> str:
    """The likeliest type of the surest perpetrator, else of one whom no words stand for."""
    if own.surest:
        return max(own.surest, key=own.surest.__getitem__)
    best = max(own.unnamed, key=own.unnamed.__getitem__)
    return best if own.unnamed[best] >= least else NONE


def choose(scene: Scene, found: Sequence[Occasion], model: Trees) -> list[Occasion]:
    """The occasions, each with its likeliest type; where that is another than before, with the agent whom it fits."""
    made = samples(scene, found)
    chosen = []
    for one, (options, _), scores in zip(found, made, model.shares([rows for _, rows in made]), strict=True):
        kind = options[max(range(len(options)), key=scores.__getitem__)]
        doers = one.perpetrators
        if kind != one.perpetrator_type:
            doers = one.doers.of_type(kind, one.agents) - one.victims
        choices = {**one.choices, "type": Choice.of(scores)}
        chosen.append(replace(one, perpetrator_type=kind, perpetrators=doers, choices=choices))
    return chosen


def agents(scene: Scene, found: Sequence[Occasion], services: Linear, unnamed: Linear) -> list[Agents]:
    """Who may have done each act, and of which types they may be."""
    likely = [nlargest(MOST, sorted(k for k, v in o.agents.items() if v > LEAST), o.agents.__getitem__) for o in found]
    surest = [participants.surest(one.agents, one.perpetrators) for one in found]
    asked = [dict.fromkeys([*keys, lead] if lead else keys) for keys, lead in zip(likely, surest, strict=True)]
    signs = [
        service.features(scene, teller, key, participants.sighting(scene, teller, key))
        for one, keys in zip(found, asked, strict=True)
        for key in keys
        for teller in [one.teller(key)]
    ]
    named = iter(services.probabilities(signs).tolist())
    hidden = unnamed.probabilities([service.features_unnamed(scene, one.mentions, one.agents) for one in found])
    made = []
    for own, keys, lead, row in zip(asked, likely, surest, hidden.tolist(), strict=True):
        types_of = {key: dict(zip(services.labels, next(named), strict=True)) for key in own}
        of_likely = {key: types_of[key] for key in keys}
        made.append(Agents(of_likely, types_of.get(lead, {}), dict(zip(unnamed.labels, row, strict=True))))
    return made


def samples(scene: Scene, found: Sequence[Occasion]) -> list[tuple[list[str], list[list[float]]]]:
    """For each occasion the types that come into question, and what speaks for each; nothing for one alone."""
    near = companies(scene, found)
    made = []
    for place, one in enumerate(found):
        own = one.doers
        supported = support(one, own)
        options = possible(one, own, supported)
        if len(options) == 1:
            made.append((options, UNRIVALLED))
            continue
        shared = of_occasion(scene, one, own)
        beside = [found[place + step] if 0 <= place + step < len(found) else None for step in NEIGHBOURS]
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


def possible(one: Occasion, own: Agents, supported: Mapping[str, float]) -> list[str]:
    """The types that come into question: the one read at first, none, those that the agents make likely."""
    likely = (kind for chances in (own.unnamed, supported) for kind, value in chances.items() if value >= FAINT)
    return sorted({NONE, one.perpetrator_type, *likely})


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
