"""A scene knows everyone whom its words may mean."""

from collections.abc import Callable
from types import SimpleNamespace

import pytest
import spacy

from models.antecedents import numbers_in_turn, signs_in_turn
from pipeline.incidents.model import load_models
from pipeline.incidents.references.antecedents import Question, resolve
from pipeline.incidents.scene.scene import Scene
from pipeline.incidents.scene.staging import set_scene
from pipeline.language.extensions import declare
from pipeline.settings import ARTEFACTS

Read = Callable[[str], Scene]


def test_someone_who_is_only_meant_has_a_place_to_point_to() -> None:
    declare()
    doc = spacy.blank("fr")("Elle a été arrêtée.")
    for token in doc:
        token.is_sent_start = token.i == 0
    doc._.references = [{"start": 0, "end": 4, "form": "pronoun", "candidates": [("group:0", 0.6), ("awa-diop", 0.4)]}]
    scene = set_scene(doc)
    assert {scene.first_actor[key].start for key in ("group:0", "awa-diop")} == {0}


def test_a_group_is_not_meant_by_the_pronoun_that_it_holds(read: Read) -> None:
    scene = read("La police a arrêté vingt étudiants. Cinq d'entre eux ont été libérés.")
    actor = next(actor for actor in scene.actors if scene.doc[actor.head].text == "eux")
    meant = [scene.words_of(key) for key in Question.of(scene, actor).keys]
    assert "vingt étudiants" in meant and not any(words.startswith("Cinq") for words in meant)


@pytest.mark.usefixtures("trained")
def test_samples_of_references_in_turn_leave_a_scene_as_it_was(read: Read) -> None:
    scene = read("Awa Diop a été arrêtée. Elle a vu Samba Fall. Son frère a été battu. Il est mort.")
    (she,) = [actor.head for actor in scene.actors if scene.doc[actor.head].text == "Elle"]
    actors, frequency = list(scene.actors), dict(scene.frequency)
    annotated = SimpleNamespace(scene=scene, meanings={she: {"awa-diop"}})
    model = load_models(ARTEFACTS).antecedents
    for made in (signs_in_turn, numbers_in_turn):
        assert any(made(annotated, model).truths)  # type: ignore[arg-type]
        assert (scene.actors, scene.frequency) == (actors, frequency)


@pytest.mark.usefixtures("trained")
def test_scenes_resolved_together_are_resolved_as_each_alone(read: Read) -> None:
    texts = (
        "Awa Diop a été arrêtée. Elle a vu Samba Fall. Son frère a été battu.",
        "La pluie est tombée.",
        "Samba Fall et Awa Diop ont été jugés. Ils ont été condamnés. L'avocate a fui. Son client l'a suivie.",
    )
    models = load_models(ARTEFACTS)
    together, alone = ([read(text) for text in texts] for _ in range(2))
    resolve(together, models.antecedents, models.resolving)
    for scene in alone:
        resolve([scene], models.antecedents, models.resolving)
    assert [scene.actors for scene in together] == [scene.actors for scene in alone]
    assert any(len(actor.candidates) for scene in together for actor in scene.actors)


def test_a_place_in_the_title_titles_nobody(read: Read) -> None:
    scene = read("ALERTE\n\nTogo : une avocate arrêtée à Lomé\n\nMe Awa Diop a été arrêtée au Togo.")
    assert not scene.titled
