"""What fuzzing once found, and what it began from, stays well."""

from pathlib import Path

import fuzz
import pytest

FOUND = Path(__file__).parent / "found"
FILES = sorted(path for path in FOUND.rglob("*") if path.is_file())


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_what_was_found_breaks_nothing_any_more(path: Path) -> None:
    fuzz.TARGETS[path.parent.name](path.read_bytes())


def test_both_targets_have_something_to_begin_from() -> None:
    assert {path.name for path in FOUND.iterdir()} == set(fuzz.TARGETS)
