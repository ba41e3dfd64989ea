"""The text of a Doc and what its tokens are as plain lists: spaCy makes a new string at each question, and a new object
of each token."""

from functools import lru_cache
from itertools import chain
from typing import Any

import numpy as np
from spacy.tokens import Doc


@lru_cache(maxsize=1)  # the components behind the parser see one Doc after the other
def text_of(doc: Doc) -> str:
    """The text of a Doc, which would join its tokens at each call."""
    return str(doc.text)


def table(doc: Doc, attributes: tuple[str, ...]) -> Any:
    """Attributes of all tokens, a row for each attribute."""
    return doc.to_array(list(attributes)).reshape(len(doc), len(attributes)).T


def strings(doc: Doc, *attributes: str) -> list[list[str]]:
    """Attributes of all tokens (`LOWER`, `POS`, …), a list for each attribute."""
    columns: list[list[int]] = table(doc, attributes).tolist()
    known: dict[int, str] = {key: doc.vocab.strings[key] for key in set(chain.from_iterable(columns))}
    return [list(map(known.__getitem__, column)) for column in columns]


def numbers(doc: Doc, *attributes: str) -> list[list[int]]:
    """Attributes of all tokens that are numbers (`IDX`, `IS_SPACE`, …), a list for each; `HEAD` is the way to it."""
    columns: list[list[int]] = table(doc, attributes).astype(np.int64).tolist()
    return columns


def sentence_starts(doc: Doc) -> list[bool]:
    """Does each token begin a sentence?"""
    return [start == 1 for start in numbers(doc, "SENT_START")[0]]
