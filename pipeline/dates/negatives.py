"""What the grammar matches and yet is no date."""

from pipeline.dates.grammar import Rule
from pipeline.dates.tense import tense
from pipeline.dates.tokens import Tokens, class_names, is_a

_HOURS = 8  # tokens behind `du lundi au vendredi` in which hours may stand
_TOLD = frozenset(("part of that day in its clause", "daybreak"))
_TOLD_REACH = 7  # tokens before `le soir` in which its clause tells what is past
_HABIT_REACH = 10  # tokens on either side in which a habit is told
_SHORT_WORD = 3  # letters up to which a word is hardly a noun in the plural
_NAME_LENGTH = 7  # tokens of a name made of a date
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
    if rule.name in _TOLD and not _is_told(tokens, start, end):
        return True
    if _is_habit(tokens, start, end, rule) or _is_count(tokens, start, end, rule):
        return True
    if rule.name == "year in brackets" and any(is_a(tokens, at, "law") for at in range(max(0, start - 4), start)):
        return True  # `la résolution 2178 (2014)`
    return _is_name(tokens, start, end, rule) or (rule.kind != "range" and _is_law(tokens, start, end))


def _is_told(tokens: Tokens, start: int, end: int) -> bool:
    """Whether the clause up to a time of day tells what is past: `relâché le soir`, not `il travaille le soir`."""
    reach = range(start - 1, max(-1, start - 1 - _TOLD_REACH), -1)
    bound = next((at for at in reach if is_a(tokens, at, "comma", "dot", "semicolon", "colon", "break")), None)
    first = max(0, start - _TOLD_REACH) if bound is None else bound + 1
    return first < start and tense(tokens, (first, end), start, end) == "past"


def _is_habit(tokens: Tokens, start: int, end: int, rule: Rule) -> bool:
    """`Permanence le mardi`, `ouvert du lundi au vendredi`, `il pointe le lundi et le jeudi de chaque semaine`."""
    weekdays = rule.name == "range" and is_a(tokens, start + 1, "weekday") and is_a(tokens, end - 1, "weekday")
    if rule.name == "weekday" and is_a(tokens, end, "sur") and is_a(tokens, end + 1, "num"):
        return True  # `un mardi sur deux`
    if not weekdays and not (rule.name == "weekday" and is_a(tokens, start, "le")):
        return False
    if not weekdays and _is_paired(tokens, start, end):
        around = max(0, start - _HABIT_REACH), min(len(tokens), end + _HABIT_REACH)
        return not tense(tokens, around, start, end)
    if weekdays and is_a(tokens, end, "comma", "de") and "clock" in _classes_near(tokens, end, end + _HOURS):
        return True
    for step in (-1, 1):
        for at in range(start - 1 if step < 0 else end, start + step * _HABIT_REACH, step):
            if not 0 <= at < len(tokens) or is_a(tokens, at, "dot", "semicolon") or "\n" in tokens.forms[at]:
                break
            if is_a(tokens, at, "habit"):
                return True
    return False


def _is_paired(tokens: Tokens, start: int, end: int) -> bool:
    """`le lundi et le jeudi`."""
    behind = is_a(tokens, end, "et") and is_a(tokens, end + 1, "le") and is_a(tokens, end + 2, "weekday")
    return behind or (is_a(tokens, start - 1, "et") and is_a(tokens, start - 2, "weekday"))


def _classes_near(tokens: Tokens, start: int, end: int) -> set[str]:
    return {name for at in range(start, min(end, len(tokens))) for name in class_names(tokens.classes[at])}


def _is_count(tokens: Tokens, start: int, end: int, rule: Rule) -> bool:
    """`près de 1500 manifestants`, `appelez le 17`, `au 12 de la rue`."""
    if rule.name == "year" and is_a(tokens, start - 1, "about", "de", "a") and end < len(tokens):
        noun = tokens.forms[end]
        return class_names(tokens.classes[end]) == {"word"} and noun.endswith(("s", "x")) and len(noun) > _SHORT_WORD
    if rule.name in ("day", "bare day until") and end - start <= 2:
        of = is_a(tokens, end, "de", "comma") and any(is_a(tokens, at, "lieu") for at in (end + 1, end + 2))
        house = rule.name == "bare day until" or is_a(tokens, start - 1, "au")  # `le 23, place …` is a day
        road = of and any(is_a(tokens, at, "road") for at in (end + 1, end + 2))  # `le 12, rue Basse` is none
        return (of and house) or road or is_a(tokens, start - 1, "dial")
    return False


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
    dashed = is_a(tokens, start - 1, "hyphen") and _is_first_of_line(tokens, start - 1)
    dashed = dashed and is_a(tokens, end, "colon")  # `– 24/10 : plainte`, not `– 3/5 des détenus`
    ends = padded and is_a(tokens, start - 1, "comma") and is_a(tokens, end, "close")  # `(tribunal de Ségou, 22/11)`
    return not ((introduced or dashed or ends or _is_first_of_line(tokens, start)) and (padded or "/" in form))


