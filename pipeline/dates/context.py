"""What surrounds each expression: its paragraph and sentence, a hint of the future, a quoted text with its own date."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from pipeline import lexicons
from pipeline.dates.find import Found
from pipeline.dates.tokens import Tokens, value

_LINE = re.compile(r"\n")
_PLACE = 60  # characters of a line around a date that stands alone with a place
_REACH = 14  # tokens on either side in which a hint counts


@dataclass(frozen=True, slots=True)
class Context:
    """`paragraph` numbers the blocks of the text; `sentence` is a range of tokens; `tense` is `future`, `soon`,
    `past` or "".

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
    described: bool
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
                between != [] and between[0] in _APPOSING and all(form in ("dans", "soit") for form in between[1:]),
                between == ["du"] or (len(between) == 2 and between[0] == "," and between[1].endswith(_PARTICIPLE)),
                bool(between) and len(between) <= 3 and all(form in _LINKS for form in between),
            )
        )
    return out


_APPOSING = frozenset((",", "(", "—", "–"))
_PAST_PARTICIPLE = ("é", "ée", "és", "ées")
_PARTICIPLE = ("é", "ée", "és", "ées", "u", "ue", "us", "ues", "is", "ise", "ises")
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
    before, after = (
        text[start : item.start].rpartition("«")[2].strip(' «"([-–*'),
        text[item.end : end if end >= 0 else item.end + _PLACE],
    )
    at_head = start > 0 or item.start <= _PLACE
    return at_head and len(before) <= 40 and before.count(" ") <= 3 and not after.strip(" .,:)]»")


@cache
def _hints() -> tuple[dict[str, str], re.Pattern[str], re.Pattern[str]]:
    table = lexicons.table("dates_hints")
    words = {word: tense for tense in ("past", "future", "soon", "none", "future_to") for word in table[tense]}
    return words, re.compile(table["future_verb"]), re.compile(table["conditional_verb"])


def _tense(tokens: Tokens, sentence: tuple[int, int], first: int, end: int) -> str:
    """The tense of the nearest word around the expression that has one, words before it first."""
    forms = tokens.forms
    left, right = max(sentence[0], first - _REACH), min(sentence[1], end + _REACH)
    before = first - 1 - (first > 1 and value(forms[first - 1], "le") is not None)
    if before >= left and forms[before] in ("avant", "pour", "ici"):
        return "future"
    if before >= left and _is_participle(tokens, before, first, sentence[0]):
        return "past"
    clause = next((at for at in range(end, right) if forms[at] in (",", ";")), right)  # then another clause begins
    near = sorted((*range(left, first), *range(end, clause)), key=lambda i: first - i if i < first else i - end + 2)
    order = (*near, *range(clause, right))
    return next((tense for at in order if (tense := _tense_of(tokens, at, first))), "").strip("?")


def _is_participle(tokens: Tokens, at: int, first: int, opening: int) -> bool:
    """`arrêté mardi`: a participle of its own, without `sera` or `être` before it."""
    if not tokens.forms[at].endswith(_PAST_PARTICIPLE) or _tense_of(tokens, at, first):
        return False
    if at == opening:
        return True
    alone = tokens.forms[at - 1] != "être" and not _tense_of(tokens, at - 1, first)
    return alone and tokens.text[tokens.starts[at]].islower()


def _tense_of(tokens: Tokens, at: int, first: int) -> str:
    """`future`, `past`, `?` for a conditional, "" for a word without tense."""
    words, future, conditional = _hints()
    form = tokens.forms[at]
    tense = words.get(form)
    if tense == "future_to":  # `renvoyé au 12`: only what follows `à` or `pour` is to come
        to = any(value(tokens.forms[i], "to") is not None for i in range(max(0, first - 2), first))
        return "future" if at < first and to else ""
    if tense is not None:
        return tense if tense in ("future", "past", "soon") else ""
    if len(form) > 4 and future.search(form) and tokens.text[tokens.starts[at]].islower():
        return "future"
    return "?" if len(form) > 5 and conditional.search(form) else ""
