"""The names in `victims`, each once for all incidents, with the words and spellings by which blocks are made."""

import re
from dataclasses import dataclass, field
from functools import lru_cache

from pipeline.lexicons import rows
from pipeline.normalise import fold, person_key

_WORD = re.compile(r"[^\W_]+")
_VOWELS = re.compile(r"[aeiouhw]")
_SOUNDS = (
    ("ph", "f"),
    ("ck", "k"),
    ("tch", "s"),
    ("ch", "s"),
    ("sh", "s"),
    ("dj", "j"),
    ("gu", "g"),
    ("qu", "k"),
    ("y", "i"),
)
_LETTERS = str.maketrans("qczgv", "kkskf")
_DOUBLED = re.compile(r"(.)\1+")
_SHORT = 2  # letters from which a word of a name makes a block
MOST = 8  # names of one incident that are compared


@dataclass(slots=True)
class Names:
    """Distinct names and their words as numbers: `words[n]` are the spellings of the words of name `n`, `spelt[n]` the
    set of them, `whole[n]` all of them as one, `key[n]` the name as `person_key` has it, `bones[n]` the consonants
    of its words in their order, written together."""

    texts: list[str] = field(default_factory=list)
    key: list[str] = field(default_factory=list)
    words: list[list[int]] = field(default_factory=list)
    spelt: list[frozenset[int]] = field(default_factory=list)
    bones: list[str] = field(default_factory=list)
    whole: list[int] = field(default_factory=list)
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
        if not is_name(text):
            return -1
        parts = person_key(text).split()
        spellings = sorted({skeleton(part) for part in parts if len(part) >= _SHORT and part not in _particles()})
        self.texts.append(text)
        self.key.append(" ".join(parts))
        self.words.append([self._code(word) for word in spellings])
        self.spelt.append(frozenset(self.words[-1]))
        written = [fold(word) for word in _WORD.findall(text)]
        self.bones.append(skeleton("".join(word for word in written if word in parts and word not in _particles())))
        self.whole.append(self._code(" ".join(spellings) or " ".join(parts)))
        return len(self.texts) - 1

    def _code(self, word: str) -> int:
        return self._word.setdefault(word, len(self._word))


def is_name(text: str) -> bool:
    """Whether a victim is named, not described: every word with a capital, or of a script without, particles aside."""
    words = [word for word in _WORD.findall(text) if fold(word) not in _particles()]
    return bool(words) and not any(word[0].islower() for word in words)


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
