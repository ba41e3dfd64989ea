"""Which names are one person or organisation, given where they stand; and where a name begins and ends."""

import pytest
from spacy.language import Language

from pipeline.language.entities import abbreviates
from pipeline.language.mentions import issuer
from pipeline.language.repairs import trim, typed, widened
from pipeline.language.words import Name, Words

from .annotated import partition, told_by_entities

TOGETHER = {
    "who is also called otherwise is one person": (
        "[Jorge Vilanueva|person|j], dit « [Zequinha|person|j] », a été tué. [Zequinha|person|j] était paysan."
    ),
    "an age may stand before the other name": (
        "[Soatina Rava|person|s], cinquante-huit ans, que toute la côte appelle [Neny Soa|person|s], a été arrêtée."
    ),
    "a name in the civil register": "[Mirella|person|m] (état civil : [Paul Essomba|person|m]) a été condamnée.",
    "who says something is somebody else": "Nul n'a vu [Karim Zwaro|person|k], dit [Samba Fall|person|s].",
    "a full name behind `dit` and before a comma is another name": (
        "[Karim Zwaro|person|k], dit [Petit Samba|person|k], a été tué."
    ),
    "another name in brackets": "[Pimchan Zwaelim|person|p] (« [Pim|person|p] ») a été arrêtée. [Pim|person|p] nie.",
    "somebody in brackets of whom more is told": "[Karim Zwaro|person|k] ([Samba Fall|person|s], son frère) est libre.",
    "another name in quotation marks": (
        "[Sok Zwea|person|s] a été arrêté à la place de « [Mina Prak|person|m] » dans la foule."
    ),
    "initials are as often another's": (
        "[Gislin Zwoma|person|a] a été arrêté avec [Guy Zwora|person|b]. Relecture : [G. Z.|person|c]"
    ),
    "a surname that is an initial": "Mme [Radhia Z.|person|r] a été arrêtée. Mme [Z.|person|r] est détenue.",
    "one name with more blanks": (
        "[Karrar Abdulzwahra|person|k] a disparu. On cherche [Karrar Abd al-Zwahra|person|k] partout."
    ),
    "a surname with a blank": "[Osman Abdelzwahim|person|o] est libre. M. [Abdel Zwahim|person|o] parle.",
    "a saint by halves": "Me [Guerda Saint-Zwar|person|g] a été frappée. Me [St-Zwar|person|g] a porté plainte.",
    "a relative of nearly the same name": (
        "[Ali Zwoumed|person|a] a été arrêté. Son frère [Zwoumed Ali|person|b] vit à Paris."
    ),
    "a surname behind the title of him who has it": (
        "[Aristide Zwatin|person|a] dort en prison. Mme [Rosine Zwatin|person|r] a été frappée. Mme [Zwatin|person|r]"
        " a porté plainte."
    ),
    "a surname with a title before another of that title is named": (
        "[Aristide Zwatin|person|a] dort en prison. Me [Zwatin|person|a] a été frappé. Me [Rosine Zwatin|person|r] le"
        " défend."
    ),
    "a namesake of whom his own clause says so": (
        "[Aly Zwarane Sow|person|a] est détenu. [Aly Sow|person|b], arrêté l'an dernier, est un tout autre homme."
    ),
    "a namesake who is no relative": (
        "[Aly Zwarane Sow|person|a] est détenu par l'adjudant [Aly Sow|person|b], qui n'est pas de sa famille."
    ),
    "a namesake behind a sign": "[Aly Zwarane Sow|person|a] est détenu. (≠ [Aly Sow|person|b], député.)",
    "for whom people take somebody": (
        "[Aly Sow|person|a] est détenu. On le confond souvent avec [Sow Aly|person|b], un poète."
    ),
    "two of whom neither is told apart from others": (
        "Me [Osman Zwatim|person|o] (rien à voir avec [Zwatim Osman|person|h]) est détenu. M. [Osman|person|o] nie."
    ),
    "a given name that came before the namesake": (
        "[Zwogar|person|z] est détenu. [Zwogar Siregar|person|s], un homonyme, est libre."
    ),
    "who is named beside another is somebody else": "[Jorge Vilanueva|person|j] et [Zequinha|person|z] ont été tués.",
    "a bare surname is whose name came first, be it a middle name": (
        "[Arnulfo Sabillón Reyna|person|a] a été arrêté, puis [Evelio Sabillón|person|e]. [Sabillón|person|a] nie."
    ),
    "the very word goes before one that looks like it": (
        "[Serik Abdouletov|person|s] accuse [Abdoulet Zwarbaïev|person|a]. [Abdoulet|person|a] nie."
    ),
    "a given name that only looks like another is somebody else's": (
        "[Fabián Ocampo|person|f] a été arrêté. [Fabio|person|x] est libre."
    ),
    "full names that only look alike are two persons": (
        "[Hernán Zwaroga|person|a] a été arrêté. [Hernando Zwaroga|person|b] est libre."
    ),
    "full names that differ by a letter are one person": (
        "[Cherali Zwarov|person|a] a été arrêté. [Sherali Zwarov|person|a] est détenu."
    ),
    "a surname with a hyphen is no full name": (
        "[Omar Al-Zwari|person|o] accuse [Saad Al-Zwari|person|s]. [Al-Zwari|person|o] est détenu."
    ),
    "a surname with and without its hyphen": (
        "[Ghassan Abi-Zwaram|person|g] est arrêté. [Abi Zwaram|person|g] nie. [Georges Abi Zwaram|person|o] est libre."
    ),
    "half a surname with a hyphen": "[Ana Zwarimana-Sebo|person|a] a été arrêtée. [Sebo|person|a] est détenue.",
    "two initials with a hyphen": "[Guy-Roger Zwaré|person|g] est arrêté. [G.-R. Zwaré|person|g] est détenu.",
    "the United Nations have an acronym": "L'[ONU|organisation|o] proteste. Les [Nations unies|organisation|o] aussi.",
    "small words need not count in an acronym": (
        "L'[Alliance pour la liberté de montrer|organisation|a] proteste. L'[ALM|organisation|a] aussi."
    ),
    "another body's acronym": (
        "L'[Alliance pour la liberté de montrer|organisation|a] proteste. L'[ALP|organisation|b] aussi."
    ),
}


