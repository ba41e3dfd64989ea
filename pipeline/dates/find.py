"""Find the expressions of calendar time in a text: spans of words with what the words say by themselves."""

from dataclasses import dataclass, replace

from pipeline.dates.grammar import Rule, grammar
from pipeline.dates.reading import Reading, read, read_inside
from pipeline.dates.tokens import Tokens, tokenise, value

_LAW_REACH = 9  # tokens between the word `loi` and its date
_NUMBERED = ("number_sign",)


@dataclass(frozen=True, slots=True)
class Found:
    """An expression: its characters, its tokens and its reading."""

    start: int
    end: int
    tokens: tuple[int, int]
    reading: Reading


def find(text: str) -> tuple[Tokens, list[Found]]:
    """The tokens of a text and its date expressions in order, without overlaps. Linear in the length of the text."""
    tokens = tokenise(text)
    found: list[Found] = []
    position = 0
    search = grammar().anywhere.search
    while match := search(tokens.classes, position):
        position = match.start()
        best = _longest(tokens, position)
        if best is None:
            position += 1
            continue
        rule, end = best
        if not _is_excluded(tokens, position, end, rule):
            found += _expressions(rule, tokens, position, end)
        position = max(end, position + 1)
    return tokens, found


def _longest(tokens: Tokens, start: int) -> tuple[Rule, int] | None:
    best: tuple[Rule, int] | None = None
    for rule in grammar().rules:
        if rule.use == "inside":
            continue
        match = rule.pattern.match(tokens.classes, start)
        if match and match.end() > (best[1] if best else start):
            best = rule, match.end()
    return best


def _expressions(rule: Rule, tokens: Tokens, start: int, end: int) -> list[Found]:
    if rule.kind == "list":
        return _list(tokens, start, end)
    reading = read(rule, tokens, start, end)
    if reading is None:
        return []
    return [_found(tokens, start, end, replace(reading, side=reading.side or _side(tokens, start)))]


def _found(tokens: Tokens, start: int, end: int, reading: Reading) -> Found:
    while value(tokens.forms[start], "du") is not None and reading.kind != "range":
        start += 1  # `du` and `des` belong to the sentence, not to the date
    if reading.kind == "range" and value(tokens.forms[start], "entre") is not None:
        pass
    return Found(tokens.starts[start], tokens.ends[end - 1], (start, end), reading)


def _list(tokens: Tokens, start: int, end: int) -> list[Found]:
    """`les 3, 5 et 12 mai`: each day takes the month, each month the year of the last one.

    Two neighbouring days (`les 6 et 7 mai`) are one range.
    """
    edges = [start]
    joints = ("comma", "et", "ou")
    edges += [i + 1 for i in range(start, end) if any(value(tokens.forms[i], name) is not None for name in joints)]
    pieces = []
    for left, right in zip(edges, [*edges[1:], end + 1], strict=True):
        while left < right - 1 and any(value(tokens.forms[left], name) is not None for name in ("les", "des", "en")):
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
    before = tokens.forms[max(0, start - 3) : start][::-1]
    for distance, form in enumerate(before):
        if distance == 0 and value(form, "depuis") is not None:
            return "since"
        if value(form, "partir") is not None:
            return "since"
        if value(form, "jusque") is not None:
            return "until"
        if not any(value(form, name) is not None for name in ("a", "au", "en", "de", "du", "dot", "les", "le")):
            break
    return ""


def _is_excluded(tokens: Tokens, start: int, end: int, rule: Rule) -> bool:
    """Dates of laws, names made of a date, numbers of articles and pages."""
    if start and value(tokens.forms[start - 1], "number_sign") is not None and rule.name != "weekday":
        return True
    first = tokens.forms[start]
    at = start if value(first, "du") is not None else start - 1  # the token `du` or `de`
    if at < 1 or (value(tokens.forms[at], "du") is None and value(tokens.forms[at], "de") is None):
        return False
    if at and value(tokens.forms[at - 1], "named") is not None and tokens.text[tokens.starts[at - 1]].isupper():
        return True
    for index in range(at - 1, max(-1, at - _LAW_REACH), -1):
        form = tokens.forms[index]
        if value(form, "law") is not None:
            return True
        if any(value(form, name) is not None for name in ("comma", "dot", "break", "semicolon", "quote", "stop")):
            return False
    return False
