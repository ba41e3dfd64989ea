"""Whom a text tells apart from another of his name: `sans lien de parenté avec Ali Sow`, `un homonyme, Ali Sow`."""

import re
from collections.abc import Iterator, Sequence

from spacy.tokens import Doc

from pipeline.language.words import Name, Words
from pipeline.lexicons import table

PATTERNS = table("namesakes")
WITH, ALIKE, OTHER, TAKEN = (re.compile(PATTERNS[key], re.IGNORECASE) for key in ("with", "alike", "other", "taken"))
SAID = re.compile("|".join(PATTERNS["said"]), re.IGNORECASE)
REACH = 45  # characters between a name and what tells its bearer apart
CLAUSE = 110  # the same for what his own clause says of him
STOP = re.compile(r"[.;:!?»]\s|\n\s*\n")  # what ends the reach; the full stop of a title does not
TITLE = re.compile(r"\b(?:\w|M[mM]e|M[eE]s?|Mlle|Dr|Pr)\.\s*$")


def namesakes(words: Words, names: Sequence[Name]) -> tuple[set[str], set[frozenset[str]]]:
    """The folded names of several words whose bearers are told apart from all others; and those of any two of whom the
    text says that they have nothing to do with each other."""
    persons = [name for name in names if name.kind == "person"]
    joints = between(words, persons)
    found = (name for name in bearers(words, persons, joints) if name is not None)
    apart = {key for name in found if " " in (key := words.key(name))}
    sides = ((before(words, persons, match.start()), behind(words, persons, match.end())) for match in joints)
    return apart, {frozenset((words.key(left), words.key(right))) for left, right in sides if left and right}


def told_apart(doc: Doc) -> set[int]:
    """The first tokens of the names in a Doc whose bearers are told apart from others."""
    names = (Name(span.start, span.end, span.label_) for span in doc.spans.get("names", []))
    persons = sorted(name for name in names if name.kind == "person")
    words = Words.of(doc)
    return {name.start for name in bearers(words, persons, between(words, persons)) if name is not None}


def bearers(words: Words, persons: list[Name], joints: list[re.Match[str]]) -> Iterator[Name | None]:
    """The bearers of a name who are told apart, one for each telling: who stands behind `avec`, else right before; who
    stands nearest to `homonyme`; who follows `un autre`; whose clause says that he is another."""
    for match in joints:
        yield behind(words, persons, match.end()) or before(words, persons, match.start())
    for match in ALIKE.finditer(words.text):
        near = [name for name in (before(words, persons, match.start()), behind(words, persons, match.end())) if name]
        yield min(near, key=lambda name: gap(words, name, match), default=None)
    for match in OTHER.finditer(words.text):
        yield next((name for name in persons if words.chars(name)[0] == match.end()), None)
    for match in SAID.finditer(words.text):
        yield before(words, persons, match.start(), CLAUSE)


def between(words: Words, persons: list[Name]) -> list[re.Match[str]]:
    """What a text has between two whom it tells apart, where it names anybody."""
    return [*WITH.finditer(words.text), *TAKEN.finditer(words.text)] if persons else []


def gap(words: Words, name: Name, match: re.Match[str]) -> int:
    """How many characters part a name from a match."""
    start, end = words.chars(name)
    return max(start - match.end(), match.start() - end)


def runs_on(text: str, reach: int) -> bool:
    """Is a stretch short, and of one sentence?"""
    stop = STOP.search(text)
    return len(text) <= reach and (stop is None or bool(TITLE.search(text[: stop.end()])))


def behind(words: Words, persons: list[Name], end: int) -> Name | None:
    """The first person named in reach behind a place; a colon may stand before a list of such."""
    name = next((name for name in persons if words.chars(name)[0] >= end), None)
    return name if name and runs_on(words.text[end : words.chars(name)[0]].lstrip(" \u00a0:"), REACH) else None


def before(words: Words, persons: list[Name], start: int, reach: int = REACH) -> Name | None:
    """The last person named in reach before a place."""
    name = next((name for name in reversed(persons) if words.chars(name)[1] <= start), None)
    return name if name and runs_on(words.text[words.chars(name)[1] : start], reach) else None
