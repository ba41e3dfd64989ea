"""The country an alert is about: named in its head, else the one that its text names most."""

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from pipeline import lexicons
from pipeline.document.types import Block, Field, Section, SectionKind
from pipeline.normalise import country_mentions, fold, given_name_gender, name_key, place_mentions

# How much a mention says, by where it stands and what it is (fitted on the train split).
_FIELD, _LEADING, _SEGMENT = 60.0, 14.0, 8.0
_IN_HEAD = {"name": 5.0, "demonym": 2.2, "place": 3.0, "seat": 0.4, "issuer": 1.0}
_IN_TEXT = {"name": 1.6, "demonym": 1.5, "place": 1.0, "seat": 0.2}
_BY_SECTION: dict[SectionKind, float] = {"demands": 1.5, "law": 0.4, "addresses": 0.3, "contacts": 0.0, "notes": 0.2}
_FIRST_PARAGRAPH = 1.5
_TWINS = {"CG": "CD", "CD": "CG"}  # `Congo`, `congolais` alone say neither
_TWIN_SHARE = 0.9
_LEAST, _LEAST_ALONE = 1.0, 0.1  # … in all; where no other country is named, a seat is enough (`Nairobi. Brian K., …`)
# A digest: as many countries head parts of it, or are named at all; the share with which one leads it nevertheless.
_DIGEST, _LEAD = 3, 0.6
_MANY, _LEAD_OF_MANY = 5, 0.3
# Fewer head the parts of a digest where these are long enough (in characters) and do not all stand in the head.
_FEWEST_PARTS, _LEAD_OF_PARTS, _LEAST_PART = 2, 0.75, 80

_SEPARATOR = re.compile(r"\s*[-–—:./·|,(){}\[\]*•>]+\s*|\s{2,}|$")
_TOWN = re.compile(r"[\s*•▪■–—-]*[A-ZÀ-Þ][\w'’ -]{1,30} \(")
_BULLETS = " \t*[(•–—-#>0123456789.)°▪■"
_SEPARATOR_BEFORE = re.compile(r"(?:[-–—:./·|,(\[*•>]\s*|\s{2,})$")


@dataclass(frozen=True, slots=True)
class _Mention:
    start: int
    end: int
    code: str
    kind: str  # name, demonym, place, seat


@dataclass(frozen=True, slots=True)
class _Weighed:
    mention: _Mention
    weight: float
    opens: bool  # it heads a part of the text
    in_head: bool


def alert_country(text: str, blocks: tuple[Block, ...], sections: tuple[Section, ...]) -> Field | None:
    """The alert's country and the words that name it best; None where no country leads."""
    votes: dict[str, float] = defaultdict(float)
    best: dict[str, _Weighed] = {}
    titled: set[str] = set()
    heading: Counter[str] = Counter()
    mentions = list(_mentions(text))
    for mention in mentions:
        weighed = _weigh(text, blocks, sections, mention)
        code, weight = mention.code, weighed.weight
        votes[code] += weight
        if code in _TWINS and fold(text[mention.start : mention.end]).startswith("congo") and not weighed.opens:
            votes[_TWINS[code]] += weight * _TWIN_SHARE
        if weighed.opens:
            heading[code] += 1
        if weighed.in_head and weight >= _IN_HEAD["name"]:
            titled.add(code)
        if code not in best or weight > best[code].weight:
            best[code] = weighed
    if not best:
        return None
    code = max(best, key=lambda code: (votes[code], -best[code].mention.start))
    share = votes[code] / (sum(votes.values()) or 1.0)
    led = titled == {code}
    of_parts = len(heading) >= _DIGEST and share < _LEAD and not (led and heading[code] != 1)
    of_many = len(votes) >= _MANY and share < _LEAD_OF_MANY and not led
    of_few = share < _LEAD_OF_PARTS and _has_parts(text, blocks, sections, mentions)
    if votes[code] < (_LEAST_ALONE if len(votes) == 1 else _LEAST) or of_parts or of_many or of_few:
        return None
    return Field(code, best[code].mention.start, best[code].mention.end)


def stretches(text: str, blocks: Sequence[Block], country: str = "") -> list[tuple[int, str]]:
    """From which character on a text tells of which country; `country` is the alert's, empty in a digest.

    Countries that head parts (`TOGO`, `Niger. Un photographe …`, `II. L'affaire X (Mali)`) head what follows, up to the
    next heading where the alert has a country. Where fewer than two do in a digest, each block tells of the country
    that it names first, else of the one before.
    """
    found = [mention for mention in _mentions(text) if mention.kind != "seat"]
    heads = dict(_heads(text, blocks, found))
    if country:
        body = next((block.start for block in blocks if block.kind == "paragraph"), len(text))
        ends = {block.start: country for block in blocks if block.kind == "heading"} if heads else {}
        return sorted((start, code) for start, code in (ends | heads).items() if start > body)
    if len(set(heads.values())) >= _FEWEST_PARTS:
        return sorted(heads.items())
    first: dict[int, str] = {}
    for mention in sorted(found, key=lambda mention: mention.start):
        first.setdefault(max(0, bisect_right(blocks, mention.start, key=lambda block: block.start) - 1), mention.code)
    return [(blocks[block].start if blocks else 0, code) for block, code in sorted(first.items())]


