import pytest
from spacy.language import Language
from spacy.tokens import Doc

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


def test_impersonal_il_points_to_nobody(nlp: Language) -> None:
    doc = nlp("Karim Tazi a été arrêté. Il faut agir.")
    assert pointed(doc, "Il") == ""
