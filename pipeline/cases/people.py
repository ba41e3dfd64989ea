"""Whether two incidents hit the same people: names compared one by one, groups by their number and description."""

from functools import cache, lru_cache
from itertools import pairwise

import numpy as np
import numpy.typing as npt
from rapidfuzz.distance import DamerauLevenshtein
from rapidfuzz.fuzz import token_set_ratio

from pipeline.cases.incidents import Incidents, Ints, ranges
from pipeline.cases.names import Names, skeleton
from pipeline.lexicons import table
from pipeline.normalise import same_person

_SAME, _SPELLING, _MOST, _PART, _NEAR = 1.0, 0.9, 0.8, 0.7, 0.5  # how alike two names are
_TELLING = 3  # consonants that two spellings must share at least, if nothing else is alike
_CUT = 3  # letters that a short form has at least, and lacks at least
_LETTERS = 2  # by which two spellings of a word may differ in length, where one writer parts it
_RIVALS = 6  # neighbours among whom a part of a name is checked for other people
_DESCRIPTION = 80  # of 100, likeness of two descriptions


@cache
def _at(level: str) -> int:
    return list(table("cases")["names"]).index(level)


def name_levels(incidents: Incidents, left: Ints, right: Ints) -> Ints:
    """The level of `names` for each pair of incidents."""
    sizes = np.diff(incidents.starts)
    as_many = (incidents.counts[left] > 1) & (incidents.counts[left] == incidents.counts[right])
    member = np.where(sizes[left] > 0, incidents.counts[right], incidents.counts[left]) > 1
    level = np.select([as_many, member], [_at("group"), _at("member")], _at("one_sided"))
    named = (sizes[left] > 0) & (sizes[right] > 0)
    level[named] = _named(incidents, left[named], right[named])
    nameless = (sizes[left] == 0) & (sizes[right] == 0)
    level[nameless] = _nameless(incidents, left[nameless], right[nameless])
    return level


def rivals(incidents: Incidents, left: Ints, right: Ints, level: Ints) -> tuple[Ints, Ints]:
    """Pairs of places among those of level `part` whose one word is that of two people: an incident that hit only
    `Corvelle` was compared with one of Inès and one of Bastien Corvelle."""
    (places,) = np.nonzero(level == _at("part"))
    ones = np.concatenate([left[places], right[places]])
    others = np.concatenate([right[places], left[places]])
    order = np.lexsort((others, ones))
    order = order[_bare(incidents, ones[order])]
    ones, others, places = ones[order], others[order], np.tile(places, 2)[order]
    found = [np.empty((2, 0), dtype=np.int64)]
    for step in range(1, _RIVALS + 1):
        (at,) = np.nonzero(ones[step:] == ones[:-step])
        two = name_levels(incidents, others[at], others[at + step])
        at = at[(two == _at("other")) | (two == _at("near"))]
        found.append(np.stack([places[at], places[at + step]]))
    one, other = np.concatenate(found, axis=1)
    return one, other


def _bare(incidents: Incidents, at: Ints) -> npt.NDArray[np.bool_]:
    """Whether somebody is named, by one word (and initials)."""
    bare = np.array([sum(len(part) > 1 for part in parts) == 1 for parts in incidents.known.parts] or [False])
    one = np.diff(incidents.starts)[at] == 1
    one[one] = bare[incidents.names[incidents.starts[at[one]]]]
    return np.asarray(one)


def _named(incidents: Incidents, left: Ints, right: Ints) -> Ints:
    sizes = np.diff(incidents.starts)
    likeness = _best(incidents, left, right)
    # Of each pair: how many names of the left one are among those of the right one, and how surely at least.
    pair = np.repeat(np.arange(len(left)), sizes[left])
    matched = likeness >= _PART
    count = np.bincount(pair[matched], minlength=len(left))
    surest = np.zeros(len(left))
    np.maximum.at(surest, pair, likeness)
    fewer = np.minimum(sizes[left], sizes[right])
    return np.select(
        [
            (count == 0) & (surest == _NEAR),
            count == 0,
            (count >= 2) & (2 * count >= fewer),
            count < fewer,
            surest >= _SAME,
            surest >= _SPELLING,
            surest >= _MOST,
        ],
        [_at(name) for name in ("near", "other", "several", "some", "full", "spelling", "most")],
        _at("part"),
    )


