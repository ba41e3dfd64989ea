"""What is made of readings by rule: the weakest telling, intervals of custody, accusation and penalty in words."""

from itertools import permutations
from types import SimpleNamespace

import pytest
from occasions import occasion
from parsed import FRENCH, word

from pipeline.dates.edtf import bounds, is_valid
from pipeline.incidents.acts.mentions import Mention
from pipeline.incidents.details import charges
from pipeline.incidents.factuality.factuality import WEAKEST_FIRST, likeliest, weakest
from pipeline.incidents.occasions.lasting import date_occasions


def test_the_weakest_telling_counts_in_whatever_order() -> None:
    for tellings in permutations(["asserted", "reported", "alleged"]):
        assert weakest(tellings) == "alleged"
    assert weakest(["asserted", "asserted"]) == "asserted"
    assert weakest(WEAKEST_FIRST[1:]) == "feared"
    assert weakest(WEAKEST_FIRST) == "negated"


def test_the_likeliest_factuality_is_taken() -> None:
    assert likeliest({"asserted": 0.4, "feared": 0.5, "negated": 0.1}) == "feared"


def dated(*told: tuple[str, str, str, str]) -> list[str]:
    """The dates of occasions told in one sentence as (act, date, victim, factuality)."""
    dates = [{"edtf": date} for _, date, _, _ in told]
    occasions = [occasion(number, *one) for number, one in enumerate(told)]
    places = [(number, number + 1) for number in range(len(told))]
    scene = SimpleNamespace(dates=dates, date_tokens=places, sentence_of=[0] * len(told))
    return [when.edtf for when in date_occasions(scene, occasions)]  # type: ignore[arg-type]


def test_custody_lasts_from_its_day_until_the_release() -> None:
    told = ("detention", "2020-01-12", "bensaid", "asserted"), ("release", "2020-01-14", "bensaid", "asserted")
    assert dated(*told) == ["2020-01-12/2020-01-14", "2020-01-14"]


def test_custody_that_nobody_ends_is_open() -> None:
    assert dated(("detention", "2020-01-12", "bensaid", "asserted")) == ["2020-01-12/.."]


@pytest.mark.parametrize(
    ("date", "victim", "factuality"),
    [
        ("2020-01-14", "autre", "asserted"),  # someone else is freed
        ("2020-01-10", "bensaid", "asserted"),  # freed before
        ("2020-01-14", "bensaid", "negated"),  # not freed
        ("", "bensaid", "asserted"),  # nobody says when
    ],
)
def test_another_release_does_not_end_it(date: str, victim: str, factuality: str) -> None:
    told = ("detention", "2020-01-12", "bensaid", "asserted"), ("release", date, victim, factuality)
    assert dated(*told)[0] == "2020-01-12/.."


def test_an_interval_that_is_told_stays() -> None:
    assert dated(("detention", "2019-05-03/2019-05-07", "b", "asserted")) == ["2019-05-03/2019-05-07"]


def test_what_is_only_feared_lasts_for_nobody() -> None:
    assert dated(("detention", "2020-01-12", "b", "feared")) == ["2020-01-12"]


def test_an_arrest_is_of_one_day() -> None:
    assert dated(("arrest", "2020-01-12", "b", "asserted")) == ["2020-01-12"]


def test_torture_on_the_first_day_of_a_custody_takes_its_interval() -> None:
    told = (
        ("detention", "2020-01-12", "b", "asserted"),
        ("torture", "2020-01-12", "b", "asserted"),
        ("release", "2020-01-20", "b", "asserted"),
    )
    assert dated(*told)[1] == "2020-01-12/2020-01-20"


def test_torture_on_a_day_of_its_own_keeps_it() -> None:
    told = ("detention", "2020-01-12", "b", "asserted"), ("torture", "2020-01-15", "b", "asserted")
    assert dated(*told)[1] == "2020-01-15"


def test_intervals_are_values_of_edtf() -> None:
    for edtf in dated(("detention", "2020-01", "b", "asserted"), ("house_arrest", "2019", "c", "asserted")):
        assert is_valid(edtf) and bounds(edtf)[1] == ""


def detail(act: str, sentence: str, trigger: str) -> tuple[str, str]:
    """The charge and the penalty of an act told by a word of a sentence."""
    doc = FRENCH.make_doc(sentence)
    head = word(doc, trigger).i
    scene = SimpleNamespace(doc=doc, text=doc.text, sentences=[doc[:]])
    mentions = [Mention(act, 1.0, (head,), head, 0)]
    return charges.charge(scene, mentions), charges.sentence_text(scene, mentions)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("act", "sentence", "charge", "penalty"),
    [
        ("prosecution", "Elle est [accusée] de rébellion.", "rébellion", ""),
        ("prosecution", "Il a été [inculpé] d'espionnage, ce qu'il nie.", "espionnage", ""),
        ("prosecution", "Il est [poursuivi] pour « fausses nouvelles ».", "fausses nouvelles", ""),
        (
            "conviction",
            "[Condamné] à six ans de prison pour diffamation.",
            "diffamation",
            "six ans de prison",
        ),
        ("conviction", "Il [encourt] dix ans de prison.", "", "dix ans de prison"),
        ("conviction", "Elle a été [condamnée] à mort.", "", "mort"),
        ("arrest", "[Arrêté] pour diffamation, il risque deux ans de prison.", "", ""),
    ],
)
def test_accusation_and_penalty_in_the_words_of_the_text(act: str, sentence: str, charge: str, penalty: str) -> None:
    trigger = sentence[sentence.index("[") + 1 : sentence.index("]")]
    assert detail(act, sentence.replace("[", "").replace("]", ""), trigger) == (charge, penalty)
