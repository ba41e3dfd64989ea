"""The names in `victims`, each once for all incidents, with the words and spellings by which blocks are made."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise

from pipeline.lexicons import rows, table
from pipeline.normalise import fold, person_key

_WORD = re.compile(r"[^\W_]+")
_INSIDE = re.compile(r"(?<=\w\w)['’ʼʿ‘](?=[^\W\d_])")  # an apostrophe within a word: Ma'rouf; not d'Arc
_SCHWA = str.maketrans("əƏ", "aA")
_VOWELS = re.compile(r"[aeiouhw]")
_SOUNDS = (
    ("ph", "f"),
    ("ck", "k"),
    ("tch", "s"),
    ("ch", "s"),
    ("sh", "s"),
    ("dj", "j"),
    ("zh", "j"),
    ("gu", "g"),
    ("qu", "k"),
    ("y", "i"),
)
_LETTERS = str.maketrans("qczgv", "kkskf")
_DOUBLED = re.compile(r"(.)\1+")
_BEFORE = 2  # common words that may stand before a name
_PARTED = 5  # letters of the shorter of two words that may be written as one
_SHORT = 2  # letters from which a word of a name makes a block
MOST = 8  # names of one incident that are compared


@dataclass(slots=True)
class Names:
    """Distinct names and their words as numbers: `words[n]` are the spellings of the words of name `n` (and of two
    that may be written as one), `spelt[n]` the set of them, `whole[n]` all of them as one, `key[n]` the name as
    `person_key` has it, `parts[n]` its words in their order without particles."""

    texts: list[str] = field(default_factory=list)
    key: list[str] = field(default_factory=list)
    parts: list[tuple[str, ...]] = field(default_factory=list)
    words: list[list[int]] = field(default_factory=list)
    spelt: list[frozenset[int]] = field(default_factory=list)
    whole: list[int] = field(default_factory=list)
    _long: dict[int, set[int]] = field(default_factory=dict)  # word: the names of three words and more that hold it
    _number: dict[str, int] = field(default_factory=dict)
    _word: dict[str, int] = field(default_factory=dict)

    def numbers(self, victims: str) -> list[int]:
        """The numbers of the names among the victims of an incident, at most MOST; descriptions are left out."""
        found = []
        for part in victims.split("; "):
            number = self._number.get(part)
            if number is None:
                number = self._number[part] = self._add(part)
            if number >= 0:
                found.append(number)
        return found[:MOST]

    def _add(self, text: str) -> int:
        name = named(text)
        if not name:
            return -1
        known = person_key(name).split()
        parts = tuple(word for word in _in_order(name) if word in known)
        spellings = {skeleton(part) for part in parts or known if len(part) >= _SHORT}
        self.texts.append(name)
        self.key.append(" ".join(known))
        self.parts.append(parts or tuple(known))
        self.words.append([self._code(word) for word in sorted(spellings | set(map(skeleton, together(parts))))])
        self.spelt.append(frozenset(self.words[-1]))
        self.whole.append(self._code(" ".join(sorted(spellings)) or " ".join(known)))
        number = len(self.texts) - 1
        if len(parts) > 2:
            for word in self.spelt[number]:
                self._long.setdefault(word, set()).add(number)
        return number

    def longer(self, one: int, other: int) -> set[int]:
        """The names of three words and more that hold, by their spellings, all words of both."""
        homes = [self._long.get(word, set()) for word in self._simple(one) | self._simple(other)]
        return set.intersection(*homes) if homes else set()

    def _simple(self, name: int) -> frozenset[int]:
        """The spellings of the words of a name, without those of two words as one."""
        return self.spelt[name] & {self._code(skeleton(part)) for part in self.parts[name]}

    def _code(self, word: str) -> int:
        return self._word.setdefault(word, len(self._word))


def named(text: str) -> str:
    """The name in what is said of a victim, without a word or two before it that say what the person is; "" of a
    description: `universitaire Leïla Trabelsi` is named, `sa cliente` and `les partisans de Jean Ping` are not."""
    text = _INSIDE.sub("", text).translate(_SCHWA)
    words = _WORD.findall(text)
    common = next((n for n, word in enumerate(words) if not word[0].islower()), len(words))
    if 0 < common < min(len(words), _BEFORE + 1) and not any(map(_binds, words[:common])):
        text = text[text.index(words[common]) :]
    return text if is_name(text) else ""


def _in_order(name: str) -> Iterator[str]:
    """The words of a name, folded; a particle is none, but for the initial that it may be (`E. Zaïtseva`)."""
    for match in _WORD.finditer(name):
        word = fold(match[0])
        if word not in _particles() or (len(word) == 1 and name[match.end() :].startswith(".")):
            yield word


def is_name(text: str) -> bool:
    """Whether a victim is named, not described: every word with a capital, or of a script without, particles aside."""
    words = [word for word in _WORD.findall(text) if fold(word) not in _particles()]
    return bool(words) and not any(word[0].islower() or word.isdigit() for word in words)


def together(parts: Sequence[str]) -> list[str]:
    """Neighbours of which one is short, as one word: what one writer parts, another may not (Abdel Moneim)."""
    return [one + other for one, other in pairwise(parts) if min(len(one), len(other)) <= _PARTED < len(one + other)]


@lru_cache(maxsize=65536)
def skeleton(word: str) -> str:
    """The consonants of a folded word, spellings of one sound as one: Umarova, Omarova and Oumarova are `mrf`."""
    for spelling, sound in _SOUNDS:
        word = word.replace(spelling, sound)
    bones = _DOUBLED.sub(r"\1", _VOWELS.sub("", word).translate(_LETTERS))
    return bones if len(bones) > 1 else word


@lru_cache(maxsize=1)
def _particles() -> frozenset[str]:
    return frozenset(fold(row["form"]) for row in rows("persons_titles") if row["kind"] == "particle")


def _binds(word: str) -> bool:
    """Whether a name after this word is not the victim's own: it counts, speaks of several, or of somebody's."""
    return word[-1] in "sx" or fold(word) in _particles() or fold(word) in _binding()


@lru_cache(maxsize=1)
def _binding() -> frozenset[str]:
    return frozenset(table("cases")["binding"])
