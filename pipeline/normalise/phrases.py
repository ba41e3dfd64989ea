"""Many fixed phrases looked up in one pass over a text."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Generic, TypeVar

from pipeline.normalise.keys import fold, words

Value = TypeVar("Value")
_WORD = re.compile(r"[^\W_]+")
_GAP = re.compile(r"[\s'’.\-‐‑]{0,3}")


@dataclass(frozen=True, slots=True)
class Phrase(Generic[Value]):
    """A phrase of the index: `cased` = it counts only with a capital, `initials` = only in capitals."""

    words: tuple[str, ...]
    value: Value
    cased: bool
    initials: bool


class PhraseIndex(Generic[Value]):
    """Phrases by their first word. Compared without case, accents, hyphens and apostrophes."""

    def __init__(self, entries: Iterable[tuple[str, Value]]) -> None:
        """`entries` are phrases with their values; the first value of a phrase stays."""
        self._by_first: dict[str, list[Phrase[Value]]] = {}
        known: set[tuple[str, ...]] = set()
        for form, value in entries:
            key = tuple(words(form))
            if key and key not in known:
                known.add(key)
                letters = [char for char in form if char.isalpha()]
                initials = len(letters) <= 4 and all(char.isupper() for char in letters)
                phrase = Phrase(key, value, any(char.isupper() for char in form), initials)
                self._by_first.setdefault(key[0], []).append(phrase)
        for phrases in self._by_first.values():
            phrases.sort(key=lambda phrase: -len(phrase.words))

    def find(self, text: str) -> Iterator[tuple[int, int, Value]]:
        """The longest phrases of a text from left to right, without overlap."""
        tokens = [(match.start(), match.end()) for match in _WORD.finditer(text)]
        folded = [fold(text[start:end]) for start, end in tokens]
        position = 0
        while position < len(tokens):
            for phrase in self._by_first.get(folded[position], ()):
                length = len(phrase.words)
                if tuple(folded[position : position + length]) == phrase.words:
                    span = tokens[position : position + length]
                    if self._fits(text, span, phrase):
                        yield span[0][0], span[-1][1], phrase.value
                        position += length - 1
                        break
            position += 1

    @staticmethod
    def _fits(text: str, span: list[tuple[int, int]], phrase: Phrase[Value]) -> bool:
        if any(not _GAP.fullmatch(text, before[1], after[0]) for before, after in pairwise(span)):
            return False
        if phrase.initials:
            return all(text[start:end].isupper() for start, end in span)
        return not phrase.cased or any(text[start].isupper() for start, _ in span)
