"""Who is the subject of the clause that a pronoun stands in, and which words mean nobody."""

from collections.abc import Callable

from pipeline.incidents.references.asked import asked
from pipeline.incidents.scene.scene import Scene

Read = Callable[[str], Scene]


def test_the_object_of_a_clause_is_another_than_its_subject(read: Read) -> None:
    scene = read("Awa Diop a été arrêtée. Le député Luc Sow, faute d'argument pour son projet, l'avait menacée.")
    clitic = next(a for a in scene.actors if a.form == "pronoun" and scene.tokens[a.head].lower_ == "l'")
    assert {scene.words_of(key) for key in asked(scene, clitic).rulers} == {"Luc Sow"}


def test_the_article_before_on_means_nobody(read: Read) -> None:
    scene = read("Luc Sow, que l'on croyait mort, a été libéré.")
    assert not [a for a in scene.actors if scene.tokens[a.head].lower_ == "l'"]
