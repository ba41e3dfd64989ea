"""An alert's text cut into pieces for the page: each knows its offset, what it tells of the row and of other rows."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pipeline.review.state import Row, State
from pipeline.show.safe import visible
from pipeline.show.segments import Segment, paragraphs, segments
from pipeline.show.view import KINDS, Mark, date_of

ROLE_OF = {"victims": "victim", "perpetrators": "perpetrator", "place": "place", "date_edtf": "date", "act": "act"}


@dataclass(frozen=True, slots=True)
class Piece:
    """Some characters under the same marks. `length` is theirs in the alert where what is shown is longer (a character
    that would act is shown as its number). `other` is the place of another incident whose act these words tell."""

    text: str
    at: int
    kinds: tuple[str, ...]
    length: int
    other: int = -1


def marks(state: State, incident: Row) -> list[Mark]:
    """The words that one incident rests on."""
    spans = {(incident["start"], incident["end"], "act")}
    if date := date_of(incident, state.rows["dates"]):
        spans.add((date["start"], date["end"], "date"))
    for person in state.rows["participants"]:
        if person["incident_id"] == incident["incident_id"] and person["role"] in KINDS:
            spans.add((person["start"], person["end"], person["role"]))
    return [Mark(start, end, kind) for start, end, kind in spans if _inside(start, end, state.text)]


def _inside(start: int | None, end: int | None, text: str) -> bool:
    return start is not None and end is not None and 0 <= start < end <= len(text)


def others(state: State, incident: Row, place: Mapping[str, int]) -> list[Mark]:
    """The acts of the alert's other incidents; a mark's one number is the place of its incident in the queue."""
    return [
        Mark(row["start"], row["end"], "act", (place[row["incident_id"]],))
        for row in state.rows["incidents"]
        if row is not incident and row["incident_id"] in place and _inside(row["start"], row["end"], state.text)
    ]


def pieces(text: str, own: Sequence[Mark], other: Sequence[Mark]) -> list[list[Piece]]:
    """The paragraphs of a text, each as its pieces."""
    found = []
    for start, end in paragraphs(text):
        paragraph: list[Piece] = []
        for segment in segments(text, [*own, *other], start, end):
            paragraph += _split(segment, start + sum(piece.length for piece in paragraph))
        found.append(paragraph)
    return found


def _split(segment: Segment, at: int) -> Iterator[Piece]:
    """A segment as one piece, or as several where it holds characters that are not shown as they are."""
    kinds = tuple(dict.fromkeys(mark.kind for mark in segment.marks if not mark.incidents))
    other = next((mark.incidents[0] for mark in segment.marks if mark.incidents), -1)
    for text in _plain_or_single(segment.text):
        yield Piece(visible(text), at, kinds, len(text), other)
        at += len(text)


def _plain_or_single(text: str) -> Iterable[str]:
    if visible(text) == text:
        return [text]
    parts: list[str] = []
    plain = True
    for char in text:
        seen = visible(char) == char
        if parts and seen and plain:
            parts[-1] += char
        else:
            parts.append(char)
        plain = seen
    return parts


def words(state: State, start: Any, end: Any) -> list[int] | None:
    """Offsets that a person marked, without white space at their edges; None where they mark nothing."""
    if start is None or end is None or not 0 <= start < end <= len(state.text):
        return None
    marked = state.text[start:end]
    start += len(marked) - len(marked.lstrip())
    end -= len(marked) - len(marked.rstrip())
    return [start, end] if start < end else None
