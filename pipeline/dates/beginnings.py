"""What the match of a rule may begin with: a search passes over all other tokens at once.

Python's own search does so only where a pattern begins with a token that it cannot do without; most rules begin with
one that may be missing.
"""

import re
from collections.abc import Iterator, Sequence

_PIECE = re.compile(
    r"\[(?P<token>[^]]*)]|\((?P<look>\?<?[=!])?(?P<open>\?:|\?P<\w+>)?|(?P<close>\))|(?P<bar>\|)|(?P<missing>[?*]|\{0?,\d*})"
)
_HEADED = re.compile(r"\[[^]]*](?![?*]|\{0?,)")
Start = tuple[frozenset[str], bool]  # the characters that something may begin with, and whether it may be empty
_NOTHING: Start = (frozenset(), True)


def quickened(pattern: str) -> str:
    """A compiled rule that looks at the first token before it tries what it is."""
    characters, empty = _group(_PIECE.finditer(pattern))
    if empty or _HEADED.match(pattern):
        return pattern
    return f"(?=[{''.join(sorted(characters))}])(?:{pattern})"


def _group(pieces: Iterator[re.Match[str]]) -> Start:
    """How a group may begin, given what comes behind its bracket; it is read up to the one that closes it."""
    branches: list[list[Start]] = [[]]
    for piece in pieces:
        if piece["close"]:
            break
        if piece["bar"]:
            branches.append([])
        elif piece["missing"]:
            branches[-1][-1] = branches[-1][-1][0], True
        elif piece["token"]:
            branches[-1].append((frozenset(piece["token"]), False))
        else:
            inside = _group(pieces)
            branches[-1].append(_NOTHING if piece["look"] else inside)
    starts = [_sequence(branch) for branch in branches]
    return frozenset().union(*(own for own, _ in starts)), any(empty for _, empty in starts)


def _sequence(parts: Sequence[Start]) -> Start:
    """How parts one behind the other may begin."""
    found: frozenset[str] = frozenset()
    for own, empty in parts:
        found |= own
        if not empty:
            return found, False
    return found, True
