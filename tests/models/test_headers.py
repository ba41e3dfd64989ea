"""Training of headers: countries that only words tell, days of publication among the days of events."""

from pathlib import Path

import pytest

from models import countries, publications
from pipeline.document import structure
from pipeline.document.header import HeaderModels
from pipeline.evaluate.gold import GoldAlert
from pipeline.ingest.types import Given

TREES = {"seed": 1, "number": 20, "rate": 0.3, "leaves": 4, "depth": 3, "least": 5, "share": 1.0, "bins": 63}
COUNTRIES = {"folds": 2, "rare": 2, "prior": 1.0, "faint": 0.5, "short": 60, "digests": 3, "trees": TREES}
PUBLICATIONS = {"folds": 2, "strength": 1.0, "least": 2, "trees": TREES}
TOLD = {
    "MX": "Le juge a refusé l'amparo à Xochitl Tlacotl, de l'ejido de Xicoatl. On la dit au Guatemala.",
    "AM": "Le procureur a fait fouiller l'appartement d'Anahit Karapetyan. Sa sœur vit au Guatemala.",
    "": "Nos brèves du mois. Le Pérou se tait encore. Au Liban, une grève de deux jours.",
}
COPY = "Le {event}, on l'a vue partir.\n\nCes lignes furent mises dans une boîte le {copy} à midi par nos voisins."
NAMES = ["Lusine Grigoryan", "Xóchitl Ixtlan", "Ani Sargsyan", "Itzel Tlalli"]


def alert(number: int, country: str, text: str, published: str = "") -> GoldAlert:
    """An alert of which only the header is told."""
    return GoldAlert(f"alerte-{number}", text, country, published, (), (), (), (), ())


def hands(alerts: list[GoldAlert]) -> dict[str, str]:
    """Four hands who write in turn."""
    return {one.name: str(number // 3 % 4) for number, one in enumerate(alerts)}


@pytest.fixture(scope="module")
def learned() -> HeaderModels:
    """Models of forty alerts, most of which name but another country; a day without a label is that of an event."""
    told = [
        alert(number, country, f"{text} {NAMES[number % 4]} le confirme.")
        for number, (country, text) in enumerate([*TOLD.items()] * 14)
    ]
    dated = [
        alert(number, "", COPY.format(event=f"{day} mai 2019", copy=f"{day + 3} mai 2019"), f"2019-05-{day + 3}")
        for number, day in enumerate(range(10, 26))
    ]
    return HeaderModels(
        countries.train(told, hands(told), COUNTRIES), publications.train(dated, hands(dated), PUBLICATIONS)
    )


def test_words_and_the_sound_of_names_tell_a_country_that_nothing_names(learned: HeaderModels) -> None:
    text = "Un amparo a été déposé pour Citlali Xochitepec. Elle est partie au Guatemala."
    field = structure(text, models=learned).header.country
    assert field is not None and (field.value, text[field.start : field.end]) == ("MX", "Xochitepec")
    ruled = structure(text).header.country
    assert ruled is not None and ruled.value == "GT", "it is the only one named"


def test_a_country_that_is_chosen_leads_to_the_words_that_name_it(learned: HeaderModels) -> None:
    text = "On attend toujours l'amparo de Citlali Xochitepec. Au Mexique, sa mère proteste."
    field = structure(text, models=learned).header.country
    assert field is not None and text[field.start : field.end] == "Mexique"


def test_a_digest_has_no_country(learned: HeaderModels) -> None:
    text = "Nos brèves du mois. Le Liban se tait encore. Au Togo, une grève de trois jours."
    assert structure(text, models=learned).header.country is None


def test_the_day_of_publication_is_learned_where_no_rule_knows_it(learned: HeaderModels) -> None:
    text = COPY.format(event="3 mars 2020", copy="8 mars 2020")
    assert structure(text).header.published_on is None
    field = structure(text, models=learned).header.published_on
    assert field is not None and (field.value, text[field.start : field.end]) == ("2020-03-08", "8 mars 2020")


def test_no_day_is_invented(learned: HeaderModels) -> None:
    assert structure("Elle a disparu un mardi.", models=learned).header.published_on is None


def test_what_is_given_wins_over_what_is_learned(learned: HeaderModels) -> None:
    header = structure(TOLD["MX"], Given(country="SD", published_on="2020-01-02"), learned).header
    assert header.country is not None and header.published_on is not None
    assert (header.country.value, header.published_on.value) == ("SD", "2020-01-02")


def test_what_is_stored_says_the_same(learned: HeaderModels, tmp_path: Path) -> None:
    assert learned.country is not None and learned.publication is not None
    learned.country.save(tmp_path)
    learned.publication.save(tmp_path)
    again = HeaderModels.load(tmp_path)
    for text in [*TOLD.values(), COPY.format(event="3 mars 2020", copy="8 mars 2020")]:
        assert structure(text, models=again).header == structure(text, models=learned).header


def test_without_stored_models_rules_decide(tmp_path: Path) -> None:
    assert HeaderModels.load(tmp_path) == HeaderModels()
