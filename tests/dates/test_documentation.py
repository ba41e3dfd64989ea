"""The examples of docs/dates.md: its tables are read, its Python runs."""

import doctest
import re
from pathlib import Path

import pytest

from pipeline.dates import parse

PAGE = Path(__file__).parents[2] / "docs" / "dates.md"
PUBLISHED = "2020-05-18"
ROWS = [
    [cell.strip() for cell in line.strip("|").split(" |")]
    for table in re.findall(r"\| text \| value \| basis \|\n\|---\|---\|---\|\n((?:\|.*\n)+)", PAGE.read_text("utf-8"))
    for line in table.splitlines()
]


def pieces(cell: str, count: int) -> list[str]:
    """What a cell says of each expression; one piece for all of them where they are alike."""
    parts = [part.strip(" `|") for part in cell.split(";")]
    return parts if len(parts) == count else parts * count


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[0])
def test_the_tables_are_true(row: list[str]) -> None:
    marked, values, bases = [*row, "", ""][:3]
    marked = marked.replace("\\n", "\n")
    expected = re.findall(r"\*\*(.+?)\*\*", marked)
    found = parse(marked.replace("**", ""), PUBLISHED)
    assert [date["text"] for date in found] == expected
    assert [date["edtf"] for date in found] == pieces(values, len(expected))
    assert [date["basis"] if date["edtf"] else "" for date in found] == pieces(bases, len(expected))


def test_the_python_of_the_page_runs() -> None:
    result = doctest.testfile(str(PAGE), module_relative=False)
    assert result.attempted > 10
    assert not result.failed
