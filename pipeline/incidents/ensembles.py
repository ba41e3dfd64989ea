"""Several who are spoken of together: `Mes A et B`, taken up by `les deux avocats`, `ils`, `tous deux`, `leur`."""

from itertools import islice

from pipeline.incidents.coordination import chains
from pipeline.incidents.cues import words
from pipeline.incidents.scene import Actor, Ensemble, Scene

APPOSED = 6  # tokens between a description and the names that fill it
SURE = 0.9  # of a description that names fill: what is left says that it is someone of its own
TAKEN_UP = 0.75
NEAR = 6  # sentences before a count of all in which those are named whom it counts
TOP = 3  # sentences in which a text says what it is about


def ensembles(scene: Scene) -> list[Ensemble]:
    """The enumerations of persons in a text, in its order."""
    found = []
    for sentence in range(len(scene.sentences)):
        for chain in chains(scene, sentence):
            named = [actor for actor in chain if actor.kind == "person"]
            keys = tuple(dict.fromkeys(actor.key for actor in named))
            if len(keys) > 1:
                found.append(Ensemble(keys, named[0].start, named[-1].end))
    return found


def light(scene: Scene, start: int, end: int) -> bool:
    """Do only marks, titles and words that join stand between two tokens?"""
    between = scene.tokens[start:end]
    return 0 < len(between) <= APPOSED and between[0].is_punct and not any(t.pos_ in ("VERB", "AUX") for t in between)


def filled(scene: Scene, actor: Actor, known: list[Ensemble]) -> Ensemble | None:
    """The names that stand right behind a description and are as many as it says (`deux avocats, Mes A et B,`)."""
    count = scene.group(actor.key)["count"]
    for ensemble in known:
        if ensemble.start >= actor.end and light(scene, actor.end, ensemble.start):
            return ensemble if count == len(ensemble.keys) else None
    return None


def taken_up(scene: Scene, actor: Actor, known: list[Ensemble]) -> Ensemble | None:
    """The last enumeration of as many persons as a definite description counts (`les deux avocats`)."""
    group = scene.group(actor.key)
    if group["count"] < 2 or (group["determiner"] not in ("definite", "demonstrative") and not total(scene, actor)):
        return None
    fitting = [e for e in known if e.end <= actor.start and len(e.keys) == group["count"]]
    return fitting[-1] if fitting else None


def total(scene: Scene, actor: Actor) -> bool:
    """Does a description count all who were spoken of (`tous deux`, `toutes les trois`)?"""
    return scene.tokens[actor.start].lower_ in words("all")


def last_named(scene: Scene, actor: Actor) -> Ensemble | None:
    """As many persons as a count of all says who were named last before it, be it one by one."""
    here, count = scene.sentence_of[actor.head], scene.group(actor.key)["count"]
    before = (
        other
        for index in range(here, max(-1, here - NEAR - 1), -1)
        for other in reversed(scene.actors_in[index])
        if other.form == "name" and other.kind == "person" and other.end <= actor.start
    )
    keys = tuple(islice(dict.fromkeys(other.key for other in before), count))
    return Ensemble(keys, actor.start, actor.start) if len(keys) == count > 1 else None


def announced(scene: Scene, actor: Actor, known: list[Ensemble]) -> Ensemble | None:
    """The one enumeration of as many persons as a title counts before it names them (`Trois avocats arrêtés`)."""
    sentence = scene.sentence_of[actor.head]
    if sentence >= TOP and scene.block_kind(sentence) != "heading":
        return None
    count = scene.group(actor.key)["count"]
    found = {frozenset(e.keys): e for e in known if e.start >= actor.end and len(e.keys) == count}
    return next(iter(found.values())) if len(found) == 1 else None


def explain_groups(scene: Scene) -> None:
    """Let a counted description stand for the persons who are named beside it, whom it takes up or announces."""
    known = scene.ensembles = ensembles(scene)
    for place, actor in enumerate(scene.actors):
        if actor.kind != "group" or actor.number != "plur":
            continue
        names, sure = filled(scene, actor, known), SURE
        if names is None and total(scene, actor):
            names = taken_up(scene, actor, known) or last_named(scene, actor)
        elif names is None:
            names, sure = taken_up(scene, actor, known) or announced(scene, actor, known), TAKEN_UP
        if names is not None:
            members = tuple((key, sure) for key in names.keys)
            scene.replace_actor(place, actor.meaning(actor.key, (*members, (actor.key, 1 - sure))))


def together(actor: Actor) -> frozenset[str]:
    """The keys that a plural reference means equally; empty where it is none."""
    if actor.form == "name" or len(actor.candidates) < 2:
        return frozenset()
    best = actor.candidates[0][1]
    keys = frozenset(key for key, score in actor.candidates if score == best)
    return keys if len(keys) > 1 else frozenset()
