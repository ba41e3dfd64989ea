"""Normalisation: one form of a text, and a text already so unchanged."""

from hypothesis import given
from hypothesis import strategies as st

from pipeline.document import normalise_text


def test_bom_line_ends_and_composed_letters() -> None:
    assert normalise_text("\ufeffArre\u0302t\u00e9e\r\nhier\rsoir") == "Arrêtée\nhier\nsoir"


def test_no_break_spaces_and_quotes_stay() -> None:
    text = "«\u00a0Libérez-la\u202f!\u00a0»"
    assert normalise_text(text) is text or normalise_text(text) == text


@given(st.text())
def test_twice_is_once(text: str) -> None:
    once = normalise_text(text)
    assert normalise_text(once) == once
    assert "\r" not in once
