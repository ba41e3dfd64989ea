"""The short texts of `cases.txt` through the whole pipeline."""

import pytest
from spacy.language import Language
from told import CASES, COLUMNS, Case, holds, read_cases, told

from pipeline.lexicons import rows

HOLD = 135  # of those that hold here: another processor may decide a close one otherwise
TEXT = CASES.read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def cases() -> list[Case]:
    return read_cases(TEXT)


@pytest.mark.usefixtures("trained")
def test_as_many_cases_hold_as_before(nlp: Language, cases: list[Case]) -> None:
    results = list(told(nlp, cases))
    wrong = [result for result in results if not result.right]
    report = "\n\n".join(str(result) for result in wrong)
    assert len(results) - len(wrong) >= HOLD, f"{len(results) - len(wrong)} hold, not {HOLD}:\n\n{report}"


def test_the_cases_tell_every_act_and_are_in_the_code_lists(cases: list[Case]) -> None:
    assert {row["act"] for case in cases for row in case.rows} == {row["act"] for row in rows("taxonomy")}
    for name in ("perpetrator_type", "factuality"):
        codes = {row["code"] for row in rows("codes") if row["list"] == name}
        assert {row[name] for case in cases for row in case.rows} <= codes
    assert all(set(COLUMNS) <= set(row) for case in cases for row in case.rows)


WRITTEN = """
# a note
= two lines @ 2021-05-20 SN
Titre

Texte.
-> arrest | | A; B | none | asserted | country: SN
"""


def test_a_case_is_read_with_its_paragraphs_and_rows() -> None:
    (case,) = read_cases(WRITTEN)
    assert (case.name, case.alert.text) == ("two lines", "Titre\n\nTexte.")
    assert (case.alert.given.published_on, case.alert.given.country) == ("2021-05-20", "SN")
    assert [list(row.values()) for row in case.rows] == [["arrest", "", "A; B", "none", "asserted", "SN"]]


ROW = {"act": "arrest", "date_edtf": "2021-05-03", "victims": "Awa Diop; sept avocats"}


@pytest.mark.parametrize(
    ("change", "right"),
    [
        ({}, True),
        ({"victims": "les sept avocats; Awa Diop"}, True),
        ({"victims": "Awa Diop"}, False),
        ({"date_edtf": "2021-05-03/.."}, True),
        ({"date_edtf": "2021-05-03/2021-05-04"}, False),
        ({"date_edtf": ""}, False),
        ({"act": "detention"}, False),
    ],
)
def test_rows_are_compared_as_the_scores_do(change: dict[str, str], right: bool) -> None:
    assert holds([ROW], [ROW | change]) is right


def test_a_row_too_many_or_too_few_does_not_hold() -> None:
    assert not holds([ROW], [ROW, ROW])
    assert not holds([ROW, ROW], [ROW])
    assert holds([], []) and not holds([], [ROW])