@pytest.mark.parametrize("annotated", TOGETHER.values(), ids=TOGETHER.keys())
def test_which_names_go_together(nlp: Language, annotated: str) -> None:
    found, wanted = told_by_entities(nlp, annotated)
    assert partition(found) == partition(wanted)


@pytest.mark.parametrize(
    ("short", "long", "right"),
    [
        ("alm", "alliance pour la liberte de montrer", True),
        ("aplm", "alliance pour la liberte de montrer", True),
        ("al", "alliance pour la liberte de montrer", False),
        ("almp", "alliance pour la liberte de montrer", False),
    ],
)
def test_what_an_acronym_stands_for(short: str, long: str, right: bool) -> None:
    assert abbreviates(short, long) == right


@pytest.mark.parametrize(
    ("text", "read_as", "kind", "name"),
    [
        ("Reste Jeyan Zwaralingam, détenu.", "Reste Jeyan Zwaralingam", "person", "Jeyan Zwaralingam"),
        ("LIBÉREZ JEYAN ZWAR maintenant", "LIBÉREZ JEYAN ZWAR", "person", "JEYAN ZWAR"),
        ("Chère Mina, merci.", "Chère Mina", "person", "Mina"),
        ("La Gazette de l'Est paraît.", "Gazette de l'Est", "organisation", "Gazette de l'Est"),
        ("Radio Zwar-Est se tait.", "Radio Zwar-Est", "organisation", "Radio Zwar-Est"),
        ("Le journal El Zwaro del Sur paraît.", "El Zwaro del Sur", "organisation", "El Zwaro del Sur"),
        ("Aline Zwar est arrêtée.", "Aline Zwar est", "person", "Aline Zwar"),
        ("L'avocat Peter Zwaru'a est arrêté.", "Peter Zwaru'", "person", "Peter Zwaru'a"),
        ("Le pays n'a rien dit.", "pays n'", "organisation", "pays n'"),
        ("L'avocat Cheikh Ould Zwar est arrêté.", "Cheikh Ould Zwar", "person", "Cheikh Ould Zwar"),
        ("La police a arrêté Le Thi Zwar hier.", "Le Thi Zwar", "person", "Le Thi Zwar"),
        ("La police a arrêté Dona Zwarina hier.", "Dona Zwarina", "person", "Zwarina"),
        ("Arrêté par Le Colonel Zwaro hier.", "Le Colonel Zwaro", "person", "Colonel Zwaro"),
        ("Elle vit au Cameroun - Après Douala.", "Cameroun - Après", "place", "Cameroun"),
    ],
)
def test_where_a_name_begins_and_ends(nlp: Language, text: str, read_as: str, kind: str, name: str) -> None:
    doc = nlp(text)
    start = text.index(read_as)
    span = doc.char_span(start, start + len(read_as), alignment_mode="expand")
    assert span is not None
    words = Words.of(doc)
    found = trim(words, Name(span.start, span.end, kind))
    assert found is not None
    assert words.text_of(found) == name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("La station Zwar Baraka se tait.", "Zwar Baraka"),
        ("La coopérative Zwar Baraka se tait.", "coopérative Zwar Baraka"),
    ],
)
def test_which_type_noun_belongs_to_a_name(nlp: Language, text: str, name: str) -> None:
    words = Words.of(nlp(text))
    assert words.text_of(typed(words, Name(2, 4, "organisation"))[0]) == name


def test_what_opens_a_list_is_no_given_name(nlp: Language) -> None:
    words = Words.of(nlp("Reste Jeyan Zwaralingam, détenu."))
    assert widened(words, Name(1, 3, "person")) == Name(1, 3, "person")


@pytest.mark.parametrize(
    ("value", "found"),
    [
        ("Zwar sans frontières", ["Zwar sans frontières"]),
        ("Fondation Abbé Zwar", ["Fondation Abbé Zwar"]),
        ("Me Ximena Zwarda", []),
    ],
)
def test_who_has_a_title_issues_no_alert_as_an_organisation(nlp: Language, value: str, found: list[str]) -> None:
    doc = nlp(f"{value}, Genève\n\nUne avocate a été arrêtée.")
    doc._.header = {**doc._.header, "issuer": [value, 0, len(value)]}
    words = Words.of(doc)
    assert [words.text_of(name) for name in issuer(doc, words, [])] == found
