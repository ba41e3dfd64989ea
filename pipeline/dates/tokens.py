"""A light tokeniser for the date grammar: every token gets one character that stands for its set of word classes.

The string of these characters is what the grammar's regular expressions run on, so that a rule speaks of classes
(`weekday day month`) and a match costs nothing where a text holds no word of a date.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache

from pipeline import lexicons

# In order of trial. A break is a blank line; `l2`, `2O19` are digits misread by OCR; `12mars2019` has lost its spaces.
# Most words are spared the many shapes of figures: these begin with what the look ahead allows.
_TOKEN = r"""
    (?P<break>\n[^\S\n]*\n\s*)
  | (?=[\dlIOo'’])(?:
      (?P<full>(?<!\d[./])\b(?:\d{4}(?P<s1>[-/.])\d{1,2}(?P=s1)\d{1,2}
              |(?:1er|\d{1,2})\s?(?P<s2>[-/.])\s?\d{1,2}\s?(?P=s2)\s?(?:\d{4}|\d\d)))
              (?!(?!T\d\d)[\w/]|(?:(?P=s1)|(?P=s2))\d)
  | (?P<scan>(?<![./-])\b(?=[\dlIOo ./-]{0,13}\d)[\dlIOo]\ ?[\dlIOo]?\ ?(?P<s3>[./-])\ ?[\dlOo]\ ?[\dlOo]?\ ?(?P=s3)
              \ ?[12lI]\ ?[\dlIOo]\ ?[\dlIOo]\ ?[\dlIOo]\b)
  | (?P<iso>\b(?=[\dO-]{0,9}O)[12][\dO]{3}-[01O][\dO]-[0-3O][\dO]\b)
  | (?P<my>\b(?:0?[1-9]|1[0-2])[/.](?:19|20)\d\d\b(?!/))
  | (?P<ym>\b(?:19|20)\d\d-(?:0[1-9]|1[0-2])\b(?![-/.]\d))
  | (?P<dm>\b\d{1,2}[/.]\d{1,2}\b(?![/.-]\d))
  | (?P<clock>\b\d{1,2}\s?(?:[hH]\b(?:\s?[0-5]\d\b)?|[hH][0-5]\d|:[0-5]\d)(?::\d\d)?)
  | (?P<big>\b\d{1,3}(?:[ \u00a0\u202f]\d{3})+\b|\b\d+,\d+\b)
  | (?P<ordinal>\b\d{1,2}\s?(?:er|ᵉʳ|ème|eme|nde?|re|è|e)\b|\b1°)
  | (?P<int>\b\d+\b|\b(?:1er|\d{1,2})(?=(?:MONTHS)(?:\d{4})?\b)|(?<=[^\W\d])(?:19|20)\d\d\b
             |(?<=\w[eu])(?:1er|\d{1,2})(?=\s?(?:MONTHS)\b)|(?<![\w.])['’]\d\d\b)
  | (?P<ocr>\b(?=[lIOo]{0,3}\d)[\dlIOo]{2,4}\b)
    )
  | (?P<word>aujourd['’]\s?hui|n[°º]s?|(?:avant|apr[eè]s|week)[-‑ ](?:hier|demain|veille|midi|ends?)\b
              |(?:MONTHS)(?=(?:19|20)\d\d\b)|(?:le|du|au)(?=(?:1er|\d{1,2})\s?(?:MONTHS)\b)|[^\W\d_]++(?!\d)['’]?)
  | (?P<code>\w+)
  | (?P<other>\S)
    """
_OCR = str.maketrans("lLIiİıOo", "11111100")  # the Turkish letters are an i to who looks at no case
_APOSTROPHES = str.maketrans("’‑ \n", "'---")
_APOSTROPHE = "'’"
OTHER = "other"


@dataclass(frozen=True, slots=True)
class Tokens:
    """The tokens of a text: parallel lists, and `classes`, one character per token."""

    text: str
    starts: list[int]
    ends: list[int]
    forms: list[str]
    classes: str

    def __len__(self) -> int:
        return len(self.forms)


@cache
def _words() -> dict[str, dict[str, str]]:
    """Form: its classes, each with its value. Forms without accents are added where they are no other word."""
    words: dict[str, dict[str, str]] = {}
    for row in lexicons.rows("dates_words"):
        words.setdefault(row["form"], {})[row["class"]] = row["value"]
    for form in list(words):
        words.setdefault(bare(form), words[form])
    return words


def bare(form: str) -> str:
    """Without accents, as in titles and in text typed in haste."""
    return "".join(c for c in unicodedata.normalize("NFD", form) if not unicodedata.combining(c))


def number_classes(digits: str) -> frozenset[str]:
    """The classes of a number in figures."""
    number = int(digits) if len(digits) <= 4 else 0
    return frozenset(
        name
        for name, holds in (
            ("int", len(digits) <= 4),
            ("day", len(digits) <= 2 and 1 <= number <= 31),
            ("mon", len(digits) <= 2 and 1 <= number <= 12),
            ("yy", len(digits) == 2),
            ("far", len(digits) == 2 and number > 31),
            ("year", len(digits) == 4 and 1500 <= number <= 2199),
            ("tens", len(digits) in (2, 4) and number % 10 == 0),
        )
        if holds
    ) or frozenset([OTHER])


_FIXED = {
    name: frozenset([name])
    for name in ("break", "full", "my", "ym", "dm", "clock", "big", "ordinal", "code", "word", OTHER)
}
_FIXED["capital"] = frozenset(["word", "capital"])
_FIRST = frozenset(["ordinal", "first_day"])
_SHORT = frozenset(["yy", "far"])  # `'98`
_SHORT_TENS = _SHORT | {"tens"}
_NO_WORD: dict[str, str] = {}
_SHORT_WORD = 30  # characters; a longer one is hardly met again


@cache
def alphabet() -> dict[frozenset[str], str]:
    """Every set of classes that a token can have, with the character that stands for it."""
    sets = dict.fromkeys((*_FIXED.values(), _FIRST, _SHORT, _SHORT_TENS))
    sets |= dict.fromkeys(frozenset(classes) for classes in _words().values())
    sets |= dict.fromkeys(number_classes(digits) for n in range(2200) for digits in (str(n), f"{n:02}", f"{n:04}"))
    return {classes: chr(0xE000 + index) for index, classes in enumerate(sets)}


@cache
def _token() -> re.Pattern[str]:
    months = [row["form"] for row in lexicons.rows("dates_words") if row["class"] == "month"]
    names = "|".join(dict.fromkeys(name for month in months for name in (month, bare(month))))
    return re.compile(_TOKEN.replace("MONTHS", names), re.VERBOSE | re.IGNORECASE)


@cache
def _characters() -> dict[str, str]:
    return {form: alphabet()[frozenset(classes)] for form, classes in _words().items()}


def character(form: str) -> str:
    """The character of a form of the lexicon."""
    return _characters()[form]


def value(form: str, name: str) -> str | None:
    """The value of a form in a class of the lexicon, None where it is not in that class."""
    return _words().get(form, {}).get(name)


@cache
def _names() -> dict[str, frozenset[str]]:
    return {character: classes for classes, character in alphabet().items()}


def class_names(character: str) -> frozenset[str]:
    """The classes that a character stands for."""
    return _names()[character]


def is_a(tokens: Tokens, index: int, *names: str) -> bool:
    """Whether there is such a token and it is in one of the classes of the lexicon."""
    return 0 <= index < len(tokens.forms) and not _words().get(tokens.forms[index], _NO_WORD).keys().isdisjoint(names)


def tokenise(text: str) -> Tokens:
    """The tokens of a text, in linear time. Case, accents and the shape of apostrophes do not matter."""
    starts: list[int] = []
    ends: list[int] = []
    forms: list[str] = []
    classes: list[str] = []
    for match in _token().finditer(text):
        written = match[0]
        classified = _remembered if len(written) <= _SHORT_WORD else _classified
        form, character = classified(match.lastgroup or OTHER, written)
        starts.append(match.start())
        ends.append(match.end())
        forms.append(form)
        classes.append(character)
    return Tokens(text, starts, ends, forms, "".join(classes))


@cache
def _letters() -> dict[str, str]:
    return {name: alphabet()[kinds] for name, kinds in _FIXED.items()}


def _classified(kind: str, form: str) -> tuple[str, str]:
    """The form of a token as the rules know it, and the character of its classes."""
    letters = _letters()
    if kind in ("word", "other", "code"):
        lower = form.lower().translate(_APOSTROPHES)
        return lower, _characters().get(lower) or letters["capital" if kind == "word" and form[0].isupper() else kind]
    if kind in ("int", "ocr"):
        return _classified_number(form)
    if kind == "ordinal":
        first = form.lower().rstrip("erᵉʳ° ") == "1" and not form.lower().endswith("re")
        return form, alphabet()[_FIRST] if first else letters[kind]
    if kind in ("scan", "iso"):
        return form.translate(_OCR).replace(" ", ""), letters["full"]
    return form, letters[kind]


def _classified_number(form: str) -> tuple[str, str]:
    if form[0] in _APOSTROPHE:
        digits = form[1:]
        return digits, alphabet()[_SHORT_TENS if digits.endswith("0") else _SHORT]
    if form.lower().endswith("er"):  # `1ermai`
        return form, alphabet()[_FIRST]
    digits = form.translate(_OCR)
    return digits, alphabet()[number_classes(digits)]


_remembered = lru_cache(maxsize=1 << 15)(_classified)  # most words are met again
