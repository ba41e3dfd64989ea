"""Who comes into question as victim or perpetrator of an act beside those who stand near it."""

from collections.abc import Callable

from hit import who_may_be_hit

from pipeline.incidents.references.asked import asked
from pipeline.incidents.scene.scene import Scene

Read = Callable[[str], Scene]


def test_a_title_may_mean_whom_the_text_names_by_its_noun(read: Read) -> None:
    scene = read(
        "Bénin : un magistrat arrêté\n\nLe pays est calme. La pluie tombe. Les rues sont vides. "
        "Le magistrat Koffi Adjovi a été arrêté mardi. Luc Sow, boulanger, l'a vu. Luc Sow a tout dit."
    )
    assert any("Adjovi" in name for name in who_may_be_hit(scene, "arrêté", "arrest"))


def test_a_name_taken_for_a_place_may_be_hit(read: Read) -> None:
    scene = read("Luc Sow est libre. Kinshasa a été arrêté devant chez lui.")
    assert "Kinshasa" in who_may_be_hit(scene, "arrêté", "arrest")


def test_the_object_of_a_clause_is_another_than_its_subject(read: Read) -> None:
    scene = read("Awa Diop a été arrêtée. Le député Luc Sow, faute d'argument pour son projet, l'avait menacée.")
    clitic = next(a for a in scene.actors if a.form == "pronoun" and scene.tokens[a.head].lower_ == "l'")
    assert {scene.words_of(key) for key in asked(scene, clitic).rulers} == {"Luc Sow"}


def test_the_article_before_on_means_nobody(read: Read) -> None:
    scene = read("Luc Sow, que l'on croyait mort, a été libéré.")
    assert not [a for a in scene.actors if scene.tokens[a.head].lower_ == "l'"]
