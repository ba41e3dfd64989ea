"""Many fixed phrases looked up in one pass over a text."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Generic, TypeVar

from pipeline.normalise.keys import fold, words

Value = TypeVar("Value")
_WORD = re.compile(r"[^\W_]+")
TEXTS = 128  # whose phrases are kept: more than a pipeline holds between the first component and the last
_GAP = re.compile(r"[\s'’.\-‐‑]{0,3}")


@lru_cache(maxsize=2)
def _tokens(text: str) -> tuple[tuple[tuple[int, int], ...], tuple[str, ...]]:
    """The spans and the folded words of a text; kept for the next index that looks into the same text."""
    spans = tuple([match.span() for match in _WORD.finditer(text)])
    return spans, tuple(map(fold, _WORD.findall(text)))


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
        tokens, folded = _tokens(text)
        free = 0
        for position in [position for position, word in enumerate(folded) if word in self._by_first]:
            if position < free:
                continue
            for phrase in self._by_first[folded[position]]:
                end = position + len(phrase.words)
                if folded[position:end] == phrase.words and self._fits(text, tokens[position:end], phrase):
                    yield tokens[position][0], tokens[end - 1][1], phrase.value
                    free = end
                    break

    @staticmethod
    def _fits(text: str, span: tuple[tuple[int, int], ...], phrase: Phrase[Value]) -> bool:
        if any(not _GAP.fullmatch(text, before[1], after[0]) for before, after in pairwise(span)):
            return False
        if phrase.initials:
            return all(text[start:end].isupper() for start, end in span)
        return not phrase.cased or any(text[start].isupper() for start, _ in span)
