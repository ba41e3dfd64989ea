"""Pairs of incidents compared, and what the comparison is worth."""

from dataclasses import dataclass
from functools import cache

import numpy as np
import numpy.typing as npt

from pipeline.cases.blocks import apart
from pipeline.cases.incidents import UNKNOWN, Incidents, Ints
from pipeline.cases.people import name_levels
from pipeline.lexicons import table

FORTNIGHT = 14  # days between two publications within which undated tellings are likely of one occasion
_MONTH = 31
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
    total = np.full(len(left), float(table("cases")["bias"]))
    for feature, at in found.items():
        total += _weights(feature)[at]
    return Compared(left, right, found, 1 / (1 + np.exp(-total)))


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
    together = (incidents.first[left] == incidents.first[right]) & (longest > _MONTH)  # such as one that goes on
    level = np.select(
        [gap > 3, gap > 1, gap == 1, (longest <= 1) | together, longest <= _MONTH],
        [_at("dates", name) for name in ("far", "few", "next", "day", "inside")],
        _at("dates", "long"),
    )
    told = np.abs(incidents.published[left] - incidents.published[right])
    near = (told <= FORTNIGHT) & (incidents.published[left] < UNKNOWN)
    undated = _undated(incidents, left) | _undated(incidents, right)
    return np.where(undated, np.where(near, _at("dates", "undated_near"), _at("dates", "undated")), level)


def _length(incidents: Incidents, at: Ints) -> Ints:
    """Days that the time of an incident takes, 0 for a day; very many where a side is open."""
    open_side = (incidents.first[at] == UNKNOWN) | (incidents.last[at] == UNKNOWN)
    return np.where(open_side, UNKNOWN, incidents.last[at] - incidents.first[at])


def _undated(incidents: Incidents, at: Ints) -> npt.NDArray[np.bool_]:
    return np.asarray((incidents.first[at] == UNKNOWN) & (incidents.last[at] == UNKNOWN))
