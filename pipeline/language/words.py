"""The tokens of a Doc as plain lists, and a name as a span of them."""

from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from spacy.tokens import Doc

from pipeline.language.tokens import numbers, sentence_starts, strings, text_of
from pipeline.lexicons import rows
from pipeline.normalise import fold

TITLES = {row["form"].casefold(): row for row in rows("names_titles")}
REMEMBERED = 1 << 16  # words that are folded once


@lru_cache(maxsize=REMEMBERED)
def spelt(text: str) -> str:
    """A word folded, with the straight apostrophe."""
    return fold(text).replace("’", "'")


def capitalised(text: str) -> bool:
    """Does the text begin with a capital letter?"""
    return text[:1].isupper()


def lettered(text: str) -> bool:
    """Is there a letter or digit in the text?"""
    return any(map(str.isalnum, text))


class Name(NamedTuple):
    """A span of tokens with the kind of what it names: `person`, `organisation` or `place`."""

    start: int
    end: int
    kind: str


@dataclass(frozen=True, slots=True)
class Words:
    """The tokens of a Doc as plain lists, so that each attribute is read once."""

    text: str
    texts: list[str]
    folded: list[str]
    pos: list[str]
    starts: list[int]  # where each token begins in the text
    solid: list[int]  # indices of the tokens that are not white space
    sentence_start: list[bool]

    @classmethod
    def of(cls, doc: Doc) -> "Words":
        """Read a tagged Doc."""
        texts, pos = strings(doc, "ORTH", "POS")
        return cls(
            text=text_of(doc),
            texts=texts,
            folded=list(map(spelt, texts)),
            pos=pos,
            starts=numbers(doc, "IDX")[0],
            solid=[i for i, text in enumerate(texts) if not text.isspace()],
            sentence_start=sentence_starts(doc),
        )

    def chars(self, name: Name) -> tuple[int, int]:
        """Where a name begins and ends in the text."""
        return self.starts[name.start], self.starts[name.end - 1] + len(self.texts[name.end - 1])

    def text_of(self, name: Name) -> str:
        """The exact words of a name."""
        start, end = self.chars(name)
        return self.text[start:end]

    def before(self, index: int) -> int:
        """The token before one in its sentence, a line break left out; -1 if there is none."""
        if index <= 0 or self.sentence_start[index]:
            return -1
        previous = index - 1
        return self.before(previous) if self.texts[previous].isspace() else previous

    def title(self, index: int) -> dict[str, str] | None:
        """The title at a token (`Me`, `Mme`), if it is one; `me` is none."""
        return TITLES.get(self.texts[index].casefold()) if capitalised(self.texts[index]) else None

    def titled(self, name: Name) -> bool:
        """Does a title stand before the name?"""
        return name.start > 0 and self.title(name.start - 1) is not None

    def key(self, name: Name) -> str:
        """The name's words, folded, as one string."""
        return " ".join(self.folded[i] for i in range(name.start, name.end) if not self.texts[i].isspace())
