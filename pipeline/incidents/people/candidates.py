"""Who may take part in an act: those who stand near it, the alert is about, or whose premises are hit."""

from collections.abc import Mapping
from operator import itemgetter
from typing import NamedTuple

from pipeline.incidents.acts.mentions import Mention
from pipeline.incidents.scene.scene import Actor, Scene, Seen, Sighting

BEFORE = 2  # sentences before the act's own in which a participant may stand
BODIES = 2  # bodies named further back whose premises, devices or accounts may be hit
MOST_SIGHTINGS = 3


class Candidate(NamedTuple):
    """Someone who may take part, by key: where in the act's sentence, else the nearest place before."""

    key: str
    here: tuple[Sighting, ...]
    nearest: Sighting


def ranked(candidates: tuple[tuple[str, float], ...]) -> list[tuple[int, str, float]]:
    """The likeliest keys that an actor may stand for with their rank; equal scores (a plural) share one."""
    scores = sorted({score for _, score in candidates}, reverse=True)
    return [(scores.index(score), key, score) for key, score in candidates if scores.index(score) < 3]


def seen_in(scene: Scene, index: int) -> Seen:
    """The actors of a sentence but places, and whom each may mean, by key."""
    if index not in scene.seen:
        scene.seen[index] = [
            (actor, [(key, Sighting(actor, score, rank)) for rank, key, score in ranked(actor.candidates)])
            for actor in scene.actors_in[index]
            if actor.kind != "place"
        ]
    return scene.seen[index]


def bodies_before(scene: Scene, mention: Mention, owned: str) -> list[Actor]:
    """The bodies told last before an act at any distance, the one told most often and those that the title names; the
    first and the last of the text, which issue it, where what is hit is theirs."""
    if scene.main_body is None:
        return []
    issuers = [scene.bodies[0], scene.bodies[-1]] if owned == "ours" else []
    titled = [scene.first_actor[key] for key in sorted(scene.titled & {body.key for body in scene.bodies})]
    return [*scene.last_bodies(mention.head, BODIES), scene.main_body, *titled, *issuers]


def candidates(scene: Scene, mention: Mention, roles: Mapping[int, str], owned: str) -> list[Candidate]:
    """Everyone who stands in the act's sentence or shortly before, the subjects of the alert and, where premises are
    hit, bodies told further back; nearest first. `owned` tells whose it is that the act hits (see `belongings`)."""
    seen: dict[str, list[tuple[float, bool, Sighting]]] = {}
    for index in range(max(0, mention.sentence - BEFORE), mention.sentence + 1):
        here = index == mention.sentence
        for actor, meant in seen_in(scene, index):
            away = abs(actor.head - mention.head) + 1000 * (mention.sentence - index)
            away -= 500 if here and actor.head in roles else 0
            away += 100 if actor.form in ("possessive", "relative", "first") else 0
            for key, sighting in meant:
                if here or sighting.rank <= BEFORE - (mention.sentence - index):  # what is far must be likely
                    seen.setdefault(key, []).append((away + 200 * sighting.rank, here, sighting))
    for key in sorted(scene.subjects):
        if key not in seen and key in scene.first_actor:
            seen[key] = [(9999, False, Sighting(scene.first_actor[key], 0.0, 3))]
    for order, actor in enumerate(bodies_before(scene, mention, owned) if owned else ()):
        if actor.key not in seen:
            seen[actor.key] = [(9000 + order, False, Sighting(actor, 1.0, 0))]
    found = []
    for key, sightings in seen.items():
        sightings.sort(key=itemgetter(0))
        at_hand = tuple(sighting for _, here, sighting in sightings if here)[:MOST_SIGHTINGS]
        found.append((sightings[0][0], Candidate(key, at_hand, sightings[0][2])))
    return [candidate for _, candidate in sorted(found, key=itemgetter(0))]
