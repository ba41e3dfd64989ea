"""Countries by name, people and place."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline import lexicons
from pipeline.normalise import (
    country_code,
    country_mentions,
    country_name,
    country_of_demonym,
    place_country,
    place_mentions,
)


@pytest.mark.parametrize(
    ("name", "code"),
    [
        *(("RDC", "CD"), ("RD Congo", "CD"), ("République démocratique du Congo", "CD"), ("Congo-Kinshasa", "CD")),
        *(("Congo-Brazzaville", "CG"), ("République du Congo", "CG"), ("Birmanie", "MM"), ("Myanmar", "MM")),
        *(("Côte d'Ivoire", "CI"), ("COTE D’IVOIRE", "CI"), ("cote-d'ivoire", "CI"), ("Tchétchénie", "RU")),
        *(("Tibet", "CN"), ("Xinjiang", "CN"), ("Palestine", "PS"), ("Gaza", "PS"), ("Kosovo", "XK")),
        *(("le Tchad", "TD"), ("l'Iran", "IR"), ("les Philippines", "PH"), ("ETATS-UNIS", "US"), ("Viêt Nam", "VN")),
        *(("Kurdistan irakien", "IQ"), ("Kurdistan turc", "TR"), ("Bélarus", "BY"), ("Biélorussie", "BY")),
        *(("Guinée", "GN"), ("Guinée-Bissau", "GW"), ("Guinée équatoriale", "GQ"), ("Soudan du Sud", "SS")),
        *(("Paris", ""), ("Moscou", ""), ("", ""), ("Atlantide", "")),
    ],
)
def test_country_code(name: str, code: str) -> None:
    assert country_code(name) == code


@pytest.mark.parametrize(
    ("code", "name"),
    [("CD", "République démocratique du Congo"), ("CI", "Côte d’Ivoire"), ("XK", "Kosovo"), ("ZZ", ""), ("", "")],
)
def test_country_name(code: str, name: str) -> None:
    assert country_name(code) == name


@pytest.mark.parametrize(
    ("word", "code"),
    [
        *(("kazakhe", "KZ"), ("Kazakhs", "KZ"), ("kazakhstanaises", "KZ"), ("turques", "TR"), ("grecque", "GR")),
        *(("nigériens", "NE"), ("nigérianes", "NG"), ("burkinabè", "BF"), ("ouïghoures", "CN"), ("tchétchène", "RU")),
        *(("lettones", "LV"), ("palestinienne", "PS"), ("suisses", "CH"), ("équato-guinéenne", "GQ"), ("maison", "")),
    ],
)
def test_demonyms_in_every_gender_and_number(word: str, code: str) -> None:
    assert country_of_demonym(word) == code


def test_nearly_every_country_has_a_people() -> None:
    codes = {row["code"] for row in lexicons.rows("demonyms")}
    named = {code for code in codes if country_name(code)}
    assert len(named) > 195 and named == codes - {""}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Les autorités turques nient.", [("turques", "TR", "demonym")]),
        ("La Papouasie-Nouvelle-Guinée", [("Papouasie-Nouvelle-Guinée", "PG", "name")]),
        ("Au Soudan du Sud, des Soudanais", [("Soudan du Sud", "SS", "name"), ("Soudanais", "SD", "demonym")]),
        ("Traduit de l'anglais. Écrit en russe.", []),
        ("La Convention américaine et l'Agence France-Presse", []),
        ("l’Amérique latine et les latino-américaines", []),
        ("un chili con carne et du mali", []),
        ("Me Dominique Maurice", []),
        ("la rca et la RCA", [("RCA", "CF", "name")]),
        ("CÔTE\nD'IVOIRE", [("CÔTE\nD'IVOIRE", "CI", "name")]),
    ],
)
def test_country_mentions(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert [(text[start:end], code, kind) for start, end, code, kind in country_mentions(text)] == expected


@pytest.mark.parametrize(
    ("name", "code"),
    [
        *(("Le Caire", "EG"), ("Pékin", "CN"), ("Varsovie", "PL"), ("Téhéran", "IR"), ("N'Djamena", "TD")),
        *(("Guantanamo", "CU"), ("Evin", "IR"), ("Bagram", "AF"), ("Diyarbakir", "TR"), ("Grozny", "RU")),
        *(("prison de Silivri", "TR"), ("aéroport de Roissy", "FR"), ("ambassade d'Équateur", "EC"), ("Tchad", "TD")),
        *(("Izabal (Guatemala)", "GT"), ("province du Xinjiang", "CN"), ("Tripoli", "LY"), ("Bichkek", "KG")),
        *(("", ""), ("Nulle-Part-sur-Rien", "")),
    ],
)
def test_place_country(name: str, code: str) -> None:
    assert place_country(name) == code


def test_preferred_country_wins_among_namesakes() -> None:
    assert place_country("Hyderabad") == "IN"
    assert place_country("Hyderabad", prefer="PK") == "PK"
    assert place_country("Hyderabad", prefer="FR") == "IN"


@given(st.text(max_size=80))
def test_mentions_lie_in_the_text_in_order(text: str) -> None:
    last = 0
    for start, end, code, kind in country_mentions(text):
        assert last <= start < end <= len(text) and len(code) == 2 and kind in ("name", "demonym")
        last = end
    assert all(0 <= start < end <= len(text) for start, end, _ in place_mentions(text))
