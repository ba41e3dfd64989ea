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
_HEAD = 900  # characters in which a text says that it is a speech or a letter
_ADVERBS = 3  # tokens that may stand before the date of `Et dès le 3 mars, il écrivait : « … »`
_AFTER = 12  # tokens behind a quotation in which `a-t-il écrit le 3 juin` stands
_CLOCK = r"(?:\d{1,2}\s*(?:[h:]\s*\d{0,2}(?::\d{2})?))"
_ENTRY = re.compile(
    rf"\s*,?\s*(?:à\s*)?(?:{_CLOCK}\s*[])]?\s*(?:[-–—|:,]\s*)?\S|[])]?\s*(?:\([^()\n]{{1,20}}\)\s*)?[-–—|:]\s*\S|\)\s+\S)"
)
_BARE_ENTRY = re.compile(r"\.\s+[A-ZÀ-Ü«]")  # `3 mars. Perquisition.`
_FIRST_LINE = re.compile(r"\n[^\S\n]*\S")
_BULLET = re.compile(r"[\s\-–—•*·>\[(]*(?:[A-ZÀ-Ü][\w' -]{1,30},\s*(?:le\s)?)?")


@cache
def _words() -> tuple[frozenset[str], re.Pattern[str]]:
    """Nouns of messages, and the verbs with which they are written, sent and said."""
    table = lexicons.table("dates_hints")
    return frozenset(table["message"]), re.compile("|".join(f"{stem}" for stem in table["saying"]))


@cache
def _title() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What stands before the day of a text that is a speech or a letter; what introduces one that follows."""
    table = lexicons.table("dates_hints")
    nouns = "|".join(table["message"] + table["speech"])
    title = (
        rf"\W*(?:[\w'’]+ ){{0,3}}(?:[ld]['’])?(?:{nouns})\b[^\n]*\b(?:{'|'.join(table['delivered'])})\b[^\n.:;]{{0,60}}"
    )
    return re.compile(title, re.IGNORECASE), re.compile(rf"\b(?:{'|'.join(table['reproducing'])})", re.IGNORECASE)


def places(tokens: Tokens, found: list[Found], pieces: list[tuple[int, int]], quotes: list[int]) -> list[Place | None]:
    """For each expression the place whose day it gives, None for most.

    `pieces` are starts of pieces with their numbers, `quotes` the number of the quotation of every token.
    """
    out: list[Place | None] = []
    for item in found:
        own = own_place(pieces, quotes, item)
        place = _introduced(tokens, item, pieces, quotes)
        if place is None and (_heads(tokens.text, item.start, item.end) or _entitles(tokens.text, item.start)):
            place = own
        elif place is None and (_is_entry(tokens.text, item.start, item.end) or _is_bare_entry(tokens.text, item)):
            place = "paragraph", item.start
        out.append(place)
    for number, at in _quotations(quotes):
        index = _day_of_quotation(tokens, found, at)
        index = _day_behind(tokens, found, quotes, at) if index is None else index
        if index is not None and (out[index] is None or out[index] == own_place(pieces, quotes, found[index])):
            out[index] = ("quote", number)
    return out


def own_place(pieces: list[tuple[int, int]], quotes: list[int], item: Found) -> Place:
    """The text that an expression stands in: a quotation or a piece."""
    quote = quotes[item.tokens[0]]
    return ("quote", quote) if quote else ("piece", piece_at(pieces, item.start))


def piece_at(pieces: list[tuple[int, int]], position: int) -> int:
    """The number of the piece that holds a character."""
    return pieces[bisect_right(pieces, (position, len(pieces) + position)) - 1][1]


def _heads(text: str, start: int, end: int) -> bool:
    """Whether a date heads what follows: alone in its line, or behind the label of a mail's header."""
    line = _line_start(text, start)
    label = text[line:start].strip(" \t>*_").rstrip(" :").lower() if line is not None else ""
    ruled = line is not None and layout.is_rule(text, line, end)
    return ruled or layout.dateline(text, start, end) or label in lexicons.table("dates_hints")["label"]


def _entitles(text: str, start: int) -> bool:
    """Whether a line of the head says that the text is a speech or a letter of that day: `Discours prononcé le …`."""
    line = text.rfind("\n", max(0, start - _LINE), start) + 1
    return start < _HEAD and bool(line or start <= _LINE) and _title()[0].fullmatch(text, line, start) is not None


def _is_entry(text: str, start: int, end: int) -> bool:
    """Whether a date begins the line of a log, a chat, a diary or a news item (`[3/6/2019 10:12] Anne : …`)."""
    line = _line_start(text, start)
    return line is not None and bool(_BULLET.fullmatch(text, line, start)) and bool(_ENTRY.match(text, end))


def _is_bare_entry(text: str, item: Found) -> bool:
    """Whether a day alone opens a line as a sentence of its own: `3 mars. Ils sont venus hier.`"""
    dated = item.reading.kind == "date" and item.reading.day and item.reading.month and not item.reading.year
    opens = not text[: item.start].rpartition("\n")[2].strip() if item.start < _LINE else text[item.start - 1] == "\n"
    return bool(
        dated and opens and text[item.start : item.start + 2].lower() != "le" and _BARE_ENTRY.match(text, item.end)
    )


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
    begin = text.rfind("\n", max(0, item.start - _LINE), item.start) + 1
    if _title()[1].search(text, begin, stop) and not _words()[0].isdisjoint(text[begin:stop].lower().split()):
        return "piece", piece_at(pieces, at)  # `Voici la lettre qu'elle a écrite le 3 mars :`
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
    while opening > max(0, before - _INTRODUCTION) and not _ends_sentence(tokens, opening - 1):
        opening -= 1
    nouns, verbs = _words()
    index = bisect_right(found, before, key=lambda item: item.tokens[0]) - 1
    while index >= 0 and found[index].tokens[0] >= opening:
        first, last = found[index].tokens
        near = tokens.forms[max(opening, first - _NEAR) : first]
        if stopped:
            near = tokens.forms[opening:first]
            return index if last == before and not nouns.isdisjoint(near) else None
        said = any(verbs.match(form) for form in tokens.forms[last:before])
        if any(form in nouns or verbs.match(form) for form in near) or (first - opening <= _ADVERBS and said):
            return index
        index -= 1
    return None


def _ends_sentence(tokens: Tokens, at: int) -> bool:
    return is_a(tokens, at, "dot", "end") or "\n" in tokens.forms[at]


def _day_behind(tokens: Tokens, found: list[Found], quotes: list[int], at: int) -> int | None:
    """The date of `« … », écrivait-il le 3 juin`."""
    end = at
    while end < len(quotes) and quotes[end] == quotes[at]:
        end += 1
    limit = end + is_a(tokens, end, "comma")
    while limit < min(len(tokens), end + _AFTER) and not is_a(tokens, limit, "comma", "colon", "semicolon", "quote"):
        if _ends_sentence(tokens, limit):
            break
        limit += 1
    index = bisect_right(found, end - 1, key=lambda item: item.tokens[0])
    if index == len(found) or found[index].tokens[1] > limit:
        return None
    said = any(_words()[1].match(form) for form in tokens.forms[end : found[index].tokens[0]])
    return index if said else None
