"""Short texts and the rows that a careful reader finds in them: reads `cases.txt` and compares.

`python tests/incidents/told.py` prints the cases that do not hold, with what was expected and what was found.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from spacy.language import Language

from pipeline import extract, load
from pipeline.dates.edtf import bounds
from pipeline.evaluate.matching import bare
from pipeline.extraction import Extraction, source_alert
from pipeline.ingest.types import Given, SourceAlert

CASES = Path(__file__).parent / "cases.txt"
COLUMNS = ("act", "date_edtf", "victims", "perpetrator_type", "factuality")
Row = dict[str, str]


@dataclass
class Case:
    """A text with the day and country that are given for it, and the rows that it tells."""

    name: str
    published_on: str
    country: str
    lines: list[str] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)

    @property
    def alert(self) -> SourceAlert:
        alert = source_alert("\n".join(self.lines).strip(), 1)
        return SourceAlert(
            alert.source, alert.text, alert.sha256, Given(country=self.country, published_on=self.published_on)
        )


def read_row(line: str) -> Row:
    """`arrest | 2021-05-03 | Awa Diop | police | asserted | country: SN` by column."""
    cells = [cell.strip() for cell in line.split("|")]
    further = (cell.partition(":") for cell in cells[len(COLUMNS) :])
    return {**dict(zip(COLUMNS, cells, strict=False)), **{name: value.strip() for name, _, value in further}}


def read_cases(text: str) -> list[Case]:
    """The cases of a file like `cases.txt`."""
    cases: list[Case] = []
    for line in text.splitlines():
        if line.startswith("#"):
            continue
        if line.startswith("= "):
            name, _, given = line[2:].rpartition("@")
            cases.append(Case(name.strip(), *given.split()))
        elif line.startswith("->"):
            cases[-1].rows.append(read_row(line[2:]))
        elif cases:
            cases[-1].lines.append(line)
    return cases


def names(victims: str) -> list[str]:
    return sorted(bare(name) for name in victims.split("; ") if name)


def same_date(one: str, other: str) -> bool:
    """As SPEC section 7: same first day, same last day unless either is open; none only as none."""
    if not one or not other:
        return one == other
    (first, last), (start, end) = bounds(one), bounds(other)
    return first == start and (last == end or not last or not end)


def agrees(expected: Row, found: Row) -> bool:
    """Does a row say all that is expected of it?"""
    return all(
        names(value) == names(found["victims"])
        if column == "victims"
        else same_date(value, found["date_edtf"])
        if column == "date_edtf"
        else value == found[column]
        for column, value in expected.items()
    )


def holds(expected: list[Row], found: list[Row]) -> bool:
    """Does each expected row have one of its own, and no row stand alone? Few rows: the first that agrees is taken."""
    left = list(found)
    for row in expected:
        match = next((other for other in left if agrees(row, other)), None)
        if match is None:
            return False
        left.remove(match)
    return not left


def shown(row: Row, columns: list[str]) -> str:
    return "    " + " | ".join(row[column] for column in columns)


@dataclass
class Told:
    """What the pipeline found for a case."""

    case: Case
    rows: list[Row]

    @property
    def right(self) -> bool:
        return holds(self.case.rows, self.rows)

    def __str__(self) -> str:
        columns = list(dict.fromkeys([*COLUMNS, *(column for row in self.case.rows for column in row)]))
        expected = [shown({column: row.get(column, "…") for column in columns}, columns) for row in self.case.rows]
        found = [shown(row, columns) for row in self.rows]
        return "\n".join([self.case.name, "  expected", *expected, "  found", *found])


def told(nlp: Language, cases: list[Case]) -> Iterator[Told]:
    """Run the cases through the pipeline."""
    for case, item in zip(cases, extract([case.alert for case in cases], nlp), strict=True):
        assert isinstance(item, Extraction)
        rows = [
            {name: "" if value is None else str(value) for name, value in row.items()} for row in item.rows["incidents"]
        ]
        yield Told(case, rows)


if __name__ == "__main__":
    results = list(told(load(), read_cases(CASES.read_text(encoding="utf-8"))))
    print(*(result for result in results if not result.right), sep="\n\n")
    print(f"\n{sum(result.right for result in results)} of {len(results)} cases hold")
