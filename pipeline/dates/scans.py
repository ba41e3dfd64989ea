"""Words and figures of a date that a scanner misread or tore apart, put right by the company they keep.

`le 3 rnars 2015`, `12 fév rier 2 0 1 9`, `le Il juin`: only what stands beside the figures or the month of a date is
looked at, so that no other word of a text is changed.
"""

import re
from functools import cache, lru_cache
from typing import NamedTuple

from rapidfuzz.distance import Levenshtein

from pipeline import lexicons
from pipeline.dates.tokens import Tokens, alphabet, bare, character, is_a, number_classes

_LOOKALIKES = str.maketrans("1l!|05628uc", "iiiiosezbne")
_FIGURES = str.maketrans("lLIi|oOQzZsSbB", "11111000225588")
_PIECES = 4  # tokens that a torn word may lie in
_LONG = 5  # letters from which a misread word needs no year behind it
_YEAR = re.compile(r"(?:1[5-9]|20|21)\d\d")
_MISREAD_FIRST = re.compile(r"[1li](?:cr|ar|ev|or)", re.IGNORECASE)  # `1cr mai`
_FIRST = frozenset(("er", "°", "ᵉʳ", "re"))
_BEFORE_DAY = ("le", "du", "au", "ce", "weekday", "weekday_abbr", "hyphen")


class Edit(NamedTuple):
    """Tokens from `start` to `end` are one, of this form and class."""

    start: int
    end: int
    form: str
    character: str


def mended(tokens: Tokens) -> Tokens:
    """The tokens with misread and torn words of dates put right; the same object where there are none."""
    edits: list[Edit] = []
    done = 0
    for match in _anchors().finditer(tokens.classes):
        at = match.start()
        if at < done:
            continue
        for edit in _around_month(tokens, at) if is_a(tokens, at, "month") else _around_figure(tokens, at):
            if edit.start >= done:
                edits.append(edit)
                done = edit.end
    return _rebuilt(tokens, edits) if edits else tokens


def _rebuilt(tokens: Tokens, edits: list[Edit]) -> Tokens:
    starts, ends, forms, classes = list(tokens.starts), list(tokens.ends), list(tokens.forms), list(tokens.classes)
    for start, end, form, kind in reversed(edits):
        starts[start:end] = [tokens.starts[start]]
        ends[start:end] = [tokens.ends[end - 1]]
        forms[start:end] = [form]
        classes[start:end] = [kind]
    return Tokens(tokens.text, starts, ends, forms, "".join(classes))


@cache
def _anchors() -> re.Pattern[str]:
    """Figures that may be a day, and months."""
    kinds = [kind for classes, kind in alphabet().items() if classes & {"day", "first_day", "month", "year"}]
    return re.compile(f"[{''.join(kinds)}]")


@cache
def _names(name: str) -> dict[str, str]:
    """Skeleton: the month or weekday that has it."""
    rows = lexicons.rows("dates_words")
    names = {_skeleton(row["form"]): row["form"] for row in rows if row["class"] == name}
    return names | {_skeleton(row["form"]): row["value"] for row in rows if row["class"] == f"{name}_misread"}


@lru_cache(maxsize=4096)
def _skeleton(word: str) -> str:
    """What is left of a word when letters that look alike are one."""
    plain = bare(word.lower()).replace("rn", "m").replace("cl", "d").replace("vv", "w")
    return plain.translate(_LOOKALIKES)


def _joined(tokens: Tokens, start: int, end: int) -> str:
    """The letters of tokens that only a space or a hyphen at a line's end parts, "" where more does."""
    for at in range(start, end - 1):
        gap = tokens.text[tokens.ends[at] : tokens.starts[at + 1]]
        if gap not in (" ", "") and not (gap.strip() == "" and tokens.forms[at] == "-"):
            return ""
    forms = tokens.forms[start:end]
    return "" if "-" in (forms[0], forms[-1]) else "".join(form for form in forms if form != "-")


