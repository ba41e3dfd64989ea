"""Pairs of incidents compared, and what the comparison is worth."""

from dataclasses import dataclass
from functools import cache

import numpy as np
import numpy.typing as npt

from pipeline.cases.blocks import MONTH, NEAR, apart, once
from pipeline.cases.incidents import UNKNOWN, Incidents, Ints
from pipeline.cases.people import name_levels, rivals
from pipeline.lexicons import table

FORTNIGHT = 14  # days between two publications within which undated tellings are likely of one occasion
_MONTH = 31
_SOON = 60  # days between two publications within which undated tellings may well be of one occasion
_BETTER = 0.9  # by which a telling must fit better than that of a namesake
Floats = npt.NDArray[np.float64]


@cache
def levels(feature: str) -> tuple[str, ...]:
    """The levels of a comparison; its numbers are places in this list."""
    return tuple(table("cases")[feature])


def _weights(feature: str) -> Floats:
    return np.array(list(table("cases")[feature].values()), dtype=float)


def _at(feature: str, level: str) -> int:
    return levels(feature).index(level)


@dataclass(frozen=True, slots=True)
class Compared:
    """Pairs with the level of each comparison and the probability that both tell one occasion."""

    left: Ints
    right: Ints
    levels: dict[str, Ints]
    score: Floats

    def kept(self, wanted: npt.NDArray[np.bool_]) -> "Compared":
        """The pairs of these places only."""
        return Compared(
            self.left[wanted],
            self.right[wanted],
            {name: found[wanted] for name, found in self.levels.items()},
            self.score[wanted],
        )


def compare(incidents: Incidents, left: Ints, right: Ints) -> Compared:
    """Compare pairs of incidents in every respect of the lexicon `cases`."""
    found = {
        "names": name_levels(incidents, left, right),
        "dates": _dates(incidents, left, right),
        "acts": _same("acts", incidents.acts[left], incidents.acts[right], "family"),
        "places": _places(incidents, left, right),
        "countries": _same("countries", incidents.countries[left], incidents.countries[right]),
        "perpetrators": _same("perpetrators", incidents.perpetrators[left], incidents.perpetrators[right]),
        "standings": _same("standings", incidents.negated[left] + 1, incidents.negated[right] + 1),
    }
    found["names"] = _without_rivals(incidents, left, right, found)
    return Compared(left, right, found, 1 / (1 + np.exp(-_total(found))))


def _total(found: dict[str, Ints]) -> Floats:
    return np.asarray(table("cases")["bias"] + sum(_weights(feature)[at] for feature, at in found.items()), dtype=float)


def _without_rivals(incidents: Incidents, left: Ints, right: Ints, found: dict[str, Ints]) -> Ints:
    """The levels of `names`, with `rival` in place of `part` where another person bears the word too, who fits the rest
    as well or better."""
    one, other = rivals(incidents, left, right, found["names"])
    total = _total(found)
    names = found["names"].copy()
    names[one[total[one] < total[other] + _BETTER]] = _at("names", "rival")
    names[other[total[other] < total[one] + _BETTER]] = _at("names", "rival")
    return names


def _same(feature: str, left: Ints, right: Ints, otherwise: str = "other") -> Ints:
    """Level `same` for equal codes, `unknown` where one of them is 0, else `otherwise`."""
    level = np.where(left == right, _at(feature, "same"), _at(feature, otherwise))
    return (
        np.where((left == 0) | (right == 0), _at(feature, "unknown"), level) if "unknown" in levels(feature) else level
    )


def _places(incidents: Incidents, left: Ints, right: Ints) -> Ints:
    """Places by their keys; one whose words are all in the other's (`Lubasha`, `prison de Lubasha`) is a part of it."""
    level = _same("places", incidents.places[left], incidents.places[right])
    for pair in np.flatnonzero(level == _at("places", "other")):
        one, other = (set(incidents.place_keys[incidents.places[at[pair]]].split()) for at in (left, right))
        if one <= other or other <= one:
            level[pair] = _at("places", "part")
    return level


def _dates(incidents: Incidents, left: Ints, right: Ints) -> Ints:
    gap = apart(incidents, left, right)
    longest = np.maximum(_length(incidents, left), _length(incidents, right))
    begins = np.abs(incidents.first[left] - incidents.first[right])
    together = (begins == 0) & (longest > _MONTH)  # such as one that goes on
    within = (longest <= _MONTH) | (begins < _MONTH) & (_since_month(incidents, left) | _since_month(incidents, right))
    issued = (incidents.published[left] < UNKNOWN) & (incidents.published[right] < UNKNOWN)
    told = np.where(issued, np.abs(incidents.published[left] - incidents.published[right]), UNKNOWN)
    near = told <= FORTNIGHT
    known = (incidents.first[left] < UNKNOWN) & (incidents.first[right] < UNKNOWN)
    begun = known & (begins > _MONTH) & (longest > UNKNOWN // 2)
    level = np.select(
        [gap > NEAR, gap > 1, gap == 1, (longest <= 1) | together, within & near, within, begun, near],
        [_at("dates", name) for name in ("far", "few", "next", "day", "inside_near", "inside", "begun", "long_near")],
        _at("dates", "long"),
    )
    undated = _undated(incidents, left) | _undated(incidents, right)
    since = np.select(
        [near, told <= _SOON], [_at("dates", "undated_near"), _at("dates", "undated_then")], _at("dates", "undated")
    )
    level = np.where(undated, since, level)
    return np.where(once(incidents, left) & once(incidents, right), _once(level, gap), level)


def _once(level: Ints, gap: Ints) -> Ints:
    """The levels of dates for what one person suffers once."""
    changed = dict.fromkeys(("inside_near", "inside", "long_near", "long"), "once")
    changed |= dict.fromkeys(("undated", "undated_then"), "once_undated")
    table = np.array([_at("dates", changed.get(name, name)) for name in levels("dates")])
    return np.where((gap > NEAR) & (gap <= MONTH), _at("dates", "once_apart"), table[level])


def _since_month(incidents: Incidents, at: Ints) -> npt.NDArray[np.bool_]:
    """Whether something goes on since the first of a month, which may stand for the month."""
    first = incidents.first[at].astype("datetime64[D]")
    return np.asarray((incidents.last[at] == UNKNOWN) & (first == first.astype("datetime64[M]")))


def _length(incidents: Incidents, at: Ints) -> Ints:
    """Days that the time of an incident takes, 0 for a day; very many where a side is open."""
    open_side = (incidents.first[at] == UNKNOWN) | (incidents.last[at] == UNKNOWN)
    return np.where(open_side, UNKNOWN, incidents.last[at] - incidents.first[at])


def _undated(incidents: Incidents, at: Ints) -> npt.NDArray[np.bool_]:
    return np.asarray((incidents.first[at] == UNKNOWN) & (incidents.last[at] == UNKNOWN))
