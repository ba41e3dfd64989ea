"""What surrounds each expression: its paragraph and sentence, a hint of the future, a quoted text with its own date."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from pipeline import lexicons
from pipeline.dates.find import Found
from pipeline.dates.tokens import Tokens, bare, value

_LINE = re.compile(r"\n")
_REACH = 14  # tokens on either side in which a hint counts


@dataclass(frozen=True, slots=True)
class Context:
    """`paragraph` numbers the blocks of the text; `sentence` is a range of tokens; `future` is a hint of tense.

    `dateline` says that the expression stands alone on its line with at most a place (`Colombo, samedi 19 mai`);
    `quote` is the number of the quotation that holds it, 0 outside quotations. `apposed` says that only a comma or a
    bracket parts it from the expression before.
    """

    paragraph: int
    sentence: tuple[int, int]
    future: bool
    dateline: bool
    quote: int
    apposed: bool
    linked: bool


def contexts(tokens: Tokens, found: list[Found], blocks: Sequence[int] = ()) -> list[Context]:
    """The context of every expression; `blocks` are starts of blocks where the caller knows them."""
    starts = list(blocks) or _paragraphs(tokens)
    limits = _sentences(tokens)
    quotes = _quotes(tokens)
    out = []
    for index, item in enumerate(found):
        first, end = item.tokens
        at = bisect_right(limits, first) - 1
        sentence = limits[at], limits[at + 1] if at + 1 < len(limits) else len(tokens)
        between = tokens.forms[found[index - 1].tokens[1] : first] if index else ["start"]
        out.append(
            Context(
                bisect_right(starts, item.start),
                sentence,
                _is_future(tokens, sentence, first, end),
                _is_dateline(tokens.text, item),
                quotes[first],
                len(between) == 1 and between[0] in (",", "(", ";", "—", "–"),
                bool(between) and len(between) <= 3 and all(form in _LINKS for form in between),
            )
        )
    return out


_LINKS = frozenset(("et", "ou", ",", "en", "puis", "du", "le", "à", "au"))


def _paragraphs(tokens: Tokens) -> list[int]:
    return [match.end() for match in _LINE.finditer(tokens.text)]


def _sentences(tokens: Tokens) -> list[int]:
    """Tokens that begin a sentence: after a stop that a capital follows, after a blank line."""
    limits = [0]
    for index, form in enumerate(tokens.forms[:-1], 1):
        if form in ".?!…;" or "\n" in form:
            nxt = tokens.text[tokens.starts[index]]
            if form != "." or nxt.isupper() or not nxt.isalnum():
                limits.append(index)
    return limits


def _quotes(tokens: Tokens) -> list[int]:
    """For each token the number of the quotation that holds it."""
    out, number, opened = [], 0, 0
    for form in tokens.forms:
        if form == "«":
            number += 1
            opened = number
        out.append(opened)
        if form == "»":
            opened = 0
    return out


def _is_dateline(text: str, item: Found) -> bool:
    start = text.rfind("\n", 0, item.start) + 1
    end = text.find("\n", item.end)
    before, after = text[start : item.start].strip(' «"([-–*'), text[item.end : end if end >= 0 else None]
    return len(before) <= 40 and before.count(" ") <= 3 and not after.strip(" .,:)]»")


@cache
def _hints() -> tuple[frozenset[str], re.Pattern[str], frozenset[str], frozenset[str]]:
    table = lexicons.table("dates_hints")
    future, not_future, past = (frozenset(table[name]) for name in ("future", "not_future", "past"))
    return future, re.compile(table["future_verb"]), not_future, past


def _is_future(tokens: Tokens, sentence: tuple[int, int], first: int, end: int) -> bool:
    """Whether the nearest tensed word around the expression speaks of the time to come."""
    words, verb, not_future, past = _hints()
    left, right = max(sentence[0], first - _REACH), min(sentence[1], end + _REACH)
    order = sorted((*range(left, first), *range(end, right)), key=lambda i: first - i if i < first else i - end + 2)
    for index in order:
        form = tokens.forms[index]
        if form in words or (form not in not_future and len(form) > 4 and verb.search(form)):
            return True
        if form in past:
            return False
    return False


@cache
def _families() -> tuple[tuple[str, tuple[str, ...]], ...]:
    return tuple(
        (row["family"], tuple(bare(stem) for stem in row["stems"].split())) for row in lexicons.rows("dates_events")
    )


def families(words: Sequence[str]) -> set[str]:
    """The families of events that the words speak of (`meurtre`, `abattu` → death)."""
    plain = [bare(word) for word in words if len(word) > 2]
    return {family for family, stems in _families() if any(word.startswith(stems) for word in plain)}


def content(words: Sequence[str]) -> list[str]:
    """The words that carry meaning, without accents."""
    return [bare(word) for word in words if len(word) > 3 and value(word, "stop") is None]
