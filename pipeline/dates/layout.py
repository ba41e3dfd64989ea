"""How a text is laid out: paragraphs, sentences, quotations, pasted pieces, date lines and year headings."""

import re
from functools import cache

from pipeline import lexicons
from pipeline.dates.tokens import Tokens

_BREAK = re.compile(r"(?<!\n)\n\s*+(?![a-zà-öø-ÿ])")  # a line that goes on in small letters is the same paragraph
_RULE = re.compile(r"[-*_=~]{3,}(?:[^\n]{0,40}[-*_=~]{3,})?\s*")
_DEPTH = re.compile(r"[>\s]*")
OPENING, _CLOSING = "«“", "»”"
_AFTER = re.compile(r"[\s.,:)»\d]*(?:à?\s*\d{1,2}\s*[h:]\s*\d{0,2})?[\s.:)»]*|.{0,40}\b(?:a|ai|avez) écrit\s*:\s*")
_ABBREVIATION = 4  # letters up to which a word before a full stop and figures may be cut short
_DEEPEST = 9  # marks of quotation that are told apart
_PLACE = 60  # characters of a line around a date that stands alone with a place


def paragraphs(text: str) -> list[int]:
    """Where paragraphs start, from the line breaks alone."""
    return [match.end() for match in _BREAK.finditer(text)]


def pieces(text: str) -> list[tuple[int, int]]:
    """Where pieces start, with their numbers: what a ruled line parts (`***`), and lines quoted with `>`.

    After the quoted lines the piece around them goes on under its number.
    """
    out, stack, number, position = [(0, 0)], [0], 0, 0
    for line in text.splitlines(keepends=True):
        start, position = position, position + len(line)
        prefix = _DEPTH.match(line)
        depth = prefix[0].count(">") if prefix else 0
        if not line.strip():
            continue
        before = stack[-1]
        del stack[depth + 1 :]
        if _RULE.fullmatch(line):
            number += 1
            stack[-1] = number
        while len(stack) <= depth and len(stack) <= _DEEPEST:
            number += 1
            stack.append(number)
        if stack[-1] != before:
            out.append((start, stack[-1]))
    return out


def is_rule(text: str, line: int, end: int) -> bool:
    """Whether the line that starts at `line` and holds `end` is a ruled one (`*** Alerte du 3 mars ***`)."""
    stop = text.find("\n", end, end + _PLACE)
    return _RULE.fullmatch(text, line, stop if stop >= 0 else min(len(text), end + _PLACE)) is not None


def sentences(tokens: Tokens) -> list[int]:
    """Tokens that begin a sentence: after a stop that a capital follows, after a blank line."""
    limits = [0]
    for index, form in enumerate(tokens.forms[:-1], 1):
        if form in ".?!…;" or "\n" in form:
            following = tokens.text[tokens.starts[index]]
            figures = following.isdigit() and len(tokens.forms[index - 2]) > _ABBREVIATION
            capital = following.isupper() and not _is_abbreviated(tokens, index - 2)
            if form != "." or capital or not following.isalnum() or figures:
                limits.append(index)
    return limits


def _is_abbreviated(tokens: Tokens, at: int) -> bool:
    """Whether a word before a full stop is cut short (`M. Diallo`, `J. Diallo`), so that the sentence goes on."""
    form = tokens.forms[at] if at >= 0 else ""
    initial = len(form) == 1 and tokens.text[tokens.starts[at]].isupper() and form.isalpha()
    return form in _abbreviations() or (initial and tokens.forms[at + 2] not in _openers())


@cache
def _abbreviations() -> frozenset[str]:
    return frozenset(row["form"] for row in lexicons.rows("abbreviations") if row["ends"] == "no")


@cache
def _openers() -> frozenset[str]:
    return frozenset(row["form"] for row in lexicons.rows("abbreviations_openers"))


def quotes(tokens: Tokens) -> list[int]:
    """For each token the number of the quotation that holds it, 0 outside."""
    out, number, opened = [], 0, 0
    for form in tokens.forms:
        if form in OPENING:
            number += 1
            opened = number
        out.append(opened)
        if form in _CLOSING:
            opened = 0
    return out


def dateline(text: str, start: int, end: int) -> bool:
    """Whether a date has its line to itself, but for a place, a clock time or `Paul a écrit :`."""
    line = text.rfind("\n", max(0, start - _PLACE), start) + 1
    if not line and start > _PLACE:
        return False
    stop = text.find("\n", end, end + _PLACE)
    before = text[line:start].rpartition("«")[2].strip()
    after = text[end : stop if stop >= 0 else end + _PLACE]
    place = not before or (before[-1] in ',:(["-–—*>' and len(before) <= 40 and before.count(" ") <= 3)
    return place and _AFTER.fullmatch(after) is not None
