import pytest
from spacy.language import Language

from pipeline.language.mentions import agreed
from pipeline.language.mentions import names as found_names
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
    assert kind_told(nlp, text, name, "place") == kind


def kind_told(nlp: Language, text: str, name: str, read: str) -> str:
    """The kind that the words around tell of a name, which the model took for another."""
    doc = nlp(text)
    span = doc.char_span(text.index(name), text.index(name) + len(name))
    assert span is not None
    return typed(Words.of(doc), Name(span.start, span.end, read))[0].kind


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("Le 3 mai, Kyaw Zwar Tun, 34 ans, a disparu.", "Kyaw Zwar Tun", "person"),
        ("Le 3 mai, Kyaw Zwar Tun (avocat) a disparu.", "Kyaw Zwar Tun", "person"),
        ("Le 3 mai, Kyaw Zwar Tun, présentateur à la radio, a disparu.", "Kyaw Zwar Tun", "person"),
        ("Elle vit à Kyaw Zwar Tun, avocate respectée de tous.", "Kyaw Zwar Tun", "place"),
        ("Le 3 mai, Mandalay, avocate, a disparu.", "Mandalay", "place"),
        ("La prison de Tun Zwar est pleine, rue Kyaw Zwar, directeur absent.", "rue Kyaw Zwar", "place"),
        ("Depuis, Mirlande dort chez une amie.", "Mirlande", "person"),
        ("Il a été conduit à Mirlande.", "Mirlande", "place"),
        ("Le colonel Rivas commande la brigade.", "Rivas", "person"),
        ("Le géologue camerounais Rivas a été expulsé.", "Rivas", "person"),
        ("Le colonel a quitté Rivas.", "Rivas", "place"),
        ("Le chef de village Mamoutou Dara a été tué.", "Mamoutou Dara", "person"),
        ("Le chef du village Dara a été tué.", "Dara", "place"),
    ],
)
def test_a_person_told_by_the_words_around_is_no_place(nlp: Language, text: str, name: str, kind: str) -> None:
    assert kind_told(nlp, text, name, "place") == kind


@pytest.mark.parametrize(
    ("text", "name", "read", "kind"),
    [
        ("ENCRE ROUGE – Genève\n\nUne avocate a été arrêtée.", "ENCRE ROUGE", "person", "organisation"),
        ("Aline Petit – Genève\n\nUne avocate a été arrêtée.", "Aline Petit", "person", "person"),
        ("Place Tahrir, des tentes brûlent.", "Place Tahrir", "place", "place"),
        ("L'avocate a été arrêtée. L'Union proteste.", "Union", "place", "organisation"),
        ("Notre Union proteste.", "Union", "place", "organisation"),
        ("Elle est née à Union.", "Union", "place", "place"),
        ("Le rédacteur en chef de Shwe Zwar a été arrêté.", "Shwe Zwar", "person", "organisation"),
        ("La fondatrice d'Ayyl Zwar a été arrêtée.", "Ayyl Zwar", "person", "organisation"),
        ("L'avocat d'Aline Zwar a été arrêté.", "Aline Zwar", "person", "person"),
        ("Objet : suite\nDe : Mirlande Zwar\nÀ : tous", "Mirlande Zwar", "organisation", "person"),
        ("Objet : suite\nDe : Brigada Zwar\nÀ : tous", "Brigada Zwar", "organisation", "organisation"),
        ("Lettre reçue.\n\nDe : Mirlande Zwar\nÀ : tous", "Mirlande Zwar", "organisation", "person"),
        ("Le comptable, Mirlande Zwar, a été arrêté.", "Mirlande Zwar", "organisation", "person"),
        ("Présents : Mirlande Zwar (présidente), Jean.", "Mirlande Zwar", "organisation", "person"),
        ("Le quotidien Mirlande Zwar a été fermé.", "Mirlande Zwar", "organisation", "organisation"),
        ("La directrice, Aurora Foundation, a parlé.", "Aurora Foundation", "organisation", "organisation"),
        ("Le comptable, Zwar Photo, a été fermé.", "Zwar Photo", "organisation", "organisation"),
        ("L'animatrice de radio Mirlande Zwar a été arrêtée.", "Mirlande Zwar", "person", "person"),
        ("L'animatrice de radio Zwar a été arrêtée.", "Zwar", "organisation", "organisation"),
        ("L'animatrice de radio Zwar FM a été arrêtée.", "Zwar FM", "organisation", "organisation"),
        ("Le juge a été muté à Novi Sad.", "Novi Sad", "person", "place"),
        ("L'épouse d'Emiliano Zapata a été arrêtée.", "Emiliano Zapata", "person", "person"),
        ("L'avocate de Zhang Zwan a été menacée.", "Zhang Zwan", "person", "person"),
        ("Zhang Zwan a été condamnée hier.", "Zhang Zwan", "person", "person"),
    ],
)
def test_what_the_words_around_tell_of_a_name(nlp: Language, text: str, name: str, read: str, kind: str) -> None:
    assert kind_told(nlp, text, name, read) == kind


@pytest.mark.parametrize(
    ("text", "name", "label", "kind"),
    [
        ("Le 3 mai, le colonel Rivas a signé.", "Rivas", "PER", "person"),
        ("Le 3 mai, notre Union a signé.", "Union", "ORG", "organisation"),
        ("Le Relais des Veilleurs (ANS) a signé.", "ANS", "ORG", "organisation"),
    ],
)
def test_a_name_that_is_also_a_town_s_keeps_the_kind_told(
    nlp: Language, text: str, name: str, label: str, kind: str
) -> None:
    doc = nlp(text)
    start, body = text.index(name), text.find("Relais des Veilleurs")
    spans = [doc.char_span(start, start + len(name), label=label)]
    spans += [doc.char_span(body, body + len("Relais des Veilleurs"), label="ORG")] if body > 0 else []
    doc.ents = [span for span in spans if span is not None]
    words = Words.of(doc)
    assert [found.kind for found in found_names(doc, words) if words.text_of(found) == name] == [kind]


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("L'agence Zwar Photo est fermée. Zwar Photo employait dix personnes.", "Zwar Photo", "organisation"),
        ("L'agence Aline Zwar est fermée. Aline Zwar employait dix personnes.", "Aline Zwar", "person"),
        ("La Fondation Zwar Photo est fermée. Zwar Photo employait dix personnes.", "Zwar Photo", "person"),
        ("L'agence Zwar Photo est fermée. M. Zwar Photo employait dix personnes.", "Zwar Photo", "person"),
    ],
)
def test_what_a_type_noun_tells_once_holds_for_the_whole_alert(nlp: Language, text: str, name: str, kind: str) -> None:
    words = Words.of(nlp.make_doc(text))
    length = len(name.split())
    start, again = (i for i, word in enumerate(words.texts) if word == name.split()[0])
    found = [Name(start - 1, start + length, "organisation"), Name(again, again + length, "person")]
    assert agreed(words, found, set())[1].kind == kind