def _around_figure(tokens: Tokens, at: int) -> list[Edit]:
    """A weekday before a day and a month behind it; a month before a year."""
    if is_a(tokens, at + 1, "month") and not is_a(tokens, at - 1, "weekday"):
        weekday = _named(tokens, at, "weekday", -1)
        return [weekday] if weekday else []
    if tokens.forms[at].isdecimal() and len(tokens.forms[at]) == 4:
        month = None if is_a(tokens, at - 1, "month") else _named(tokens, at, "month", -1)
        return [month] if month else []
    month = _named(tokens, at, "month", 1)
    if not month:
        return []
    weekday = None if is_a(tokens, at - 1, "weekday") else _named(tokens, at, "weekday", -1)
    year = _year(tokens, month.end)
    return [edit for edit in (weekday, month, year) if edit]


def _named(tokens: Tokens, at: int, name: str, side: int) -> Edit | None:
    """The misread or torn month or weekday before or behind a figure."""
    for pieces in range(1, _PIECES + 1):
        start, end = (at + 1, at + 1 + pieces) if side > 0 else (at - pieces, at)
        if start < 0 or end > len(tokens):
            return None
        word = _joined(tokens, start, end)
        if not word:
            return None
        found = _names(name).get(_skeleton(word))
        certain = side < 0 or _is_year(tokens, end)
        if not found and pieces == 1 and certain and side > 0 and len(word) >= _LONG and word.isalpha():
            found = next((month for month in _names(name).values() if Levenshtein.distance(word, month) == 1), None)
        if found and (pieces > 1 or _is_misread(tokens, start, word, certain)):
            return Edit(start, end, found, character(found))
    return None


def _is_misread(tokens: Tokens, at: int, word: str, certain: bool) -> bool:
    """Whether a word is no word of its own: it holds figures, or is long, or a year makes it certain."""
    if is_a(tokens, at, "month", "weekday"):
        return False
    return not word.isalpha() or len(word) >= _LONG or "rn" in word or certain


def _is_year(tokens: Tokens, at: int) -> bool:
    return at < len(tokens) and _YEAR.fullmatch(tokens.forms[at].translate(_FIGURES)) is not None


def _around_month(tokens: Tokens, at: int) -> list[Edit]:
    """A day before a month and a year behind it."""
    return [edit for edit in (_day(tokens, at), _year(tokens, at + 1)) if edit]


def _year(tokens: Tokens, start: int) -> Edit | None:
    """A year whose figures are torn apart or misread."""
    digits = ""
    for at in range(start, min(start + _PIECES, len(tokens))):
        if at > start and tokens.text[tokens.ends[at - 1] : tokens.starts[at]] != " ":
            return None
        digits += tokens.forms[at].translate(_FIGURES).replace(" ", "")
        if not digits.isdecimal() or len(digits) > 4:
            return None
        if len(digits) == 4:
            changed = at > start or digits != tokens.forms[at]
            return Edit(start, at + 1, digits, _figure(digits)) if changed and _YEAR.fullmatch(digits) else None
    return None


def _day(tokens: Tokens, month: int) -> Edit | None:
    """`Il juin` (11), `1 2 juin`, `l er mai`: a day whose figures are misread or torn apart."""
    at = month - 1
    if at > 1 and tokens.forms[at] in _FIRST and tokens.forms[at - 1].translate(_FIGURES) == "1":
        return Edit(at - 1, month, "1er", alphabet()[frozenset(["ordinal", "first_day"])])
    if at > 0 and _MISREAD_FIRST.fullmatch(tokens.forms[at]):
        return Edit(at, month, "1er", alphabet()[frozenset(["ordinal", "first_day"])])
    digits = tokens.forms[at].translate(_FIGURES) if at > 0 else ""
    start = at
    if at > 1 and len(digits) == 1 and tokens.forms[at - 1] in ("1", "2", "3", "l", "i"):
        digits, start = tokens.forms[at - 1].translate(_FIGURES) + digits, at - 1
    known = start == at and tokens.forms[at].isdecimal()
    if known or not digits.isdecimal() or not 1 <= int(digits) <= 31 or not is_a(tokens, start - 1, *_BEFORE_DAY):
        return None
    return Edit(start, month, digits, _figure(digits))


def _figure(digits: str) -> str:
    return alphabet()[number_classes(digits)]
