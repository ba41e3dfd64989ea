"""Descriptions that stand beside another and mean the same people: `sa mère, une femme de 71 ans,`."""

from pipeline.incidents.scene.scene import Actor, Scene
from pipeline.incidents.scene.taken_up import ANYBODY

PEOPLE = ("person", "profession", "kin")
DESCRIBING = ("bare", "indefinite")
CLOSING = (",", ")", ".", ";", "–", "—")
REST = ("ADP", "NUM", "NOUN", "ADJ", "PROPN")  # of the second description, behind its noun
MOST_REST = 6
SURE = 0.9  # what is left says that others are meant


def explain_appositions(scene: Scene) -> None:
    """Let a description stand for those who are described right before it."""
    ending: dict[int, Actor] = {}  # the longest description that ends at a token
    for place, actor in enumerate(scene.actors):
        if actor.form != "group":
            continue
        first = ending.get(actor.start - 1)
        if first is not None and apposed(scene, first, actor):
            candidates = ((first.candidates[0][0], SURE), (actor.key, 1 - SURE))
            scene.replace_actor(place, actor.meaning(actor.key, candidates))
        ending.setdefault(actor.end, actor)


def apposed(scene: Scene, first: Actor, second: Actor) -> bool:
    """Does the second description, between commas, tell the people of the first again?"""
    if scene.tokens[first.end].text != "," or first.determiner == "bare" or second.determiner not in DESCRIBING:
        return False
    if first.human not in PEOPLE or second.human not in PEOPLE:
        return False
    return agreeing(scene, first, second) and not (listed(scene, first, second) or apart(scene, first, second))


def apart(scene: Scene, first: Actor, second: Actor) -> bool:
    """Are two descriptions of different people: behind a preposition that opens the sentence (`D'après le médecin, un
    soldat, …`), of different services, two professions behind a colon?"""
    kinds = {scene.group(actor.key)["perpetrator_type"] for actor in (first, second)}
    before = scene.tokens[scene.sentences[scene.sentence_of[first.head]].start : first.start]
    opened = bool(before) and all(token.pos_ == "ADP" or token.is_space for token in before)
    announced = first.human == second.human == "profession" and any(token.text == ":" for token in before)
    return opened or announced or (len(kinds) > 1 and not kinds.issubset(ANYBODY))


def agreeing(scene: Scene, first: Actor, second: Actor) -> bool:
    """Are two descriptions of one number, and of no other gender or count?"""
    one, other = scene.group(first.key), scene.group(second.key)
    if one["head"] == other["head"] or first.number != second.number or not one["head"]:
        return False
    if one["gender"] and other["gender"] and one["gender"] != other["gender"]:
        return False
    if other["count"] > 1 and other["count"] != one["count"]:
        return False
    unsure = first.determiner == second.determiner == "indefinite"
    return not unsure or (first.human == "person") != (second.human == "person")


def listed(scene: Scene, first: Actor, second: Actor) -> bool:
    """May two descriptions be members of one enumeration (`un avocat, une étudiante et …`)?"""
    end = second.end
    while end < min(len(scene.tokens), second.end + MOST_REST) and scene.tokens[end].pos_ in REST:
        end += 1
    if end >= len(scene.tokens) or scene.tokens[end].text not in CLOSING:
        return True
    behind = scene.tokens[end + 1] if scene.tokens[end].text == "," and end + 1 < len(scene.tokens) else None
    if behind is not None and (behind.pos_ in ("CCONJ", "DET", "NUM") or behind.i in scene.actor_at):
        return True
    before = scene.tokens[first.start - 1].lower_ if first.start else ""
    return before in (",", "et", "ou") and any(
        other.end in (first.start - 1, first.start - 2) for other in scene.actors_in[scene.sentence_of[first.head]]
    )