def _has_parts(text: str, blocks: tuple[Block, ...], sections: tuple[Section, ...], mentions: list[_Mention]) -> bool:
    """Whether countries head parts of a text that are long enough, not all of them in its head."""
    told = [section for section in sections if section.kind in ("headline", "summary", "body")]
    last = max((section.end for section in told), default=0)
    body = next((section.start for section in told if section.kind == "body"), last)
    heads = [head for head in sorted(set(_heads(text, blocks, mentions))) if head[0] < last]
    parts = [head for head, (end, _) in pairwise([*heads, (last, "")]) if end - head[0] >= _LEAST_PART]
    return len({code for _, code in parts}) >= _FEWEST_PARTS and parts[-1][0] > body


def _heads(text: str, blocks: Sequence[Block], found: Sequence[_Mention]) -> Iterator[tuple[int, str]]:
    """Where the parts of a text begin that countries head: lines that they open, headings that name no other."""
    named = [mention for mention in found if mention.kind == "name"]
    for mention in named:
        if _opens_part(mention, *_around(text, mention)):
            yield text.rfind("\n", 0, mention.start) + 1, mention.code
    for block in blocks:
        if block.kind == "heading":
            codes = {mention.code for mention in named if block.start <= mention.start < block.end}
            if len(codes) == 1:
                yield block.start, codes.pop()


def _around(text: str, mention: _Mention, start: int = 0) -> tuple[str, str]:
    """What stands before a mention on its line, from `start` on, and what behind it."""
    line_start, line_end = text.rfind("\n", 0, mention.start) + 1, text.find("\n", mention.end)
    after = text[mention.end : line_end if line_end >= 0 else len(text)]
    return text[max(start, line_start) : mention.start], after


def _leads(mention: _Mention, before: str, after: str) -> bool:
    """Whether a country's name opens its line, with a separator after it."""
    return mention.kind == "name" and not before.strip(_BULLETS) and _SEPARATOR.match(after) is not None


def _opens_part(mention: _Mention, before: str, after: str) -> bool:
    """Whether a country heads a part of a digest: it opens its line, alone or behind a town (`Goma (RDC) – …`)."""
    town = mention.kind == "name" and _TOWN.fullmatch(before) is not None and after.startswith(")")
    return town or _leads(mention, before, after)


def _mentions(text: str) -> Iterator[_Mention]:
    """Countries, peoples and well-known places in order of kind; places that are first names are left out."""
    taken: set[int] = set()
    for start, end, code, kind in country_mentions(text):
        taken.update(range(start, end))
        yield _Mention(start, end, code, kind)
    for start, end, code in place_mentions(text):
        word = text[start:end]
        if start not in taken and not given_name_gender(word):
            yield _Mention(start, end, code, "seat" if name_key(word) in _seats() else "place")


def _weigh(text: str, blocks: tuple[Block, ...], sections: tuple[Section, ...], mention: _Mention) -> _Weighed:
    """How much a mention says."""
    block = blocks[bisect_right(blocks, mention.start, key=lambda block: block.end)]
    section = sections[bisect_right(sections, mention.start, key=lambda section: section.end)]
    before, after = _around(text, mention, block.start)
    in_head = section.kind in ("headline", "summary")
    leading = _leads(mention, before, after)
    if block.kind == "field" and _field().match(before):
        weight = _FIELD
    elif leading and (in_head or block.kind == "heading"):
        weight = _LEADING if in_head else _IN_HEAD["name"]
    elif in_head and block.kind != "address":
        if mention.kind == "name" and _after_seat(before):
            weight = _IN_HEAD["seat"]
        elif _issuer().search(before):
            weight = min(_IN_HEAD["issuer"], _IN_HEAD[mention.kind])
        else:
            weight = _SEGMENT if _is_segment(before, after, mention) else _IN_HEAD[mention.kind]
    else:
        weight = _IN_TEXT[mention.kind] * _BY_SECTION.get(section.kind, 1.0)
        if section.kind == "body" and block.start <= section.start:
            weight *= _FIRST_PARAGRAPH
    return _Weighed(mention, weight, _opens_part(mention, before, after), in_head)


def _is_segment(before: str, after: str, mention: _Mention) -> bool:
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
