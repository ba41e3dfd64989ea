"""Several who are spoken of together: `Mes A et B`, whom `les deux avocats`, `tous deux`, `les deux autres` mean."""

from bisect import bisect_left, insort
from itertools import islice
from operator import attrgetter

from pipeline.incidents.grammar.cues import words
from pipeline.incidents.scene.announced import TOP, announced_one
from pipeline.incidents.scene.listing import OPENING, listings
from pipeline.incidents.scene.remainders import left, remaining
from pipeline.incidents.scene.scene import Actor, Ensemble, Keys, Scene, meant_by, together
from pipeline.incidents.scene.taken_up import (
    NOTHING,
    all_of,
    definite,
    last_described,
    one_by_one,
    suits,
    taken_up,
    told_more,
    total,
)
from pipeline.language.appositions import TITLES
from pipeline.language.references import COLLECTIVES

APPOSED = 6  # tokens between a description and the names that fill it
SHORT = 2  # … in which a mark parts them
SURE = 0.9  # of a description that names fill: what is left says that it is someone of its own
TAKEN_UP = 0.75


def light(scene: Scene, start: int, end: int) -> bool:
    """Do only marks, titles and words that join stand between two tokens?"""
    between = scene.tokens[start:end]
    marked = any(t.is_punct for t in between[:SHORT])
    return 0 < len(between) <= APPOSED and marked and not any(t.pos_ in ("VERB", "AUX") for t in between)


def after_colon(scene: Scene, actor: Actor, names: Ensemble) -> bool:
    """Do names follow a description behind a colon, in its sentence or in a list below it (`Cinq arrêtés : A, …`)?"""
    here, there = scene.sentence_of[actor.head], scene.sentence_of[names.start]
    if there - here > 1 or sum(t.text == ":" for t in scene.tokens[actor.end : names.start]) != 1:
        return False
    before = [t.text for t in scene.tokens[max(actor.end, names.start - OPENING) : names.start]]
    return ":" in before or scene.block_kind(there) == "item"


def filled(scene: Scene, actor: Actor, known: list[Ensemble]) -> Keys:
    """The names that stand right behind a description and are as many as it says (`deux avocats, Mes A et B,`)."""
    count = scene.group(actor.key)["count"]
    for ensemble in islice(known, bisect_left(known, actor.end, key=attrgetter("start")), None):
        if scene.sentence_of[ensemble.start] - scene.sentence_of[actor.head] > 1:
            break
        if light(scene, actor.end, ensemble.start):
            return ensemble.keys if count == len(ensemble.keys) else ()
        if count == len(ensemble.keys) and after_colon(scene, actor, ensemble):
            return ensemble.keys
    return ()


def announced(scene: Scene, actor: Actor, known: list[Ensemble]) -> Keys:
    """The only persons of as many as a title counts before it names them (`Trois avocats arrêtés`)."""
    sentence = scene.sentence_of[actor.head]
    first = definite(scene, actor) and known and known[0].start > actor.end and not last_described(scene, actor)
    if (sentence >= TOP and scene.block_kind(sentence) != "heading" and not first) or remaining(scene, actor):
        return ()
    count = scene.group(actor.key)["count"]
    later = (e for e in known if scene.sentence_of[e.start] > sentence and len(e.keys) == count)
    found = {frozenset(e.keys): e.keys for e in later if suits(scene, actor, e.keys) and not against(scene, e)}
    return next(iter(found.values())) if len(found) == 1 else ()


def against(scene: Scene, names: Ensemble) -> bool:
    """Are some named as those who act, or against whom others do (`porter plainte contre A, B et C`)?"""
    place = names.start - 1
    while place > 0 and (scene.tokens[place].lower_ in TITLES or scene.tokens[place].pos_ in ("DET", "NOUN")):
        place -= 1
    return place >= 0 and scene.tokens[place].lower_ in words("against")


def headed(scene: Scene, actor: Actor, known: list[Ensemble]) -> Keys:
    """Those whom the heading right over a description names, if they are as many as it counts (`A et B` over `Deux
    avocats ont été écroués`)."""
    here = scene.sentence_of[actor.head]
    above = [e for e in known if e.end <= actor.start and scene.sentence_of[e.start] == here - 1]
    if not above or scene.block_kind(here - 1) != "heading" or scene.sentence_of[above[-1].start] >= TOP:
        return ()
    keys, group = above[-1].keys, scene.group(actor.key)
    if len(keys) != group["count"] or told_more(scene, actor) or not suits(scene, actor, keys):
        return ()
    if group["head"] in words("strangers") or group["perpetrator_type"] == "unidentified":
        return ()
    nouns = NOTHING.union(*(scene.nouns.get(key, NOTHING) for key in keys))
    return keys if not nouns or group["head"] in nouns else ()


def read_back(scene: Scene, actor: Actor, known: list[Ensemble]) -> tuple[Keys, float]:
    """Whom a counted description means by what stands beside it or before it, and how surely."""
    group = scene.group(actor.key)
    if names := filled(scene, actor, known) if group["count"] > 1 else ():
        return names, SURE
    if remaining(scene, actor):
        return (left(scene, actor, known) if definite(scene, actor) else ()), TAKEN_UP
    if group["count"] < 2:
        return (), 0.0
    if total(scene, actor):
        return all_of(scene, actor, known), SURE
    if not definite(scene, actor):
        return headed(scene, actor, known), TAKEN_UP
    return taken_up(scene, actor, known) or (() if told_more(scene, actor) else one_by_one(scene, actor)), TAKEN_UP


def counted(scene: Scene, actor: Actor) -> bool:
    """Does a description tell of several people, of whom named persons may be some?"""
    if actor.form != "group" or actor.number != "plur" or actor.human in ("body", "thing"):
        return False
    return scene.group(actor.key)["head"] not in COLLECTIVES


def explain_groups(scene: Scene) -> None:
    """Let a counted description stand for the persons who are named beside it, whom it takes up or announces, and one
    of a single person for whom it announces."""
    known = scene.ensembles = listings(scene)
    several = [(place, actor) for place, actor in enumerate(scene.actors) if counted(scene, actor)]
    scene.described = [actor for _, actor in several]
    open_ones = []
    for place, actor in several:
        names, sure = read_back(scene, actor, known)
        if names:
            explain(scene, place, names, sure)
            insort(known, Ensemble(names, actor.start, actor.end), key=attrgetter("start"))
        else:
            open_ones.append((place, actor))
    for place, actor in open_ones:
        if scene.group(actor.key)["count"] > 1 and (names := announced(scene, actor, known)):
            explain(scene, place, names, TAKEN_UP)
        elif (meant := together(actor)) and not may_mean(scene, actor, meant):
            scene.replace_actor(place, actor.meaning(actor.key, ((actor.key, 1.0),)))
    for place, actor in enumerate(scene.actors):
        if actor.form == "group" and meant_by(actor) == [actor.key] and (key := announced_one(scene, actor)):
            explain(scene, place, (key,), TAKEN_UP)


def may_mean(scene: Scene, actor: Actor, keys: frozenset[str]) -> bool:
    """May a description mean some people at once: are they as many as it counts, and such as it says?"""
    count = scene.group(actor.key)["count"]
    return not count or (count == len(keys) and suits(scene, actor, keys) and not last_described(scene, actor))


def explain(scene: Scene, place: int, names: Keys, sure: float) -> None:
    """Let a description stand for some persons."""
    actor = scene.actors[place]
    members = tuple((key, sure) for key in names)
    scene.replace_actor(place, actor.meaning(actor.key, (*members, (actor.key, 1 - sure))))
