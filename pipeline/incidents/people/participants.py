"""Chooses who takes part in an act: the victims and the perpetrators among those who stand near it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, pairwise

from pipeline.incidents.acts.mentions import Mention
from pipeline.incidents.encoding.bundles import Bundle, Bundled, score, written
from pipeline.incidents.people import service
from pipeline.incidents.people.candidates import Candidate, candidates
from pipeline.incidents.people.company import Company, Part, Told, parts, told
from pipeline.incidents.people.features import Situation, features, situation
from pipeline.incidents.people.numbers import numbers, places_of
from pipeline.incidents.scene.coordination import chains, everyone
from pipeline.incidents.scene.scene import Actor, Scene
from pipeline.learned.linear import Floats, Linear
from pipeline.learned.network import Network
from pipeline.learned.stack import HOPELESS, Stack, probability, rivalry


@dataclass(frozen=True, slots=True)
class Cast:
    """Those who may take part in a mention, with what the first models alone give them: log odds and probability."""

    mention: Mention
    around: Situation
    candidates: list[Candidate]
    odds: dict[str, list[float]]
    first: dict[str, dict[str, float]]  # by role, by key


ROLES = ("victims", "perpetrators")
Around = tuple[Situation, list[Candidate]]
Signs = tuple[Situation, list[Candidate], list[list[str]]]


def bundles(scene: Scene, mention: Mention) -> tuple[Around, list[list[Bundle]]]:
    """The candidates of a mention and what speaks for each."""
    around = situation(scene, mention)
    found = candidates(scene, mention, around.roles, around.owned)
    return (around, found), [features(scene, mention, c, order, around) for order, c in enumerate(found)]


def signs(scene: Scene, mention: Mention) -> Signs:
    """The candidates of a mention and what speaks for each, written."""
    (around, found), rows = bundles(scene, mention)
    return around, found, [written(row) for row in rows]


def read_first(scene: Scene, mentions: Sequence[Mention], model: Network | Bundled) -> list[Cast]:
    """What the first model alone says of all mentions, each read for itself; its labels are the roles."""
    read = [bundles(scene, mention) for mention in mentions]
    scores = score(model, [row for _, rows in read for row in rows])
    return scored(mentions, [met for met, _ in read], scores, model.labels)


def casts(mentions: Sequence[Mention], read: Sequence[Signs], model: Network) -> list[Cast]:
    """What the first model says of the candidates of each mention, given their signs."""
    scores = model.scores([row for _, _, rows in read for row in rows])
    return scored(mentions, [(around, found) for around, found, _ in read], scores, model.labels)


def scored(mentions: Sequence[Mention], met: Sequence[Around], scores: Floats, roles: Sequence[str]) -> list[Cast]:
    """The candidates of each mention with their scores, which have a column for each role."""
    values_of = iter(scores.tolist())
    out = []
    for mention, (around, found) in zip(mentions, met, strict=True):
        own = [next(values_of) for _ in found]
        odds = {role: [values[column] for values in own] for column, role in enumerate(roles)}
        first = {
            role: {c.key: probability(value) for c, value in zip(found, values, strict=True)}
            for role, values in odds.items()
        }
        out.append(Cast(mention, around, found, odds, first))
    return out


def numbers_of(scene: Scene, cast: Cast, read: Sequence[Told], played: Mapping[str, list[Part]]) -> list[list[float]]:
    """The numbers of the candidates of a mention, in the light of what was read at first of it and of the others; none
    of those who are hopeless in each role."""
    company = Company(cast.mention, read, played)
    places = places_of(scene, cast.mention, cast.around)
    against = [rivalry(cast.odds[role]) for role in ROLES]
    return [
        [
            *numbers(scene, cast.mention, candidate, order, cast.around, places),
            *company.numbers(candidate.key),
            *chain.from_iterable(rivals[order] for rivals in against),
        ]
        if any(odds[order] >= HOPELESS for odds in cast.odds.values())
        else []
        for order, candidate in enumerate(cast.candidates)
    ]


def tell(read: Sequence[Cast]) -> list[Told]:
    """What was read at first."""
    return [told(cast.mention, cast.first["victims"], cast.first["perpetrators"]) for cast in read]


def scores(
    scene: Scene, read: Sequence[Cast], models: Mapping[str, Stack[Network]]
) -> list[dict[str, dict[str, float]]]:
    """For each mention, by role, the probability of each candidate's key to play it; all are judged at once."""
    first = tell(read)
    played = parts(first)
    rows = [numbers_of(scene, cast, first, played) for cast in read]
    every = [row for some in rows for row in some]
    out: list[dict[str, dict[str, float]]] = [{} for _ in read]
    for role in ROLES:
        odds = [value for cast in read for value in cast.odds[role]]
        values = iter(models[role].probabilities(odds, every))
        for cast, scored in zip(read, out, strict=True):
            scored[role] = {candidate.key: next(values) for candidate in cast.candidates}
    return out


def choose(scored: dict[str, float], threshold: float, least: float) -> frozenset[str]:
    """All keys above the threshold, else the best one if it reaches `least`, else nobody."""
    sure = {key for key, value in scored.items() if value >= threshold}
    if not sure and scored:
        best = max(scored, key=lambda key: scored[key])
        sure = {best} if scored[best] >= least else set()
    return frozenset(sure)


def with_companions(scene: Scene, mention: Mention, chosen: frozenset[str]) -> frozenset[str]:
    """The chosen and those who are named in one breath with them in the act's sentence."""
    found = set(chosen)
    for listed in chains(scene, mention.sentence):
        keys = everyone(listed)
        if keys & chosen and not any(mention.head > a.head and mention.head < b.head for a, b in pairwise(listed)):
            found |= keys
    return frozenset(found)


def sighting(scene: Scene, mention: Mention, key: str) -> Actor:
    """The words that stand for a key nearest to a mention, in its sentence where it is meant there: those that rather
    mean it than others, if there are any (`que X ne soit tué si l'État …`: the State is hardly X)."""
    here = [a for a in scene.actors_in[mention.sentence] if key in dict(a.candidates[:3])]
    rather = [a for a in here if dict(a.candidates)[key] >= a.candidates[0][1]]  # of a plural all that are as likely
    return min(rather or here, key=lambda a: abs(a.head - mention.head)) if here else scene.first_actor[key]


def surest(scored: dict[str, float], chosen: frozenset[str]) -> str:
    """The key of the highest score among the chosen, empty where none is."""
    return max(sorted(chosen), key=lambda key: scored[key], default="")


def perpetrator_types(scene: Scene, asked: Sequence[tuple[Mention, str]], model: Linear) -> list[str]:
    """The type of the perpetrator of each mention, given its key (SPEC section 3); `none` without one."""
    known = [service.features(scene, mention, key, sighting(scene, mention, key)) for mention, key in asked if key]
    found = (model.labels[place] for place in model.probabilities(known).argmax(axis=1).tolist())
    return [next(found) if key else "none" for _, key in asked]
