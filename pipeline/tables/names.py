"""Where a text names certain persons, so that their names can be replaced."""

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cache
from typing import NamedTuple

from pipeline.lexicons import rows
from pipeline.normalise import fold, name_key, person_key

# A word may hide soft hyphens, joiners of no width and accents that stand alone.
_UNSEEN = "\u00ad\u200b-\u200d\u2060\u0300-\u036f"
_WORD = re.compile(f"[^\\W_](?:[^\\W_]|[{_UNSEEN}])*")
_DROPPED = re.compile("[\u00ad\u200b-\u200d\u2060]")
_GAP = re.compile(r"[\s'’.\-‐‑]{1,3}")
_RUN = re.compile(r"[\w.+%/:?&=~#@-]+")
_ADDRESS = re.compile(
    r"@|://|www\.|#|_"
)  # what makes a run of such characters a mail or web address, a handle or a tag
_SHORT = 2  # letters up to which a word alone is no name (`Le`, `Li`), unless the text uses it so
_IN_ADDRESS = 4  # letters from which a word of a name counts inside an address


class Found(NamedTuple):
    """A span of a text and what stands in its place."""

    start: int
    end: int
    stand_in: str


class Names:
    """The names of some persons: every form of them, each of their words, in any case but all small letters."""

    def __init__(self, persons: Mapping[str, Iterable[str]]) -> None:
        """`persons`: what stands in for a person, with the forms of the name."""
        self._of_word: dict[str, set[str]] = defaultdict(set)
        self._forms: set[str] = set()
        for stand_in, forms in persons.items():
            for form in forms:
                self._forms.add(name_key(form))
                for word in person_key(form).split():
                    if word not in _particles():
                        self._of_word[word].add(stand_in)

    def find(self, text: str) -> list[Found]:
        """The spans of all names in a text, from left to right, without overlap; of an address the whole."""
        if not self._of_word:
            return []
        found = list(self._addresses(text))
        tokens = [
            (match.start(), match.end(), fold(_DROPPED.sub("", match[0])))
            for match in _WORD.finditer(text)
            if not any(place.start <= match.start() < place.end for place in found)
        ]
        place = 0
        while place < len(tokens):
            run = self._run(text, tokens, place)
            if run is None:
                place += 1
                continue
            first, last, stand_in = run
            found.append(Found(tokens[first][0], tokens[last][1], stand_in))
            place = last + 1
        return sorted(found)

    def replace(self, text: str) -> str:
        """The text with a stand-in for each name."""
        return replaced(text, self.find(text))

    def _addresses(self, text: str) -> Iterable[Found]:
        for match in _RUN.finditer(text):
            run = match[0].rstrip(".:?-")
            if not _ADDRESS.search(run):
                continue
            letters = fold(run)
            for word, stand_ins in self._of_word.items():
                if len(word) >= _IN_ADDRESS and word in letters:
                    yield Found(match.start(), match.start() + len(run), min(stand_ins))
                    break

    def _run(self, text: str, tokens: list[tuple[int, int, str]], first: int) -> tuple[int, int, str] | None:
        """The name that begins with a token: its first and last token and who it is."""
        start, _, word = tokens[first]
        if text[start].islower() or word not in self._of_word:
            return None
        who, last, count = self._of_word[word], first, 1
        for place in range(first + 1, len(tokens)):
            if not _GAP.fullmatch(text, tokens[place - 1][1], tokens[place][0]):
                break
            following = tokens[place][2]
            if both := who & self._of_word.get(following, set()):
                who, last, count = both, place, count + 1
            elif following not in _particles() and len(following) > 1:
                break
        if count == 1 and len(word) <= _SHORT and word not in self._forms:
            return None
        if first and self._is_initial(text, tokens, first - 1, who):
            first -= 1
        return first, last, min(who)

    def _is_initial(self, text: str, tokens: list[tuple[int, int, str]], place: int, who: set[str]) -> bool:
        start, end, letter = tokens[place]
        adjoining = _GAP.fullmatch(text, end, tokens[place + 1][0])
        if len(letter) > 1 or not adjoining or text[start].islower():
            return False
        return any(word[0] == letter and who & owners for word, owners in self._of_word.items())


def looks_like_a_name(text: str) -> bool:
    """Whether a text may be a person's name: words, particles aside, with a capital or of a script without."""
    words = [word for word in _WORD.findall(text) if fold(word) not in _particles()]
    return bool(words) and not any(word[0].islower() for word in words)


def replaced(text: str, found: Iterable[Found]) -> str:
    """The text with the stand-ins in place."""
    pieces, done = [], 0
    for start, end, stand_in in found:
        pieces += [text[done:start], stand_in]
        done = end
    return "".join([*pieces, text[done:]])


class Shift:
    """Where a place of a text is once names have been replaced; a place inside of a name goes to its near end."""

    def __init__(self, found: list[Found]) -> None:
        self._found = found
        self._starts = [place.start for place in found]
        self._gains = [0]
        for start, end, stand_in in found:
            self._gains.append(self._gains[-1] + len(stand_in) - (end - start))

    def start(self, place: int) -> int:
        """The new place of the beginning of a span."""
        return self._moved(place, at_end=False)

    def end(self, place: int) -> int:
        """The new place of the end of a span."""
        return self._moved(place, at_end=True)

    def _moved(self, place: int, at_end: bool) -> int:
        index = bisect_right(self._starts, place - at_end)
        if not index or self._found[index - 1].end <= place:
            return place + self._gains[index]
        start, _, stand_in = self._found[index - 1]
        return start + self._gains[index - 1] + (len(stand_in) if at_end else 0)


@cache
def _particles() -> frozenset[str]:
    return frozenset(fold(row["form"]) for row in rows("persons_titles") if row["kind"] == "particle")
