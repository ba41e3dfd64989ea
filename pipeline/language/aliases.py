"""By which other names a text says that somebody is called: `Jandir Barroso, dit « Zeca »`."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from pipeline.language.words import Name, Words
from pipeline.lexicons import table

LONGEST = 90  # characters between two names of one person
CALLED = re.compile(table("aliases")["called"], re.IGNORECASE)
SPEAKING: tuple[str, ...] = tuple(table("aliases")["speaking"])


def aliases(words: Words, names: Sequence[Name]) -> Iterator[tuple[Name, Name]]:
    """The neighbouring names of persons of whom the text says that they are one person's."""
    for left, right in pairwise(sorted(names)):
        end, start = words.chars(left)[1], words.chars(right)[0]
        between = words.text[end:start] if start - end <= LONGEST else ""
        speaks = between.rstrip().endswith(SPEAKING) and right.end - right.start > 1  # `, dit Samba Fall`
        if between and not speaks and CALLED.fullmatch(between):
            yield left, right
