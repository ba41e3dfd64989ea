"""By which other names a text says that somebody is called: `Jandir Barroso, dit « Zeca »`, `Yameen (« Yam »)`."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from pipeline.language.words import Name, Words
from pipeline.lexicons import table

LONGEST = 90  # characters between two names of one person
CALLED, BRACKET, CLOSED, QUOTED = (
    re.compile(table("aliases")[key], re.IGNORECASE) for key in ("called", "bracket", "closed", "quoted")
)
SPEAKING: tuple[str, ...] = tuple(table("aliases")["speaking"])


def aliases(words: Words, names: Sequence[Name]) -> Iterator[tuple[Name, Name]]:
    """The neighbouring names of persons of whom the text says that they are one person's."""
    for left, right in pairwise(sorted(names)):
        end, start = words.chars(left)[1], words.chars(right)[0]
        between = words.text[end:start] if start - end <= LONGEST else ""
        if between and (called(words, right, between) or spelt(words, left, right, between)):
            yield left, right


def called(words: Words, right: Name, between: str) -> bool:
    """Does the text say that the one before is also called so (but not `, dit Samba Fall.`, who speaks)?"""
    full = right.end - right.start > 1 and words.texts[right.end : right.end + 1] != [","]
    speaks = full and between.rstrip().endswith(SPEAKING)
    return not speaks and CALLED.fullmatch(between) is not None


def spelt(words: Words, left: Name, right: Name, between: str) -> bool:
    """Is another name set in brackets right behind the first, or another spelling of it in quotation marks?"""
    if BRACKET.fullmatch(between) and CLOSED.match(words.text, words.chars(right)[1]):
        return True
    ends = (left.start, right.start), (left.end - 1, right.end - 1)
    alike = any(words.folded[i] == words.folded[j] for i, j in ends)
    return alike and QUOTED.fullmatch(between) is not None
