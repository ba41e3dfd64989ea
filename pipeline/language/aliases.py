"""By which other names a text says that somebody is called: `Jandir Barroso, dit « Zeca »`, `Yameen (« Yam »)`."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from rapidfuzz.distance import DamerauLevenshtein

from pipeline.language.words import Name, Words
from pipeline.lexicons import table
from pipeline.normalise import given_name_gender, same_person

LONGEST = 90  # characters between two names of one person
CALLED, NAMED, PERHAPS, BRACKET, CLOSED, QUOTED, UNQUOTED = (
    re.compile(table("aliases")[key], re.IGNORECASE)
    for key in ("called", "named", "perhaps", "bracket", "closed", "quoted", "unquoted")
)
SPEAKING: tuple[str, ...] = tuple(table("aliases")["speaking"])


def aliases(words: Words, names: Sequence[Name]) -> Iterator[tuple[Name, Name]]:
    """Pairs of names of one person, as far as the text says so."""
    for left, right in pairwise(sorted(names)):
        end, start = words.chars(left)[1], words.chars(right)[0]
        between = words.text[end:start] if start - end <= LONGEST else ""
        rules = (called, bracketed, misspelt)
        if between and any(rule(words, left, right, between) for rule in rules):
            yield left, right


def called(words: Words, _: Name, right: Name, between: str) -> bool:
    """Do the words between say that the one before has the other name as well? Behind `dit` a full name is rather who
    speaks, unless what is told of the first goes on behind it (`, dit Samba Fall, a été tué`)."""
    full = right.end - right.start > 1
    speaks = full and between.rstrip().endswith(SPEAKING) and not goes_on(words, right.end)
    return not speaks and CALLED.fullmatch(between) is not None


def goes_on(words: Words, end: int) -> bool:
    """Does an auxiliary stand right behind a comma?"""
    return words.texts[end : end + 1] == [","] and words.pos[end + 1 : end + 2] == ["AUX"]


def bracketed(words: Words, left: Name, right: Name, between: str) -> bool:
    """Is another name of the first set in brackets right behind it? Without a word that says so, it must be a spelling
    or part of his, or, behind what may say so, a single word: a full name in brackets is often another's (`La
    photographe Awa Sow (Ali Ba)`)."""
    if not CLOSED.match(words.text, words.chars(right)[1]):
        return False
    if NAMED.fullmatch(between):
        return True
    perhaps = PERHAPS.fullmatch(between) is not None
    if perhaps and right.end - right.start == 1:
        return True
    alike = (perhaps or BRACKET.fullmatch(between) is not None) and same_person(words.key(left), words.key(right))
    return bool(alike)


def misspelt(words: Words, left: Name, right: Name, between: str) -> bool:
    """Is the same name but for one letter quoted at the head of brackets, and nothing else with it? A slogan or what is
    said of a relative is another name."""
    end = words.chars(right)[1]
    if not (QUOTED.fullmatch(between) and UNQUOTED.match(words.text, end)):
        return False
    genders = {given_name_gender(words.texts[name.start]) for name in (left, right)}
    return genders != {"f", "m"} and DamerauLevenshtein.distance(words.key(left), words.key(right)) <= 1
