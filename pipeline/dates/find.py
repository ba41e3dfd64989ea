"""Find the expressions of calendar time in a text: spans of words with what the words say by themselves."""

from dataclasses import dataclass, replace

from pipeline.dates.families import family
from pipeline.dates.grammar import Rule, grammar
from pipeline.dates.reading import Reading, read, read_inside
from pipeline.dates.tokens import Tokens, tokenise, value

_FRACTIONS = frozenset(("1/2", "1/3", "2/3", "1/4", "3/4"))
_OUTSIDE = ("du", "des")
_LAW_REACH = 9  # tokens between the word `loi` and its date


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
        end = position + 1
        for rule, length in _matches(tokens, position):
            if expressions := _expressions(rule, tokens, position, length):
                end = length
                found += [] if _is_excluded(tokens, position, end, rule) else expressions
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
    while start < end - 1 and any(value(tokens.forms[start], name) is not None for name in outside):
        start += 1
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


def _is(tokens: Tokens, index: int, *names: str) -> bool:
    """Whether a token is in one of the classes of the lexicon."""
    return 0 <= index < len(tokens) and any(value(tokens.forms[index], name) is not None for name in names)


def _side(tokens: Tokens, start: int) -> str:
    """Whether `depuis`, `à partir de` or `jusqu'à` stands before a date."""
    at = start - 1 - (_is(tokens, start - 1, "dot") and _is(tokens, start - 2, "abbreviation"))  # `dep. mars`
    if _is(tokens, at, "depuis"):
        return "since"
    while at > start - 4 and _is(tokens, at, "a", "au", "en", "de", "du", "des", "les", "le", "dans", "about"):
        at -= 1
    if _is(tokens, at, "partir") and _is(tokens, at - 1, "a"):
        return "since"
    return "until" if _is(tokens, at, "jusque") else ""


def _is_about(tokens: Tokens, start: int) -> bool:
    """Whether `vers`, `environ` or `autour de` stands before a date."""
    return _is(tokens, start - 1 - _is(tokens, start - 1, "de", "du"), "circa") or (
        _is(tokens, start, "du") and _is(tokens, start - 1, "circa")
    )


def _is_excluded(tokens: Tokens, start: int, end: int, rule: Rule) -> bool:
    """Dates of laws, names made of a date, numbers of articles and pages, bare figures such as `25/11`."""
    if _is(tokens, start - 1, "number_sign", "chaque") or (
        rule.name == "weekday" and _is(tokens, start - 1, "premier_adj", "ordinal_adj")
    ):
        return True
    if _is(tokens, start - 1, "au") and _is(tokens, start - 2, "daypart", "jour") and _is(tokens, start - 3, "du"):
        return True  # `du jour au lendemain`
    if rule.name == "numeric" and _is_bare_figure(tokens, start, end):
        return True
    if rule.name == "year as a heading" and not _is_heading(tokens, start):
        return True
    return _is_name(tokens, start, end, rule) or (rule.kind != "range" and _is_law(tokens, start))


def _is_heading(tokens: Tokens, at: int) -> bool:
    """Whether a token has its line to itself, or opens it before a colon or a dash."""
    alone = at + 1 == len(tokens) or "\n" in tokens.text[tokens.ends[at] : tokens.ends[at + 1]]
    marked = (
        _is(tokens, at + 1, "colon", "hyphen", "dot")
        and not tokens.text[tokens.ends[at + 1] : tokens.ends[at + 1] + 1].isalnum()
    )
    return _opens_line(tokens, at) and (alone or marked)


def _is_bare_figure(tokens: Tokens, start: int, end: int) -> bool:
    """Two figures alone (`3/4`, `3.1`, `BF-25/11`) are a date only where something says so."""
    if end - start > 1 or len(tokens.forms[start]) > 5:
        return False
    spot = tokens.starts[start]
    if tokens.forms[start] in _FRACTIONS:
        return True
    if (spot and tokens.text[spot - 1] in "-/.°") or tokens.text[tokens.ends[start] : tokens.ends[start] + 1] in (
        "-",
        "/",
    ):
        return True
    padded = len(tokens.forms[start]) == 5
    if _is(tokens, start - 1, "au", "du", "de", "jusque", "depuis", "a"):
        return not padded and "." in tokens.forms[start]
    opens = (
        start == 0
        or _is(tokens, start - 1, "open", "bullet", "colon", "quote", *("dot",) * padded)
        or "\n" in tokens.forms[start - 1]
    )
    return not (
        (opens or "\n" in tokens.text[tokens.ends[start - 1] : spot]) and (padded or "/" in tokens.forms[start])
    )


def _is_name(tokens: Tokens, start: int, end: int, rule: Rule) -> bool:
    """`Mouvement du 20 février`, `place du 8-Mai`, `Mai Serwa`, `Jean-Noël`, `la Nuit des cravates`."""
    text, forms = tokens.text, tokens.forms
    at = start if _is(tokens, start, "du") else start - 1
    dated = not any(form.isdecimal() and len(form) == 4 for form in forms[start:end])
    if dated and _is(tokens, at, "du") and at and end - at <= 4:
        if _is(tokens, at - 1, "lieu") and any(form in "-–‑" for form in forms[at:end]):
            return True
        if _is(tokens, at - 1, "named", "lieu") and text[tokens.starts[at - 1]].isupper():
            return True
    alone = end - start == 1 and text[tokens.starts[start]].isupper() and not forms[start].isdecimal()
    if alone and rule.name in ("month", "feast"):
        before, after = (
            text[tokens.starts[start - 1]] if start else "",
            text[tokens.ends[start] : tokens.ends[start] + 2],
        )
        glued = start and tokens.ends[start - 1] == tokens.starts[start]
        return before.isupper() or (before == "-" and glued) or (after[:1] == " " and after[1:].isupper())
    if rule.kind != "same":
        return False
    noun = start + (not _is(tokens, start, "nuit", "jour", "daypart"))
    return text[tokens.starts[noun]].isupper() and not (noun == start and _opens_line(tokens, start))


def _opens_line(tokens: Tokens, start: int) -> bool:
    """Whether a token is the first of a sentence or a line."""
    return (
        start == 0
        or tokens.forms[start - 1] in ".-•*:"
        or "\n" in tokens.text[tokens.ends[start - 1] : tokens.starts[start]]
    )


def _is_law(tokens: Tokens, start: int) -> bool:
    """`la loi du 29 juillet 1881`: the date names a text of law."""
    at = start if _is(tokens, start, "du") else start - 1
    if not _is(tokens, at, "du", "de"):
        return False
    for index in range(at - 1, max(-1, at - _LAW_REACH), -1):
        if _is(tokens, index, "law") and (tokens.forms[index] != "arrêté" or _is(tokens, index - 1, "le", "un", "ce")):
            return True
        if _is(tokens, index, "comma", "dot", "semicolon", "quote", "verb") or "\n" in tokens.forms[index]:
            return False
    return False
