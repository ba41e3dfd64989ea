"""The parts of an alert by what they are for: headline, summary, body, demands, law, addresses, notes, contacts."""

import re
from functools import cache
from itertools import groupby
from typing import cast

from pipeline import lexicons
from pipeline.document.types import Block, Section, SectionKind

_HEAD_BLOCKS = 30  # no head is longer
_SUMMARY_WORDS = 12
_HEADING_WORDS = 4  # a longer line before a list opens that list only
_DEMANDS_MAX = 600  # a longer paragraph that opens with a demand also tells something else
_NUMBERED = re.compile(r"(?:\d{1,2}|[IVX]{1,4})(?:[.)]| ?[-–]) ?\S")
_ISSUE = re.compile(r"\d{4}|n° ?\d")

# The kind that the next blocks carry on, and whether only the items of a list do so.
_State = tuple[SectionKind, bool]


def sections(text: str, blocks: tuple[Block, ...]) -> tuple[Section, ...]:
    """The sections of a text in order; they follow one another and cover every block."""
    kinds = _head_kinds(text, blocks)
    state: _State = ("body", False)
    for block in blocks[len(kinds) :]:
        kind, state = _kind(text[block.start : block.end], block, state)
        kinds.append(kind)
    found = []
    for kind, group in groupby(zip(kinds, blocks, strict=True), key=lambda pair: pair[0]):
        run = [block for _, block in group]
        found.append(Section(kind, run[0].start, run[-1].end))
    return tuple(found)


def _head_kinds(text: str, blocks: tuple[Block, ...]) -> list[SectionKind]:
    """The kinds of the blocks before the body: lines of the head, and the summary under the title."""
    kinds: list[SectionKind] = []
    for block in blocks[:_HEAD_BLOCKS]:
        piece = text[block.start : block.end]
        summary = bool(kinds) and "summary" not in kinds and block.kind != "field" and _is_summary(piece)
        if block.kind not in ("heading", "field", "rule", "address") and not summary:
            break
        if kinds and (_NUMBERED.match(piece) or _first("heading", piece) or _first("opener", piece)):
            break
        if _patterns()["greeting"].match(piece):
            break
        kinds.append("summary" if summary else "headline")
    return kinds if len(kinds) < len(blocks) else kinds[:1]


def _is_summary(piece: str) -> bool:
    """A sentence under the title without a full stop, longer than a heading."""
    unfinished = piece[0].isupper() and piece[0] != "À" and piece[-1] not in ".!?…»:" and not _ISSUE.search(piece)
    return unfinished and len(piece.split()) >= _SUMMARY_WORDS and not piece.isupper()


def _kind(piece: str, block: Block, state: _State) -> tuple[SectionKind, _State]:
    """The kind of a block of the body, and the state after it."""
    current, list_only = state
    if block.kind == "rule":
        return current, state
    colon = piece.endswith(":")
    title_like = block.kind in ("heading", "field") and (len(piece.split()) <= _HEADING_WORDS or not colon)
    kind = _first("heading", piece) if title_like else None
    if kind:
        return kind, (kind, False)
    opener = _first("opener", piece)
    if opener == "addresses" and current == "demands" and block.kind != "address" and ":" not in piece:
        opener = "demands"  # `Écrire au ministre` under `Que faire ?`
    if block.kind == "heading" and not colon:
        kind = opener if opener in ("addresses", "contacts", "notes") else "body"
        return kind, (kind, False)
    if opener in ("demands", "addresses"):
        if len(piece) <= _DEMANDS_MAX:
            return opener, (opener, True) if colon and current != opener else state
    elif opener:
        return opener, state
    if block.kind == "address":
        return "addresses", state
    if block.kind in ("item", "field") or not (list_only or current == "summary"):
        return current, state
    return ("body" if list_only else current), ("body", False)


def _first(group: str, piece: str) -> SectionKind | None:
    for name, pattern in _patterns().items():
        where, _, kind = name.partition(" ")
        if where == group and pattern.match(piece):
            return cast(SectionKind, "demands" if kind == "imperative" else kind)
    return None


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    table = lexicons.table("sections")
    found = {f"heading {kind}": re.compile(rf"(?i)\W*{words}") for kind, words in table["headings"].items()}
    found |= {f"opener {kind}": re.compile(f"(?i){words}") for kind, words in table["openers"].items()}
    return found | {"greeting": re.compile(f"(?i){table['body']['greeting']}")}
