"""Whether two incidents hit the same people: names compared one by one, groups by their number and description."""

from functools import cache

import numpy as np
import numpy.typing as npt
from rapidfuzz.distance import DamerauLevenshtein
from rapidfuzz.fuzz import token_set_ratio

from pipeline.cases.incidents import Incidents, Ints, ranges
from pipeline.cases.names import skeleton
from pipeline.lexicons import table
from pipeline.normalise import same_person

_SAME, _SPELLING, _PART = 0.99, 0.85, 0.7  # likeness of names from which a level holds
_SURE = 0.9  # likeness below which two whole names may be those of two people: Hamidou, Amadou
_NEAR = 0.5
_DESCRIPTION = 80  # of 100, likeness of two descriptions


@cache
def _at(level: str) -> int:
    return list(table("cases")["names"]).index(level)


def name_levels(incidents: Incidents, left: Ints, right: Ints) -> Ints:
    """The level of `names` for each pair of incidents."""
    sizes = np.diff(incidents.starts)
    as_many = (incidents.counts[left] > 1) & (incidents.counts[left] == incidents.counts[right])
    level = np.where(as_many, _at("group"), _at("one_sided"))
    named = (sizes[left] > 0) & (sizes[right] > 0)
    level[named] = _named(incidents, left[named], right[named])
    nameless = (sizes[left] == 0) & (sizes[right] == 0)
    level[nameless] = _nameless(incidents, left[nameless], right[nameless])
    return level


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
        ],
        [_at(name) for name in ("near", "other", "several", "some", "full", "spelling")],
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
    """How alike two names are; a name of a single word is never more than a part of another."""
    known = incidents.known
    if one == other or known.key[one] == known.key[other]:
        return 1.0 if " " in known.key[one] else _PART
    if not known.spelt[one] & known.spelt[other]:
        return 0.0
    likeness = same_person(known.texts[one], known.texts[other])
    if not likeness and known.bones[one] == known.bones[other]:
        return _SPELLING  # words parted otherwise: Abdul Rahman, Abdulrahman
    lengths = {len(known.key[name].split()) for name in (one, other)}
    if min(lengths) < 2:
        return min(likeness, _PART) if likeness >= _PART else 0.0
    if len(lengths) > 1 or not 0 < likeness < _SURE:
        return likeness
    return max(likeness, _SPELLING) if _sound_alike(known.key[one], known.key[other]) else _NEAR


def _sound_alike(one: str, other: str) -> bool:
    """Whether each word of a name has one in the other name with its consonants, or but a letter away."""
    others = other.split()
    return all(
        any(_consonants(word) == _consonants(near) or DamerauLevenshtein.distance(word, near) <= 1 for near in others)
        for word in one.split()
    )


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
