"""The lines of an alert's head and foot: title, issuer, code of the case, town of the dateline."""

import re
from functools import cache

from pipeline import lexicons
from pipeline.document.types import Block, Field
from pipeline.normalise import country_code, organisation_type, place_country

_TITLE_MAX, _ISSUER_MAX = 220, 120
_FOOT_BLOCKS = 4
_LONG = 7  # words from which a first line is a title, not the name of a body
_CODE_REACH = 1500
_ISSUERS = ("ngo", "media", "government", "party", "judiciary")
_ISSUE = re.compile(r"\b\d{1,2}(?:er)?[ ./-]\w+[ ./-]\d{2,4}\b|\d{4}-\d{2}|n° ?\d")
_NAME_END = re.compile(r",|\s+[-–—|/•·]\s+|\s{2,}|\s*$")
_TOWN_BEFORE = re.compile(
    r"(?P<town>[A-ZÀ-Þ][\w'’.-]*(?:[ -](?:[A-ZÀ-Þ][\w'’.-]*|d['’]\w+|de|du|la|le|les|sur))*)"
    r"[^\w\n]+(?:(?:le|ce|LE) )?(?:(?!\d)\w+ )?$"
)


def title(text: str, blocks: tuple[Block, ...], head_end: int) -> Field | None:
    """The alert's title: what a field names so, else the first line of the head that says what the alert tells.

    `head_end` is where the head ends; a head of nothing but mastheads and dates gives its first line.
    """
    head = [block for block in blocks if block.end <= head_end and block.kind != "rule"]
    named = _value_of(text, head, "title")
    if named:
        return named
    heads = [block for block in head if block.kind == "heading" and block.end - block.start <= _TITLE_MAX]
    telling = [block for block in heads if _tells(text[block.start : block.end])]
    if telling and telling[0] == heads[0] and len(text[heads[0].start : heads[0].end].split()) < _LONG:
        telling = [*telling[1:], telling[0]]
    return next((Field(text[block.start : block.end], block.start, block.end) for block in telling or heads), None)


def issuer(text: str, blocks: tuple[Block, ...], head_end: int) -> Field | None:
    """Who speaks: what a field names so, else the first body named by a line of the head, else by one of the foot."""
    head = [block for block in blocks if block.end <= head_end]
    named = _value_of(text, head, "issuer")
    if named:
        return named
    for block in (*head, *reversed(blocks[-_FOOT_BLOCKS:])):
        line = text[block.start : block.end]
        if block.kind not in ("heading", "paragraph") or len(line) > _ISSUER_MAX or " : " in line:
            continue
        start = 0
        for cut in _NAME_END.finditer(line):
            name = line[start : cut.start()].strip("[]« »*")
            if organisation_type(name) in _ISSUERS and not _pattern("genre").match(name) and name[-1] not in ".!?":
                begin = block.start + line.index(name, start)
                return Field(name, begin, begin + len(name))
            start = cut.end()
    return None


def case_code(text: str) -> Field | None:
    """The code under which the issuer files the case (`TCD 001 / 0516 / OBS 042`, `FICHE DE CAS n° 017/13`)."""
    for pattern in _codes():
        found = pattern.search(text, 0, _CODE_REACH)
        if found:
            return Field(found.group().strip(), found.start(), found.start() + len(found.group().strip()))
    return None


def city(text: str, published: Field | None) -> Field | None:
    """The town before the date of publication (`Bruxelles, le 22 mai 2012`), None where there is none."""
    if published is None or published.start < 0:
        return None
    line_start = text.rfind("\n", 0, published.start) + 1
    found = _TOWN_BEFORE.search(text[line_start : published.start])
    if not found or country_code(found["town"]) or not place_country(found["town"]):
        return None
    return Field(found["town"], line_start + found.start("town"), line_start + found.end("town"))


def _tells(line: str) -> bool:
    """Whether a line of the head is more than a kind of text, a body's name, a date, a place or a code."""
    words = line.split()
    if " : " in line or ": " in line:
        return not _pattern("genre").match(line)
    if _pattern("genre").match(line) or _pattern("aside").match(line) or line.endswith(("/", ":")):
        return False
    if _ISSUE.search(line) or any(code.search(line) for code in _codes()):
        return False
    if organisation_type(" ".join(words[:3])) in _ISSUERS and (line.isupper() or len(words) < _LONG + 2):
        return False
    return not (len(words) <= 4 and place_country(line.strip(" .")))


def _value_of(text: str, lines: list[Block], key: str) -> Field | None:
    """The value of the field whose label stands in `header.toml` under `key`."""
    label = re.compile(rf"(?i)\W*{lexicons.table('header')[key]['field']} ?: *(?=\S)")
    for block in lines:
        found = label.match(text, block.start, block.end)
        if found:
            end = text.find("\n", found.end(), block.end)
            return Field(text[found.end() : end if end > 0 else block.end], found.end(), end if end > 0 else block.end)
    return None


@cache
def _pattern(name: str) -> re.Pattern[str]:
    return re.compile(rf"(?i)\W*{lexicons.table('header')['title'][name]}" + (r"\b" if name == "genre" else ""))


@cache
def _codes() -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(pattern) for pattern in lexicons.table("header")["case_code"]["patterns"])
