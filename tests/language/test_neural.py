"""Our ways to the decisions of the parser and of the recogniser end where spaCy's own end."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from spacy.language import Language
from spacy.pipeline import DependencyParser, EntityRecognizer
from spacy.tokens import Doc

from pipeline.language.parser import FEWEST

TEXTS = [
    "Le 3 mai 2020, Me Anna Petit, avocate au barreau de Saint-Denis, a été arrêtée par la police à N'Djamena.",
    "Amnesty International et la Fédération internationale des ligues des droits de l'homme dénoncent",
    "COMMUNIQUÉ\n\nSaint-Louis\n\nMe\n\nDiop",
    "Kinshasa",
    "",
    "   ",
    "La Ligue, le Barreau, Jean-Marie de La Tour, M. Ben Ali, l'ONU. Paris. New York. Rio de Janeiro",
    "Le journaliste Abdoul Karim Sy et son confrère Ali ont été relâchés. Reporters sans frontières s'en réjouit.",
]
WORDS = st.sampled_from(
    ["Me", "Ali", "Ben", "Paris", "a", "été", "la", "Ligue", "des", "droits", ".", ",", "\n", "«", "3"]
)


def docs(nlp: Language, texts: list[str], until: str) -> list[Doc]:
    """Texts as all components before one leave them."""
    names = nlp.pipe_names[: nlp.pipe_names.index(until)]
    with nlp.select_pipes(enable=names):
        return list(nlp.pipe(texts))


def names(nlp: Language, kind: type, texts: list[str]) -> list[list[tuple[int, int, str]]]:
    """The names that a class of recogniser finds with the network of the pipeline."""
    component, read = nlp.get_pipe("ner"), docs(nlp, texts, "ner")
    kind.set_annotations(component, read, kind.predict(component, read))  # type: ignore[attr-defined]
    return [[(name.start, name.end, name.label_) for name in doc.ents] for doc in read]


def test_the_names_are_those_of_spacy(nlp: Language) -> None:
    found = names(nlp, type(nlp.get_pipe("ner")), TEXTS)
    assert found == names(nlp, EntityRecognizer, TEXTS)
    assert sum(map(len, found)) > 10


@given(st.lists(st.lists(WORDS, max_size=12).map(" ".join), max_size=4))
def test_the_names_of_any_text_are_those_of_spacy(nlp: Language, texts: list[str]) -> None:
    assert names(nlp, type(nlp.get_pipe("ner")), texts) == names(nlp, EntityRecognizer, texts)


def test_every_token_is_told_to_be_in_a_name_or_outside(nlp: Language) -> None:
    read = docs(nlp, TEXTS, "recense_names")
    assert all(token.ent_iob_ in ("B", "I", "O") for doc in read for token in doc)


@pytest.mark.parametrize("number", [1, FEWEST, 3 * FEWEST])
def test_the_parses_are_those_of_spacy(nlp: Language, number: int) -> None:
    texts = (TEXTS * number)[:number]
    parser, ours, theirs = nlp.get_pipe("parser"), docs(nlp, texts, "parser"), docs(nlp, texts, "parser")
    parser.set_annotations(ours, parser.predict(ours))  # type: ignore[attr-defined]
    parser.set_annotations(theirs, DependencyParser.predict(parser, theirs))  # type: ignore[attr-defined]
    for one, other in zip(ours, theirs, strict=True):
        assert [(t.head.i, t.dep_) for t in one] == [(t.head.i, t.dep_) for t in other]


@pytest.mark.parametrize("name", ["tok2vec", "ner"])
def test_the_vectors_are_those_of_thinc(nlp: Language, name: str) -> None:
    texts = [*TEXTS, " ".join(TEXTS) * 9]  # one of more words than are read at a time
    quick = next(node for node in nlp.get_pipe(name).model.walk() if node.name == "quick_encoder")  # type: ignore[attr-defined]
    width = quick.layers[0].get_dim("nO")
    vectors = [np.random.default_rng(len(text)).standard_normal((len(text), width), np.float32) for text in texts]
    for ours, theirs in zip(quick.predict(vectors), quick.layers[0].predict(vectors), strict=True):
        assert ours == pytest.approx(theirs, abs=1e-4)


def test_what_lay_in_the_parsers_room_before_does_not_matter(nlp: Language) -> None:
    lower = nlp.get_pipe("parser").model.layers[1]  # type: ignore[attr-defined]
    for words in (40, 3, 700):
        vectors = np.random.default_rng(words).standard_normal((words, lower.get_dim("nI")), np.float32)
        assert lower.predict(vectors) == pytest.approx(lower.layers[0].predict(vectors), abs=1e-4)
