"""Headers by models: countries that only words tell, days of publication among the days of events; their training."""

import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models import countries, publications
from pipeline.document import structure
from pipeline.document.header import HeaderModels
from pipeline.evaluate.gold import GoldAlert
from pipeline.ingest.types import Given
from pipeline.settings import ARTEFACTS

TREES = {"seed": 1, "number": 20, "rate": 0.3, "leaves": 4, "depth": 3, "least": 5, "share": 1.0, "bins": 63}
COUNTRIES = {"folds": 2, "rare": 2, "prior": 1.0, "faint": 0.5, "short": 60, "strange": 4, "digests": 3, "trees": TREES}
PUBLICATIONS = {"folds": 2, "strength": 1.0, "least": 2, "short": 60, "trees": TREES}
TOLD = {
    "MX": "Au Mexique, le juge a refusé l'amparo à Xochitl Tlacotl. On la dit au Guatemala.",
    "AM": "En Arménie, le procureur a fait fouiller l'appartement d'Anahit. Sa sœur vit au Guatemala.",
    "": "Nos brèves du mois. Le Pérou se tait encore. Au Liban, une grève de deux jours.",
}
UNNAMED = """Sans nouvelles de Citlali Xochitecatl

Citlali Xochitecatl, avocate des comuneros de San Isidro Tlalixco, n'est pas rentrée de l'assemblée de l'ejido. Son
frère Cuauhtémoc a trouvé la camionnette au bord de la route, portières ouvertes. Elle avait obtenu en janvier un
amparo contre la mine d'or que la société Minera Tepozán veut ouvrir sur les terres communales ; depuis, des
sicarios passaient devant chez elle. La Fiscalía a refusé d'enregistrer la plainte de doña Guadalupe Ixtlilco, sa
mère. Le Mécanisme de protection lui avait donné un bouton d'alarme. Ni la police municipale ni la Garde nationale
ne disent la chercher. Une cousine de la famille, Itzel, vit au Guatemala.
"""
HEADED = """{country} : l'émetteur d'une radio locale scié dans la nuit

Des inconnus ont scié mardi, avant l'aube, le pylône de la radio que dirige Milica Bojović. La veille, Nebojša
Stanojević et Vesna Radulović y avaient lu à l'antenne les comptes d'une société d'armement. Un conseiller municipal,
Zoran Mitrović, les avait traités d'« oreilles de Belgrade ». Le technicien, Goran Đurišić, a été bousculé par deux
hommes devant le portail. Dragoslav Bojović, qui fonda la station, a quitté le pays en 2016.

La police, que commande Slobodan Nikolić, dit attendre les images d'une caméra.
"""
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
    """Models of forty alerts, and of some whose days of publication no rule knows."""
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


def test_words_and_the_sound_of_names_tell_a_country_that_nothing_names() -> None:
    field = structure(UNNAMED, models=HeaderModels.load(ARTEFACTS)).header.country
    assert field is not None and field.value == "MX"
    assert UNNAMED[field.start : field.end].isalpha(), "it leads to a word that speaks for it"
    ruled = structure(UNNAMED).header.country
    assert ruled is not None and ruled.value == "GT", "it is the only one named"


def test_a_country_that_is_chosen_leads_to_the_words_that_name_it() -> None:
    text = UNNAMED + "Au Mexique, on tue pour moins que cela.\n"
    field = structure(text, models=HeaderModels.load(ARTEFACTS)).header.country
    assert field is not None and text[field.start : field.end] == "Mexique"


def test_a_day_that_is_stated_beyond_doubt_is_not_given_up() -> None:
    text = """Salma, 31 ans, institutrice à Balkh : « J'enseigne dans une cave »

Chaque jeudi, notre lettre donne la parole à une enseignante. Les prénoms ont été changés.

« Le 9 septembre, l'école a fermé. Depuis le 2 octobre, neuf filles viennent chez moi. En novembre, on a frappé. »

Publié le 4 avril 2022 - Trois jours plus tôt, le ministère avait promis la réouverture des lycées.
"""
    field = structure(text, models=HeaderModels.load(ARTEFACTS)).header.published_on
    assert field is not None and field.value == "2022-04-04"


@pytest.mark.parametrize(
    ("country", "code"), [("Monténégro", "ME"), ("Lettonie", "LV"), ("Portugal", "PT"), ("Samoa", "WS"), ("Togo", "TG")]
)
def test_the_country_in_the_title_stands_though_names_sound_of_its_neighbour(country: str, code: str) -> None:
    text = HEADED.format(country=country)
    field = structure(text, models=HeaderModels.load(ARTEFACTS)).header.country
    assert field is not None and field.value == code
    assert text[field.start : field.end] == country


@pytest.mark.parametrize("text", ["Awa Diop a été arrêtée lundi.", "Citlali Xochitecatl n'est pas rentrée de l'ejido."])
def test_a_few_words_tell_no_country(text: str) -> None:
    assert structure(text, models=HeaderModels.load(ARTEFACTS)).header.country is None


def test_a_digest_has_no_country(learned: HeaderModels) -> None:
    text = "Nos brèves du mois. Le Liban se tait encore. Au Togo, une grève de trois jours."
    assert structure(text, models=learned).header.country is None


def test_the_day_of_publication_is_learned_where_no_rule_knows_it(learned: HeaderModels) -> None:
    text = COPY.format(event="3 mars 2020", copy="8 mars 2020")
    assert structure(text).header.published_on is None
    field = structure(text, models=learned).header.published_on
    assert field is not None and (field.value, text[field.start : field.end]) == ("2020-03-08", "8 mars 2020")


@pytest.mark.parametrize(
    "text",
    [
        "Elle a disparu un mardi.",
        "Le 4 mai 2019, Awa Diop a été battue par des soldats. Elle est morte le 6 mai 2019 à Mopti.",
        "Awa Diop a été blessée le 2 mars 2020. Elle est restée hospitalisée jusqu'au 5 mars 2020.",
    ],
)
def test_the_day_of_an_event_is_none_of_publication(text: str) -> None:
    assert structure(text, models=HeaderModels.load(ARTEFACTS)).header.published_on is None


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


@pytest.fixture(scope="module")
def stored() -> HeaderModels:
    """The models that the reader has."""
    return HeaderModels.load(ARTEFACTS)


PIECES = [
    "Congo",
    "TOGO",
    "\n\n",
    ". ",
    "Me Awa Diop",
    "12 mai",
    " 2019",
    "le 3 mars 2020",
    "(",
    "Paris, ",
    "été ",
    "’",
    "\u0130",
]


@given(st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=12)), max_size=60).map("".join))
def test_whatever_is_chosen_stands_in_the_text(stored: HeaderModels, raw: str) -> None:
    document = structure(raw, models=stored)
    for field in (document.header.country, document.header.published_on):
        assert field is None or document.text[field.start : field.end].strip()


@pytest.mark.parametrize(
    "piece", ["3 mai 2020, ", "3 mai 1999 4 juin ", "Tchad ", "Abakar ", "1999 2000 ", "12 mai\n\n"]
)
def test_time_grows_with_length_not_with_its_square(stored: HeaderModels, piece: str) -> None:
    def seconds(length: int) -> float:
        text = (piece * length)[:length]
        begin = time.process_time()
        structure(text, models=stored)
        return time.process_time() - begin

    seconds(1000)
    short, long = (min(seconds(length) for _ in range(3)) for length in (10_000, 40_000))
    assert long < max(0.3, 9 * short)
