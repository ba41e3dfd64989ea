"""The words around a day, by which a linear model tells that of publication."""

import re
from collections.abc import Iterator

from pipeline import lexicons
from pipeline.document.publication.candidates import Candidate
from pipeline.document.publication.rules import LINE
from pipeline.document.types import Block

NONE = ["none"]  # of the candidate that stands for no day
RULED = ["ruled"]  # of a day that only the rules make out
_TOKEN = re.compile(r"[^\W\d_]+|\d+|[^\w\s]")
_WORD = re.compile(r"[^\W\d_]+")
_BEFORE, _AFTER = 12, 8  # words of the line
_FIRST, _LAST = 4, 3  # blocks from the beginning and the end that are told apart


def signs(one: Candidate, blocks: tuple[Block, ...]) -> list[str]:
    """The signs of a day: the words before and after it on its line, and its block."""
    place = one.place
    if place is None:
        return RULED
    words_before, words_after = place.before[-LINE:], place.after[:LINE]
    before = ["^", "^", "^", *map(_shape, _TOKEN.findall(words_before)[-3:])][-3:]
    after = [*map(_shape, _TOKEN.findall(words_after)[:2]), "$", "$"][:2]
    kind, behind = blocks[place.block].kind, len(blocks) - 1 - place.block
    return [
        f"before 1 {before[-1]}",
        f"before 2 {before[-2]}",
        f"before 3 {before[-3]}",
        f"before 12 {before[-2]} {before[-1]}",
        f"before 123 {' '.join(before)}",
        f"after 1 {after[0]}",
        f"after 12 {' '.join(after)}",
        f"block {kind} {min(place.block, _FIRST)}",
        f"block from the end {kind} {min(behind, _LAST)}",
        f"year {one.year_said}",
        *(f"some before {word}" for word in _small(_WORD.findall(words_before)[-_BEFORE:])),
        *(f"some after {word}" for word in _small(_WORD.findall(words_after)[:_AFTER])),
    ]


def _shape(token: str) -> str:
    """A word, but for figures, weekdays and capitalised words, which say what they are alone."""
    if token.isdigit():
        return "0"
    if token.lower() in lexicons.table("header")["weekdays"]:
        return "weekday"
    return "Name" if token[0].isupper() and len(token) > 1 else token


def _small(words: list[str]) -> Iterator[str]:
    """The words that no capital opens: names say nothing here."""
    return (word for word in words if not word[0].isupper())
