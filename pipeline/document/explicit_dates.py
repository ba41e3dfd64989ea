"""Whole calendar dates (day, month and year) as heads of alerts write them."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache

from text_to_num import text2num

from pipeline import lexicons
from pipeline.document.wording import weekday
from pipeline.normalise import fold

_RANGE_AFTER = re.compile(r" ?[–-] ?\d{1,2}(?:er)?[ ./](?!h\b|heures|min|p\.|pages?\b|F\b)\w| au (?:\w+ )?\d")
_CENTURY_TURN = 70  # a year of two digits below it is of this century
# Glued to letters, or without marks between its figures: any other date has been looked for already.
_COMPACT = re.compile(
    r"(?:(?<=[^\W\d][-_/.])|(?<!\d)(?=\d{8}(?!\d)|\d{2,4}_))"
    r"(?:(?P<y1>(?:19|20)\d\d)(?P<s1>[-_/.]?)(?P<m1>0[1-9]|1[0-2])(?P=s1)(?P<d1>0[1-9]|[12]\d|3[01])"
    r"|(?P<d2>0[1-9]|[12]\d|3[01])(?P<s2>[-_/.]?)(?P<m2>0[1-9]|1[0-2])(?P=s2)(?P<y2>(?:19|20)\d\d))(?!\d)"
)


@dataclass(frozen=True, slots=True)
class ExplicitDate:
    """A date and the characters that write it; `year_said` = False where the year was taken from another date."""

    start: int
    end: int
    value: str  # ISO
    year_said: bool = True


def explicit_dates(text: str, regions: Iterable[tuple[int, int]], unsaid: str = "") -> list[ExplicitDate]:
    """The dates in some regions of a text, in order. Days without a year take the last year said before them, else
    the year `unsaid`.

    Ranges (`17-26 juin 2013`, `du 2 au 8 mai 2016`) and impossible days are no dates.
    """
    found = []
    year = ""
    pattern = _pattern(_in_words().search(text) is not None)
    for match in (match for start, end in regions for match in pattern.finditer(text, start, end)):
        parts = {name[0]: value for name, value in match.groupdict().items() if value}
        said = "y" in parts
        year = parts.get("y", year)
        value = iso(year or unsaid, parts["m"], parts["d"]) if "d" in parts else ""
        if value and not _in_range(text, match):
            found.append(ExplicitDate(match.start(), match.end(), value, said))
    return found


def last_days(text: str, regions: Iterable[tuple[int, int]]) -> list[ExplicitDate]:
    """The days with which periods end: of `du 28 avril au 4 mai 2014` the last."""
    return [
        ExplicitDate(match.start("d" if match["d"] else "d2"), match.end(), value)
        for start, end in regions
        for match in _period().finditer(text, start, end)
        if (value := iso(match["y"] or match["y2"], match["m"] or match["m2"], match["d"] or match["d2"]))
    ]


def reference_dates(text: str, regions: Iterable[tuple[int, int]]) -> list[ExplicitDate]:
    """The dates that references and names of files hold: `Réf. AU/2019/03/12`, `Alerte_20190312`."""
    found = []
    for match in (match for start, end in regions for match in _COMPACT.finditer(text, start, end)):
        day, month, year = (match["d1"], match["m1"], match["y1"]) if match["y1"] else match.group("d2", "m2", "y2")
        line = text[text.rfind("\n", 0, match.start()) + 1 : match.start()]
        if (value := iso(year, month, day)) and not re.search(lexicons.table("header")["published"]["telephone"], line):
            found.append(ExplicitDate(match.start(), match.end(), value))
    return found


@cache
def _in_words() -> re.Pattern[str]:
    """Where a day or a year stands in words, which few texts have."""
    words = lexicons.table("header")["words"]["days"]
    initials = "".join({word[0] for word in (*words, "mille", "l'an")})
    days = "|".join(words).replace(" ", "[ -]")
    months = "|".join(lexicons.table("header")["months"])
    return re.compile(rf"(?i)\b(?=[{initials}])(?:mille\b|(?:{days}) (?:{months})\b|l['’]an \d)")


def _in_range(text: str, match: re.Match[str]) -> bool:
    """Whether the date opens or closes a range of days."""
    opening = _range_before().search(text, max(0, match.start() - 28), match.start())
    if opening:
        separator, day = opening["separator"], opening["day"]
        if separator:
            return separator in match.group()
        own_day = re.match(r"\d+", match.group())
        return (
            opening["to"] is not None
            or opening["year"] is not None
            or (own_day is not None and int(day) < int(own_day.group()))
        )
    return _RANGE_AFTER.match(text, match.end()) is not None


def iso(year: str, month: str, day: str) -> str:
    """An ISO date, `""` where there is no such day."""
    number = int(month) if month.isdigit() else _months()[fold(month)]
    if not day.isdigit():
        day = str(lexicons.table("header")["words"]["days"].index(day.lower().replace("-", " ")) + 1)
    if year and not year.isdigit():
        year = str(text2num(year.lower().removesuffix(" et"), "fr"))
    full = int(year) + (0 if len(year) > 2 else 2000 if int(year) < _CENTURY_TURN else 1900) if year else 0
    try:
        return date(full, number, int(day)).isoformat()
    except ValueError:
        return ""


@cache
def _months() -> dict[str, int]:
    names = lexicons.table("header")
    return {fold(name): number for kind in ("months", "roman_months") for name, number in names[kind].items()}


@cache
def _range_before() -> re.Pattern[str]:
    """The first day of a range, up to the last one."""
    return re.compile(
        r"(?<![\d/°] )(?<![\d/°])(?P<day>\d{1,2})(?:er)?"
        r"(?:(?P<separator>[./])\d{1,2}(?:[./]\d{2,4})?| [^\W\d_]+(?P<year> \d{4})?)?"
        rf"(?: ?[–-] ?{weekday()}| (?P<to>au) (?:\w+ )?)$"
    )


@cache
def _period() -> re.Pattern[str]:
    names = lexicons.table("header")["months"]
    month = "|".join(sorted({*names, *map(fold, names)}, key=len, reverse=True))
    first = rf"\d{{1,2}}(?:er)?(?: (?:{month})\.?)?(?: \d{{4}})?"
    last = rf"(?P<d>\d{{1,2}})(?:er)? (?P<m>{month})\b\.? (?P<y>\d{{4}})\b"
    figures = r"\d{1,2}[./]\d{1,2}(?:[./]\d{2,4})?"
    last_in_figures = r"(?P<d2>\d{1,2})[./](?P<m2>\d{1,2})[./](?P<y2>\d{4})\b"
    to = rf"(?: au (?:\w+ )?| ?[–-] ?{weekday()})"
    return re.compile(rf"(?i)(?<![\w./-])(?:{first}{to}{last}|{figures}{to}{last_in_figures})")


@cache
def _pattern(in_words: bool) -> re.Pattern[str]:
    """The ways to write a date; `in_words` looks for `douze mars deux mille dix-neuf` too."""
    names = lexicons.table("header")
    month = "|".join(sorted({*names["months"], *map(fold, names["months"])}, key=len, reverse=True))
    roman = "|".join(sorted(names["roman_months"], key=len, reverse=True))
    gap = r"[ \t\u00a0\u202f]*\n?[ \t\u00a0\u202f]*"
    alternatives = [
        rf"(?P<d1>\d{{1,2}})(?:er|ER|st|nd|rd|th)?(?:[-/_]|{gap})(?:(?:of|de) )?(?i:(?P<m1>{month}))\b\.?"
        rf"(?:(?:[-/_]|,?{gap}(?:de l['’]an(?:née)? |de )?)(?P<y1>\d{{4}}))?",
        rf"\b(?i:(?P<m2>{month}))\b\.? (?P<d2>\d{{1,2}})(?:st|nd|rd|th)?(?:,| de) (?P<y2>\d{{4}})",
        rf"(?P<d3>\d{{1,2}})[ ./-](?P<m3>{roman})[ ./-](?P<y3>\d{{4}})",
        r"(?P<y4>\d{4}) ?[./-] ?(?P<m4>\d{1,2}) ?[./-] ?(?P<d4>\d{1,2})",
        r"(?P<d5>\d{1,2}) ?[./-] ?(?P<m5>\d{1,2}) ?[./-] ?(?P<y5>\d{4}|\d{2})",
        r"(?P<d6>\d{1,2})/(?P<m6>\d{1,2})",
        r"(?P<y7>(?:19|20)\d{2})",
    ]
    opening = (
        r"\d\w"
        if in_words
        else r"\d" + "".join({initial for name in names["months"] for initial in (name[0], name[0].upper())})
    )
    if in_words:
        words = "|".join(sorted(names["words"]["days"], key=len, reverse=True)).replace(" ", "[ -]")
        alternatives.append(rf"(?i:\b(?P<d8>{words}) (?P<m8>{month}) (?P<y8>{names['words']['year']}|\d{{4}}))\b")
        solemn = rf"(?P<d9>\d{{1,2}}|{words})(?:er)? (?P<m9>{month})"
        alternatives.append(
            rf"(?i:(?<=\bl['’]an )(?P<y9>{names['words']['year']}|\d{{4}}),?(?: et)? le (?:\w+ )?{solemn}\b)"
        )
    return re.compile(rf"(?=[{opening}])(?<![\d/.])(?<!\d[–-])(?:{'|'.join(alternatives)})(?![\d/]|[.,–-]\d)")
