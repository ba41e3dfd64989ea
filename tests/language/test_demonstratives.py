"""Demonstratives are one pronoun each, at the beginning of a sentence too, and mean whoever was told of last."""

import pytest
from spacy.language import Language


@pytest.mark.parametrize(
    ("text", "word", "number"),
    [
        ("Ceux-ci ont fouillé la maison.", "Ceux-ci", "Plur"),
        ("Celle-ci a été arrêtée hier.", "Celle-ci", "Sing"),
        ("Le juge a libéré celle-là hier.", "celle-là", "Sing"),
        ("CELUI-CI A ÉTÉ BATTU.", "CELUI-CI", "Sing"),
    ],
)
def test_a_demonstrative_is_one_pronoun(nlp: Language, text: str, word: str, number: str) -> None:
    (token,) = [token for token in nlp(text) if token.text == word]
    assert (token.pos_, token.morph.get("Number")) == ("PRON", [number])


@pytest.mark.parametrize("text", ["Ce mois-ci, rien.", "Celui-même qui fuit."])
def test_other_words_stay_as_they_are(nlp: Language, text: str) -> None:
    assert all(token.morph.get("PronType") != ["Dem"] or "-" not in token.text for token in nlp(text))


def test_the_parser_knows_what_a_demonstrative_does(nlp: Language) -> None:
    assert [t.dep_ for t in nlp("Ceux-ci ont fouillé sa maison.") if t.text == "Ceux-ci"] == ["nsubj"]
    assert [t.dep_ for t in nlp("Quatre de ceux-ci ont été tués.") if t.text == "ceux-ci"] == ["nmod"]


def test_such_a_pronoun_means_those_told_of_last_and_no_woman_before_them(nlp: Language) -> None:
    doc = nlp("Mme Awa Diop a été arrêtée par des gendarmes. Ceux-ci ont fouillé sa maison.")
    meant = next(one for one in doc._.references if one["head"] == "ceux-ci")
    assert doc.text[meant["start"] : meant["end"]] == "Ceux-ci"
    best, _ = meant["candidates"][0]
    assert best.startswith("group:") and doc._.groups[int(best.removeprefix("group:"))]["text"] == "des gendarmes"
    assert all(mention["start"] != meant["start"] for entity in doc._.entities for mention in entity["mentions"])


def test_phrases_with_a_demonstrative_are_known_with_its_longer_form(nlp: Language) -> None:
    doc = nlp("Jean Petit vit en exil. Le 3 mai 2020, on l'a rendu à ceux-là mêmes qu'il fuyait.")
    assert [token.lemma_ for token in doc if token.text == "ceux-là"] == ["ceux"]
