"""Which pairs of incidents are worth comparing: those that share a key and lie near in time.

Within a block (all incidents of one key, by day) an incident is compared with the next WINDOW ones only, so that the
work grows with the number of incidents, not with its square. What this leaves out is counted.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from pipeline.cases.incidents import UNKNOWN, Incidents, Ints, family, ranges
from pipeline.lexicons import table

WINDOW = 12
NEAR = 3  # days between two dates beyond which they tell two occasions
MONTH = 30  # days from what is not dated, told on such a day, to what shares but a word of the name
_FAMILIES, _COUNTRIES, _PLACES = 1_000, 1_000, 1 << 30  # more than there are


@dataclass(slots=True)
class Blocked:
    """How blocks were cut. `left_out` counts pairs near in time that were not compared under that kind of key."""

    blocks: dict[str, int] = field(default_factory=dict)
    cut: dict[str, int] = field(default_factory=dict)
    left_out: dict[str, int] = field(default_factory=dict)
    largest: int = 0


def pairs(incidents: Incidents) -> tuple[Ints, Ints, Blocked]:
    """The pairs to compare (the lower number first, each once, in order) and how blocks were cut."""
    report = Blocked()
    size = max(1, len(incidents))
    found = [np.empty(0, dtype=np.int64)]
    when = np.where(incidents.first < UNKNOWN, incidents.first, incidents.last)
    when = np.where(when < UNKNOWN, when, incidents.published)
    for kind, keys, members in _keys(incidents):
        for left, right in _neighbours(kind, keys, members, when, incidents, report):
            wanted = _worth(kind, incidents, left, right, when)
            found.append((np.minimum(left, right) * size + np.maximum(left, right))[wanted])
    codes = np.unique(np.concatenate(found))
    return codes // size, codes % size, report


def _keys(incidents: Incidents) -> Iterator[tuple[str, Ints, Ints]]:
    """Kinds of keys: the key of each member, and which incident it is."""
    everyone = np.arange(len(incidents))
    sizes = np.diff(incidents.starts)
    owners = np.repeat(everyone, sizes)
    whole = np.array(incidents.known.whole or [0], dtype=np.int64)
    yield "whole_name", whole[incidents.names] * _FAMILIES + incidents.families[owners], owners
    lengths = np.array([len(words) for words in incidents.known.words] or [0], dtype=np.int64)
    flat = np.array([word for words in incidents.known.words for word in words] or [0], dtype=np.int64)
    begins = np.concatenate([[0], np.cumsum(lengths)])[:-1]
    spread = lengths[incidents.names]
    words = flat[ranges(begins[incidents.names], spread)]
    bearers = np.repeat(owners, spread)
    there = incidents.families * _COUNTRIES + incidents.countries
    yield "word", words * (_FAMILIES * _COUNTRIES) + there[bearers], bearers
    placed = everyone[incidents.places > 0]
    yield "place", incidents.places[placed] * (_FAMILIES * _COUNTRIES) + there[placed], placed
    exact = everyone[(incidents.first < UNKNOWN) & (incidents.last - incidents.first <= 1)]
    yield "day", (incidents.first[exact] + 1_000_000) * (_FAMILIES * _COUNTRIES) + there[exact], exact


def _neighbours(
    kind: str, keys: Ints, members: Ints, when: Ints, incidents: Incidents, report: Blocked
) -> Iterator[tuple[Ints, Ints]]:
    """Pairs of one kind of key: each incident with the next ones of its block by day."""
    order = np.lexsort((when[members] * _PLACES + incidents.places[members], keys))  # stable: members stay in order
    keys, members = keys[order], members[order]
    _count(kind, keys, when[members], report)
    for step in range(1, WINDOW + 1):
        same = np.flatnonzero(keys[step:] == keys[:-step])
        if not len(same):
            return
        yield members[same], members[same + step]


def _worth(kind: str, incidents: Incidents, left: Ints, right: Ints, when: Ints) -> npt.NDArray[np.bool_]:
    """Which pairs of a kind of key are worth comparing.

    Pairs of a place serve those of whom one at least is not named, pairs of a day those of whom both are not: two names
    are found by their words.
    """
    gap = apart(incidents, left, right)
    wanted = incidents.alerts[left] != incidents.alerts[right]
    if kind == "whole_name":
        wanted &= gap <= np.where(once(incidents, left) & once(incidents, right), MONTH, NEAR)
        return np.asarray(wanted)
    wanted &= gap <= NEAR
    nameless = np.diff(incidents.starts) == 0
    if kind == "place":
        wanted &= nameless[left] | nameless[right]
    elif kind == "day":
        wanted &= nameless[left] & nameless[right]
    return np.asarray(wanted & (np.abs(when[left] - when[right]) <= MONTH))


def apart(incidents: Incidents, left: Ints, right: Ints) -> Ints:
    """Days between two incidents, 0 where their times meet; what is open or not dated meets everything."""
    low = np.where(incidents.first < UNKNOWN, incidents.first, -UNKNOWN)
    begin, end = np.maximum(low[left], low[right]), np.minimum(incidents.last[left], incidents.last[right])
    return np.asarray(np.maximum(0, begin - end))


def once(incidents: Incidents, at: Ints) -> npt.NDArray[np.bool_]:
    """Whether each is an act that one person suffers once."""
    return np.isin(incidents.families[at], [family(act) for act in table("cases")["once"]])


def _count(kind: str, keys: Ints, days: Ints, report: Blocked) -> None:
    """Put into the report how many blocks there are, and what the window leaves out of the big ones."""
    if not len(keys):
        return
    begins = np.flatnonzero(np.concatenate([[True], keys[1:] != keys[:-1]]))
    sizes = np.diff(np.concatenate([begins, [len(keys)]]))
    report.blocks[kind] = len(begins)
    report.cut[kind] = int((sizes > WINDOW + 1).sum())
    report.largest = max(report.largest, int(sizes.max()))
    # Of each incident: how many later ones of its block begin within NEAR days.
    rank = np.cumsum(np.concatenate([[0], (keys[1:] != keys[:-1]).astype(np.int64)]))
    line = rank * (1 << 33) + days
    near = np.searchsorted(line, line + NEAR, side="right") - np.arange(len(line)) - 1
    report.left_out[kind] = int(np.maximum(0, near - WINDOW).sum())
