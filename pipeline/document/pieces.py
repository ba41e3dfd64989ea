"""A long text cut into pieces that a parser can hold in memory, where a reader would lay it down."""

from itertools import pairwise

from pipeline.document.blocks import blocks
from pipeline.document.sentences import sentences


def pieces(text: str, most: int) -> list[tuple[int, int]]:
    """Spans of at most `most` characters that cover the text without gaps.

    A cut stands before a block (heading, paragraph, item); within a block longer than a piece before a sentence, within
    a sentence as long after white space, and only in a text without any of these anywhere.
    """
    if len(text) <= most:
        return [(0, len(text))]
    found = blocks(text)
    places = [block.start for block in found]
    for block in found:
        if block.end - block.start > most:
            places += [start for start, end in sentences(text) if block.start < start < block.end]
    cuts = [0]
    for place, following in pairwise([*sorted(set(places)), len(text)]):
        if following - cuts[-1] > most and place > cuts[-1]:
            cuts.append(place)
        while following - cuts[-1] > most:
            cuts.append(_within(text, cuts[-1], most))
    return list(pairwise([*cuts, len(text)]))


def _within(text: str, start: int, most: int) -> int:
    """The last place in reach that follows white space, else the last in reach."""
    end = start + most
    for place in range(end, start + most // 2, -1):
        if text[place - 1].isspace():
            return place
    return end
