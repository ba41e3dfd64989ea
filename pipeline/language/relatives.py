"""Whom a text brings in as a relative of the one named before, and so as somebody else: `Son frère, Houmed Ali`."""

from collections.abc import Iterator, Sequence

from pipeline.language.kinds import related
from pipeline.language.words import Name, Words
from pipeline.lexicons import table

NEAR = 4  # tokens before a name in which his kinship is told
SPEAKERS = frozenset(table("names")["speakers"])
OPEN, CLOSE = table("names")["quotation"]


def relatives(words: Words, names: Sequence[Name]) -> Iterator[tuple[Name, Name]]:
    """Pairs of persons of whom a word of kinship brings in the later one, where his name first stands, as the other's
    relative. Not where a relative speaks (`Mon mari Ali Sow`): whom he means may have been named before."""
    ordered = sorted(names)
    met: set[str] = set()
    for number, name in enumerate(ordered):
        key = words.key(name)
        if key not in met and number and introduced(words, name):
            other = last_named(words, ordered[:number])
            if not left_out(key.split(), words.key(other).split()):
                yield other, name
        met.add(key)


def introduced(words: Words, name: Name) -> bool:
    """Does a word of kinship stand before a name, and nobody's who speaks?"""
    before = words.before(name.start)
    if before < 0 or not related(words, before):
        return False
    start = words.chars(name)[0]
    quoted = words.text.rfind(OPEN, 0, start) > words.text.rfind(CLOSE, 0, start)
    return not quoted and SPEAKERS.isdisjoint(words.folded[max(0, name.start - NEAR) : name.start])


def last_named(words: Words, names: Sequence[Name]) -> Name:
    """The last person named, by his last full name if the last one is a part of it."""
    last = names[-1]
    if " " in words.key(last):
        return last
    return next((name for name in reversed(names) if name != last and words.key(last) in words.key(name).split()), last)


def left_out(one: Sequence[str], other: Sequence[str]) -> bool:
    """Is one name the other with names in its middle left out (`Omar Ahmed Radi`, `Omar Radi`)?"""
    short, long = sorted((one, other), key=len)
    rest = iter(long)
    return short[0] == long[0] and short[-1] == long[-1] and all(word in rest for word in short)
