import pytest
from spacy.language import Language

from pipeline.language.repairs import typed, widened
from pipeline.language.words import Name, Words

from .annotated import names, partition, read, spans

ALERTS = {
    "titles and articles are no part of a name": (
        "Me [Aïcha Benomar|person|a] a été arrêtée à [Rabat|place|r]. Mme [Benomar|person|a] défendait"
        " M. [Karim Tazi|person|t] devant le [tribunal de Rabat|organisation|o]."
    ),
    "the people that somebody is of is no part of a name": (
        "L'un des rédacteurs, le Mexicain [Daniel Olivares|person|d], a été expulsé mardi de [Managua|place|m]."
    ),
    "a surname alone is found again": (
        "L'avocat [Serik Jaksybekov|person|s] a été interpellé mardi. Le lendemain, [Jaksybekov|person|s] a été libéré."
    ),
    "capital and ordinary forms are one person": (
        "[MBARGA OWONA Sylvie|person|m] a été convoquée. Me [Sylvie Mbarga Owona|person|m] s'y est rendue avec"
        " Me [Jules Nkodo|person|n]."
    ),
    "spelling variants are one person": (
        "Me [Sherali Nazarov|person|s] a été condamné. La famille de Me [Cherali Nazarov|person|s] a fait appel."
    ),
    "an initial is the same person": (
        "La journaliste [Yolanda Pinto|person|y] a reçu des menaces. [Y. Pinto|person|y] a porté plainte."
    ),
    "two persons of one surname stay apart": (
        "[Ahmed Zouari|person|a] a été frappé. Son frère [Sami Zouari|person|s] a été arrêté le lendemain."
    ),
    "a namesake whom the text denies to be the same stays apart": (
        "Me [Yassine Hamdan Sassi|person|y] a été arrêté. M. [Yassine Sassi|person|o], sans lien de parenté avec"
        " l'avocat, a été condamné en 2013. Me [Sassi|person|y] reste détenu."
    ),
    "a namesake behind the denial stays apart": (
        "[Modou Ceesay Faal|person|m] est en prison. Il n'a rien à voir avec l'imam [Modou Faal|person|i], expulsé en"
        " 2010."
    ),
    "a namesake who is called so stays apart": (
        "[Sidiki Kaba Traoré|person|s] est recherché. Un homonyme, le chauffeur [Sidiki Traoré|person|c], a été lynché."
    ),
    "an acronym goes with its full name": (
        "La [Ligue ivoirienne des droits|organisation|l] ([LID|organisation|l]) condamne ces faits. La"
        " [LID|organisation|l] demande la libération de M. [Kouamé Brou|person|k]."
    ),
    "a name keeps its type noun": (
        "M. [Idriss Abakar|person|i] est détenu à la [prison de Maâle|place|p]. Le [groupe Atalan|organisation|g]"
        " proteste."
    ),
    "a country in capitals is a place": (
        "[BOLIVIE|place|b], 14 août 2013\n\nMe [Teresa Quiroga|person|t] a été agressée."
    ),
    "a given name alone is the person": (
        "La militante [Nadia Belkaïd|person|n] a été interpellée. Depuis, [Nadia|person|n] est au secret."
    ),
    "a line break does not cut a name": (
        "L'[Observatoire|organisation|o] a été informé de la mise en liberté provisoire de M."
        " [Ibrahim\nOuattara|person|i], coordinateur national, mais s'inquiète de la poursuite de son\nharcèlement et"
        " de celui de deux membres de son"
        " organisation, qui restent détenus\ndepuis le début du mois."
    ),
}


@pytest.mark.parametrize("annotated", ALERTS.values(), ids=ALERTS.keys())
def test_names_and_whom_they_name(nlp: Language, annotated: str) -> None:
    text, wanted = read(annotated)
    found = names(nlp(text))
    assert spans(text, found) == spans(text, wanted)
    assert partition(found) == partition(wanted)


def test_gender_and_occupation_come_from_what_stands_beside_the_name(nlp: Language) -> None:
    doc = nlp(
        "L'avocate Dilnoza Rakhimova a été menacée. Moussa Traoré, journaliste, a été arrêté. Mme Traoré témoigne."
    )
    persons = {entity["name"]: entity for entity in doc._.entities if entity["kind"] == "person"}
    assert persons["Dilnoza Rakhimova"]["gender"] == "f"
    assert persons["Dilnoza Rakhimova"]["occupation"] == "avocat"
    assert persons["Moussa Traoré"]["occupation"] == "journaliste"


def test_a_country_is_a_place_with_its_code(nlp: Language) -> None:
    doc = nlp("KAZAKHSTAN- 18 mai 2020\n\nL'avocate a quitté le Kazakhstan pour la Suède.")
    places = {entity["name"]: entity["country"] for entity in doc._.entities if entity["kind"] == "place"}
    assert places == {"Kazakhstan": "KZ", "Suède": "SE"}


def test_every_name_span_belongs_to_an_entity(nlp: Language) -> None:
    doc = nlp("Me Aïcha Benomar, du barreau de Rabat, a rencontré Karim Tazi à Fès, au Maroc.")
    keys = {entity["key"] for entity in doc._.entities}
    assert doc.spans["names"]
    assert all(span.id_ in keys and span.label_ in {"person", "organisation", "place"} for span in doc.spans["names"])


def test_a_name_that_begins_a_text_does_not_reach_for_the_one_that_ends_it(nlp: Language) -> None:
    """Before the first word stands nothing, not the last."""
    words = Words.of(nlp.make_doc("Awa Sarr accuse Moussa"))
    assert widened(words, Name(0, 2, "person")) == Name(0, 2, "person")
    assert widened(words, Name(1, 2, "person")) == Name(0, 2, "person")


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("Des inconnus ont attaqué les frères Nika et Irakli Kobalia.", "Nika", "person"),
        ("Sa sœur cadette, Lama, a été arrêtée.", "Lama", "person"),
        ("Mon autre frère, Komi, a fui.", "Komi", "person"),
        ("Elle a quitté ses frères à Lama.", "Lama", "place"),
        ("Fatou Coly, animatrice à Kassoumay FM, a été frappée.", "Kassoumay FM", "organisation"),
    ],
)
def test_who_is_told_as_kin_and_what_broadcasts_is_no_place(nlp: Language, text: str, name: str, kind: str) -> None:
    doc = nlp(text)
    span = doc.char_span(text.index(name), text.index(name) + len(name))
    assert span is not None
    assert typed(Words.of(doc), Name(span.start, span.end, "place"))[0].kind == kind
