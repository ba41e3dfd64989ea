"""Whom a text tells before it names him: `Un blogueur enlevé`, of whom it says later `Samba Fall, blogueur, …`."""

from pipeline.incidents.scene.scene import Actor, Scene
from pipeline.incidents.scene.taken_up import suits
from pipeline.language.references import COLLECTIVES

TOP = 3  # sentences in which a text says what it is about


def announced_one(scene: Scene, actor: Actor) -> str:
    """The key of the only one who is told by the noun of a description of one and is first named behind it, empty for
    none. At the head of a text it may be one of several whom the alert is about, or a body: farther down the police and
    the court are told before some police station is named."""
    noun, body = scene.group(actor.key)["head"], actor.human == "body"
    top = at_head(scene, scene.sentence_of[actor.head])
    if actor.number == "plur" or actor.human == "thing" or (body and not top):
        return ""
    if not noun or (noun in COLLECTIVES and not body):
        return ""
    kind = "organisation" if body else "person"
    told = [key for key in scene.bearers.get(noun, ()) if scene.kinds.get(key) == kind]
    if any(scene.first_actor[key].head < actor.head for key in told):
        return ""
    fitting = [key for key in told if suits(scene, actor, [key]) and (body or of_gender(scene, actor, key))]
    about = [key for key in fitting if top and key in scene.subjects]
    return next((some[0] for some in (fitting, about) if len(some) == 1), "")


def at_head(scene: Scene, sentence: int) -> bool:
    """Does a sentence stand where a text says what it is about: is it its title, one of the first, a heading?"""
    return sentence < TOP or scene.block_kind(sentence) == "heading"


def of_gender(scene: Scene, actor: Actor, key: str) -> bool:
    """Is someone of the gender that a description shows, as far as both are known?"""
    own, shown = scene.genders.get(key, ""), scene.genders.get(actor.key, "")
    return not (own and shown) or own == shown
