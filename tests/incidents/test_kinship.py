"""Who is told as whose: relatives, lawyers and clients, in both directions."""

from collections.abc import Callable
from dataclasses import replace

from pipeline.incidents.references.kinship import namesakes, owner, relatives
from pipeline.incidents.scene.scene import Actor, Scene

Read = Callable[[str], Scene]


def named(scene: Scene, words: str) -> str:
    return next(a.key for a in scene.actors if a.form == "name" and words in scene.doc[a.start : a.end].text)


def told(scene: Scene, words: str) -> Actor:
    return next(a for a in scene.actors if a.form == "group" and scene.doc[a.start : a.end].text == words)


def mean(scene: Scene, actor: Actor, key: str) -> None:
    """Let an actor stand for somebody, as the models of references would."""
    scene.replace_actor(scene.actors.index(actor), replace(actor, candidates=((key, 1.0),)))


def own(scene: Scene, words: str, key: str) -> None:
    """Let the possessive that opens a description stand for somebody."""
    mean(scene, scene.actor_at[told(scene, words).start], key)


def test_the_wife_told_before_makes_her_husband_known(read: Read) -> None:
    scene = read("Ali Nour a été arrêté. Son épouse a été giflée. Zahra Sy a vu son mari mardi.")
    ali, zahra = named(scene, "Ali"), named(scene, "Zahra")
    own(scene, "Son épouse", ali)
    mean(scene, told(scene, "Son épouse"), zahra)
    own(scene, "son mari", zahra)
    assert relatives(scene, told(scene, "son mari"))[ali] == "back"


def test_a_relative_told_again_is_the_same(read: Read) -> None:
    scene = read("Ali Nour a été arrêté. Son fils a été battu. Sa fille a fui. Son fils est rentré.")
    ali = named(scene, "Ali")
    first, last = [a for a in scene.actors if a.form == "group" and scene.lemmas[a.head] == "fils"]
    for actor in (first, told(scene, "Sa fille"), last):
        mean(scene, scene.actor_at[actor.start], ali)
    for actor in (first, told(scene, "Sa fille")):
        mean(scene, actor, actor.key)
    found = relatives(scene, last)
    assert found[first.key] == "same"
    assert found[told(scene, "Sa fille").key] == "another"


def test_relatives_may_share_a_name(read: Read) -> None:
    scene = read("Odette Doué a été giflée. Hilaire Doué et Marc Li sont libres. Son mari a fui.")
    odette = named(scene, "Odette")
    assert namesakes(scene, odette) == [named(scene, "Hilaire")]
    own(scene, "Son mari", odette)
    assert relatives(scene, told(scene, "Son mari")) == {named(scene, "Hilaire"): "name"}


def test_whose_a_description_is_may_stand_behind_it(read: Read) -> None:
    scene = read("L'avocat de Samba Fall a été arrêté.")
    actor = next(a for a in scene.actors if a.form == "group")
    assert owner(scene, actor) == named(scene, "Samba")
