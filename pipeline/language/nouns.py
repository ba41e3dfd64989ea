"""The nouns that denote people, bodies and things that stand for somebody, by form."""

import re
from functools import cache, lru_cache
from typing import NamedTuple

from pipeline.lexicons import rows, table
from pipeline.normalise import fold

REMEMBERED = 1 << 16  # words that are looked up once
PREFIXES = frozenset(table("groups")["words"]["prefixes"])
PREFIXED = frozenset({"profession", "person", "agent", "kin"})
ACUTE = re.compile(r"ée?s?$")


class Noun(NamedTuple):
    """What one form of a noun tells: `gender` is f, m or empty for both, `number` sing or plur."""

    lemma: str
    gender: str
    number: str
    human: str  # profession, kin, person, agent, body, thing
    collective: bool
    type: str  # perpetrator type, `none` if the noun alone gives none


def plurals(noun: str) -> list[str]:
    """All plurals that a noun may have: those of a compound put its first word, its last or both into the plural.

    >>> plurals("avocate"), plurals("garde-côte"), plurals("taximan")
    (['avocates'], ['garde-côtes', 'gardes-côtes', 'gardes-côte'], ['taximans', 'taximen'])
    """
    found = [plural(noun)]
    if noun.endswith("man"):
        found.append(f"{noun.removesuffix('an')}en")
    first, joint, rest = noun.partition("-")
    if joint:
        found += [f"{plural(first)}-{plural(rest)}", f"{plural(first)}-{rest}"]
    return found


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
    found: dict[str, Noun] = {}
    for noun, gender in ((feminine, "" if both else "f"), (masculine, "" if both else "m")):
        if noun and " " not in noun:
            found |= dict.fromkeys(plurals(noun), Noun(lemma, gender, "plur", human, collective, kind))
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


@cache
def unaccented() -> dict[str, Noun]:
    """Known forms as they are spelt without accents (`frere`, `prefet`), by those that are no known form themselves."""
    known = nouns()
    bare = {fold(form): noun for form, noun in known.items() if form.islower()}
    return {form: noun for form, noun in bare.items() if form not in known}


def prefixed(word: str) -> Noun | None:
    """The noun that a word is behind its prefix, of people but not of peoples (`ex-bâtonnière`)."""
    prefix, joint, rest = word.partition("-")
    noun = nouns().get(rest) if joint and prefix in PREFIXES else None
    return noun._replace(lemma=f"{prefix}-{noun.lemma}") if noun and noun.human in PREFIXED else None


@lru_cache(maxsize=REMEMBERED)
def known(text: str) -> Noun | None:
    """The noun that a word is as it stands in a text; without its accents none that could be a verb (`blesse`)."""
    word = text.lower()
    found = nouns().get(word) or nouns().get(text) or prefixed(word)
    bare = unaccented().get(word) if found is None else None
    return found or (bare if bare and (text.isupper() or not ACUTE.search(bare.lemma)) else None)