def _is_name(tokens: Tokens, start: int, end: int, rule: Rule) -> bool:
    """`Mouvement du 20 février`, `place du 8-Mai`, `Mai Serwa`, `Jean-Noël`, `la Nuit des cravates`."""
    if _is_named_after(tokens, start, end):
        return True
    if rule.name == "weekday" and _upper(tokens, end - 1) and is_a(tokens, end, "eponym"):
        return True
    if rule.name in ("month", "feast", "weekday") and end - start == 1:
        return _is_name_alone(tokens, start, rule)
    if rule.kind != "same":
        return False
    noun = start + (not is_a(tokens, start, "nuit", "jour", "daypart"))
    return _upper(tokens, noun) and not (noun == start and _opens_line(tokens, start))


def _is_named_after(tokens: Tokens, start: int, end: int) -> bool:
    """Whether a day and month name a place or a group: `rue du 8-Mai-1945`, `le Front populaire du 5 juin`."""
    at = start if is_a(tokens, start, "du") else start - 1
    forms = tokens.forms[start:end]
    if (
        not is_a(tokens, at, "du")
        or end - at > _NAME_LENGTH
        or not any(is_a(tokens, i, "month") for i in range(at, end))
    ):
        return False
    noun = at - 1
    if not is_a(tokens, noun, "named", "lieu") and is_a(tokens, noun - 1, "named"):
        noun -= 1  # `Front populaire du 5 juin`
    dated = any(form.isdecimal() and len(form) == 4 for form in forms)
    hyphened = any(form in "-–‑" for form in forms)
    month = next(i for i in range(at, end) if is_a(tokens, i, "month"))
    marked = hyphened or (_upper(tokens, month) and tokens.text[tokens.starts[month] + 1].islower())
    if is_a(tokens, noun, "lieu"):
        return marked or is_a(tokens, noun, "street") or (_upper(tokens, noun) and not dated)
    if is_a(tokens, noun, "named"):
        inside = _upper(tokens, noun) and not _opens_line(tokens, noun)
        return inside or (not dated and (marked or _upper(tokens, noun)))
    return marked and not dated and _upper(tokens, noun) and not _opens_line(tokens, noun)


def _is_name_alone(tokens: Tokens, at: int, rule: Rule) -> bool:
    """`la place de Mai`, `Me Avril`, `Jean-Noël`, `la planète Mars`, `Septembre noir`: one word that is a name."""
    titled = is_a(tokens, at - 1, "title") or (is_a(tokens, at - 1, "dot") and is_a(tokens, at - 2, "title"))
    if is_a(tokens, at - 1, "de") and is_a(tokens, at - 2, "lieu") and rule.name == "month":
        return True
    if not _upper(tokens, at):
        return False
    if titled or is_a(tokens, at + 1, "eponym"):
        return True
    if rule.name == "weekday":
        return False
    glued = tokens.text[max(0, tokens.starts[at] - 1) : tokens.starts[at]] == "-"
    follows = tokens.text[tokens.ends[at] : tokens.ends[at] + 1] == " " and _upper(tokens, at + 1)
    if glued or follows or _upper(tokens, at - 1):
        return True
    if rule.name == "feast" or tokens.text[tokens.starts[at] + 1 : tokens.ends[at]].isupper():
        return False
    opens = _opens_line(tokens, at)
    before, behind = (class_names(tokens.classes[i]) if 0 <= i < len(tokens) else set() for i in (at - 1, at + 1))
    if opens:
        return bool(behind & {"word", "a_verb"}) or behind == {"stop"}
    return bool(before & {"word", "lieu", "sur"})


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
