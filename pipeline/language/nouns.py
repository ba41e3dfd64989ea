"""The nouns that denote people, bodies and things that stand for somebody, by form."""

from functools import cache
from typing import NamedTuple

from pipeline.lexicons import rows


class Noun(NamedTuple):
    """What one form of a noun tells: `gender` is f, m or empty for both, `number` sing or plur."""

    lemma: str
    gender: str
    number: str
    human: str  # profession, kin, person, agent, body, thing
    collective: bool
    type: str  # perpetrator type, `none` if the noun alone gives none


def plural(noun: str) -> str:
    """The regular plural of a French noun; of a compound, that of its first word.

    >>> plural("général"), plural("garde forestier"), plural("fils")
    ('généraux', 'gardes forestier', 'fils')
    """
    first, *rest = noun.split(" ")
    if first.endswith(("s", "x", "z")):
        many = first
    elif first.endswith("al") and not first.endswith(("cheval", "val")):
        many = f"{first[:-2]}aux"
    elif first.endswith(("eau", "eu")):
        many = f"{first}x"
    else:
        many = f"{first}s"
    return " ".join([many, *rest])


def forms(row: dict[str, str], human: str, collective: bool) -> dict[str, Noun]:
    """All forms of one line of a lexicon."""
    masculine, feminine, kind = row["masculine"], row["feminine"], row["type"]
    lemma = masculine or feminine
    both = masculine == feminine
    found = {}
    for noun, gender in ((feminine, "" if both else "f"), (masculine, "" if both else "m")):
        if noun and " " not in noun:
            found[plural(noun)] = Noun(lemma, gender, "plur", human, collective, kind)
            found[noun] = Noun(lemma, gender, "sing", human, collective, kind)
    return found


@cache
def nouns() -> dict[str, Noun]:
    """Every known form in lower case; occupations win over other nouns of the same form."""
    found: dict[str, Noun] = {}
    for row in rows("groups_nouns"):
        found |= forms(row, row["human"], bool(row["collective"]))
    for row in rows("roles"):
        found |= forms(row, "profession", False)
    return found