def _best(incidents: Incidents, left: Ints, right: Ints) -> npt.NDArray[np.float64]:
    """For each name of each left incident, one after the other, its likeness to the most alike one of the right."""
    sizes = np.diff(incidents.starts)
    ones = incidents.names[ranges(incidents.starts[left], sizes[left])]
    against = np.repeat(right, sizes[left])
    spread = sizes[against]
    others = incidents.names[ranges(incidents.starts[against], spread)]
    ones = np.repeat(ones, spread)
    low, high = np.minimum(ones, others), np.maximum(ones, others)
    size = max(1, len(incidents.known.texts))
    codes, places = np.unique(low * size + high, return_inverse=True)
    alike = np.array([_alike(incidents, int(code) // size, int(code) % size) for code in codes], dtype=float)
    begins = np.concatenate([[0], np.cumsum(spread)])[:-1]
    return np.maximum.reduceat(alike[places], begins) if len(codes) else np.empty(0)


def _alike(incidents: Incidents, one: int, other: int) -> float:
    """How alike two names are."""
    known = incidents.known
    if known.key[one] == known.key[other] and " " in known.key[one]:
        return _SAME
    if not known.spelt[one] & known.spelt[other]:
        return 0.0
    found = alike(known.parts[one], known.parts[other])
    return found or (_PART if _borne_by_one(known, one, other) else 0.0)


def _borne_by_one(known: Names, one: int, other: int) -> bool:
    """Whether somebody has both names: Ibrahim Soilihi and Soilihi Mze, where there is an Ibrahim Soilihi Mze."""
    return any(
        min(alike(known.parts[third], known.parts[one]), alike(known.parts[third], known.parts[other])) >= _MOST
        for third in known.longer(one, other)
    )


@lru_cache(maxsize=65536)
def alike(one: tuple[str, ...], other: tuple[str, ...]) -> float:
    """How alike the words of two names are: _SAME, _SPELLING of them, _MOST or a _PART of them; _NEAR where they are
    but alike and may be those of two people; 0 where a word of each contradicts the other."""
    if sorted(one) == sorted(other):
        return _SAME if len(one) > 1 else _PART
    short, long = sorted((one, other), key=len)
    found, rest = [], list(long)
    for word in sorted(short, key=len, reverse=True):
        near = max(rest, key=lambda there: _words_alike(word, there))
        found.append(_words_alike(word, near) or _short_form(word, near, as_many=len(short) == len(long)))
        rest.remove(near)
    if not all(found):
        return _in_pieces(short, long) or _in_pieces(long, short)
    surely = found.count(_SAME)
    if _NEAR in found or not surely:
        return _NEAR
    if surely == len(long):
        return _SPELLING if surely > 1 else _PART
    return _MOST if len(found) > 1 else _PART


def _in_pieces(parted: tuple[str, ...], whole: tuple[str, ...]) -> float:
    """The same, where two words of one name are one of the other: Abdul Rahman, Abdulrahman."""
    for n, (first, second) in enumerate(pairwise(parted)):
        if near := next((word for word in whole if _one_word(first + second, word)), None):
            return min(_SPELLING, alike((*parted[:n], near, *parted[n + 2 :]), whole))
    return 0.0


@lru_cache(maxsize=65536)
def _words_alike(one: str, other: str) -> float:
    """_SAME for a word and its spellings, _PART for an initial, _NEAR for what is but alike, 0 for two words."""
    if _vowels(one) == _vowels(other):
        return _SAME
    if min(len(one), len(other)) == 1:
        return _PART if _initials_alike(one[:1], other[:1]) else 0.0
    likeness = same_person(one, other)
    consonants = _consonants(one)
    told = len(consonants) > _TELLING or (len(consonants) == _TELLING and _left_out(one, other))
    if consonants == _consonants(other) and (likeness or told):
        return _SAME
    if not likeness:
        return 0.0
    return _SAME if DamerauLevenshtein.distance(one, other) <= 1 else _NEAR


def _short_form(one: str, other: str, as_many: bool) -> float:
    """_PART where one word is the other's short form: Sam, Samantha; not Ali, Alia. Names have `as_many` words, else
    Abdul is of Abdul Rahman, not of Abdullah."""
    short, long = sorted((one, other), key=len)
    cut = as_many and len(short) >= _CUT and len(long) - len(short) >= _CUT and long.startswith(short)
    return _PART if cut else 0.0


def _left_out(one: str, other: str) -> bool:
    """Whether one word is the other without a vowel within it: Slim, Selim; not Karim, Karima."""
    short, long = sorted((_vowels(one), _vowels(other)), key=len)
    letters = iter(long)
    return short[-1:] == long[-1:] and all(letter in letters for letter in short)


def _vowels(word: str) -> str:
    """A word without h, with one vowel for those that vary."""
    word = word.replace("h", "")
    for spelling, vowel in table("cases")["vowels"]:
        word = word.replace(spelling, vowel)
    return word


def _one_word(joined: str, word: str) -> bool:
    as_long = abs(len(joined) - len(word)) <= _LETTERS and _initials_alike(joined[0], word[0])
    return as_long and _consonants(joined) == _consonants(word)


def _initials_alike(one: str, other: str) -> bool:
    return one == other or any(one in letters and other in letters for letters in table("cases")["initials"])


def _consonants(word: str) -> str:
    """The consonants of a word; here a first h tells names apart, as in Hamidou and Amadou."""
    return ("h" if word.startswith("h") else "") + skeleton(word)


def _nameless(incidents: Incidents, left: Ints, right: Ints) -> Ints:
    counts = incidents.counts[left], incidents.counts[right]
    told = incidents.victims[left] > 0, incidents.victims[right] > 0
    level = np.where((counts[0] > 1) & (counts[0] == counts[1]), _at("group"), _at("unknown"))
    level = np.where((counts[0] > 0) & (counts[1] > 0) & (counts[0] != counts[1]), _at("group_other"), level)
    for place in np.flatnonzero((level == _at("unknown")) & told[0] & told[1]):
        texts = [incidents.descriptions[incidents.victims[at[place]]] for at in (left, right)]
        if token_set_ratio(*texts) >= _DESCRIPTION:
            level[place] = _at("alike")
    return level
