"""Which mentions of an act tell one occasion, and how an occasion is told in the light of those beside it."""

from dataclasses import replace

import numpy as np
import pytest
from spacy.language import Language

from pipeline.incidents.acts.mentions import Mention
from pipeline.incidents.factuality.factuality import WEAKEST_FIRST
from pipeline.incidents.occasions import factuality as occasion_factuality
from pipeline.incidents.occasions.merge_features import reckoned
from pipeline.incidents.occasions.merge_numbers import alike, people_of, questions, shared
from pipeline.incidents.occasions.merging import clusters, merge
from pipeline.incidents.occasions.reading import Occasion, Reading
from pipeline.incidents.scene.scene import Scene
from pipeline.incidents.scene.staging import set_scene
from pipeline.incidents.when.signs import counted
from pipeline.learned.linear import Linear
from pipeline.learned.stack import Stack
from pipeline.learned.trees import Trees

TEXT = "Me Awa Diop a été arrêtée. Après cette arrestation, Me Ali Sow a été arrêté, puis libéré."
ONE_LEAF = np.zeros(1, np.intp)


@pytest.fixture
def scene(nlp: Language) -> Scene:
    return set_scene(next(nlp.pipe([TEXT], disable=["recense_incidents"])))


def reading(scene: Scene, word: str, act: str, victim: str) -> Reading:
    token = next(token for token in scene.doc if token.text == word)
    mention = Mention(act, 0.9, (token.i,), token.i, scene.sentence_of[token.i])
    truths = {"asserted": 0.6, "feared": 0.4}
    return Reading(mention, {victim: 0.9}, frozenset([victim]), factualities=truths)


def told(scene: Scene) -> list[Reading]:
    """Three arrests are told, of which the first two are one, and a release."""
    awa, ali = (actor.key for actor in scene.actors if actor.form == "name" and actor.kind == "person")
    words = (("arrêtée", awa), ("arrestation", awa), ("arrêté", ali))
    return [*(reading(scene, word, "arrest", who) for word, who in words), reading(scene, "libéré", "release", ali)]


def same_people() -> Stack:
    """A model that joins whoever tells of the same victims, whatever the trees."""
    rows = {"who:same": 0, "who:apart": 1}
    weights = np.array([[9.0], [-9.0]], np.float32)
    even = Trees(ONE_LEAF, np.zeros(1, np.float32), ONE_LEAF, ONE_LEAF, np.zeros(1, np.float32), ONE_LEAF, bias=0.0)
    return Stack(Linear(("yes",), rows, weights, np.zeros(1, np.float32)), even)


def test_mentions_of_one_act_with_the_same_victims_are_joined(scene: Scene) -> None:
    found = told(scene)
    assert merge(scene, found, same_people(), 0.5) == [found[:2], found[2:3], found[3:]]


def test_nothing_is_joined_that_the_model_thinks_unlikely(scene: Scene) -> None:
    found = told(scene)
    assert merge(scene, found, same_people(), 1.1) == [[one] for one in found]


def test_nothing_told_is_nothing_joined(scene: Scene) -> None:
    assert merge(scene, [], same_people(), 0.5) == []


def test_each_mention_is_asked_about_all_of_its_act_before_it(scene: Scene) -> None:
    found = told(scene)
    asked = [([other.reading for other in one.earlier], one.later.reading) for one in questions(scene, found)]
    assert asked == [(found[:1], found[1]), (found[:2], found[2])]


def test_what_is_surest_is_joined_first() -> None:
    """The second fits the third better than the first, and so draws the first and the third not into one."""
    fits = np.array([[-1, 0.55, 0.1], [0.55, -1, 0.9], [0.1, 0.9, -1]])
    assert clusters(fits, 0.5) == [[0], [1, 2]]


def test_many_that_tell_one_occasion_are_one() -> None:
    assert clusters(np.where(np.eye(4), -1, 0.8), 0.5) == [[0, 1, 2, 3]]


def test_a_title_tells_of_as_many_of_one_calling(nlp: Language) -> None:
    text = (
        "Deux avocates arrêtées\n\n"
        "Me Awa Diop et Me Ina Sow ont été interpellées. Le blogueur Samba Fall a été appréhendé."
    )
    scene = set_scene(next(nlp.pipe([text], disable=["recense_incidents"])))
    awa, ina, samba = (actor.key for actor in scene.actors if actor.form == "name" and actor.kind == "person")
    pair = next(actor.key for actor in scene.actors if actor.kind == "group")
    hit = {"arrêtées": {pair}, "interpellées": {awa, ina}, "appréhendé": {samba}}
    found = [replace(reading(scene, word, "arrest", ""), victims=frozenset(who)) for word, who in hit.items()]
    title, two, other = (people_of(scene, one) for one in found)
    assert alike(title, two) == [2, 2, 1, 2]
    assert alike(title, other)[:3] == [2, 1, 0] and alike(title, other)[3] < 2
    unknown = replace(reading(scene, "arrêtées", "arrest", ""), victims=frozenset(), victim_scores={})
    assert alike(title, people_of(scene, unknown)) == [2, -1, -1, -1]


@pytest.mark.parametrize("since", ["La veille de l'arrestation", "Deux jours après son arrestation"])
def test_a_time_counts_from_an_act_that_is_known(nlp: Language, since: str) -> None:
    text = f"Me Awa Diop a été arrêtée le 3 mai 2020. {since}, sa maison a été fouillée."
    scene = set_scene(next(nlp.pipe([text], disable=["recense_incidents"])))
    told = [reading(scene, word, "arrest", "awa").mention for word in ("arrêtée", "arrestation", "fouillée")]
    assert [reckoned(scene, mention) for mention in told] == [False, True, False]
    assert scene.dates[scene.date_over(told[1].head)]["text"] == since
    assert counted(True, "la") == ["over:la"] and not counted(False, "la")


def test_what_is_likely_of_both_is_shared() -> None:
    assert shared({"a": 1.0}, {"a": 1.0, "b": 1.0}) == pytest.approx([1.0, 2 / 3, 1.0, 1.0])
    assert shared({"a": 0.5}, {"b": 0.5}) == [0.0, 0.0, 0.0, 0.0]
    assert set(shared({}, {"a": 1.0})) == {-1.0}


def test_how_an_act_is_told_is_chosen_again_and_how_clearly(scene: Scene) -> None:
    feared = WEAKEST_FIRST.index("feared")
    columns, limits = np.array([0, 0, 0, 0, 0]), np.array([feared - 0.5, 0, feared + 0.5, 0, 0], np.float32)
    lefts, rights = np.array([1, 1, 3, 3, 4]), np.array([2, 1, 4, 3, 4])
    model = Trees(columns, limits, lefts, rights, np.array([0, -5, 0, 5, -5], np.float32), np.array([0]), bias=0.0)
    one = told(scene)[0]
    occasion = Occasion([one], one.victim_scores, one.victims, {}, frozenset(), "none", -1, "asserted")
    (chosen,) = occasion_factuality.choose(scene, [occasion], model)
    assert chosen == replace(occasion, factuality="feared", choices=chosen.choices)
    assert chosen.choices["factuality"].best > 0.99
    assert occasion_factuality.choose(scene, [], model) == []


def test_a_row_shows_the_surest_of_its_tellings(scene: Scene) -> None:
    first, second, _, _ = told(scene)
    second.mention = replace(second.mention, probability=0.95)
    one = Occasion([first, second], {}, frozenset(), {}, frozenset(), "none", -1, "asserted")
    assert one.surest_first == [second.mention, first.mention]
    assert one.mentions == [first.mention, second.mention]
