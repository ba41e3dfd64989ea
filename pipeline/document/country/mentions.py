"""Where a text names countries, peoples and well-known places, and how much each mention says of its country."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Literal

from pipeline import lexicons
from pipeline.document.types import Block, Section, SectionKind
from pipeline.normalise import country_mentions, given_name_gender, name_key, place_mentions

Kind = Literal["name", "demonym", "place", "seat"]

# How much a mention says, by where it stands and what it is (fitted on the train split).
_FIELD, _LEADING, _SEGMENT = 60.0, 14.0, 8.0
IN_HEAD: dict[Kind | Literal["issuer"], float] = {
    "name": 5.0,
    "demonym": 2.2,
    "place": 3.0,
    "seat": 0.4,
    "issuer": 1.0,
}
_IN_TEXT: dict[Kind, float] = {"name": 1.6, "demonym": 1.5, "place": 1.0, "seat": 0.2}
_BY_SECTION: dict[SectionKind, float] = {"demands": 1.5, "law": 0.4, "addresses": 0.3, "contacts": 0.0, "notes": 0.2}
_FIRST_PARAGRAPH = 1.5
_ISSUER = 120  # characters before a mention in which an organisation is named by it

_SEPARATOR = re.compile(r"\s*[-–—:./·|,(){}\[\]*•>]+\s*|\s{2,}|$")
_TOWN = re.compile(r"[\s*•▪■–—-]*[A-ZÀ-Þ][\w'’ -]{1,30} \(")
_BULLETS = " \t*[(•–—-#>0123456789.)°▪■"
_SEPARATOR_BEFORE = re.compile(r"(?:[-–—:./·|,(\[*•>]\s*|\s{2,})$")


@dataclass(frozen=True, slots=True)
class Mention:
    """A country by its name, its people, or a place in it; a seat is a town whence many speak of other countries."""

    start: int
    end: int
    code: str
    kind: Kind


@dataclass(frozen=True, slots=True)
class Weighed:
    """A mention, where it stands and how much it says."""

    mention: Mention
    weight: float
    opens: bool  # it heads a part of the text
    in_head: bool
    of_issuer: bool
    block: int
    heading: bool
    section: SectionKind


def mentions(text: str) -> Iterator[Mention]:
    """Countries, peoples and well-known places in order of kind; places that are first names are left out."""
    taken: set[int] = set()
    for start, end, code, kind in country_mentions(text):
        taken.update(range(start, end))
        yield Mention(start, end, code, "name" if kind == "name" else "demonym")
    for start, end, code in place_mentions(text):
        word = text[start:end]
        if start not in taken and not given_name_gender(word):
            yield Mention(start, end, code, "seat" if name_key(word) in _seats() else "place")


def weigh(text: str, blocks: tuple[Block, ...], sections: tuple[Section, ...], mention: Mention) -> Weighed:
    """How much a mention says."""
    place = bisect_right(blocks, mention.start, key=lambda block: block.end)
    block = blocks[place]
    section = sections[bisect_right(sections, mention.start, key=lambda section: section.end)]
    before, after = around(text, mention, block.start)
    in_head = section.kind in ("headline", "summary")
    leading = _leads(mention, before, after)
    of_issuer = _issuer().search(before[-_ISSUER:]) is not None
    if block.kind == "field" and _field().match(before):
        weight = _FIELD
    elif leading and (in_head or block.kind == "heading"):
        weight = _LEADING if in_head else IN_HEAD["name"]
    elif in_head and block.kind != "address":
        if mention.kind == "name" and _after_seat(before):
            weight = IN_HEAD["seat"]
        elif of_issuer:
            weight = min(IN_HEAD["issuer"], IN_HEAD[mention.kind])
        else:
            weight = _SEGMENT if _is_segment(before, after, mention) else IN_HEAD[mention.kind]
    else:
        weight = _IN_TEXT[mention.kind] * _BY_SECTION.get(section.kind, 1.0)
        if section.kind == "body" and block.start <= section.start:
            weight *= _FIRST_PARAGRAPH
    opens = opens_part(mention, before, after)
    return Weighed(mention, weight, opens, in_head, of_issuer, place, block.kind == "heading", section.kind)


def around(text: str, mention: Mention, start: int = 0) -> tuple[str, str]:
    """What stands before a mention on its line, from `start` on, and what behind it."""
    line_start, line_end = text.rfind("\n", 0, mention.start) + 1, text.find("\n", mention.end)
    after = text[mention.end : line_end if line_end >= 0 else len(text)]
    return text[max(start, line_start) : mention.start], after


def opens_part(mention: Mention, before: str, after: str) -> bool:
    """Whether a country heads a part of a digest: it opens its line, alone or behind a town (`Goma (RDC) – …`)."""
    town = mention.kind == "name" and _TOWN.fullmatch(before) is not None and after.startswith(")")
    return town or _leads(mention, before, after)


def _leads(mention: Mention, before: str, after: str) -> bool:
    """Whether a country's name opens its line, with a separator after it."""
    return mention.kind == "name" and not before.strip(_BULLETS) and _SEPARATOR.match(after) is not None


def _is_segment(before: str, after: str, mention: Mention) -> bool:
    """Whether a country's name stands alone between separators."""
    opened = not before or _SEPARATOR_BEFORE.search(before) is not None
    return mention.kind == "name" and opened and _SEPARATOR.match(after) is not None


def _after_seat(before: str) -> bool:
    """Whether the name follows a seat (`1211 Genève 10, Suisse`, `Washington D.C., États-Unis`)."""
    parts = [part for part in _SEPARATOR.split(before) if part]
    return any(word in _seats() for part in parts[-2:] for word in name_key(part).split())


@cache
def _issuer() -> re.Pattern[str]:
    """An organisation named by its country or town (`Barreau de Luxembourg`): it speaks, mostly of other places."""
    nouns = lexicons.table("header")["country"]["issuer"]
    return re.compile(rf"(?i)\b{nouns}\b[^.:;,\n]{{0,60}}\b(?:du|des?|en|d['’])\W*$")


@cache
def _seats() -> frozenset[str]:
    return frozenset(name_key(name) for name in lexicons.table("header")["country"]["seats"])


@cache
def _field() -> re.Pattern[str]:
    """The label of a field that tells the country or the place."""
    return re.compile(rf"(?i)\W*{lexicons.table('header')['country']['field']}\b[^:\n]{{0,20}}:")
