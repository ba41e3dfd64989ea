"""Whom a text tells apart from another of his name: `sans lien de parenté avec Ali Sow`, `un homonyme, Ali Sow`."""

from collections.abc import Iterable, Iterator, Sequence

import regex
from spacy.tokens import Doc

from pipeline.language.words import Name, Words
from pipeline.lexicons import table
from pipeline.normalise import same_person

PATTERNS = table("namesakes")
# By `regex`, which looks for the rare words of a pattern first: half the time of `re`.
WITH, ALIKE, OTHER, TAKEN, OTHER_MAN, SUBJECT = (
    regex.compile(PATTERNS[key], regex.IGNORECASE)
    for key in ("with", "alike", "other", "taken", "other_man", "subject")
)
SAID = regex.compile("|".join(PATTERNS["said"]), regex.IGNORECASE)
REACH = 45  # characters between a name and what tells its bearer apart
CLAUSE = 110  # the same for what his own clause says of him
BACK = 250  # and for whom `le` means (`On le confond avec`)
STOP = regex.compile(r"[.;:!?»]\s|\n\s*\n")  # what ends the reach; the full stop of a title does not
Pair = tuple[Name | None, Name | None]
TITLE = regex.compile(r"\b(?:\w|M[mM]e|M[eE]s?|Mlle|Dr|Pr)\.\s*$")


def namesakes(words: Words, names: Sequence[Name]) -> tuple[set[str], set[frozenset[str]]]:
    """The folded names of several words whose bearers are told apart from all others; and the folded names, of any
    number of words, of each two of whom the text says that they are not one."""
    persons = [name for name in names if name.kind == "person"]
    pairs = unrelated(words, persons)
    found = (name for name in bearers(words, persons, pairs) if name is not None)
    apart = {key for name in found if " " in (key := words.key(name))}
    return apart, {frozenset((words.key(left), words.key(right))) for left, right in pairs if left and right}


def told_apart(doc: Doc) -> set[int]:
    """The first tokens of the names in a Doc whose bearers are told apart from others."""
    names = (Name(span.start, span.end, span.label_) for span in doc.spans.get("names", []))
    persons = sorted(name for name in names if name.kind == "person")
    words = Words.of(doc)
    return {name.start for name in bearers(words, persons, unrelated(words, persons)) if name is not None}


def bearers(words: Words, persons: list[Name], pairs: Iterable[Pair]) -> Iterator[Name | None]:
    """The bearers of a name who are told apart, one for each telling: of each of the `unrelated` pairs the one behind,
    else the one before; who stands nearest to `homonyme`; who follows `un autre`; whose clause says that he is another
    than somebody named before."""
    if not persons:
        return
    for left, right in pairs:
        yield right or left
    for match in ALIKE.finditer(words.text):
        near = [name for name in sides(words, persons, match) if name]
        yield min(near, key=lambda name: gap(words, name, match), default=None)
    for match in OTHER.finditer(words.text):
        yield next((name for name in persons if words.chars(name)[0] == match.end()), None)
    yield from said(words, persons)


def said(words: Words, persons: list[Name]) -> Iterator[Name]:
    """The subjects of clauses that say of them that they are others, if somebody of like name was named before."""
    for pattern in (SAID, OTHER_MAN):
        for match in pattern.finditer(words.text):
            name = before(words, persons, match.start(), CLAUSE)
            if name is None or not SUBJECT.fullmatch(words.text[words.chars(name)[1] : match.start()]):
                continue
            full = pattern is OTHER_MAN  # a surname may be his own
            if any(other < name and like(words, other, name, full) for other in persons):
                yield name


def unrelated(words: Words, persons: list[Name]) -> list[Pair]:
    """Who is told to have nothing to do with whom, as far as both are in reach; and who is taken for whom."""
    if not persons:
        return []
    return [*(sides(words, persons, match) for match in WITH.finditer(words.text)), *taken(words, persons)]


def taken(words: Words, persons: list[Name]) -> list[tuple[Name, Name]]:
    """Who is taken for whom, of people of like names: the last one named before, and the next one."""
    found: list[tuple[Name, Name]] = []
    for match in TAKEN.finditer(words.text):
        left = next((name for name in reversed(persons) if words.chars(name)[1] <= match.start()), None)
        right = behind(words, persons, match.end())
        if left and right and match.start() - words.chars(left)[1] <= BACK and like(words, left, right):
            found.append((left, right))
    return found


def like(words: Words, left: Name, right: Name, full: bool = False) -> bool:
    """Are two names, be the left one `full` or not, other words, and alike enough for one person's?"""
    one, other = words.key(left), words.key(right)
    return one != other and (" " in one or not full) and same_person(one, other) > 0


def sides(words: Words, persons: list[Name], match: regex.Match[str]) -> Pair:
    """The persons in reach before and behind a match."""
    return before(words, persons, match.start()), behind(words, persons, match.end())


def gap(words: Words, name: Name, match: regex.Match[str]) -> int:
    """How many characters part a name from a match."""
    start, end = words.chars(name)
    span: tuple[int, int] = match.span()
    return max(start - span[1], span[0] - end)


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
