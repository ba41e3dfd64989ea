"""Every fault that Recense is to survive has a test that carries its number: `test_fault_NN_…`, wherever it lies.

pytest -k fault_16       the tests of one fault
"""

import re
from collections import defaultdict
from pathlib import Path

import pytest

TESTS = Path(__file__).parents[1]
FAULTS = {
    1: "empty or white-space-only file", 2: "cp1252, Latin-1, UTF-16, byte order marks", 3: "mojibake",
    4: "NUL, control characters, lone surrogates", 5: "zero-width, combining, right-to-left, no-break",
    6: "line ends and normal forms", 7: "a line of five megabytes", 8: "a hundred thousand of one symbol",
    9: "dates without end", 10: "expressions that take the square of the length", 11: "a document that hangs",
    12: "a document that takes all memory", 13: "a worker killed or crashed", 14: "a component that raises",
    15: "encrypted", 16: "damaged or cut", 17: "a scan without text", 18: "PDF loops and streams",
    19: "XML entities", 20: "archives that unpack to very much", 21: "members that lead out, links, devices",
    22: "link loops, unreadable files, odd names", 23: "mail: nesting, character sets, attachments",
    24: "HTML: what is not shown, what is remote", 25: "ragged tables and bad lines", 26: "duplicates",
    27: "files that change during the run", 28: "dates that do not exist", 29: "no clock",
    30: "killed at any moment", 31: "killed while writing", 32: "disk full or read-only",
    33: "workers, order, hash seed", 34: "the same input again", 35: "one more, one less, another version",
    36: "two runs at once", 37: "extraction again after review",
    38: "two reviewers on one row", 39: "the desk killed after it said saved", 40: "a browser that tries again",
    41: "foreign hosts", 42: "tokens, origins, side effects", 43: "markup in names", 44: "paths and sizes of requests",
    45: "formulas", 46: "cells and sheets that are too long", 47: "characters that XML forbids",
    48: "texts that look like numbers", 49: "permissions", 50: "no text in logs", 51: "no network",
    52: "nothing unpickled, nothing left behind",
}  # fmt: skip


def by_fault() -> dict[int, list[str]]:
    found = defaultdict(list)
    for path in TESTS.rglob("test_*.py"):
        for name in re.findall(r"^def (test_\w+)", path.read_text(encoding="utf-8"), re.MULTILINE):
            for number in re.findall(r"fault_(\d\d)", name):
                found[int(number)].append(f"{path.relative_to(TESTS)}::{name}")
    return found


@pytest.mark.parametrize("number", [*range(1, 38), *range(45, 53)])
def test_every_fault_has_a_test(number: int) -> None:
    assert by_fault()[number], FAULTS[number]


def test_no_test_names_a_fault_that_is_not_listed() -> None:
    assert by_fault().keys() <= FAULTS.keys()
