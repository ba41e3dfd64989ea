"""Whether the words around an expression speak of the past or of the time to come, without a parse."""

import re
from functools import cache

from pipeline import lexicons
from pipeline.dates.families import hints
from pipeline.dates.tokens import Tokens, value

_REACH = 14  # tokens on either side in which a hint counts
_PAST_PARTICIPLE = ("é", "ée", "és", "ées")
_OTHER_PARTICIPLE = re.compile(r"(?:[^oq]u|is|[iu]it|ert)(?:e?s?)$")  # `tenu`, `remis`, `détruit`, `ouvert`
_CALL = 9  # tokens before a time in which one is called to it
_TOWARDS = ("à", "au", "de", "d'", "jusqu'", "jusque")
_INTO = ("en", "dans", "dès")
_LONG = 4  # letters of such a participle at least


@cache
def _hints() -> tuple[dict[str, str], re.Pattern[str], re.Pattern[str]]:
    table = lexicons.table("dates_hints")
    words = {word: name for name in ("past", "future", "soon", "none", "awaiting", "future_to") for word in table[name]}
    return words, re.compile(table["future_verb"]), re.compile(table["conditional_verb"])


def tense(tokens: Tokens, sentence: tuple[int, int], first: int, end: int) -> str:
    """The tense of the nearest word around the expression that has one, words before it first."""
    forms = tokens.forms
    left, right = max(sentence[0], first - _REACH), min(sentence[1], end + _REACH)
    before = first - 1 - (first > 1 and value(forms[first - 1], "le") is not None)
    if before >= left and forms[before] in ("avant", "pour", "ici"):
        return "future"
    if first - left > 2 and value(forms[first - 2], "jusque") is not None and forms[first - 3] in ("a", "ont"):
        return "future"  # `il a jusqu'au 3 juin pour partir`
    if _is_called(forms, left, first):
        return "future"
    if before >= left and _is_participle(tokens, before, first, sentence[0]):
        return "past"
    into = forms[before] in _INTO or (forms[before] == "au" and not forms[first].isdecimal())
    if into and before > left and _is_participle(tokens, before - 1, first, sentence[0]):
        return "past"  # `collées au mois de mai`
    clause = next((at for at in range(end, right) if forms[at] in (",", ";")), right)  # then another clause begins
    near = sorted((*range(left, first), *range(end, clause)), key=lambda i: first - i if i < first else i - end + 2)
    order = (*near, *range(clause, right))
    return next((found for at in order if (found := _tense_of(tokens, at, first))), "").strip("?")


@cache
def _calls() -> re.Pattern[str]:
    return re.compile("|".join(lexicons.table("dates_hints")["call"]))


@cache
def _moved() -> frozenset[str]:
    """The participles that `être` makes a past of, not a present: `elle est partie`."""
    return frozenset(stem + end for stem in hints("moved") for end in ("", "e", "s", "es"))


def _is_called(forms: list[str], left: int, first: int) -> bool:
    """`elle appelle à manifester dimanche`, `l'ordre de se présenter vendredi`, `a laissé jusqu'à lundi`."""
    return any(
        _calls().match(forms[at])
        and (forms[at + 1] in _TOWARDS or "à" in forms[at + 2 : at + 5])
        and not {",", ";", ":"}.intersection(forms[at:first])
        for at in range(max(left, first - _CALL), first - 1)
    )


def _is_participle(tokens: Tokens, at: int, first: int, opening: int) -> bool:
    """`arrêté mardi`: a participle of its own, without `sera` or `être` before it."""
    form = tokens.forms[at]
    other = len(form) > _LONG and _OTHER_PARTICIPLE.search(form) is not None and value(form, "stop") is None
    if not (form.endswith(_PAST_PARTICIPLE) or other) or _tense_of(tokens, at, first):
        return False
    if at > opening and tokens.forms[at - 1] in ("est", "sont") and form in _hints()[0]:
        return False
    if at == opening:
        return True
    alone = tokens.forms[at - 1] != "être" and not _tense_of(tokens, at - 1, first)
    return alone and tokens.text[tokens.starts[at]].islower()


def _leads_to(tokens: Tokens, first: int) -> bool:
    """`au 12`, `pour le 12`; not `au commissariat le 12`."""
    article = first > 1 and value(tokens.forms[first - 1], "le") is not None
    return first > 0 and value(tokens.forms[first - 1 - article], "to") is not None


def is_distant(tokens: Tokens, sentence: tuple[int, int], first: int, end: int) -> bool:
    """Whether the nearest verb is in the tense of a story of long ago (`il fut relâché`, `on l'avait suivi`)."""
    left, right = max(sentence[0], first - _REACH), min(sentence[1], end + _REACH)
    order = sorted((*range(left, first), *range(end, right)), key=lambda i: first - i if i < first else i - end + 2)
    verb = next((at for at in order if _told_of(tokens, at)), None)
    return verb is not None and _told_of(tokens, verb) == "distant"


def _told_of(tokens: Tokens, at: int) -> str:
    form = tokens.forms[at]
    if form in hints("distant") or form.endswith(hints("simple_past")):
        return "distant"
    if form in hints("recent"):
        return "recent"
    simple = len(form) > _LONG and form.endswith("a") and not form.endswith("ra") and form not in _hints()[0]
    return "distant" if simple and tokens.text[tokens.starts[at]].islower() else ""


def _tense_of(tokens: Tokens, at: int, first: int) -> str:
    """`future`, `past`, `?` for a conditional, "" for a word without tense."""
    words, future, conditional = _hints()
    form = tokens.forms[at]
    if form == "a" and tokens.text[tokens.starts[at]] == "A":  # `A partir du 3 mai`
        return ""
    if form in ("est", "sont") and at > 0 and tokens.forms[at - 1] == "s'":  # `elle s'est vu notifier`
        return "past"
    if at > 0 and tokens.forms[at - 1] in ("est", "sont") and form in _moved():
        return "past"
    known = words.get(form)
    if known == "future" and at > 0 and form.endswith((*_PAST_PARTICIPLE, "u", "ue", "us", "ues")):
        known = "past" if words.get(tokens.forms[at - 1]) == "past" and tokens.forms[at - 1] != "été" else known
    if known == "awaiting":
        return "future" if at < first else ""
    if known == "future_to":  # `renvoyé au 12`: only what follows `à` or `pour` is to come
        if at >= first:
            return ""
        if _leads_to(tokens, first):
            return "future"
        return "soon" if at > 0 and tokens.forms[at - 1] in ("est", "sont") else ""  # `il est convoqué dimanche`
    if known is not None:
        return known if known in ("future", "past", "soon") else ""
    if len(form) > 4 and future.search(form) and tokens.text[tokens.starts[at]].islower():
        return "future"
    return "?" if len(form) > 5 and conditional.search(form) else ""
