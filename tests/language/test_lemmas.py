"""Lemmas are the base model's, looked up quickly."""

import pytest
from spacy.language import Language

from pipeline.language import lemmas


@pytest.mark.parametrize(("form", "pos", "lemma"), [("chevaux", "NOUN", "cheval"), ("libérés", "VERB", "libérer")])
def test_forms_have_the_lemmas_of_the_base_model(nlp: Language, form: str, pos: str, lemma: str) -> None:
    doc = nlp.make_doc(form)
    doc[0].pos_ = pos
    assert nlp.get_pipe("lemmatizer")(doc)[0].lemma_ == lemma  # type: ignore[operator]


def test_lemmas_that_stand_there_stay(nlp: Language) -> None:
    doc = nlp.make_doc("chevaux libres")
    doc[0].pos_, doc[0].lemma_ = "NOUN", "jument"
    lemmatizer = nlp.get_pipe("lemmatizer")
    assert [token.lemma_ for token in lemmatizer(doc)] == ["jument", "libres"]  # type: ignore[operator]
    assert not len(lemmatizer(nlp.make_doc("")))  # type: ignore[operator]


def test_ever_new_forms_do_not_fill_the_memory(nlp: Language, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lemmas, "MOST_REMEMBERED", 2)
    lemmatizer = nlp.get_pipe("lemmatizer")
    for text in ("un deux trois", "quatre cinq six", "sept"):
        lemmatizer(nlp.make_doc(text))  # type: ignore[operator]
    assert len(lemmatizer.known) == 1  # type: ignore[attr-defined]
