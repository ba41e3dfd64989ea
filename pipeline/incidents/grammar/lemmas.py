"""The lemmas that a token may stand for, whatever part of speech the tagger gave it.

The model mistakes many forms (`fermée` → `fermé`, `écope` → `écope`), so a form is read as verb, noun and adjective by
the model's own rules and exceptions, and as a form of a verb in -er by its ending (see the head of `frames.csv`).
"""

from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import spacy.util
from spacy.lookups import Lookups

from pipeline import lexicons
from pipeline.incidents.grammar.parse import Word
from pipeline.normalise import fold
from pipeline.settings import BASE_MODEL

CONTRACTED = {"au": "à", "aux": "à", "du": "de", "des": "de", "d'": "de", "d’": "de", "l'": "le", "l’": "le"}
ER_ENDINGS = ("erait", "èrent", "aient", "eront", "ait", "ant", "era", "ées", "ent", "ée", "és", "es", "é", "a", "e")
BARE = {"à": "a"}  # small words without their accents
BARE_ENDINGS = ("ees", "ee")  # those in which a verb in -er has lost its accent
OPEN = ("VERB", "NOUN", "ADJ", "PROPN", "AUX", "X")
NAME = "name"  # stands for the part of speech of a word inside a name: no form of a verb (`Gaza`, `Al-Raya`)
OPEN_FOR_VERBS = ("VERB", "AUX", "ADJ")


@cache
def tables() -> dict[str, tuple[dict[str, Any], dict[str, list[str]], dict[str, list[list[str]]]]]:
    """The base model's index, exceptions and rules for verbs, nouns and adjectives (read once, without the model); the
    rules by the last letter of the endings that they replace."""
    package = Path(spacy.util.get_package_path(BASE_MODEL))
    folder = next(package.glob("*/lemmatizer/lookups"))
    lookups = Lookups().from_disk(folder)
    index, exceptions, rules = (lookups.get_table(f"lemma_{name}") for name in ("index", "exc", "rules"))
    return {
        pos: (dict.fromkeys(index.get(pos, ())), exceptions.get(pos, {}), by_last_letter(rules.get(pos, [])))
        for pos in ("verb", "noun", "adj")
    }


def by_last_letter(rules: list[list[str]]) -> dict[str, list[list[str]]]:
    """Rules, each an ending and what takes its place, by the last letter of the ending."""
    found: dict[str, list[list[str]]] = {}
    for rule in rules:
        found.setdefault(rule[0][-1], []).append(rule)
    return found


def rule_lemmas(form: str, pos: str) -> list[str]:
    """The lemmas of a form as one part of speech, as spaCy's French rule lemmatizer finds them; without guesses."""
    index, exceptions, rules = tables()[pos]
    if form in index:
        return [form]
    if form in exceptions:
        return list(exceptions[form])
    stems = [form[: len(form) - len(old)] + new for old, new in rules.get(form[-1:], ()) if form.endswith(old)]
    return [stem for stem in stems if stem in index]


@lru_cache(maxsize=1 << 16)
def er_verbs(form: str) -> frozenset[str]:
    """The verbs in -er of which a form may be one by its ending."""
    return frozenset(form.removesuffix(end) + "er" for end in ER_ENDINGS if form.endswith(end) and len(form) > 3)


@lru_cache(maxsize=1 << 16)
def is_noun(form: str) -> bool:
    """Is a form a noun of the dictionary?"""
    return form in tables()["noun"][0] or bool(rule_lemmas(form, "noun"))


@lru_cache(maxsize=1 << 16)
def _keys(form: str, lemma: str, pos: str) -> frozenset[str]:
    found = {form, lemma, CONTRACTED.get(form, form)}
    if pos in OPEN or pos == NAME:
        if pos != NAME:
            found.update(er_verbs(form), rule_lemmas(form, "verb"))
        for kind in ("noun", "adj"):
            found.update(rule_lemmas(form, kind))
        found.update(*(classes().get(word, ()) for word in tuple(found)))
    return frozenset(found)


@cache
def classes() -> dict[str, list[str]]:
    """The classes of a lemma (`@body`, `@vehicle`), for which frames may have a place."""
    of: dict[str, list[str]] = {}
    for row in lexicons.rows("frames_classes"):
        for lemma in row["lemmas"].split("|"):
            of.setdefault(lemma, []).append(f"@{row['class']}")
    return of


@cache
def accented() -> dict[str, list[str]]:
    """The dictionary's words that have accents, by what they are without."""
    of: dict[str, list[str]] = {bare: [word] for word, bare in BARE.items()}
    for index, _, _ in tables().values():
        for word in index:
            if (bare := fold(word)) != word:
                of.setdefault(bare, []).append(word)
    return of


@lru_cache(maxsize=1 << 14)
def restored(form: str) -> frozenset[str]:
    """The words with their classes that a form of capitals without accents may stand for (`ARRETEES`, `PROCES`)."""
    endings = (end for end in BARE_ENDINGS if form.endswith(end) and len(form) > len(end) + 1)
    verbs = {form.removesuffix(end) + "er" for end in endings} | er_verbs(form)
    found = {word for bare in (form, form.removesuffix("s"), *verbs) for word in accented().get(bare, ())}
    found |= {verb for verb in verbs if verb in tables()["verb"][0]}
    return frozenset(found.union(*(classes().get(word, ()) for word in found)))


def keys(token: Word) -> frozenset[str]:
    """The words of the lexicon that a token may stand for, in lower case; names in capitals may be headlines."""
    capitals = token.text.isupper()
    named = token.pos_ == "PROPN" and token.ent_type_ and not capitals
    found = _keys(token.lower_, token.lemma_.lower(), NAME if named else token.pos_)
    return found | restored(token.lower_) if capitals and token.text.isascii() else found


def may_be_verb(token: Word) -> bool:
    """May a token alone be a verb? A word that the tagger calls a noun only if no dictionary does (`juge`, `garde`);
    what it calls a name may be one in a title in capitals."""
    titled = token.pos_ == "PROPN" and token.text.isupper() and not token.ent_type_
    return token.pos_ in OPEN_FOR_VERBS or titled or not is_noun(token.lower_)
