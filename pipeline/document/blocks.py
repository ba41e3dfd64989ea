"""A text becomes blocks: runs of lines that read as one piece."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from itertools import pairwise, zip_longest

from pipeline import lexicons
from pipeline.document.types import Block, BlockKind
from pipeline.normalise import country_code

_RULE = re.compile(r"[\W_]{3,}|[=_*~#-]+")
_ITEM = re.compile(
    r"(?:[-–—•*·◦▪►→+]|\d{1,2}[.)°]|\(?[a-z]\)|\[[\w ]\]|\(?(?:i{1,3}|iv|vi{0,3}|ix|x)[.)])[ \t\u00a0]+(?=\S)"
    r"|[•▪►◦](?=\w)"
)
_FIELD = re.compile(r"\w[\w'’()/. -]{1,44}[ \u00a0\u202f]?:(?=\s|$)")
_FINAL = re.compile(r"[.!?…;:,][\s»\"”’)\]]*$")
_WRAP_MIN, _WRAP_MAX = 40, 110
_HEADING_MAX = 140
_QUESTION_MAX = 60  # `Que faire ?` is a heading
_FIELD_WORDS = 6
_ADDRESS_MAX = 320


@dataclass(frozen=True, slots=True)
class _Line:
    start: int
    end: int
    text: str  # stripped


def blocks(text: str) -> tuple[Block, ...]:
    """The blocks of a normalised text in order; they never overlap and together hold every visible character."""
    runs = list(_runs(text))
    return tuple(
        Block(_kind(run, following), run[0].start, run[-1].end)
        for run, following in zip_longest(runs, runs[1:], fillvalue=None)
        if run
    )


def _lines(text: str) -> list[_Line | None]:
    """The lines with the offsets of their visible part; None for a blank one."""
    lines: list[_Line | None] = []
    offset = 0
    for raw in text.split("\n"):
        stripped = raw.strip()
        start = offset + len(raw) - len(raw.lstrip())
        lines.append(_Line(start, start + len(stripped), stripped) if stripped else None)
        offset += len(raw) + 1
    return lines


def _runs(text: str) -> Iterable[list[_Line]]:
    """The lines that belong together, blank lines left out."""
    lines = _lines(text)
    width = _wrap_width(lines)
    run: list[_Line] = []
    for line in lines:
        if run and (line is None or not _joins(run, line, width)):
            yield run
            run = []
        if line is not None:
            run.append(line)
    if run:
        yield run


def _wrap_width(lines: list[_Line | None]) -> int:
    """The column at which the writer's lines were wrapped, 0 where they were not."""
    lengths = sorted(
        len(line.text)
        for line, following in pairwise(lines)
        if line and following and following.text[0].islower() and len(line.text) <= _WRAP_MAX
    )
    if not lengths or lengths[-1] < _WRAP_MIN:
        return 0
    return lengths[(len(lengths) - 1) * 9 // 10]


def _joins(run: list[_Line], line: _Line, width: int) -> bool:
    """Whether `line` carries on the block that ends with the last line of `run`."""
    before = run[-1].text
    if _RULE.fullmatch(before) or _RULE.fullmatch(line.text):
        return False
    if _ITEM.match(line.text):
        return False
    if line.text[0].islower():
        return True
    if _is_address(before) and _is_address(line.text):
        return True
    if before[-1] in ",-" and not _is_upper(before):
        return True
    first_word = line.text.split(maxsplit=1)[0]
    full = bool(width) and len(before) + 1 + len(first_word) > width - 4
    return full and not (_is_upper(before) and not _is_upper(line.text)) and len(before) <= width + _WRAP_MIN


def _kind(run: list[_Line], following: list[_Line] | None) -> BlockKind:
    first = run[0].text
    if _RULE.fullmatch(first):
        return "rule"
    whole = " ".join(line.text for line in run)
    asked = len(whole) <= _QUESTION_MAX and whole[-1] in "?!"
    unfinished = len(whole) <= _HEADING_MAX and (asked or not _FINAL.search(whole))
    if _ITEM.match(first):
        numbered_heading = first[0].isalnum() and unfinished and following and not _ITEM.match(following[0].text)
        return "heading" if numbered_heading else "item"
    if len(whole) <= _ADDRESS_MAX and _is_address(whole):
        return "address"
    if _is_field(first, whole):
        return "field"
    if following and len(whole) <= _HEADING_MAX and (unfinished or _is_upper(whole) or whole[-1] == ":"):
        return "heading"
    return "paragraph"


def _is_field(first: str, whole: str) -> bool:
    """Whether a block is `Label : value`; a country before the colon opens a title (`Sénégal : deux journalistes`)."""
    label = _FIELD.match(first)
    if not label or label.end() == len(whole) or _is_upper(whole):
        return False
    name = label.group().rstrip(" :\u00a0\u202f")
    return len(name.split()) < _FIELD_WORDS and not country_code(name)


def _is_address(line: str) -> bool:
    return _address().search(line) is not None


@cache
def _address() -> re.Pattern[str]:
    return re.compile(rf"(?i){lexicons.table('sections')['address']['signs']}")


def _is_upper(line: str) -> bool:
    """Whether the line is written in capitals, small words aside."""
    letters = [c for c in line if c.isalpha()]
    return bool(letters) and sum(c.isupper() for c in letters) > 0.8 * len(letters)
