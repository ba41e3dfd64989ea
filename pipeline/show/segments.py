"""Text cut where marks begin and end, so that marks may nest and cross."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from pipeline.show.view import KINDS, Mark

_GAP = re.compile(r"\s*\n\s*\n\s*")


@dataclass(frozen=True, slots=True)
class Segment:
    """A piece of text under the same marks from its first to its last character, the widest mark first."""

    text: str
    marks: tuple[Mark, ...]
    opens: tuple[Mark, ...]
    closes: tuple[Mark, ...]


def segments(text: str, marks: Sequence[Mark], start: int = 0, end: int | None = None) -> Iterator[Segment]:
    """The pieces of text[start:end]; joined they are that text. A mark opens and closes once in the whole text."""
    end = len(text) if end is None else end
    here = [mark for mark in marks if mark.start < end and mark.end > start]
    edges = {edge for mark in here for edge in (mark.start, mark.end) if start < edge < end}
    cuts = [start, *sorted(edges), end]
    for left, right in pairwise(cuts):
        if left < right:
            over = tuple(_widest_first(mark for mark in here if mark.start < right and mark.end > left))
            yield Segment(
                text[left:right],
                over,
                tuple(mark for mark in over if mark.start == left),
                tuple(mark for mark in reversed(over) if mark.end == right),
            )


def paragraphs(text: str) -> Iterator[tuple[int, int]]:
    """Spans of the pieces between blank lines, without the white space around them."""
    start = len(text) - len(text.lstrip())
    end = len(text.rstrip())
    for gap in _GAP.finditer(text, start, end):
        yield start, gap.start()
        start = gap.end()
    if start < end:
        yield start, end


def _widest_first(marks: Iterable[Mark]) -> list[Mark]:
    return sorted(marks, key=lambda mark: (mark.start - mark.end, mark.start, -KINDS.index(mark.kind)))
