"""What becomes of a text in a cell."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.tables.export.cells import fitting, inert, units, visible

TRICKY = st.text(st.sampled_from("=+-@\t\n '\u00a0\u200b\ufeff＝＋－＠ab🙂"), max_size=8)


@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        "+33 1",
        "-1",
        "@SUM(A1)",
        "\tx",
        "\n=1",
        "  =1",
        "\u00a0=1",
        "\u200b=1",
        "＝1",
        "＋1",
        "－1",
        "＠a",
        "'=1",
    ],
)
def test_fault_45_what_a_spreadsheet_would_run_gets_an_apostrophe(text):
    assert inert(text) == f"'{text}"


@pytest.mark.parametrize("text", ["", "Awa Sarr", "l'avocate", "'ndrangheta", "a=b", "« =1 »", "3 - 4"])
def test_other_texts_stay_as_they_are(text):
    assert inert(text) == text


@given(TRICKY)
def test_taking_one_apostrophe_away_gives_the_text_back(text):
    written = inert(text)
    assert text in (written, written[1:])
    if written.startswith("'") and inert(written) != written:  # what a reader of the file would undo
        assert written[1:] == text


@given(st.text(st.characters(exclude_characters="\\"), max_size=40))
def test_fault_47_nothing_that_a_file_cannot_hold_is_left_and_nothing_vanishes(text):
    shown = visible(text)
    shown.encode("utf-8")
    assert not set(shown) & {chr(code) for code in range(32)} - {"\t", "\n"}
    assert re.sub(r"\\u([0-9A-F]{4})", lambda escape: chr(int(escape[1], 16)), shown) == text


def test_fault_47_escapes_are_what_a_programmer_knows():
    assert visible("a\x00b\ud83dc\ufffe") == "a\\u0000b\\uD83Dc\\uFFFE"


@given(st.text(st.sampled_from("a🙂é"), max_size=60), st.integers(10, 40))
def test_fault_46_a_cut_text_ends_in_its_pointer_and_cuts_no_pair(text, limit):
    result = fitting(text, limit, "… [suite]")
    result.encode("utf-8")
    if units(text) <= limit:
        assert result == text
    else:
        assert result.endswith("… [suite]") and text.startswith(result.removesuffix("… [suite]"))
        assert limit - 1 <= units(result) <= limit
