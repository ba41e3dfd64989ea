"""Sentences by rules: they never cross a block, and abbreviations, short quotations and brackets do not end them."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import cache

from pipeline import lexicons
from pipeline.document.blocks import blocks
from pipeline.document.types import Block

_STOP = re.compile(
    r"(?P<stop>[.!?…]+)"
    r"(?P<close>(?:[ \u00a0\u202f]?[»”]|[\"’')\]*]|\[\d{1,3}\]|[¹²³⁴⁵⁶⁷⁸⁹])*)"
    r"(?P<gap>\s*)(?=[«“\"'(\[–—*-]?[\s«“\"'(\[*]*(?P<next>\S?))"
)
_WORD = re.compile(r"[\w'’.°-]+$")
_LONGEST_ABBREVIATION = 24
_ENUMERATOR = re.compile(r"\W{0,3}(?:\d{1,3}|[A-Za-z]|[ivxIVX]{1,5})\.")
_INITIALS = re.compile(r"[^\W\d_](?:\.-?[^\W\d_])*")
_LETTERED = re.compile(r"\(?[a-z]{1,3}\) ")
_TWO_WORDS = re.compile(r"([^\W\d_]+)['’ \n]+(\S)")
_NEW_LINE = re.compile(r"\n")
_GLUED = re.compile(r"[a-zà-ÿ]{2}\.[A-ZÀ-Þ][a-zà-ÿ]")
_SIGN = re.compile(r"[«»“”()\[\]\"]")
_PAIR = {"«": "»", "“": "”", "(": ")", "[": "]"}
_SHORT_QUOTE = 240
_LONGEST = 800  # characters; no writer is so long without a stop, but lists and broken texts are
_SEAM = re.compile(r"[,;:]\s+")
_SPACE = re.compile(r"\s+")
_DEEPEST_NESTING = 4


def sentences(text: str) -> list[tuple[int, int]]:
    """The sentences of a normalised text as character spans, in order, without white space at their ends."""
    return [span for block in blocks(text) for span in split_block(text, block)]


def split_block(text: str, block: Block) -> Iterator[tuple[int, int]]:
    """The sentences of one block; each line of an address is one of its own."""
    piece = text[block.start : block.end]
    start = 0
    for end in _shortened(piece, [*_boundaries(piece, block), len(piece)]):
        sentence = piece[start:end]
        stripped = sentence.strip()
        if stripped:
            begin = block.start + start + len(sentence) - len(sentence.lstrip())
            yield begin, begin + len(stripped)
        start = end


def _shortened(piece: str, ends: list[int]) -> Iterator[int]:
    """The ends of sentences, with further ones in those that are too long, for what reads a sentence compares all in it
    with all: behind the last comma in reach, else a space, or where the next space is."""
    start = 0
    for end in ends:
        while end - start > _LONGEST:
            reach, half = start + _LONGEST, start + _LONGEST // 2
            within = [match for kind in (_SPACE, _SEAM) for match in list(kind.finditer(piece, half, reach))[-1:]]
            seam = within[-1] if within else _SPACE.search(piece, reach, end)
            if seam is None:
                break
            start = seam.end()
            yield start
        yield end
        start = end


def _boundaries(piece: str, block: Block) -> list[int]:
    if block.kind == "rule":
        return []
    closed = _closed_spans(piece)
    starts = [start for start, _ in closed]
    found = [match.end() for match in _NEW_LINE.finditer(piece)] if block.kind == "address" else []
    begin = 0
    for match in _STOP.finditer(piece):
        before = bisect_right(starts, match.start() - 1) - 1
        if before >= 0 and match.end("close") < closed[before][1]:
            continue
        if _ends_sentence(piece, begin, match):
            begin = match.end("gap")
            found.append(begin)
    return sorted(found)


def _closed_spans(piece: str) -> list[tuple[int, int]]:
    """Short quotations and brackets, from the opening sign to after the closing one; nested ones are merged."""
    spans: list[tuple[int, int]] = []
    stack: list[tuple[str, int]] = []
    straight = -1
    for match in _SIGN.finditer(piece):
        position, char = match.start(), match.group()
        if char in _PAIR:
            stack.append((_PAIR[char], position))
        elif char == '"':
            if straight >= 0:
                spans.append((straight, position + 1))
            straight = position if straight < 0 else -1
        else:
            for depth, (closing, start) in enumerate(reversed(stack[-_DEEPEST_NESTING:]), 1):
                if closing == char:
                    spans.append((start, position + 1))
                    del stack[-depth:]
                    break
    merged: list[tuple[int, int]] = []
    for start, end in sorted(span for span in spans if span[1] - span[0] <= _SHORT_QUOTE):
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _ends_sentence(piece: str, begin: int, match: re.Match[str]) -> bool:
    following = match["next"]
    if not following or (following.islower() and not _LETTERED.match(piece, match.end())):
        return False
    if not match["gap"] and not (match["stop"] == "." and _GLUED.match(piece, max(0, match.start() - 2))):
        return False
    if match["stop"] != "." or match["close"]:
        return following not in ",;:.!?)»"
    if following in ",;:.!?)»" or _ENUMERATOR.fullmatch(piece, begin, match.end("stop")):
        return False
    found = _WORD.search(piece, max(begin, match.start() - _LONGEST_ABBREVIATION), match.start())
    word = re.split("['’]", found.group().lower())[-1] if found else ""
    if _INITIALS.fullmatch(word):
        return _opens(piece, match.end())
    if word.isdigit() and len(word) <= 2 and following.isdigit():
        return False
    ends = _abbreviations().get(word)
    return ends is None or (ends and following.isupper())


def _opens(piece: str, start: int) -> bool:
    """Whether a word that opens sentences stands there, not a name that begins like one (`A. Le Goff`)."""
    found = _TWO_WORDS.match(piece, start)
    return found is not None and found[1].lower() in _openers() and not found[2].isupper()


@cache
def _abbreviations() -> dict[str, bool]:
    """Whether an abbreviation may also end a sentence, by its form in lower case without the last stop."""
    return {row["form"]: row["ends"] == "yes" for row in lexicons.rows("abbreviations")}


@cache
def _openers() -> frozenset[str]:
    return frozenset(row["form"] for row in lexicons.rows("abbreviations_openers"))
