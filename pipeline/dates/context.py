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
_PLACE = 60  # characters of a line around a date that stands alone with a place
_REACH = 14  # tokens on either side in which a hint counts


@dataclass(frozen=True, slots=True)
class Context:
    """`paragraph` numbers the blocks of the text; `sentence` is a range of tokens; `tense` is `future`, `past` or "".

    `dateline` says that the expression stands alone on its line with at most a place (`Colombo, samedi 19 mai`);
    `quote` is the number of the quotation that holds it, 0 outside quotations. `apposed` says that only a comma or a
    bracket parts it from the expression before.
    """

    paragraph: int
    sentence: tuple[int, int]
    tense: str
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
                _tense(tokens, sentence, first, end),
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
    start = text.rfind("\n", max(0, item.start - _PLACE), item.start) + 1
    end = text.find("\n", item.end, item.end + _PLACE)
    before, after = text[start : item.start].strip(' «"([-–*'), text[item.end : end if end >= 0 else item.end + _PLACE]
    at_head = start > 0 or item.start <= _PLACE
    return at_head and len(before) <= 40 and before.count(" ") <= 3 and not after.strip(" .,:)]»")


@cache
def _hints() -> tuple[dict[str, str], re.Pattern[str]]:
    table = lexicons.table("dates_hints")
    words = {word: tense for tense in ("past", "future", "none", "future_to") for word in table[tense]}
    return words, re.compile(table["future_verb"])


def _tense(tokens: Tokens, sentence: tuple[int, int], first: int, end: int) -> str:
    """The tense of the nearest word around the expression that has one, words before it first."""
    words, verb = _hints()
    left, right = max(sentence[0], first - _REACH), min(sentence[1], end + _REACH)
    order = sorted((*range(left, first), *range(end, right)), key=lambda i: first - i if i < first else i - end + 2)
    for index in order:
        form = tokens.forms[index]
        tense = words.get(form)
        if tense == "future_to":  # `renvoyé au 12`: only what follows `à` or `pour` is to come
            if index < first and any(value(tokens.forms[i], "to") is not None for i in (first - 1, first - 2)):
                return "future"
        elif tense in ("future", "past"):
            return tense
        elif tense is None and len(form) > 4 and verb.search(form) and tokens.text[tokens.starts[index]].islower():
            return "future"
    return ""


@cache
def _families() -> tuple[tuple[str, tuple[str, ...]], ...]:
    return tuple(
        (row["family"], tuple(bare(stem) for stem in row["stems"].split())) for row in lexicons.rows("dates_events")
    )


def families(words: Sequence[str]) -> set[str]:
    """The families of events that the words speak of (`meurtre`, `abattu` → death)."""
    plain = [bare(word) for word in words if len(word) > 2]
    return {
        family
        for family, stems in _families()
        if any(
            any(
                word.startswith(stem)
                if len(stem) > 4
                else word[: len(word) - 1] == stem or word in (stem, stem + "es", stem + "ée")
                for stem in stems
            )
            for word in plain
        )
    }


def content(words: Sequence[str]) -> list[str]:
    """The words that carry meaning, without accents."""
    return [bare(word) for word in words if len(word) > 3 and value(word, "stop") is None]
