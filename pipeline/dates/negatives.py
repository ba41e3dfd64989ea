"""What the grammar matches and yet is no date."""

from pipeline.dates.grammar import Rule
from pipeline.dates.tokens import Tokens, is_a

_FRACTIONS = frozenset(("1/2", "1/3", "2/3", "1/4", "3/4"))
_GLUE = ("-", "/", ".", "°")
_ADOPTION_REACH = 28  # tokens between the name of a text and the day of its adoption
_LAW_REACH = 9  # tokens between the word `loi` and its date


def is_no_date(tokens: Tokens, start: int, end: int, rule: Rule) -> bool:
    """Whether the tokens that a rule matched are no date: a law's, a name, a number of a page, bare figures."""
    if is_a(tokens, start - 1, "number_sign", "chaque") or (
        rule.name == "weekday" and is_a(tokens, start - 1, "premier_adj", "ordinal_adj")
    ):
        return True
    if is_a(tokens, start - 1, "au") and is_a(tokens, start - 2, "daypart", "jour") and is_a(tokens, start - 3, "du"):
        return True  # `du jour au lendemain`
    if rule.name == "numeric" and _is_bare_figure(tokens, start, end):
        return True
    if rule.name == "year as a heading" and not _is_heading(tokens, start):
        return True
    return _is_name(tokens, start, end, rule) or (rule.kind != "range" and _is_law(tokens, start, end))


def _is_heading(tokens: Tokens, at: int) -> bool:
    """Whether a token has its line to itself, or opens it before a colon or a dash."""
    alone = at + 1 == len(tokens) or "\n" in tokens.text[tokens.ends[at] : tokens.ends[at + 1]]
    following = tokens.text[tokens.ends[at + 1] :][:1] if not alone else ""
    marked = is_a(tokens, at + 1, "colon", "hyphen", "dot") and not following.isalnum()
    return _opens_line(tokens, at) and (alone or marked)


def _is_bare_figure(tokens: Tokens, start: int, end: int) -> bool:
    """Two figures alone (`3/4`, `3.1`, `BF-25/11`) are a date only where something says so."""
    form, spot, after = tokens.forms[start], tokens.starts[start], tokens.ends[start]
    if end - start > 1 or len(form) > 5:
        return False
    if (
        form in _FRACTIONS
        or tokens.text[max(0, spot - 1) : spot] in _GLUE
        or tokens.text[after : after + 1] in ("-", "/")
    ):
        return True
    padded = len(form) == 5
    if is_a(tokens, start - 1, "au", "du", "de", "jusque", "depuis", "a"):
        return not padded and "." in form
    introduced = is_a(tokens, start - 1, "open", "bullet", "colon", "quote", *("dot",) * padded)
    return not ((introduced or _is_first_of_line(tokens, start)) and (padded or "/" in form))


def _is_name(tokens: Tokens, start: int, end: int, rule: Rule) -> bool:
    """`Mouvement du 20 février`, `place du 8-Mai`, `Mai Serwa`, `Jean-Noël`, `la Nuit des cravates`."""
    forms = tokens.forms[start:end]
    at = start if is_a(tokens, start, "du") else start - 1
    if is_a(tokens, at, "du") and end - at <= 4 and not any(form.isdecimal() and len(form) == 4 for form in forms):
        hyphened = any(form in "-–‑" for form in forms) and is_a(tokens, at - 1, "lieu")
        if hyphened or (is_a(tokens, at - 1, "named", "lieu") and _upper(tokens, at - 1)):
            return True
    if rule.name in ("month", "feast") and end - start == 1 and _upper(tokens, start):
        glued = tokens.text[max(0, tokens.starts[start] - 1) : tokens.starts[start]] == "-"
        follows = tokens.text[tokens.ends[start] : tokens.ends[start] + 1] == " " and _upper(tokens, start + 1)
        return glued or follows or _upper(tokens, start - 1)
    if rule.kind != "same":
        return False
    noun = start + (not is_a(tokens, start, "nuit", "jour", "daypart"))
    return _upper(tokens, noun) and not (noun == start and _opens_line(tokens, start))


def _upper(tokens: Tokens, at: int) -> bool:
    return 0 <= at < len(tokens) and tokens.text[tokens.starts[at]].isupper()


def _is_first_of_line(tokens: Tokens, at: int) -> bool:
    return at == 0 or "\n" in tokens.text[tokens.ends[at - 1] : tokens.starts[at]] or "\n" in tokens.forms[at - 1]


def _opens_line(tokens: Tokens, at: int) -> bool:
    """Whether a token is the first of a sentence or a line."""
    return _is_first_of_line(tokens, at) or tokens.forms[at - 1] in ".-•*:"


def _is_law(tokens: Tokens, start: int, end: int) -> bool:
    """`la loi du 29 juillet 1881`, `la Déclaration adoptée … le 9 décembre 1998`: the date names a text of law."""
    at = start if is_a(tokens, start, "du") else start - 1
    if not is_a(tokens, at, "du", "de"):
        return end - start == 4 and _is_adoption(tokens, start)
    for index in range(at - 1, max(-1, at - _LAW_REACH), -1):
        if is_a(tokens, index, "law") and (
            tokens.forms[index] != "arrêté" or is_a(tokens, index - 1, "le", "un", "ce")
        ):
            return True
        if is_a(tokens, index, "comma", "dot", "semicolon", "quote", "verb") or "\n" in tokens.forms[index]:
            return False
    return False


def _is_adoption(tokens: Tokens, start: int) -> bool:
    """Whether a full date is that of the adoption of an international text named before it in the sentence."""
    adopted = False
    for index in range(start - 1, max(-1, start - _ADOPTION_REACH), -1):
        if is_a(tokens, index, "dot", "semicolon") or "\n" in tokens.forms[index]:
            return False
        adopted = adopted or is_a(tokens, index, "adopted")
        if adopted and is_a(tokens, index, "law") and _upper(tokens, index):
            return True
    return False
