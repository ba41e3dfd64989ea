"""The pages of the documentation taken apart: their blocks, what a console block says."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
PAGES = sorted(DOCS.rglob("*.md"))
RUN_ELSEWHERE = {"dates.md"}  # by tests/dates/test_documentation.py


@dataclass(frozen=True, slots=True)
class Block:
    """A fenced block: the language after its fence, its text, the line it starts on."""

    language: str
    text: str
    line: int


def blocks(page: Path) -> Iterator[Block]:
    """The fenced blocks of a page in order."""
    text = page.read_text(encoding="utf-8")
    for found in re.finditer(r"^```(\w*)[^\n]*\n(.*?)^```$", text, re.MULTILINE | re.DOTALL):
        yield Block(found[1], found[2], text.count("\n", 0, found.start()) + 1)


def turns(block: Block) -> Iterator[tuple[str, str]]:
    """The lines after `$ ` of a console block, each with the output that is shown under it."""
    parts = re.split(r"^\$ ", block.text, flags=re.MULTILINE)
    for part in parts[1:]:
        line, _, shown = part.partition("\n")
        yield line, shown
