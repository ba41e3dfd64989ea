"""Texts within texts: which letter, mail, quotation or entry has a day of its own, and which date gives it (SPEC 9).

In such a text `hier` and `lundi` count from that day. The places are the quotation, the piece (what ruled lines part or
what is quoted with `>`), and the paragraph of a chat, a log or a diary that begins with its date.
"""

import re
from bisect import bisect_right
from functools import cache

from pipeline import lexicons
from pipeline.dates import layout
from pipeline.dates.find import Found
from pipeline.dates.tokens import Tokens, is_a

Place = tuple[str, int]

_INTRODUCTION = 60  # tokens before a quotation in which the date of what it quotes is looked for
_NEAR = 4  # tokens between `lettre`, `écrit` and its date
_LINE = 200  # characters of such a line
_LABEL = 40  # characters of a line before its date in which a label stands
_LINES = 3  # lines that `Le 3 juin 2019, Paul <p@example.org> a écrit :` may take
_CLOCK = r"(?:\d{1,2}\s*(?:[h:]\s*\d{0,2}(?::\d{2})?))"
_ENTRY = re.compile(
    rf"\s*,?\s*(?:à\s*)?(?:{_CLOCK}\s*[])]?\s*(?:[-–—|:,]\s*)?\S|[])]?\s*(?:\([^()\n]{{1,20}}\)\s*)?[-–—|:]\s*\S|\)\s+\S)"
)
_BULLET = re.compile(r"[\s\-–—•*·>\[(]*(?:[A-ZÀ-Ü][\w' -]{1,30},\s*(?:le\s)?)?")


@cache
def _words() -> tuple[frozenset[str], re.Pattern[str]]:
    """Nouns of messages, and the verbs with which they are written, sent and said."""
    table = lexicons.table("dates_hints")
    return frozenset(table["message"]), re.compile("|".join(f"{stem}" for stem in table["saying"]))


def places(tokens: Tokens, found: list[Found], pieces: list[tuple[int, int]], quotes: list[int]) -> list[Place | None]:
    """For each expression the place whose day it gives, None for most.

    `pieces` are starts of pieces with their numbers, `quotes` the number of the quotation of every token.
    """
    out: list[Place | None] = []
    for item in found:
        quote = quotes[item.tokens[0]]
        own = ("quote", quote) if quote else ("piece", piece_at(pieces, item.start))
        place = _introduced(tokens, item, pieces, quotes)
        if place is None and _heads(tokens.text, item.start, item.end):
            place = own
        elif place is None and _is_entry(tokens.text, item.start, item.end):
            place = "paragraph", item.start
        out.append(place)
    for number, at in _quotations(quotes):
        if (index := _day_of_quotation(tokens, found, at)) is not None and out[index] is None:
            out[index] = ("quote", number)
    return out


def piece_at(pieces: list[tuple[int, int]], position: int) -> int:
    """The number of the piece that holds a character."""
    return pieces[bisect_right(pieces, (position, len(pieces) + position)) - 1][1]


def _heads(text: str, start: int, end: int) -> bool:
    """Whether a date heads what follows: alone in its line, or behind the label of a mail's header."""
    line = _line_start(text, start)
    label = text[line:start].strip(" \t>*_").rstrip(" :").lower() if line is not None else ""
    return layout.dateline(text, start, end) or label in lexicons.table("dates_hints")["label"]


def _is_entry(text: str, start: int, end: int) -> bool:
    """Whether a date begins the line of a log, a chat, a diary or a news item (`[3/6/2019 10:12] Anne : …`)."""
    line = _line_start(text, start)
    return line is not None and bool(_BULLET.fullmatch(text, line, start)) and bool(_ENTRY.match(text, end))


def _line_start(text: str, position: int) -> int | None:
    """Where the line of a character starts, None where that is far."""
    line = text.rfind("\n", max(0, position - _LABEL), position) + 1
    return line if line or position <= _LABEL else None


def _introduced(tokens: Tokens, item: Found, pieces: list[tuple[int, int]], quotes: list[int]) -> Place | None:
    """What a line that ends with a colon introduces: lines quoted with `>`, or a quotation."""
    text, end = tokens.text, item.end
    for _ in range(_LINES):
        stop = text.find("\n", end, end + _LINE)
        line = text[end : stop if stop >= 0 else end].rstrip()
        if stop < 0 or line.endswith(":"):
            break
        end = stop + 1
    else:
        return None
    if stop < 0 or not line.endswith(":"):
        return None
    following = re.compile(r"\s*").match(text, stop)
    at = following.end() if following else stop
    if text[at : at + 1] == ">" and piece_at(pieces, at) != piece_at(pieces, item.start):
        return "piece", piece_at(pieces, at)
    if text[at : at + 1] in layout.OPENING:
        return "quote", quotes[bisect_right(tokens.starts, at) - 1]
    return None


def _quotations(quotes: list[int]) -> list[tuple[int, int]]:
    """Number and first token of every quotation."""
    return [(n, at) for at, n in enumerate(quotes) if n and (not at or quotes[at - 1] != n)]


def _day_of_quotation(tokens: Tokens, found: list[Found], at: int) -> int | None:
    """The date of what is quoted: `dans une lettre du 3 juin, elle écrit : « … »`, `Le 3 juin, il a dit : « … »`."""
    before = at - 1
    while before > 0 and "\n" in tokens.forms[before]:
        before -= 1
    stopped = is_a(tokens, before, "dot")  # `une lettre datée du 30 juin. « … »`
    if not is_a(tokens, before, "colon") and not stopped:
        return None
    opening = before
    while opening > max(0, before - _INTRODUCTION) and not is_a(tokens, opening - 1, "dot", "end", "break"):
        opening -= 1
    nouns, verbs = _words()
    index = bisect_right(found, before, key=lambda item: item.tokens[0]) - 1
    while index >= 0 and found[index].tokens[0] >= opening:
        first, last = found[index].tokens
        near = tokens.forms[max(opening, first - _NEAR) : first]
        if stopped:
            return index if last == before and not nouns.isdisjoint(near) else None
        said = any(verbs.match(form) for form in tokens.forms[last:before])
        if any(form in nouns or verbs.match(form) for form in near) or (first - opening <= 1 and said):
            return index
        index -= 1
    return None
