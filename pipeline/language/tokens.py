"""The text of a Doc and what its tokens are as plain lists: spaCy makes a new string at each question, and a new object
of each token."""

from functools import lru_cache
from typing import Any

import numpy as np
from spacy.strings import StringStore
from spacy.tokens import Doc

MOST_REMEMBERED = 1 << 16  # strings; a stream of alerts brings ever new ones


@lru_cache(maxsize=1)  # the components behind the parser see one Doc after the other
def text_of(doc: Doc) -> str:
    """The text of a Doc, which would make an object of each token and join them at each call."""
    return "".join(
        f"{word} " if space else word
        for word, space in zip(strings(doc, "ORTH")[0], numbers(doc, "SPACY")[0], strict=True)
    )


def table(doc: Doc, attributes: tuple[str, ...]) -> Any:
    """Attributes of all tokens, a row for each attribute."""
    return doc.to_array(list(attributes)).reshape(len(doc), len(attributes)).T


class Written(dict[int, str]):
    """Strings by their numbers in spaCy's store, which makes a new one at each question."""

    def __init__(self, store: StringStore) -> None:
        super().__init__()
        self.store = store

    def __missing__(self, key: int) -> str:
        found = self[key] = str(self.store[key])
        return found


@lru_cache(maxsize=1)
def written(store: StringStore) -> Written:
    """The strings of a store that were met."""
    return Written(store)


def strings(doc: Doc, *attributes: str) -> list[list[str]]:
    """Attributes of all tokens (`LOWER`, `POS`, …), a list for each attribute."""
    known = written(doc.vocab.strings)
    if len(known) > MOST_REMEMBERED:
        known.clear()
    return [list(map(known.__getitem__, column)) for column in table(doc, attributes).tolist()]


def numbers(doc: Doc, *attributes: str) -> list[list[int]]:
    """Attributes of all tokens that are numbers (`IDX`, `IS_SPACE`, …), a list for each; `HEAD` is the way to it."""
    columns: list[list[int]] = table(doc, attributes).astype(np.int64).tolist()
    return columns


def sentence_starts(doc: Doc) -> list[bool]:
    """Does each token begin a sentence?"""
    return [start == 1 for start in numbers(doc, "SENT_START")[0]]
