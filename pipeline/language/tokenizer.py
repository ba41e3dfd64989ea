"""A guard around spaCy's tokenizer, whose cost is quadratic in the length of a stretch without spaces.

It also lets the tokenizer keep what it made of a stretch, which it does not do behind the first special case of a text.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from spacy.tokens import Doc
from spacy.vocab import Vocab

MOST_REMEMBERED = 1 << 16  # stretches; a stream of alerts brings ever new ones

# A stretch is dangerous if it is long or holds a run of one to six repeated characters (`____`, `«»«»`, `l'l'l'`).
LONG = 300
STRETCH = re.compile(r"\S{30,}")
RUN = re.compile(r"(\S{1,6}?)\1{4,}")
WORD = re.compile(r"[^\W_]+|([\W_])\1*")


def is_symbol_run(match: re.Match[str]) -> bool:
    """Is it a run of 30 characters or more, not of letters and digits alone?"""
    return match.end() - match.start() >= 30 and not match.group(1).isalnum()


def pieces(stretch: str, offset: int) -> Iterator[tuple[int, int, bool]]:
    """Cut a stretch into (start, end, whole): `whole` pieces are one token, the others are for the tokenizer."""
    done = 0
    for run in filter(is_symbol_run, RUN.finditer(stretch)):
        yield from plain(stretch, done, run.start(), offset)
        yield offset + run.start(), offset + run.end(), True
        done = run.end()
    yield from plain(stretch, done, len(stretch), offset)


def plain(stretch: str, start: int, end: int, offset: int) -> Iterator[tuple[int, int, bool]]:
    """A part without runs: as it is if short, else word by word."""
    if end - start > LONG:
        for word in WORD.finditer(stretch, start, end):
            yield offset + word.start(), offset + word.end(), True
    elif end > start:
        yield offset + start, offset + end, False


def dangers(text: str) -> list[tuple[int, int, bool]]:
    """The pieces of all the dangerous stretches of a text, in order."""
    found: list[tuple[int, int, bool]] = []
    for stretch in STRETCH.finditer(text):
        cut = list(pieces(stretch.group(), stretch.start()))
        if any(whole for _, _, whole in cut):
            found.extend(cut)
    return found


class GuardedTokenizer:
    """Tokenizes as `base` does, but makes one token of a run of 30 or more of one symbol; time is linear, text kept.
    Stretches that are met again are cut only once.

    >>> nlp.tokenizer = GuardedTokenizer(nlp.tokenizer)
    """

    def __init__(self, base: Callable[[str], Doc]) -> None:
        self.base = base
        self.vocab: Vocab = base.vocab  # type: ignore[attr-defined]
        self.base.max_cache_size = 2 * MOST_REMEMBERED  # type: ignore[attr-defined]
        self.met: set[str] = set()
        self.kept: set[str] = set()

    def __call__(self, text: str) -> Doc:
        found = dangers(text)
        if not found:
            self._keep(text)
            return self.base(text)
        words: list[str] = []
        spaces: list[bool] = []
        done = 0
        for start, end, whole in [*found, (len(text), len(text), False)]:
            self._add(text[done:start], words, spaces)
            if whole:
                words.append(text[start:end])
                spaces.append(False)
            else:
                self._add(text[start:end], words, spaces)
            done = end
        return Doc(self.vocab, words=words, spaces=spaces)

    def _keep(self, text: str) -> None:
        """Show the tokenizer those stretches of a text by themselves that were met once before."""
        if len(self.met) > MOST_REMEMBERED:
            self.met.clear()
            self.kept.clear()
        stretches = set(text.split())
        again = (stretches & self.met) - self.kept
        for stretch in again:
            self.base(stretch)
        self.kept |= again
        self.met |= stretches

    def _add(self, text: str, words: list[str], spaces: list[bool]) -> None:
        """Tokenize a harmless part; a single space that begins it belongs to the token before."""
        if text[:1] == " " and words and not spaces[-1]:
            spaces[-1] = True
            text = text[1:]
        if text:
            doc = self.base(text)
            words.extend(token.text for token in doc)
            spaces.extend(bool(token.whitespace_) for token in doc)

    def pipe(self, texts: Iterable[str], batch_size: int = 1000) -> Iterator[Doc]:
        """Tokenize a stream of texts."""
        return map(self, texts)

    def __getattr__(self, name: str) -> Any:
        """Everything else (rules, storing and loading) is the base's."""
        if name == "base":
            raise AttributeError(name)
        return getattr(self.base, name)
