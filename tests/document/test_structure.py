"""Sections and the rest of the header, and the whole on any text."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.document import normalise_text, sentences, structure
from pipeline.ingest.types import Given

APPEAL = """APPEL URGENT - L'OBSERVATOIRE

TCD 001 / 0516 / OBS 042
Harcèlement judiciaire
Tchad
7 avril 2021

L'Observatoire a reçu de nouvelles informations sur M. Djibrine Nassour.

Rappel des faits :

Le 6 mars 2021, des agents l'ont arrêté à Moundou. Son avocat n'a pas pu le voir.

Cadre légal

Nul ne peut être arbitrairement détenu, dit l'article 9 du Pacte.

Actions requises :

L'Observatoire prie les autorités tchadiennes de :
i. le libérer sans condition ;
ii. ouvrir une enquête.

Adresses :
- Présidence de la République, BP 74, N'Djamena
- Ministère de la Justice, BP 426, N'Djamena

Contact : Awa Ndiaye, +33 1 55 55 01 01

[1] Voir l'appel du 15 mars 2021.
"""


def parts(text: str) -> list[tuple[str, str]]:
    document = structure(text)
    return [(section.kind, document.text[section.start : section.end]) for section in document.sections]


def kind_of(text: str, words: str) -> str:
    return next(kind for kind, part in parts(text) if words in part)


def test_appeal_falls_into_its_parts() -> None:
    assert [kind for kind, _ in parts(APPEAL)] == [
        *("headline", "body", "law", "demands", "addresses", "contacts", "notes"),
    ]
    assert "ii. ouvrir une enquête." in dict(parts(APPEAL))["demands"]
    assert "Ministère de la Justice" in dict(parts(APPEAL))["addresses"]


def test_summary_under_the_title() -> None:
    text = (
        "KAZAKHSTAN- 18 mai 2020\n\nAïgoul Sarsenova\n\n"
        "Visée par une campagne d'intimidation, elle survit à l'incendie inexpliqué de sa voiture\n\n"
        "Aïgoul Sarsenova a déclaré que sa voiture avait été trafiquée."
    )
    assert [kind for kind, _ in parts(text)] == ["headline", "summary", "body"]


@pytest.mark.parametrize(
    "demand",
    [
        "Nous demandons aux autorités :\n- la libération de Me Sow ;\n- une enquête.",
        "Le Collectif exhorte le gouvernement à libérer Me Sow.",
        "La Ligue appelle les autorités à protéger Me Sow.",
        "CE QUE NOUS DEMANDONS\nQue Me Sow soit libérée.",
        "Demandes :\nQue Me Sow soit libérée.",
        "Que faire ?\nÉcrire au ministre. Exiger que Me Sow soit libérée.",
        "En conséquence, la Ligue exige que Me Sow soit libérée.",
        "Veuillez écrire aux autorités afin que Me Sow soit libérée.",
    ],
)
def test_demands(demand: str) -> None:
    text = (
        f"TOGO\n\nMe Sow a été arrêtée mardi. Elle est au secret.\n\n{demand}\n\nElle a trois enfants. Ils attendent."
    )
    assert kind_of(text, "a été arrêtée") == "body"
    assert kind_of(text, "Sow" if "Sow" in demand.split("\n")[-1] else demand.split("\n")[-1]) in ("demands", "body")
    assert kind_of(text, demand.split("\n")[-1]) == "demands"


@pytest.mark.parametrize(
    "told",
    [
        "Le parquet demande deux ans de prison contre Me Sow.",
        "Deux hommes appellent sa femme chaque nuit.",
        "Le procureur réclame la dissolution de l'association.",
    ],
)
def test_what_others_demand_is_told(told: str) -> None:
    assert kind_of(f"TOGO\n\nMe Sow a été arrêtée mardi. Elle est au secret.\n\n{told}", told) == "body"


def test_header_of_an_appeal() -> None:
    header = structure(APPEAL).header
    values = {name: getattr(header, name) for name in ("country", "published_on", "case_code", "issuer")}
    assert {name: field.value for name, field in values.items() if field} == {
        "country": "TD",
        "published_on": "2021-04-07",
        "case_code": "TCD 001 / 0516 / OBS 042",
        "issuer": "L'OBSERVATOIRE",
    }


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "LIGUE DU FLEUVE\nPodor, le 4 mai 2016\n\nUne avocate sous écrou, un blog sous scellés\n\nIls ont parlé.",
            "Une",
        ),
        ("De : Ligue\nObjet : nos frères de Kouoptamo\n\nMonsieur le Ministre, on nous tue.", "nos frères"),
        ("APPEL URGENT\nSERBIE : un bureau saccagé\n\nDes inconnus ont brisé la vitrine.", "SERBIE"),
        ("KAZAKHSTAN- 18 mai 2020\n\nAïgoul Sarsenova\n\nElle a fui. Elle est en vie.", "Aïgoul"),
    ],
)
def test_title(text: str, expected: str) -> None:
    title = structure(text).header.title
    assert title is not None and title.value.startswith(expected)


def test_town_of_the_dateline() -> None:
    town = structure("LIGUE\nPodor, le 4 novembre 2016\n\nOn a tiré sur lui. Il est en vie.").header.city
    assert town is not None and town.value == "Podor"


def test_code_of_a_case_file() -> None:
    code = structure("FICHE DE CAS n° 017/13\nVictime : Luc Ndzana\n\nOn l'a battu. Il vit.").header.case_code
    assert code is not None and code.value == "017/13"


def test_given_title_and_issuer_win() -> None:
    header = structure(APPEAL, Given(title="Titre donné", issuer="Ligue donnée")).header
    assert header.title is not None and header.title.value == "Titre donné"
    assert header.issuer is not None and header.issuer.value == "Ligue donnée"


@given(
    st.text(alphabet=st.sampled_from("Aé .:-–\n«»()[]1/3*_'mai2020Nousdemandons"), max_size=150) | st.text(max_size=60)
)
def test_sections_cover_every_block_and_spans_hold_their_words(raw: str) -> None:
    document = structure(raw)
    text = document.text
    assert text == normalise_text(raw)
    for block in document.blocks:
        assert any(part.start <= block.start and block.end <= part.end for part in document.sections)
    for name in ("title", "city", "issuer", "case_code"):
        field = getattr(document.header, name)
        assert field is None or text[field.start : field.end] == field.value


@pytest.mark.parametrize(
    "piece", ['"', "(", "«»", "!", "l'", "- \n", "_", "M. ", "3 mai 2020, ", "Tchad ", "a@ ", "[1] ", "A. "]
)
def test_time_grows_with_length_not_with_its_square(piece: str) -> None:
    def seconds(length: int) -> float:
        text = (piece * length)[:length]
        begin = time.process_time()
        structure(text)
        return time.process_time() - begin

    seconds(1000)
    short, long = (min(seconds(length) for _ in range(3)) for length in (10_000, 40_000))
    assert long < max(0.3, 9 * short)


def test_a_sentence_without_a_stop_is_cut_at_commas_or_spaces() -> None:
    def longest(text: str) -> int:
        spans = sentences(text)
        assert " ".join(text[start:end] for start, end in spans) == text
        return max(end - start for start, end in spans)

    assert longest(("des cahiers, une lampe, " * 2000).strip()) <= 800
    assert longest(("cahier lampe " * 2000).strip()) <= 800
    assert longest("a" * 5000) == 5000
