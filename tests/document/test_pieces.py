"""Long texts are cut where a reader would lay them down, and nothing is lost."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.document import normalise_text
from pipeline.document.pieces import pieces

PARAGRAPHS = "Le premier parle d'elle.\n\nLe deuxième parle de lui. Il dure.\n\nLe troisième est court."


def parts(text: str, most: int) -> list[str]:
    return [text[start:end] for start, end in pieces(text, most)]


def test_a_short_text_is_one_piece() -> None:
    assert parts(PARAGRAPHS, 1000) == [PARAGRAPHS]
    assert parts("", 10) == [""]


def test_cuts_stand_before_paragraphs() -> None:
    assert parts(PARAGRAPHS, 70) == [
        "Le premier parle d'elle.\n\nLe deuxième parle de lui. Il dure.\n\n",
        "Le troisième est court.",
    ]


def test_within_a_long_paragraph_before_sentences() -> None:
    assert parts("Elle est partie hier. Lui aussi. Ils reviendront demain.", 35) == [
        "Elle est partie hier. Lui aussi. ",
        "Ils reviendront demain.",
    ]


@pytest.mark.parametrize(("text", "first"), [("mot " * 50, "mot mot "), ("x" * 50, "x" * 10)])
def test_where_there_is_no_sentence_after_a_word_or_anywhere(text: str, first: str) -> None:
    assert parts(text, 10)[0] == first


@given(st.text("aé. \n-A«»1", max_size=400).map(normalise_text), st.integers(5, 80))
def test_pieces_cover_any_text_and_none_is_too_long(text: str, most: int) -> None:
    found = pieces(text, most)
    assert "".join(text[start:end] for start, end in found) == text
    assert all(0 < end - start <= most for start, end in found) or text == ""
