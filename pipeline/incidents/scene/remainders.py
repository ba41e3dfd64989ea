"""Who are left of several: `A, B et C ont été arrêtés. A a été relâché, les deux autres …`."""

from collections.abc import Iterable, Iterator

from pipeline.incidents.grammar.cues import words
from pipeline.incidents.scene.scene import Actor, Ensemble, Keys, Scene, together
from pipeline.incidents.scene.taken_up import named_before, openings, suits

FAR = 12  # sentences before a remainder in which the whole is told
BESIDE = 2  # … in which the others are told


def remaining(scene: Scene, actor: Actor) -> bool:
    """Does a description mean those who are left (`les deux autres`)?"""
    return any(token.lower_ in words("rest") for token in scene.tokens[actor.start : actor.end])


def left(scene: Scene, actor: Actor, known: list[Ensemble]) -> Keys:
    """Those of an enumeration who were not told of since it, if they are as many as a description says (`A et B ont été
    relâchés. Les trois autres …`)."""
    count, here = scene.group(actor.key)["count"], scene.sentence_of[actor.head]
    for ensemble in reversed(known):
        if ensemble.end > actor.start or len(ensemble.keys) < 3:
            continue
        if here - scene.sentence_of[ensemble.start] > FAR:
            break
        if larger_described(scene, ensemble.end, actor):
            return ()
        for first in range(here, here - BESIDE - 1, -1):
            if first < scene.sentence_of[ensemble.start]:
                break
            apart = set(told_since(scene, actor, max(ensemble.end, scene.sentences[max(0, first)].start)))
            rest = tuple(key for key in ensemble.keys if key not in apart)
            if len(rest) == len(ensemble.keys):
                continue
            if len(rest) == count or (not count and len(rest) > 1):
                return rest if may_be_left(scene, actor, ensemble.keys, rest) else ()
    return left_of_named(scene, actor)


def left_of_named(scene: Scene, actor: Actor) -> Keys:
    """Those named one by one in the paragraph before that of a description and not in its own, if they are as many as
    it says and its own tells of the others."""
    opening, before = openings(scene, actor)
    start = scene.sentences[opening].start
    named = [key for key in dict.fromkeys(named_before(scene, actor, before)) if key not in scene.authorities]
    apart = set(told_since(scene, actor, start))
    rest = tuple(key for key in reversed(named) if key not in apart)
    known = bool(apart) and len(rest) < len(named) and not larger_described(scene, start + 1, actor)
    fitting = known and len(rest) == scene.group(actor.key)["count"] > 1
    return rest if fitting and may_be_left(scene, actor, named, rest) else ()


def may_be_left(scene: Scene, actor: Actor, keys: Iterable[str], rest: Keys) -> bool:
    """May a remainder mean the rest of some: is it such as it says, and its noun none that only others are told by?"""
    noun, some = scene.group(actor.key)["head"], set(keys)
    others = scene.bearers.get(noun, ()) if noun else ()
    described = (together(scene.actor_at[head]) for head in scene.told_by.get(noun, ()) if head < actor.head)
    told = not others or not some.isdisjoint(others) or any(some <= meant for meant in described)
    return told and suits(scene, actor, rest)


def larger_described(scene: Scene, start: int, actor: Actor) -> bool:
    """Are more people than a description counts described between a token and it, who stand for nobody named?"""
    count = scene.group(actor.key)["count"]
    return any(
        other.form == "group" and scene.group(other.key)["count"] > max(count, 1) and not together(other)
        for index in range(scene.sentence_of[start - 1], scene.sentence_of[actor.head] + 1)
        for other in scene.actors_in[index]
        if start <= other.start and other.end <= actor.start
    )


def told_since(scene: Scene, actor: Actor, start: int) -> Iterator[str]:
    """Those who are meant between a token and a description."""
    for index in range(scene.sentence_of[min(start, actor.start)], scene.sentence_of[actor.head] + 1):
        for other in scene.actors_in[index]:
            if start <= other.start and other.end <= actor.start and other.form != "possessive":
                yield from together(other) or ({other.key} if other.form == "name" else set())
