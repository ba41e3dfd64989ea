"""Chooses who takes part in an act: the victims and the perpetrators among those who stand near it."""

from collections.abc import Sequence
from itertools import pairwise

from pipeline.incidents import service
from pipeline.incidents.coordination import chains
from pipeline.incidents.cues import words
from pipeline.incidents.ensembles import level
from pipeline.incidents.linear import Linear
from pipeline.incidents.mentions import Mention
from pipeline.incidents.participant_features import Candidate, candidates, features, situation
from pipeline.incidents.scene import Actor, Scene
from pipeline.normalise import organisation_type


def samples(scene: Scene, mention: Mention) -> tuple[list[Candidate], list[list[str]]]:
    """The candidates of a mention and their features."""
    around = situation(scene, mention)
    found = candidates(scene, mention, around)
    return found, [features(scene, mention, c, order, around) for order, c in enumerate(found)]


def scores(scene: Scene, mention: Mention, models: Sequence[Linear]) -> list[dict[str, float]]:
    """For each model (one a role) the probability of each candidate's key to play that role."""
    found, rows = samples(scene, mention)
    keys = [candidate.key for candidate in found]
    scored = [
        dict(zip(keys, model.probabilities(rows)[:, 0].tolist(), strict=True)) if rows else {} for model in models
    ]
    for one in scored:
        level(scene, mention.sentence, one)
    return scored


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
    for chain in chains(scene, mention.sentence):
        keys = {actor.key for actor in chain}
        if keys & chosen and not any(mention.head > a.head and mention.head < b.head for a, b in pairwise(chain)):
            found |= keys
    return frozenset(found)


def sighting(scene: Scene, mention: Mention, key: str) -> Actor:
    """The words that stand for a key nearest to a mention, in its sentence where it is meant there."""
    here = [a for a in scene.actors_in[mention.sentence] if any(k == key for k, _ in a.candidates[:3])]
    return min(here, key=lambda a: abs(a.head - mention.head)) if here else scene.first_actor[key]


def surest(scored: dict[str, float], chosen: frozenset[str]) -> str:
    """The key of the highest score among the chosen, empty where none is."""
    return max(sorted(chosen), key=lambda key: scored[key], default="")


def perpetrator_type(scene: Scene, mention: Mention, key: str, model: Linear) -> str:
    """The type of a perpetrator (SPEC section 3); `none` without one, `unidentified` where the words say that he hides.

    Words that name a service outright (`juge d'instruction`) decide; the model judges the rest.
    """
    if not key:
        return "unidentified" if hides(scene, mention) else "none"
    said = organisation_type(scene.words_of(key))
    if said in model.labels:
        return said
    row = model.probabilities([service.features(scene, mention, key, sighting(scene, mention, key))])[0].tolist()
    return model.labels[max(range(len(row)), key=lambda i: row[i])]


def hides(scene: Scene, mention: Mention) -> bool:
    """Does the sentence of a threat and the like speak of an anonymous sender or a car without plates?"""
    if mention.act not in words("anonymous_acts"):
        return False
    near = scene.doc[max(0, mention.head - 12) : mention.head + 12]
    return any(t.lemma_.lower() in words("anonymous") for t in near if scene.sentence_of[t.i] == mention.sentence)
