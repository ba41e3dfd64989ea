"""How a telling runs on up to a reference: who was hit by what, who was subject, whom the last pronoun means."""

from collections.abc import Callable
from dataclasses import replace

from pipeline.incidents.references.antecedents import Question
from pipeline.incidents.references.asked import asked
from pipeline.incidents.references.course import followed, histories, leaders
from pipeline.incidents.scene.events import event
from pipeline.incidents.scene.scene import Actor, Scene

Read = Callable[[str], Scene]


def word(scene: Scene, words: str, form: str) -> Actor:
    """The last actor of a form that is written so."""
    return [a for a in scene.actors if a.form == form and scene.doc[a.start : a.end].text == words][-1]


def mean(scene: Scene, actor: Actor, words: str) -> str:
    """Let an actor stand for whoever is named by words, as the models of references would."""
    key = word(scene, words, "name").key
    scene.replace_actor(scene.actors.index(actor), replace(actor, candidates=((key, 1.0),)))
    return key


def test_whoever_was_arrested_is_the_one_to_be_released(read: Read) -> None:
    scene = read("Ali Nour a été arrêté lundi. Me Awa Diop a parlé au juge. Il a été relâché mardi.")
    last = word(scene, "Il", "pronoun")
    past = histories(scene, last.head)
    assert [tuple(told) for told in past[word(scene, "Ali Nour", "name").key]] == [("arrest", "patient")]
    assert word(scene, "Awa Diop", "name").key not in past
    assert tuple(event(scene.tokens[last.head])) == ("release", "patient")


def test_whose_things_are_broken_is_hit_himself(read: Read) -> None:
    scene = read("Ali Nour filmait. Son appareil a été confisqué. Il a porté plainte.")
    key = mean(scene, word(scene, "Son", "possessive"), "Ali Nour")
    last = word(scene, "Il", "pronoun")
    assert [told.part for told in histories(scene, last.head)[key]] == ["owner:patient"]


def test_a_sentence_about_another_does_not_end_the_chain(read: Read) -> None:
    scene = read("Ali Nour a été arrêté. Il est détenu à Oran. Le parquet n'a pas répondu. Il aurait été battu.")
    first, last = (a for a in scene.actors if a.form == "pronoun")
    key = mean(scene, first, "Ali Nour")
    found = followed(scene, asked(scene, last))
    assert found is not None and found[0].candidates[0][0] == key and found[1] == 2


def test_the_last_subjects_that_agree_come_first(read: Read) -> None:
    scene = read("Ali Nour a été arrêté. Moussa Sy a parlé. Awa Diop a pleuré. Il a été battu.")
    last = word(scene, "Il", "pronoun")
    wanted = [word(scene, name, "name").key for name in ("Moussa Sy", "Ali Nour")]
    assert leaders(scene, asked(scene, last))[:2] == wanted


def test_a_body_has_the_gender_of_its_noun_and_article(read: Read) -> None:
    scene = read("La police a fouillé la Ligue des Paysans. Radio Soleil et le Comité des Mères ont protesté.")
    bodies = {scene.words_of(key): scene.genders[key] for key, kind in scene.kinds.items() if kind == "organisation"}
    assert bodies["Ligue des Paysans"] == "f"
    assert bodies["Radio Soleil"] == "f"
    assert bodies["Comité des Mères"] == "m"


def test_a_newspaper_is_told_by_a_noun_of_another_gender(read: Read) -> None:
    scene = read("La police a fouillé la Tribune du Sud. Le journal a porté plainte.")
    group = word(scene, "Le journal", "group")
    question = Question.of(scene, group)
    assert "Tribune du Sud" in {scene.words_of(key) for key in question.keys}
