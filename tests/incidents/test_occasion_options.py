"""What comes into question when dates, types and factuality are chosen again: only what some telling makes likely."""

from dataclasses import replace

import numpy as np
import pytest
from occasions import occasion
from spacy.language import Language

from pipeline.incidents.factuality.factuality import WEAKEST_FIRST
from pipeline.incidents.occasions import dates, factuality, perpetrator_types
from pipeline.incidents.occasions.reading import Agents, Choice, Occasion
from pipeline.incidents.scene.scene import Scene
from pipeline.incidents.scene.staging import set_scene
from pipeline.learned.trees import Trees

TEXT = "Le 3 mai 2021, Mme Awa Diop a été arrêtée. Elle aurait été frappée le 4 mai."
REFUSING = Trees(  # trees that would break on any question: they ask about a column that no sample has
    np.array([99, 0, 0]),
    np.zeros(3, np.float32),
    np.array([1, 1, 2]),
    np.array([2, 1, 2]),
    np.zeros(3, np.float32),
    np.array([0]),
    bias=0.0,
)


@pytest.fixture
def scene(nlp: Language) -> Scene:
    return set_scene(next(nlp.pipe([TEXT], disable=["recense_incidents"])))


def told(truths: dict[str, float] | None = None, days: dict[int, float] | None = None, date: str = "") -> Occasion:
    """An arrest as one telling makes it out: how likely each factuality is, and each expression."""
    one = occasion(0, "arrest", date, "awa")
    one.readings[0].factualities = {"asserted": 1.0} if truths is None else truths
    one.readings[0].date_scores = {} if days is None else days
    return one


def test_a_telling_that_is_sure_is_not_asked_about_again(scene: Scene) -> None:
    (one,) = factuality.choose(scene, [told({"asserted": 0.99, "reported": 0.01})], REFUSING)
    assert one.factuality == "asserted" and one.choices["factuality"] == Choice(1.0)


def test_what_a_telling_makes_likely_comes_into_question_beside_what_was_read_first(scene: Scene) -> None:
    doubtful = told({"asserted": 0.01, "alleged": 0.5, "reported": 0.49})
    ((options, rows),) = factuality.samples(scene, [doubtful])
    assert set(options) == {"asserted", "alleged", "reported"} and len(rows) == 3
    assert options == [kind for kind in WEAKEST_FIRST if kind in options]


def test_only_types_that_an_agent_may_be_of_come_into_question(scene: Scene) -> None:
    own = Agents({"group:0": {"police": 0.9, "military": 0.1, "company": 0.001}}, {}, {"none": 1.0})
    one = replace(told(), agents={"group:0": 0.5}, doers=own)
    ((options, rows),) = perpetrator_types.samples(scene, [one])
    assert options == ["military", "none", "police"] and len(rows) == 3
    nobody = replace(told(), doers=Agents(unnamed={"none": 0.995, "police": 0.005}))
    assert perpetrator_types.choose(scene, [nobody], REFUSING)[0].perpetrator_type == "none"


def test_a_day_that_no_telling_makes_likely_is_not_weighed(scene: Scene) -> None:
    first, second = told(days={0: 0.6, 1: 0.01}), told(days={0: 0.01, 1: 0.97}, date="2021-05-03")
    (own, rows), (other, _) = dates.samples(scene, [first, second])
    assert own == [dates.NONE, 0] and len(rows) == 2
    assert other == [1, 0], "the day read at first comes into question, no day at all does not"
