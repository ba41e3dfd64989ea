"""The key under which names are compared: without case, accents, hyphens and apostrophes."""

import re
import unicodedata
from functools import lru_cache

REMEMBERED = 1 << 16  # words and names; a stream of alerts brings ever new ones
LONGEST = 60  # characters of a name whose key is remembered; whole sentences are not
_WORD = re.compile(r"[^\W_]+")
_SPELLING = str.maketrans({"œ": "oe", "æ": "ae", "ı": "i", "ł": "l", "ø": "o", "đ": "d", "ð": "d", "ß": "ss"})


@lru_cache(maxsize=REMEMBERED)
def fold(word: str) -> str:
    """A word in lower case, without accents, in Latin letters only where it has such."""
    lowered = word.lower()
    if lowered.isascii():
        return lowered
    decomposed = unicodedata.normalize("NFKD", lowered.translate(_SPELLING))
    return "".join(char for char in decomposed if not unicodedata.combining(char)).translate(_SPELLING)


def words(text: str) -> list[str]:
    """The folded words of a text; hyphens and apostrophes part them."""
    return [fold(word) for word in _WORD.findall(text)]


def name_key(name: str) -> str:
    """The words of a name, folded, with one space between them."""
    return _short_key(name) if len(name) <= LONGEST else " ".join(words(name))


@lru_cache(maxsize=REMEMBERED)
def _short_key(name: str) -> str:
    return " ".join(words(name))
