"""Find the expressions of calendar time in a text: spans of words with what the words say by themselves."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from heapq import heappop, heappush
from itertools import pairwise

from pipeline.dates.families import family
from pipeline.dates.grammar import Rule, grammar
from pipeline.dates.negatives import is_no_date
from pipeline.dates.reading import Reading, decade, is_ordinal, quarter, read, read_inside
from pipeline.dates.scans import mended
from pipeline.dates.tokens import Tokens, class_names, is_a, tokenise

_EVENT_WORDS = 9  # tokens of `depuis la signature de l'Accord de paix, le 24 novembre`
_CLAUSE_WORDS = 18  # tokens of `voici deux mois que … est détenue` in which its verb stands
_IN_EVENT = frozenset(("word", "capital", "le", "son", "de", "du", "des", "lieu", "law", "edition", "named", "verb"))
Match = tuple[int, int, int]  # where a rule matches, which rule, where it ends
_OUTSIDE = ("du", "des")
_JOINTS = ("comma", "et", "ou", "puis")


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
    rules = [rule for rule in grammar() if rule.use != "inside"]
    found: list[Found] = []
    position = 0
    heap: list[Match] = []
    _advance(heap, tokens, rules, range(len(rules)), 0)
    while heap:
        start = heap[0][0]
        here = [heappop(heap)]
        while heap and heap[0][0] == start:
            here.append(heappop(heap))
        if start >= position:
            position = start + 1
            for _, order, end in sorted(here, key=lambda match: (-match[2], match[1])):  # the longest first
                if expressions := _expressions(rules[order], tokens, start, end):
                    position = end
                    found += [] if is_no_date(tokens, start, end, rules[order]) else expressions
                    break
        _advance(heap, tokens, rules, (order for _, order, _ in here), position)
    return tokens, found


def _advance(heap: list[Match], tokens: Tokens, rules: list[Rule], orders: Iterable[int], position: int) -> None:
    """Put the next match of rules into the heap. A rule is looked for again only once the reading has passed it."""
    for order in orders:
        if match := rules[order].pattern.search(tokens.classes, position):
            heappush(heap, (match.start(), order, match.end()))


def _expressions(rule: Rule, tokens: Tokens, start: int, end: int) -> list[Found]:
    if rule.kind == "list":
        return _list(tokens, start, end, rule.constants.get("of", ""))
    reading = read(rule, tokens, start, end)
    if reading is None:
        return []
    if reading.optional and reading.event and not family(reading.event.split()[-1]):
        return []
    outside = ("entre",) if rule.name in ("range", "between") else _OUTSIDE  # `du 3 au 7 juin` is held together by it
    if reading.kind != "shift" and _is_about(tokens, start):
        reading = replace(reading, approx=True)
    lasts = rule.name == "ago" and _lasts(tokens, end)
    side = reading.side or ("since" if lasts else _side(tokens, start))
    return [_found(tokens, start, end, replace(reading, side=side) if side else reading, outside)]


def _found(tokens: Tokens, start: int, end: int, reading: Reading, outside: tuple[str, ...] = _OUTSIDE) -> Found:
    """The expression, without the preposition that belongs to the sentence."""
    while start < end - 1 and is_a(tokens, start, *outside):
        start += 1
    return Found(tokens.starts[start], tokens.ends[end - 1], (start, end), reading)


def _list(tokens: Tokens, start: int, end: int, of: str) -> list[Found]:
    """`les 3, 5 et 12 mai`: what a piece does not say it takes from the next one that does, the year from the last one.

    Neighbouring days (`les 6 et 7 mai`, `les 5, 6 et 7 mai`) are one range.
    """
    edges = [start, *(i + 1 for i in range(start, end) if is_a(tokens, i, *_JOINTS))]
    pieces: list[tuple[int, int, Reading]] = []
    for left, right in reversed(list(zip(edges, [*edges[1:], end + 1], strict=True))):
        while left < right - 1 and is_a(tokens, left, "les", "des", "en", "au"):
            left += 1
        if left < right - 1 and (reading := _piece(tokens, left, right - 1, of)):
            pieces.insert(0, (left, right - 1, reading))
    if not pieces:
        return []
    filled = _filled([reading for *_, reading in pieces])
    if _are_neighbours(filled):
        whole = Reading("range", first=filled[0], last=filled[-1], side=_side(tokens, start))
        return [_found(tokens, start, end, whole)]
    return [_found(tokens, left, right, reading) for (left, right, _), reading in zip(pieces, filled, strict=True)]


def _are_neighbours(readings: list[Reading]) -> bool:
    """Are several readings days of one month, each the one after the last?"""
    pairs = list(pairwise(readings))
    return bool(pairs) and all(
        one.day is not None and other.day == one.day + 1 and one.month == other.month for one, other in pairs
    )


def _piece(tokens: Tokens, left: int, right: int, of: str) -> Reading | None:
    """One piece of a list; of quarters and decades only one piece says what they are."""
    if of == "quarter" and (ordinal := next((form for form in tokens.forms[left:right] if is_ordinal(form)), "")):
        return read_inside(tokens, left, right) or quarter(ordinal)
    if of == "decade":
        return decade(tokens.forms[right - 1 : right])
    return read_inside(tokens, left, right)


def _filled(readings: list[Reading]) -> list[Reading]:
    """From the last to the first: the month, the unit, the kind and the year that a piece leaves to those behind it."""
    out = [readings[-1]]
    for reading in reversed(readings[:-1]):
        following = out[-1]
        month = reading.month or following.month
        crossed = bool(following.month and month and month > following.month)  # `les 28 décembre et 3 janvier 2019`
        year = reading.year or (following.year - crossed if following.year else None)
        out.append(replace(reading, month=month, year=year, unit=reading.unit or following.unit))
    return out[::-1]


def _side(tokens: Tokens, start: int) -> str:
    """Whether `depuis`, `à partir de` or `jusqu'à` stands before a date."""
    at = start - 1 - _abbreviated(tokens, start)
    if is_a(tokens, at, "depuis"):
        return "since"
    while at > start - 4 and is_a(tokens, at, "a", "au", "en", "de", "du", "des", "les", "le", "dans", "about"):
        at -= 1
    if is_a(tokens, at, "partir") and is_a(tokens, at - 1, "a", "a_verb"):  # `A partir de`
        return "from"
    if is_a(tokens, at, "jusque"):
        return "until"
    return "since" if _is_since_event(tokens, start) else ""


def _lasts(tokens: Tokens, end: int) -> bool:
    """`voici deux semaines que l'on est sans nouvelles`: it goes on; `… qu'il a été arrêté`: it is over."""
    if not is_a(tokens, end, "que"):
        return False
    for at in range(end, min(end + _CLAUSE_WORDS, len(tokens))):
        if is_a(tokens, at, "dot", "semicolon"):
            break
        if is_a(tokens, at, "a_verb") or tokens.forms[at] == "fut":
            return False
    return True


def _is_since_event(tokens: Tokens, start: int) -> bool:
    """`depuis le coup d'État du 1er février`, `depuis l'ouverture du procès, le 2 mai`: since that day."""
    du = start if is_a(tokens, start, "du") else start - 1
    joined = is_a(tokens, du, "du") or (is_a(tokens, start, "le") and is_a(tokens, start - 1, "comma"))
    if not joined:
        return False
    noun = True
    for at in range(start - 2, max(-1, start - _EVENT_WORDS), -1):
        if is_a(tokens, at, "depuis"):
            clause = is_a(tokens, at + 1, "que") and not is_a(tokens, du, "du")  # `depuis qu'il est parti, le 9 juin`
            return clause or (noun and is_a(tokens, at + 1, "le", "son"))
        if is_a(tokens, at, "comma", "dot", "semicolon", "colon", "quote", "break", "open", "close"):
            return False
        noun = noun and bool(class_names(tokens.classes[at]) & _IN_EVENT)
    return False


def _abbreviated(tokens: Tokens, start: int) -> bool:
    """Whether an abbreviation with its full stop stands before a date (`dep. mars`, `env. 2012`)."""
    return is_a(tokens, start - 1, "dot") and is_a(tokens, start - 2, "abbreviation")


def _is_about(tokens: Tokens, start: int) -> bool:
    """Whether `vers`, `environ` or `autour de` stands before a date."""
    start -= _abbreviated(tokens, start)
    return is_a(tokens, start - 1 - is_a(tokens, start - 1, "de", "du"), "circa") or (
        is_a(tokens, start, "du") and is_a(tokens, start - 1, "circa")
    )
