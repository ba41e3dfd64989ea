"""Links become cases: groups of incidents that no single weak link holds together."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from pipeline.cases.compare import Compared
from pipeline.cases.incidents import Incidents

_OPEN = 0.5  # likelihood from which a pair that is no link says too little to speak against one occasion
_SURE = 0.9  # likelihood from which a third telling may vouch for two that name other people, or parts of one name
_NAMED = 2  # words of a name that the third must share with each


@dataclass(slots=True)
class Clusters:
    """The case of each incident in one (by the number of its first incident), and what kept groups apart."""

    of: dict[int, int] = field(default_factory=dict)
    refused: Counter[str] = field(default_factory=Counter)


def clusters(incidents: Incidents, compared: Compared, threshold: float) -> Clusters:
    """Join incidents by their links, the surest first.

    Two groups become one where the pairs between them score `threshold` on average, no alert is in both (an alert tells
    an occasion once), and, if both have several incidents, more than one link joins them. A pair of which too little is
    known does not count. Two that name other people
    speak against it, even if they were not compared, but where a third one names both and is surely of one occasion
    with each.
    """
    links = (compared.score >= threshold) & ~_outdone(incidents, compared, threshold)
    linked = np.unique(np.concatenate([compared.left[links], compared.right[links]]))
    groups = _Groups(incidents.alerts[linked].tolist(), [_words(incidents, place) for place in linked], threshold)
    inside = compared.kept(np.isin(compared.left, linked) & np.isin(compared.right, linked))
    left, right = (np.searchsorted(linked, side) for side in (inside.left, inside.right))
    groups.compared(left.tolist(), right.tolist(), inside.score.tolist())
    order = np.lexsort((right, left, -inside.score))
    order = order[links[np.isin(compared.left, linked) & np.isin(compared.right, linked)][order]]
    result = Clusters()
    for one, other in zip(left[order].tolist(), right[order].tolist(), strict=True):
        if reason := groups.join(one, other):
            result.refused[reason] += 1
    numbers = linked.tolist()
    result.of = {numbers[member]: numbers[first] for member, first in groups.of_several()}
    return result


def _outdone(incidents: Incidents, compared: Compared, threshold: float) -> npt.NDArray[np.bool_]:
    """Links of two acts of a family where the one alert tells the very act of the other too: that one it is."""
    same = (incidents.acts[compared.left] == incidents.acts[compared.right]) & (compared.score >= threshold)
    size = int(incidents.alerts.max(initial=0)) + 1
    told = [
        one * size + incidents.alerts[other]
        for one, other in ((compared.left, compared.right), (compared.right, compared.left))
    ]
    kept = np.concatenate([codes[same] for codes in told])
    return np.asarray(~same & (np.isin(told[0], kept) | np.isin(told[1], kept)))


def _words(incidents: Incidents, place: int) -> frozenset[int]:
    """The words of all names of an incident, as blocks know them."""
    names = incidents.names[incidents.starts[place] : incidents.starts[place + 1]].tolist()
    return frozenset().union(*(incidents.known.spelt[name] for name in names))


class _Groups:
    """Groups of incidents; a join moves the smaller into the larger one."""

    def __init__(self, alerts: list[int], words: list[frozenset[int]], threshold: float) -> None:
        self._threshold = threshold
        self._words = words
        self._group = list(range(len(alerts)))
        self._members = [[place] for place in self._group]
        self._alerts = [{alert} for alert in alerts]
        self._near: list[dict[int, float]] = [{} for _ in alerts]  # with whom each was compared, and the score

    def compared(self, left: list[int], right: list[int], scores: list[float]) -> None:
        """Take the pairs that were compared."""
        for one, other, score in zip(left, right, scores, strict=True):
            self._near[one][other] = score
            self._near[other][one] = score

    def join(self, one: int, other: int) -> str:
        """Join the groups of two incidents; the reason where they must stay apart, "" where they are one now."""
        small, large = self._group[one], self._group[other]
        if small == large:
            return ""
        if len(self._members[small]) > len(self._members[large]):
            small, large = large, small
        if not self._alerts[small].isdisjoint(self._alerts[large]):
            return "same_alert"
        scores = self._between(small, large)
        if sum(scores) < self._threshold * len(scores):
            return "unlike"
        if len(self._members[small]) > 1 and sum(score >= self._threshold for score in scores) < 2:
            return "single_link"
        for member in self._members[small]:
            self._group[member] = large
        self._members[large] += self._members[small]
        self._alerts[large] |= self._alerts[small]
        self._members[small] = []
        return ""

    def of_several(self) -> Iterator[tuple[int, int]]:
        """Each incident of a group with several, and the first incident of the group."""
        for members in self._members:
            if len(members) > 1:
                first = min(members)
                yield from ((member, first) for member in members)

    def _between(self, small: int, large: int) -> list[float]:
        scores = []
        for member in self._members[small]:
            near, words = self._near[member], self._words[member]
            for other in self._members[large]:
                apart = bool(words and self._words[other]) and words.isdisjoint(self._words[other])
                score = near.get(other, 0.0 if apart else None)
                if score is None or _OPEN <= score < self._threshold:
                    continue
                if score >= _OPEN or not self._bridged(member, other, small, large):
                    scores.append(score)
        return scores

    def _bridged(self, one: int, other: int, small: int, large: int) -> bool:
        """Whether a member of the groups names the people of both, and goes surely with each."""
        return any(
            min(self._near[third].get(one, 0.0), self._near[third].get(other, 0.0)) >= _SURE
            and all(len(self._words[third] & self._words[side]) >= _NAMED for side in (one, other))
            for third in (*self._members[small], *self._members[large])
        )
