"""Every annotated string of cases/*.txt: the expressions that are found, their values and their bases."""

import re
from pathlib import Path

import pytest

from pipeline.dates import parse

MARK = re.compile(r"\[([^\[\]|]+)(?:\|([^\[\]|]*)\|([a-z]+))?\]")
CASES = [
    pytest.param(line, id=f"{path.stem}:{number}")
    for path in sorted((Path(__file__).parent / "cases").glob("*.txt"))
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
    if line.strip() and not line.startswith("#")
]


@pytest.mark.parametrize("line", CASES)
def test_annotated_string(line: str) -> None:
    marked, _, published = line.rpartition("@") if re.search(r"@[\d-]*$", line) else (line, "", "")
    marked = marked.rstrip().replace("\\n", "\n")
    expected = [(m[1], m[2] or "", m[3] or "") for m in MARK.finditer(marked)]
    text = MARK.sub(lambda m: m[1], marked)
    found = parse(text, published or None)
    assert [(d["text"], d["edtf"], d["basis"] if d["edtf"] else "") for d in found] == expected
    assert all(text[d["start"] : d["end"]] == d["text"] for d in found)


def test_there_are_enough_of_them() -> None:
    assert len(CASES) >= 400
