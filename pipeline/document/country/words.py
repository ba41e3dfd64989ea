"""The words of a text that may tell of a country though they do not name it: `amparo`, `-ović`, `Rosgvardia`."""

import re
from typing import NamedTuple

_WORD = re.compile(r"[^\W\d_]+")
_LEAST, _SIZES = 4, (3, 4)  # letters of a capitalised word whose pieces count, and of the pieces


class Words(NamedTuple):
    """What a text has of words in small letters (`=amparo`), and of pieces of capitalised ones (`vić>`): names of a
    country sound alike."""

    small: frozenset[str]
    pieces: frozenset[str]


def pieces(word: str) -> set[str]:
    """The runs of three and four letters of a capitalised word, its beginning and end marked."""
    if len(word) < _LEAST:
        return set()
    marked = f"<{word.lower()}>"
    return {marked[at : at + size] for size in _SIZES for at in range(len(marked) - size + 1)}


def words(text: str) -> Words:
    """The words of a text."""
    found = set(_WORD.findall(text))
    capitalised = {word for word in found if word[0].isupper()}
    small = frozenset(f"={word}" for word in found - capitalised)
    return Words(small, frozenset(piece for word in capitalised for piece in pieces(word)))


def names(text: str) -> list[tuple[int, int, set[str]]]:
    """The capitalised words of a text that have pieces: where each starts and ends, and these."""
    found = (match for match in _WORD.finditer(text) if match.group()[0].isupper())
    return [(match.start(), match.end(), own) for match in found if (own := pieces(match.group()))]
