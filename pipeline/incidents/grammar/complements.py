"""Gives nouns that tell an act the complement from which something inserted parts them: the parser hangs it on whatever
stands near, and the act would hit nobody there (`l'arrestation, le 8 mai à Lomé, de Me X`)."""

from collections.abc import Callable

from pipeline.incidents.grammar.cues import feature
from pipeline.incidents.grammar.parse import Word
from pipeline.incidents.grammar.subjects import NOMINAL, move

LONGEST = 20  # tokens between a noun and its complement
BEFORE = 4  # … between a noun and the comma behind which something is inserted (`l'arrestation à Lomé, le 8 mai, de X`)
WITHIN = 3  # tokens between a preposition and its noun
OF = ("de", "d'", "d’", "du")  # `des` begins a phrase of its own as often
OTHERWISE = frozenset(("après", "même"))  # behind `de` what is no complement
BOUNDS = frozenset(";:()«»–—")


def find_complements(tokens: list[Word], tells: Callable[[Word], bool]) -> None:
    """Hang what `de` begins behind a comma on the noun before the comma that opens what is inserted, where that noun
    tells an act and has no complement of its own."""
    for comma in tokens[:-1]:
        of = tokens[comma.i + 1]
        if comma.text != "," or not is_of(of):
            continue
        complement = headed(of)
        if complement is not None and tells(complement):
            continue  # the next of a list (`d'arrestations, de tortures, de détentions`)
        noun = parted_from(comma, tells) if complement is not None else None
        if complement is not None and noun is not None:
            move(complement, noun, "nmod")
            move(of, complement, "case")
            name = tokens[min(complement.i + 1, len(tokens) - 1)]
            if name.pos_ == "PROPN" and name not in complement.subtree:  # behind a title
                move(name, complement, "flat:name")


def is_of(word: Word) -> bool:
    """Is a word `de`, alone or with an article, but not in `d'après`, `de même que`?"""
    return word.lower_ in OF and word.doc[min(word.i + 1, len(word.doc) - 1)].lower_ not in OTHERWISE


def headed(of: Word) -> Word | None:
    """The noun or name that a preposition leads to."""
    behind = of.doc[of.i + 1 : of.i + 1 + WITHIN]
    if not behind or behind[0].is_punct:
        return None
    if of.head in behind and of.head.pos_ in NOMINAL:
        return of.head
    return next((word for word in behind if word.pos_ in NOMINAL), None)


def parted_from(comma: Word, tells: Callable[[Word], bool]) -> Word | None:
    """The noun before the comma that opens what a comma closes: no clause, no further noun of that kind."""
    opened = None
    for word in reversed(comma.doc[max(0, comma.i - LONGEST) : comma.i]):
        if feature(word, "VerbForm") == "Fin" or word.text in BOUNDS:
            return None
        if opened is not None and word.pos_ == "NOUN" and tells(word):
            return word if may_go_on(word, opened) else None
        if word.is_sent_start:
            return None
        opened = word if word.text == "," else opened
    return None


def may_go_on(noun: Word, comma: Word) -> bool:
    """May a noun have its complement behind what a comma opens: is it near, and does nothing before it tell whose it is
    or go on otherwise (`torture relevant, selon lui, de`)?"""
    between = noun.doc[noun.i + 1 : comma.i]
    own = any(word.dep_ == "det" and feature(word, "Poss") for word in noun.lefts)
    own = own or any(word.dep_ == "nmod" and any(map(is_of, word.lefts[:1])) for word in noun.rights)
    goes_on = any(word.pos_ == "VERB" or word.lower_ in OF for word in between)
    named = bool(between) and between[0].pos_ == "PROPN"
    return len(between) <= BEFORE and not (own or goes_on or named)
