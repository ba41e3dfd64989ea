import pytest
from spacy.language import Language
from spacy.tokens import Doc

from pipeline.language.subjects import Alert

ALERT = (
    "Aïcha Benomar\n\nMe Aïcha Benomar, avocate à Rabat, a été arrêtée le 3 mai par la police. Elle a été conduite au"
    " commissariat. L'avocate défend depuis dix ans des journalistes. Son frère, Karim Benomar, a porté plainte. Le"
    " procureur a refusé de le recevoir."
)


def pointed(doc: Doc, phrase: str) -> str:
    """The best candidate for the first reference with these words."""
    for reference in doc._.references:
        if doc.text[reference["start"] : reference["end"]] == phrase and reference["candidates"]:
            return reference["candidates"][0][0]
    return ""


@pytest.mark.parametrize(
    ("phrase", "key"),
    [("Elle", "aïcha-benomar"), ("L'avocate", "aïcha-benomar"), ("Son", "aïcha-benomar"), ("le", "karim-benomar")],
)
def test_what_a_phrase_points_to(nlp: Language, phrase: str, key: str) -> None:
    assert pointed(nlp(ALERT), phrase) == key


def test_a_sure_reference_is_a_mention(nlp: Language) -> None:
    doc = nlp(ALERT)
    aicha = next(entity for entity in doc._.entities if entity["key"] == "aïcha-benomar")
    forms = {doc.text[mention["start"] : mention["end"]]: mention["form"] for mention in aicha["mentions"]}
    assert forms["Elle"] == "pronoun"
    assert forms["L'avocate"] == "description"
    assert forms["Benomar"] == "name" if "Benomar" in forms else forms["Aïcha Benomar"] == "name"


def test_a_masculine_noun_does_not_hide_a_woman(nlp: Language) -> None:
    doc = nlp("Mme Farida Nazari, qui agit en tant qu'avocat, a été menacée. Elle a quitté la ville.")
    assert pointed(doc, "Elle") == "farida-nazari"


def test_kin_is_not_the_person(nlp: Language) -> None:
    doc = nlp(ALERT)
    aicha = next(entity for entity in doc._.entities if entity["key"] == "aïcha-benomar")
    assert "Son frère" not in {doc.text[mention["start"] : mention["end"]] for mention in aicha["mentions"]}


def test_the_subject_of_an_alert(nlp: Language) -> None:
    assert nlp(ALERT)._.subjects == ["aïcha-benomar"]


def test_a_possessive_does_not_describe_its_owner(nlp: Language) -> None:
    doc = nlp(ALERT)
    persons = [entity for entity in doc._.entities if entity["kind"] == "person"]
    beside = Alert.of(doc, doc.text, persons).beside
    assert "son" not in {first for first, _ in beside["aïcha-benomar"]}


def test_impersonal_il_points_to_nobody(nlp: Language) -> None:
    doc = nlp("Karim Tazi a été arrêté. Il faut agir.")
    assert pointed(doc, "Il") == ""


def test_the_person_named_last_in_the_paragraph_is_meant(nlp: Language) -> None:
    doc = nlp(
        "Me Aïcha Benomar a été arrêtée lundi.\n\nQuant à M. Karim Tazi, deux gendarmes sont venus le chercher mardi."
        " On ne l'a plus revu."
    )
    assert (pointed(doc, "le"), pointed(doc, "l'")) == ("karim-tazi", "karim-tazi")


def test_a_participle_tells_the_gender_of_its_object(nlp: Language) -> None:
    doc = nlp("Mme Aïcha Benomar a rencontré M. Karim Tazi. Des inconnus l'ont suivie jusque chez elle.")
    assert pointed(doc, "l'") == "aïcha-benomar"


def test_candidates_are_probabilities_best_first(nlp: Language) -> None:
    for reference in nlp(ALERT)._.references:
        scores = [score for _, score in reference["candidates"]]
        assert scores == sorted(scores, reverse=True)
        assert all(0 <= score <= 1 for score in scores)


def test_some_of_them_are_of_the_kind_of_their_group(nlp: Language) -> None:
    doc = nlp("Cinq policiers sont entrés chez Me Aïcha Benomar. Deux d'entre eux l'ont frappée.")
    types = {group["text"]: group["perpetrator_type"] for group in doc._.groups}
    assert types["Deux d'entre eux"] == "police"


def test_a_possessive_tells_whose_people_they_are(nlp: Language) -> None:
    doc = nlp("Me Aïcha Benomar a été arrêtée. Cinq de ses confrères et sa mère ont témoigné.")
    owners = {group["text"]: group["of"] for group in doc._.groups}
    assert owners == {"Cinq de ses confrères": "aïcha-benomar", "sa mère": "aïcha-benomar"}
