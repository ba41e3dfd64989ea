"""Of which service a description says that its people are: by the noun, by its complement, or by both together."""

import pytest

from pipeline.language.groups import perpetrator_type
from pipeline.language.nouns import nouns


@pytest.mark.parametrize(
    ("noun", "complement", "kind"),
    [
        ("ministère", "public", "judiciary"),
        ("ministère", "de la Santé", "government"),
        ("gardes", "forestiers", "government"),
        ("gardes", "présidentiels", "military"),
        ("gardiens", "de la révolution", "military"),
        ("gardiens", "du camp", "prison"),
        ("conseillère", "municipale", "government"),
        ("commissaire", "du gouvernement", "judiciary"),
        ("chef", "du village", "government"),
        ("chef", "de chantier", "company"),
        ("agents", "municipaux", "government"),
        ("patrouille", "municipale", "police"),
        ("gardes", "privés", "company"),
        ("gardes", "de la réserve", "government"),
    ],
)
def test_a_noun_and_its_complement_tell_the_service_together(noun: str, complement: str, kind: str) -> None:
    assert perpetrator_type(nouns()[noun], complement) == kind


@pytest.mark.parametrize(
    ("noun", "complement", "kind"),
    [
        ("soldats", "de la 30e brigade", "military"),
        ("policiers", "militaires", "police"),
        ("colonel", "de gendarmerie", "police"),
    ],
)
def test_who_is_of_one_service_stays_so_whatever_his_unit(noun: str, complement: str, kind: str) -> None:
    assert perpetrator_type(nouns()[noun], complement) == kind


def test_bodyguards_are_of_whom_they_guard() -> None:
    assert perpetrator_type(nouns()["gardes"], "du corps du maire") == "government"
    assert perpetrator_type(nouns()["garde"], "du corps") == "individual"


def test_followers_of_an_official_act_for_themselves() -> None:
    assert perpetrator_type(nouns()["partisans"], "du maire") == "individual"


@pytest.mark.parametrize(
    ("noun", "complement"), [("motards", ""), ("occupants", "du véhicule"), ("correspondant", "anonyme")]
)
def test_riders_and_callers_are_unknown(noun: str, complement: str) -> None:
    assert perpetrator_type(nouns()[noun], complement) == "unidentified"
