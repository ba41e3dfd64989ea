"""Find the expressions of calendar time in a text: spans of words with what the words say by themselves."""

from dataclasses import dataclass, replace

from pipeline.dates.families import family
from pipeline.dates.grammar import Rule, grammar
from pipeline.dates.negatives import is_no_date
from pipeline.dates.reading import Reading, read, read_inside
from pipeline.dates.scans import mended
from pipeline.dates.tokens import Tokens, is_a, tokenise

_OUTSIDE = ("du", "des")


@dataclass(frozen=True, slots=True)
class Found:
    """An expression: its characters, its tokens and its reading."""

    start: int
    end: int
    tokens: tuple[int, int]
    reading: Reading


def find(text: str) -> tuple[Tokens, list[Found]]:
    """The tokens of a text and its date expressions in order, without overlaps. Linear in the length of the text."""
    tokens = mended(tokenise(text))
    found: list[Found] = []
    position = 0
    search = grammar().anywhere.search
    while match := search(tokens.classes, position):
        position = match.start()
        end = position + 1
        for rule, length in _matches(tokens, position):
            if expressions := _expressions(rule, tokens, position, length):
                end = length
                found += [] if is_no_date(tokens, position, end, rule) else expressions
                break
        position = end
    return tokens, found


def _matches(tokens: Tokens, start: int) -> list[tuple[Rule, int]]:
    """The rules that match at a token and where they end, the longest match first."""
    out = [
        (rule, match.end())
        for rule in grammar().rules
        if rule.use != "inside" and (match := rule.pattern.match(tokens.classes, start)) and match.end() > start
    ]
    return sorted(out, key=lambda item: -item[1])


def _expressions(rule: Rule, tokens: Tokens, start: int, end: int) -> list[Found]:
    if rule.kind == "list":
        return _list(tokens, start, end)
    reading = read(rule, tokens, start, end)
    if reading is None:
        return []
    if reading.optional:
        if not family(reading.event.split()[-1]):
            return []
        reading = replace(reading, side="since")
    outside = ("entre",) if rule.name in ("range", "between") else _OUTSIDE  # `du 3 au 7 juin` is held together by it
    if reading.kind != "shift" and _is_about(tokens, start):
        reading = replace(reading, approx=True)
    return [_found(tokens, start, end, replace(reading, side=reading.side or _side(tokens, start)), outside)]


def _found(tokens: Tokens, start: int, end: int, reading: Reading, outside: tuple[str, ...] = _OUTSIDE) -> Found:
    """The expression, without the preposition that belongs to the sentence."""
    while start < end - 1 and is_a(tokens, start, *outside):
        start += 1
    return Found(tokens.starts[start], tokens.ends[end - 1], (start, end), reading)


def _list(tokens: Tokens, start: int, end: int) -> list[Found]:
    """`les 3, 5 et 12 mai`: each day takes the month, each month the year of the last one.

    Two neighbouring days (`les 6 et 7 mai`) are one range.
    """
    edges = [start]
    joints = ("comma", "et", "ou")
    edges += [i + 1 for i in range(start, end) if is_a(tokens, i, *joints)]
    pieces = []
    for left, right in zip(edges, [*edges[1:], end + 1], strict=True):
        while left < right - 1 and is_a(tokens, left, "les", "des", "en"):
            left += 1
        if left < right - 1 and (reading := read_inside(tokens, left, right - 1)):
            pieces.append((left, right - 1, reading))
    if not pieces:
        return []
    last = pieces[-1][2]
    filled = [
        replace(reading, month=reading.month or last.month, year=reading.year or last.year) for *_, reading in pieces
    ]
    if len(pieces) == 2 and filled[0].day and filled[1].day == filled[0].day + 1 and filled[0].month == filled[1].month:
        both = Reading("range", first=filled[0], last=filled[1], side=_side(tokens, start))
        return [_found(tokens, start, end, both)]
    return [_found(tokens, left, right, reading) for (left, right, _), reading in zip(pieces, filled, strict=True)]


def _side(tokens: Tokens, start: int) -> str:
    """Whether `depuis`, `à partir de` or `jusqu'à` stands before a date."""
    at = start - 1 - (is_a(tokens, start - 1, "dot") and is_a(tokens, start - 2, "abbreviation"))  # `dep. mars`
    if is_a(tokens, at, "depuis"):
        return "since"
    while at > start - 4 and is_a(tokens, at, "a", "au", "en", "de", "du", "des", "les", "le", "dans", "about"):
        at -= 1
    if is_a(tokens, at, "partir") and is_a(tokens, at - 1, "a"):
        return "from"
    return "until" if is_a(tokens, at, "jusque") else ""


def _is_about(tokens: Tokens, start: int) -> bool:
    """Whether `vers`, `environ` or `autour de` stands before a date."""
    return is_a(tokens, start - 1 - is_a(tokens, start - 1, "de", "du"), "circa") or (
        is_a(tokens, start, "du") and is_a(tokens, start - 1, "circa")
    )
