"""Demonstratives that the tokenizer cut are one pronoun each."""

import pytest
from spacy.lang.fr import French
from spacy.language import Language
from spacy.tokens import Doc, Token

from pipeline.language.demonstratives import mend_demonstratives

VOCAB = French().vocab


def read(text: str, tags: str, parts: str) -> Doc:
    """Some words, all of which hang on the last, once demonstratives are mended; `|` parts tokens without a space."""
    words = text.replace("|", " ").split()
    spaces = [not token.endswith("|") for token in text.replace("|", "| ").split()]
    doc = Doc(VOCAB, words, spaces, pos=tags.split(), deps=parts.split(), heads=[len(words) - 1] * len(words))
    mend_demonstratives(doc)
    return doc


def told(token: Token) -> str:
    """A token with what it is and does."""
    return f"{token.text} {token.pos_} {token.dep_} {token.head.text}"


def test_a_demonstrative_that_was_cut_is_one_pronoun() -> None:
    doc = read("Ceux|-|ci ont fui", "PRON PRON PRON AUX VERB", "obl:mod nsubj nsubj aux ROOT")
    assert [token.text for token in doc] == ["Ceux-ci", "ont", "fui"]
    assert told(doc[0]) == "Ceux-ci PRON nsubj fui"
    assert doc[0].morph.get("Number") == ["Plur"]


def test_so_is_one_that_means_somebody_further_off() -> None:
    doc = read("a libéré celle|-là hier", "AUX VERB PRON PRON ADV", "aux amod obj advmod ROOT")
    assert told(doc[2]) == "celle-là PRON obj hier"


def test_a_demonstrative_that_the_parser_does_not_understand_is_the_subject_of_the_verb_behind_it() -> None:
    assert told(read("Celui|-|ci l’ arrête", "PROPN PRON PRON PRON VERB", "dep dep dep obj ROOT")[0]) == (
        "Celui-ci PRON nsubj arrête"
    )
    assert told(read("Celui|-|ci : coupable", "PROPN PRON PRON PUNCT ADJ", "dep dep dep punct ROOT")[0]) == (
        "Celui-ci PRON dep coupable"
    )


def test_a_demonstrative_taken_for_a_name_is_a_pronoun() -> None:
    assert told(read("d' après celle-ci , libre", "ADP ADP PROPN PUNCT ADJ", "case fixed obl:mod punct ROOT")[2]) == (
        "celle-ci PRON obl:mod libre"
    )


@pytest.mark.parametrize("text", ["Ceux qui fuient", "ce mois|-|ci fuit", "celui|-|même", "ceux – ci"])
def test_other_words_stay_as_they_are(text: str) -> None:
    words = text.replace("|", " ").split()
    assert [token.text for token in read(text, " ".join(["PRON"] * len(words)), " ".join(["dep"] * len(words)))] == (
        words
    )


def test_such_a_pronoun_may_mean_those_told_before_it(nlp: Language) -> None:
    doc = nlp("Mme Awa Diop a été arrêtée par des gendarmes. Ceux-ci ont fouillé sa maison.")
    meant = next(one for one in doc._.references if one["head"] == "ceux-ci")
    assert doc.text[meant["start"] : meant["end"]] == "Ceux-ci"
    assert "des gendarmes" in [
        doc._.groups[int(key[6:])]["text"] for key, _ in meant["candidates"] if key[:6] == "group:"
    ]
