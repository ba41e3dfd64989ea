"""Names of persons: their key, whether two of them are one person, and the gender that a given name tells."""

import re
from functools import cache

from rapidfuzz.distance import DamerauLevenshtein, JaroWinkler

from pipeline import lexicons
from pipeline.normalise.keys import fold, words

_SPELLING = 0.84  # Jaro-Winkler from which two words may be spellings of one name: Umarova, Omarova
_SOUNDS = (("ou", "u"), ("ph", "f"), ("y", "i"), ("ee", "i"), ("q", "k"), ("dj", "j"))
_DOUBLED = re.compile(r"(.)\1+")
_LONG = 6  # letters that a surname has more than, for its ending to tell of what language it is
_SLAVIC = lexicons.table("slavic")
_SHORT = 4  # up to this length one letter more or less makes another name: Ali, Alia


def person_key(name: str) -> str:
    """The words of a name in alphabetical order, folded, without titles: two orders of one name have one key.

    `Me Clarisse Mvondo-Abega` and `MVONDO ABEGA Clarisse` both give `abega clarisse mvondo`.
    """
    return " ".join(sorted(_name_words(name)))


def same_person(a: str, b: str) -> float:
    """How alike two names are, 0 to 1: order, titles, case, hyphens, spellings, initials and missing parts are allowed.

    1 = the same words; about .9 = spellings of them; about .8 = one is a part of the other (`Umarova`, `Aiman Umarova`)
    or shortens it (`A. Umarova`); 0 = a word of each contradicts the other (same surname, other given name).
    """
    left, right = _significant(a), _significant(b)
    if not left or not right:
        return 0.0
    if sorted(left) == sorted(right):
        return 1.0
    if "".join(left) == "".join(right):
        return 0.98
    if len(left) > len(right):
        left, right = right, left
    rest = list(right)
    score, full = 1.0, False
    for word in sorted(left, key=len, reverse=True):
        best = max(rest, key=lambda other: _alike(word, other))
        alike = _alike(word, best)
        if not alike:
            return 0.0
        full = full or min(len(word), len(best)) > 1
        score = min(score, alike)
        rest.remove(best)
    return round(score - (0.15 if rest else 0.0), 3) if full else 0.0


def given_name_gender(name: str) -> str:
    """`f` or `m` by the title or the first word of a name that is a known given name, `""` where none tells it."""
    for word in words(name):
        gender = _words_of("title").get(word) or _given_names().get(word)
        if gender:
            return gender
    return ""


def _name_words(name: str) -> list[str]:
    """The words of a name without the titles before it; a name made of titles alone keeps them."""
    found = words(name)
    start = 0
    while start < len(found) - 1 and found[start] in _words_of("title"):
        start += 1
    return found[start:]


def _significant(name: str) -> list[str]:
    found = _name_words(name)
    return [word for word in found if word not in _words_of("particle")] or found


def _alike(a: str, b: str) -> float:
    """1 for one word, .9 for an initial, less for spellings of one name, 0 for two names."""
    if a == b:
        return 1.0
    if len(a) == 1 or len(b) == 1:
        return 0.9 if a[0] == b[0] else 0.0
    if _two_given_names(a, b):
        return 0.0
    if _sound(a) == _sound(b) or _belarusian(a, b) or _belarusian(b, a):
        return 0.95
    if min(len(a), len(b)) <= _SHORT:
        return 0.0
    if DamerauLevenshtein.distance(a, b) <= 1:
        return 0.93
    similarity = float(JaroWinkler.similarity(a, b))
    return similarity * 0.95 if similarity >= _SPELLING and _edits(a, b) else 0.0


def _sound(word: str) -> str:
    """A word with one letter for the spellings that writers of Arabic, Turkic or Quechua names vary."""
    for spelling, sound in _SOUNDS:
        word = word.replace(spelling, sound)
    return _DOUBLED.sub(r"\1", word)


def _belarusian(a: str, b: str) -> bool:
    """Is the first a surname by its Belarusian and the second by its Russian spelling (`Kavalenka`, `Kovalenko`)?"""
    if min(len(a), len(b)) <= _LONG:
        return False
    for ending, russian in _SLAVIC["endings"]:
        if a.endswith(ending) and b.endswith(russian):
            left, right = _sound(a.removesuffix(ending)), _sound(b.removesuffix(russian))
            vowels = ((x, y) for x, y in zip(left, right, strict=False) if x != y)
            return len(left) == len(right) and all([x, y] in _SLAVIC["vowels"] for x, y in vowels)
    return False


def _edits(a: str, b: str) -> bool:
    return DamerauLevenshtein.distance(a, b) <= max(len(a), len(b)) // 3


def _two_given_names(a: str, b: str) -> bool:
    """Whether both are known given names of different gender, and so two persons (`Mariam`, `Marian`)."""
    genders = {_given_names().get(a), _given_names().get(b)}
    return genders == {"f", "m"}


@cache
def _given_names() -> dict[str, str]:
    found: dict[str, set[str]] = {}
    for row in lexicons.rows("persons_given_names"):
        for name in row["names"].split():
            found.setdefault(" ".join(words(name)), set()).add(row["gender"])
    return {name: next(iter(genders)) for name, genders in found.items() if len(genders) == 1}


@cache
def _words_of(kind: str) -> dict[str, str]:
    """The words that are no part of a name's key, with the gender they tell."""
    return {fold(row["form"]): row["gender"] for row in lexicons.rows("persons_titles") if row["kind"] == kind}
