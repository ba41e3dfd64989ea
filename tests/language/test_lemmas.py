"""Lemmas are the base model's, looked up quickly."""

import pytest
from spacy.language import Language

from pipeline.language.lemmas import MOST_REMEMBERED, Memory


@pytest.mark.parametrize(("form", "pos", "lemma"), [("chevaux", "NOUN", "cheval"), ("libérés", "VERB", "libérer")])
def test_forms_have_the_lemmas_of_the_base_model(nlp: Language, form: str, pos: str, lemma: str) -> None:
    doc = nlp.make_doc(form)
    doc[0].pos_ = pos
    assert nlp.get_pipe("lemmatizer")(doc)[0].lemma_ == lemma  # type: ignore[operator]


def test_ever_new_forms_do_not_fill_the_memory() -> None:
    memory = Memory()
    for form in range(MOST_REMEMBERED + 1):
        memory[form, 0] = ["lemme"]
    assert memory == {(MOST_REMEMBERED, 0): ["lemme"]}
