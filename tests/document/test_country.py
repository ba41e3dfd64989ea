"""The alert's country: named in the head, else most named; none where several have equal shares."""

import pytest

from pipeline.document import structure
from pipeline.ingest.types import Given

CASES = [
    ("KAZAKHSTAN- 18 mai 2020\n\nElle défend des Kazakhs venus du Xinjiang, en Chine. La Chine nie.", "KZ"),
    ("SERBIE : un bureau saccagé\n\nDes inconnus ont brisé la vitrine.", "RS"),
    ("RÉSEAU DU MBAM\nBafia – Région du Centre – Cameroun\n\nDeux gendarmes l'ont arrêtée.", "CM"),
    ("Pays : Tchad\nVictime : M. Abakar\n\nIl vit en France depuis mai. La France l'a accueilli.", "TD"),
    ("RCA - Les avocats déposent la robe\n\nBangui s'est figé.", "CF"),
    ("FLASH / SRI LANKA / lundi\n\nSans nouvelles depuis samedi.", "LK"),
    ("Genève, le 3 mai 2019\n\nLes autorités turques ont écroué un avocat à Diyarbakır.", "TR"),
    (
        "PALAIS DES NATIONS, 1211 GENÈVE 10, SUISSE\n\nAu Gouvernement des Philippines : à Davao, on tue.",
        "PH",
    ),
    ("Un juge a été visé à Gonaïves. À Port-au-Prince, le ministre se tait.", "HT"),
    ("À Goma, un Congolais a été tué. Le Congo n'enquête pas, dit-on à Bukavu.", "CD"),
    ("À Pointe-Noire, un Congolais a été tué. Le Congo n'enquête pas.", "CG"),
    ("Traduit de l'anglais. Au Kenya, un pasteur a disparu. La police kényane se tait.", "KE"),
    ("Me Florence Sydney, avocate malienne, a été suivie.", "ML"),
]


@pytest.mark.parametrize(("text", "code"), CASES)
def test_country(text: str, code: str) -> None:
    document = structure(text)
    field = document.header.country
    assert field is not None and field.value == code
    assert document.text[field.start : field.end].strip()


def test_digest_has_no_country() -> None:
    text = (
        "La lettre des veilleurs\n\n"
        "TCHAD\n\nUn blogueur a été arrêté.\n\n"
        "TOGO\n\nUne avocate a été menacée.\n\n"
        "TUNISIE\n\nUn juge a été révoqué."
    )
    assert structure(text).header.country is None


def test_digest_in_running_lines_has_no_country() -> None:
    text = (
        "La lettre des veilleurs\n\n"
        "• Tchad : un blogueur a été arrêté.\n"
        "• Togo – une avocate a été menacée.\n"
        "• Tunisie. Un juge a été révoqué."
    )
    assert structure(text).header.country is None


def test_digest_that_one_country_leads() -> None:
    text = (
        "TOGO : la lettre des veilleurs\n\n"
        "TOGO\n\nUne avocate a été menacée.\n\n"
        "TCHAD\n\nUn blogueur a été arrêté.\n\n"
        "TUNISIE\n\nUn juge a été révoqué."
    )
    field = structure(text).header.country
    assert field is not None and field.value == "TG"


def test_text_without_any_country() -> None:
    assert structure("Un homme a été arrêté hier soir.").header.country is None


def test_given_country_wins() -> None:
    field = structure("TCHAD\n\nUn homme a été arrêté.", Given(country="SD")).header.country
    assert field is not None and (field.value, field.start) == ("SD", -1)
