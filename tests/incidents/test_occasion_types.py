"""The types of perpetrators, chosen again when all acts are read."""

from dataclasses import replace

import numpy as np
import pytest
from spacy.language import Language

from pipeline.incidents.acts.mentions import Mention
from pipeline.incidents.encoding.codes import types
from pipeline.incidents.occasions.perpetrator_types import choose, read_first
from pipeline.incidents.occasions.reading import Occasion, Reading
from pipeline.incidents.scene.scene import Scene
from pipeline.incidents.scene.staging import set_scene
from pipeline.learned.linear import Linear
from pipeline.learned.trees import Trees

TEXT = "Des policiers ont arrêté Mme Awa Diop. Elle a été battue."
KINDS = ("none", "police", "military")
LEAST = 0.5  # of a type of somebody whom no words stand for
TYPE = 0  # the column of a sample that says which type it is of


def only(kind: str) -> Trees:
    """Trees that say yes to one type."""
    place = types()[kind]
    columns, limits = np.array([TYPE, 0, TYPE, 0, 0]), np.array([place - 0.5, 0, place + 0.5, 0, 0], np.float32)
    lefts, rights = np.array([1, 1, 3, 3, 4]), np.array([2, 1, 4, 3, 4])
    return Trees(columns, limits, lefts, rights, np.array([0, -5, 0, 5, -5], np.float32), np.array([0]), bias=0.0)


def always(kind: str) -> Linear:
    """A model that finds one type in whatever words."""
    bias = np.array([2.0 if label == kind else 0.0 for label in KINDS], np.float32)
    return Linear(KINDS, {}, np.zeros((0, len(KINDS)), np.float32), bias)


@pytest.fixture
def scene(nlp: Language) -> Scene:
    return set_scene(next(nlp.pipe([TEXT], disable=["recense_incidents"])))


def told(scene: Scene) -> list[Occasion]:
    """The arrest, by the policemen, and the blows, of which nobody says who dealt them."""
    (awa,) = {actor.key for actor in scene.actors if actor.form == "name"}
    doers = next(actor.key for actor in scene.actors if actor.form == "group")
    heads = {token.text: token.i for token in scene.doc}
    arrest, blows = heads["arrêté"], heads["battue"]
    victims, truth = frozenset([awa]), "asserted"
    first = [Reading(Mention("arrest", 1.0, (arrest,), arrest, 0), perpetrator_scores={doers: 0.9})]
    second = [Reading(Mention("assault", 1.0, (blows,), blows, 1), perpetrator_scores={doers: 0.2})]
    return [
        Occasion(first, {awa: 0.9}, victims, {doers: 0.9}, frozenset([doers]), "police", -1, truth),
        Occasion(second, {awa: 0.9}, victims, {doers: 0.2}, frozenset(), "none", -1, truth),
    ]


def read(scene: Scene, named: str, unnamed: str) -> list[Occasion]:
    """Both, whose agents are of one type each: those named, and those whom no words stand for."""
    return read_first(scene, told(scene), always(named), always(unnamed), LEAST)


def test_the_surest_perpetrator_or_the_words_around_tell_the_first_type(scene: Scene) -> None:
    assert [one.perpetrator_type for one in read(scene, "police", "military")] == ["police", "military"]
    unsure = read_first(scene, told(scene), always("police"), always("military"), 1.0)
    assert [one.perpetrator_type for one in unsure] == ["police", "none"]


def test_who_fits_the_type_that_is_chosen_takes_part(scene: Scene) -> None:
    arrest, blows = choose(scene, read(scene, "police", "none"), only("police"))
    assert blows.perpetrator_type == "police" and blows.perpetrators == arrest.perpetrators
    assert blows.choices["type"].best > 0.99


def test_nobody_takes_part_where_no_type_is_chosen(scene: Scene) -> None:
    for one in choose(scene, read(scene, "police", "none"), only("none")):
        assert one.perpetrator_type == "none" and not one.perpetrators


def test_a_type_without_words_has_nobody(scene: Scene) -> None:
    found = choose(scene, read(scene, "police", "military"), only("military"))
    assert {one.perpetrator_type for one in found} == {"military"}
    assert not any(one.perpetrators for one in found)


def test_a_victim_is_not_its_own_perpetrator(scene: Scene) -> None:
    found = [replace(one, victims=frozenset(one.agents)) for one in read(scene, "police", "none")]
    assert not choose(scene, found, only("police"))[1].perpetrators
    assert choose(scene, [], only("police")) == []
