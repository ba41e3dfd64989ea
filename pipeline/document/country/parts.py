"""The parts of a text that are headed by countries (`TOGO`, `Niger. Un photographe …`, `II. L'affaire X (Mali)`)."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise

from pipeline.document.country.mentions import Mention, around, mentions, opens_part
from pipeline.document.types import Block, Section

FEWEST_PARTS = 2
_LEAST_PART = 80  # characters of one that counts


def stretches(text: str, blocks: Sequence[Block], country: str = "") -> list[tuple[int, str]]:
    """From which character on a text tells of which country; `country` is the alert's, empty in a digest.

    Countries that head parts head what follows, up to the next heading where the alert has a country. Where fewer than
    two do in a digest, each block tells of the country that it names first, else of the one before.
    """
    found = [mention for mention in mentions(text) if mention.kind != "seat"]
    heads = dict(_heads(text, blocks, found))
    if country:
        body = next((block.start for block in blocks if block.kind == "paragraph"), len(text))
        ends = {block.start: country for block in blocks if block.kind == "heading"} if heads else {}
        return sorted((start, code) for start, code in (ends | heads).items() if start > body)
    if len(set(heads.values())) >= FEWEST_PARTS:
        return sorted(heads.items())
    first: dict[int, str] = {}
    for mention in sorted(found, key=lambda mention: mention.start):
        first.setdefault(max(0, bisect_right(blocks, mention.start, key=lambda block: block.start) - 1), mention.code)
    return [(blocks[block].start if blocks else 0, code) for block, code in sorted(first.items())]


def parts(
    text: str, blocks: tuple[Block, ...], sections: tuple[Section, ...], found: Sequence[Mention]
) -> list[tuple[int, int, str]]:
    """The parts of a text that countries head: start, characters, code."""
    last = _end(sections)
    heads = [head for head in sorted(set(_heads(text, blocks, found))) if head[0] < last]
    return [(start, end - start, code) for (start, code), (end, _) in pairwise([*heads, (last, "")])]


def are_several(parts: Sequence[tuple[int, int, str]], sections: tuple[Section, ...]) -> bool:
    """Whether the parts make a digest: long enough ones of several countries, not all of them in the head."""
    body = next((section.start for section in sections if section.kind == "body"), _end(sections))
    long = [(start, code) for start, size, code in parts if size >= _LEAST_PART]
    return len({code for _, code in long}) >= FEWEST_PARTS and long[-1][0] > body


def _end(sections: tuple[Section, ...]) -> int:
    """Where the last section ends that tells what happened."""
    return max((section.end for section in sections if section.kind in ("headline", "summary", "body")), default=0)


def _heads(text: str, blocks: Sequence[Block], found: Sequence[Mention]) -> Iterator[tuple[int, str]]:
    """Where the parts of a text begin that countries head: lines that they open, headings that name no other."""
    named = [mention for mention in found if mention.kind == "name"]
    for mention in named:
        if opens_part(mention, *around(text, mention)):
            yield text.rfind("\n", 0, mention.start) + 1, mention.code
    for block in blocks:
        if block.kind == "heading":
            codes = {mention.code for mention in named if block.start <= mention.start < block.end}
            if len(codes) == 1:
                yield block.start, codes.pop()
