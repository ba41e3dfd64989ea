"""Who may take part in an act: those who stand near it, the alert is about, or whose premises are hit."""

from collections.abc import Collection, Iterator, Mapping
from operator import itemgetter
from typing import NamedTuple

from pipeline.incidents.acts.mentions import Mention
from pipeline.incidents.people.belongings import PATIENTS
from pipeline.incidents.scene.announced import at_head
from pipeline.incidents.scene.scene import Actor, Scene, Seen, Sighting

BEFORE = 2  # sentences before the act's own in which a participant may stand
BELOW = 2  # sentences below a heading in which it is said whom it means
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


def unknown_places(scene: Scene, mention: Mention, roles: Mapping[int, str], owned: str) -> list[Actor]:
    """The places in an act's sentence that no gazetteer knows, where the act hits them or what somebody owns: papers,
    clinics and people pass for places by their names alone (`Le Rivage a été suspendu`)."""
    return [
        actor
        for actor in scene.actors_in[mention.sentence]
        if actor.kind == "place"
        and (owned or roles.get(actor.head) in PATIENTS)
        and not scene.countries.get(actor.key)
        and not scene.is_country.get(actor.key)
    ]


def told_below(scene: Scene, mention: Mention) -> Iterator[tuple[str, Sighting]]:
    """The persons named and those hit by an act in the sentences below a title or heading that tells one: it says what
    happened before the text says to whom (`Un mort, trois blessés`)."""
    here = mention.sentence
    if here and scene.block_kind(here) != "heading":
        return
    for index in range(here + 1, min(here + BELOW + 1, len(scene.sentences))):
        if here and scene.block_kind(index) == "heading":
            return  # what stands under the next heading is another matter
        for actor, meant in seen_in(scene, index):
            named = actor.form == "name" and actor.kind == "person"
            if named or (actor.form in ("name", "group") and actor.head in scene.befallen):
                yield from (pair for pair in meant if not pair[1].rank)


def companions(scene: Scene, mention: Mention, known: Collection[str]) -> set[str]:
    """Those who are named in one breath with somebody who comes into question, of an act at the head of a text or in a
    sentence that tells of nobody, which may mean all of them (`Procès des mineurs`, `L'audience a été levée`)."""
    if seen_in(scene, mention.sentence) and not at_head(scene, mention.sentence):
        return set()
    return {key for some in scene.ensembles if not set(some.keys).isdisjoint(known) for key in some.keys}


def candidates(scene: Scene, mention: Mention, roles: Mapping[int, str], owned: str) -> list[Candidate]:
    """Everyone who stands in the act's sentence or shortly before, the subjects of the alert and, where premises are
    hit, bodies told further back; below a heading those of whom it tells; their companions where the act may mean all
    of them. Nearest first. `owned` tells whose it is that the act hits (see `belongings`)."""
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
    for actor in unknown_places(scene, mention, roles, owned):
        seen.setdefault(actor.key, []).append((abs(actor.head - mention.head), True, Sighting(actor, 1.0, 0)))
    for order, (key, sighting) in enumerate(told_below(scene, mention)):
        if key not in seen:
            seen[key] = [(8000 + order, False, sighting)]
    for key in sorted(scene.subjects):
        if key not in seen and key in scene.first_actor:
            seen[key] = [(9999, False, Sighting(scene.first_actor[key], 0.0, 3))]
    for order, actor in enumerate(bodies_before(scene, mention, owned) if owned else ()):
        if actor.key not in seen:
            seen[actor.key] = [(9000 + order, False, Sighting(actor, 1.0, 0))]
    for key in sorted(companions(scene, mention, seen)):
        if key not in seen:
            seen[key] = [(9999, False, Sighting(scene.first_actor[key], 0.0, 3))]
    found = []
    for key, sightings in seen.items():
        sightings.sort(key=itemgetter(0))
        at_hand = tuple(sighting for _, here, sighting in sightings if here)[:MOST_SIGHTINGS]
        found.append((sightings[0][0], Candidate(key, at_hand, sightings[0][2])))
    return [candidate for _, candidate in sorted(found, key=itemgetter(0))]
