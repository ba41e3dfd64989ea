"""The sets of people that are weighed as the victims of an act, and the choice among them."""

import numpy as np
import pytest
from spacy.language import Language

from pipeline.incidents.acts.mentions import Mention
from pipeline.incidents.occasions.reading import Reading
from pipeline.incidents.occasions.victim_sets import MOST, choose, samples
from pipeline.incidents.scene.scene import Scene
from pipeline.incidents.scene.staging import set_scene
from pipeline.learned.trees import Trees

TEXT = "Mes Awa Diop et Samba Fall ont été arrêtés. Leur collègue Karim Nour reste libre."
NAMED = 11  # the column of a sample that says whether all of a set are named in one breath


def one_question(column: int) -> Trees:
    """A tree that says yes where a column is above a half."""
    left, right = np.array([1, 1, 2]), np.array([2, 1, 2])
    columns, values = np.array([column, 0, 0]), np.array([0, -5, 5], np.float32)
    return Trees(columns, np.array([0.5, 0, 0], np.float32), left, right, values, np.array([0]), bias=0.0)


@pytest.fixture
def scene(nlp: Language) -> Scene:
    return set_scene(next(nlp.pipe([TEXT], disable=["recense_incidents"])))


def arrest(scene: Scene) -> list[Reading]:
    head = next(token.i for token in scene.doc if token.text == "arrêtés")
    return [Reading(Mention("arrest", 1.0, (head,), head, 0))]


def persons(scene: Scene) -> list[str]:
    return list(dict.fromkeys(a.key for a in scene.actors if a.form == "name"))


def test_nobody_one_and_those_named_in_one_breath_are_weighed(scene: Scene) -> None:
    awa, samba, karim = persons(scene)
    sets, rows = samples(scene, arrest(scene), {awa: 0.8, samba: 0.3, karim: 0.2})
    assert {frozenset(), frozenset([awa]), frozenset([awa, samba]), frozenset([samba])} <= set(sets)
    assert len(sets) == len(set(sets)) <= MOST
    assert len({len(row) for row in rows}) == 1


def test_an_unlikely_person_is_not_added(scene: Scene) -> None:
    awa, samba, karim = persons(scene)
    sets, _ = samples(scene, arrest(scene), {awa: 0.8, samba: 0.7, karim: 0.01})
    assert not any(karim in members for members in sets if len(members) == 3 or members == {karim})


def test_the_likeliest_set_is_taken_whole(scene: Scene) -> None:
    awa, samba, karim = persons(scene)
    told = [(arrest(scene), {awa: 0.8, samba: 0.3, karim: 0.2})]
    [(members, clear)] = choose(scene, told, one_question(NAMED))
    assert members == frozenset([awa, samba]) and clear.best > 0.99 and clear.next < 0.01


def test_without_candidates_nobody_is_a_victim(scene: Scene) -> None:
    [(members, _)] = choose(scene, [(arrest(scene), {})], one_question(NAMED))
    assert members == frozenset()
    assert choose(scene, [], one_question(NAMED)) == []


def weighed(nlp: Language, text: str, word: str) -> list[set[str]]:
    """The sets, by the words that first stand for their members, when the group is likely and nobody else is."""
    scene = set_scene(next(nlp.pipe([text], disable=["recense_incidents"])))
    head = next(token.i for token in scene.doc if token.text == word)
    sets, _ = samples(scene, [Reading(Mention("arrest", 1.0, (head,), head, 0))], {"group:0": 0.8})
    return [{scene.words_of(key) for key in members} for members in sets]


@pytest.mark.parametrize(
    "text",
    [
        "Quatre avocats, dont Me Awa Diop, ont été arrêtés.",
        "Quatre avocats ont été arrêtés ; parmi eux, Awa Diop.",
        "Quatre avocats ont été arrêtés, dont la juriste Awa Diop.",
    ],
)
def test_a_group_is_weighed_with_those_who_are_named_out_of_it(nlp: Language, text: str) -> None:
    assert {"Quatre avocats", "Awa Diop"} in weighed(nlp, text, "arrêtés")


def test_a_described_member_of_an_enumeration_is_who_he_is(nlp: Language) -> None:
    text = "Awa Diop, Mme Ndèye Fall et son neveu ont été arrêtés. Modou Sarr est avocat."
    scene = set_scene(next(nlp.pipe([text], disable=["recense_incidents"])))
    awa, fall, modou = persons(scene)
    place, nephew = next((i, a) for i, a in enumerate(scene.actors) if a.form == "group")
    scene.replace_actor(place, nephew.meaning(nephew.key, ((modou, 0.8), (nephew.key, 0.2))))
    sets, _ = samples(scene, arrest(scene), {awa: 0.9, fall: 0.3, modou: 0.01})
    assert frozenset([modou, awa, fall]) in sets
