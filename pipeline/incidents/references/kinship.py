"""Who is told as whose: `son épouse, Zahra`, said of Ali, makes Ali the one whom `son mari` means later, and `Me X,
l'avocat de Y` makes Y the one of `son client`."""

from bisect import bisect_left

from pipeline.incidents.scene.scene import Actor, Scene
from pipeline.normalise import given_name_gender

MOST = 40  # descriptions back in which pairs are looked for
LEAST = 3  # letters of a part of a name that two relatives may share


def meant(actor: Actor) -> str:
    """The likeliest key that an actor stands for, empty for none."""
    return actor.candidates[0][0] if actor.candidates else actor.key


def owner(scene: Scene, actor: Actor) -> str:
    """Whose relative, lawyer, … a description tells (`son mari`, `la femme de X`), empty where it does not say."""
    opening = scene.actor_at.get(actor.start)
    if opening is not None and opening.form in ("possessive", "first"):
        return meant(opening)
    inside = (a for a in scene.actors_in[scene.sentence_of[actor.head]] if actor.head < a.start < actor.end)
    return next((meant(other) for other in inside if other.kind == "person"), "")


def namesakes(scene: Scene, key: str) -> list[str]:
    """The other persons whose names share a part with somebody's that is no given name."""
    parts = {part for part in key.split("-") if len(part) >= LEAST and not given_name_gender(part)}
    return [other for other in scene.people if other != key and not parts.isdisjoint(other.split("-"))]


def relatives(scene: Scene, actor: Actor) -> dict[str, str]:
    """Those whom the text pairs with the owner of a description: told before as his by the `same` noun or by `another`,
    as the one whose relative, lawyer, … he is (`back`), or sharing a `name` where it is a word of kinship."""
    whose = owner(scene, actor)
    found: dict[str, str] = {}
    if not whose:
        return found
    if actor.human == "kin":
        found = dict.fromkeys(namesakes(scene, whose), "name")
    noun = scene.lemmas[actor.head]
    for head in scene.owned[: bisect_left(scene.owned, actor.head)][-MOST:]:
        earlier = scene.actor_at[head]
        key, of = meant(earlier), owner(scene, earlier)
        if key == of:
            continue
        if of == whose:
            found[key] = "same" if scene.lemmas[head] == noun or found.get(key) == "same" else "another"
        elif key == whose and of:
            found[of] = "back"
    return found
