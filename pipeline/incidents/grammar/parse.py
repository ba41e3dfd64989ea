"""The tokens of a parsed Doc as plain objects, read once.

spaCy makes a new object of a token and a new string of an attribute each time that it is asked, and features ask often.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import wraps
from typing import Any, TypeVar

from spacy.tokens import Doc

from pipeline.language.tokens import numbers, strings

STRINGS = ("ORTH", "LOWER", "LEMMA", "POS", "DEP", "MORPH", "ENT_TYPE")
NUMBERS = ("IDX", "SENT_START", "IS_SPACE", "IS_PUNCT", "IS_ALPHA", "HEAD")


@dataclass(slots=True, eq=False, repr=False)
class Word:
    """A token; its attributes are called as those of spaCy's `Token` and mean the same."""

    doc: "list[Word]"
    i: int
    text: str
    lower_: str
    lemma_: str
    pos_: str
    dep_: str
    morph: str
    ent_type_: str
    idx: int
    is_sent_start: bool
    is_space: bool
    is_punct: bool
    is_alpha: bool
    head: "Word" = field(init=False)
    lefts: "list[Word]" = field(default_factory=list)
    rights: "list[Word]" = field(default_factory=list)
    readings: dict[str, Any] = field(default_factory=dict)  # see `remembered`

    @property
    def children(self) -> "list[Word]":
        """Those that hang on the word, in order of the text."""
        return self.lefts + self.rights

    @property
    def subtree(self) -> "list[Word]":
        """The word and all that hangs on it, in no order of the text."""
        found = [self]
        for word in found:
            found += word.children
        return found


Reading = TypeVar("Reading")


def remembered(read: Callable[[Word], Reading]) -> Callable[[Word], Reading]:
    """Keep what a function reads of a word with the word, so that features may ask again and again."""
    name = read.__qualname__

    @wraps(read)
    def recall(word: Word) -> Reading:
        try:
            reading: Reading = word.readings[name]
        except KeyError:
            reading = word.readings[name] = read(word)
        return reading

    return recall


def release(words: list[Word]) -> None:
    """Part words that are no longer asked, which hold one another: memory is free at once, not when Python next looks
    through all that it holds."""
    for word in words:
        word.lefts.clear()
        word.rights.clear()
        word.readings.clear()
    words.clear()


def read_words(doc: Doc) -> list[Word]:
    """The tokens of a Doc with their heads and children."""
    idx, starts, *flags, heads = numbers(doc, *NUMBERS)
    truths = [list(map(bool, flag)) for flag in flags]
    words: list[Word] = []
    for i, row in enumerate(zip(*strings(doc, *STRINGS), idx, [start == 1 for start in starts], *truths, strict=True)):
        words.append(Word(words, i, *row))
    for word, away in zip(words, heads, strict=True):
        word.head = words[word.i + away]
        if away:
            (word.head.lefts if away > 0 else word.head.rights).append(word)
    return words
