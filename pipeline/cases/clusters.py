"""Links become cases: groups of incidents that no single weak link holds together."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np

from pipeline.cases.compare import Compared
from pipeline.cases.incidents import Incidents


@dataclass(slots=True)
class Clusters:
    """The case of each incident in one (by the number of its first incident), and what kept groups apart."""

    of: dict[int, int] = field(default_factory=dict)
    refused: Counter[str] = field(default_factory=Counter)


def clusters(incidents: Incidents, compared: Compared, threshold: float) -> Clusters:
    """Join incidents by their links, the surest first.

    Two groups become one where the pairs between them score `threshold` on average, no alert is in both (an alert tells
    an occasion once), and, if both have several incidents, more than one link joins them. A pair that was not compared
    counts only where both name somebody and no name is like another: then it speaks against.
    """
    links = compared.score >= threshold
    linked = np.unique(np.concatenate([compared.left[links], compared.right[links]]))
    groups = _Groups(incidents.alerts[linked].tolist(), [_words(incidents, place) for place in linked], threshold)
    inside = compared.kept(np.isin(compared.left, linked) & np.isin(compared.right, linked))
    left, right = (np.searchsorted(linked, side) for side in (inside.left, inside.right))
    groups.compared(left.tolist(), right.tolist(), inside.score.tolist())
    order = np.lexsort((right, left, -inside.score))[: int(links.sum())]
    result = Clusters()
    for one, other in zip(left[order].tolist(), right[order].tolist(), strict=True):
        if reason := groups.join(one, other):
            result.refused[reason] += 1
    numbers = linked.tolist()
    result.of = {numbers[member]: numbers[first] for member, first in groups.of_several()}
    return result


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
                if other in near:
                    scores.append(near[other])
                elif words and self._words[other] and words.isdisjoint(self._words[other]):
                    scores.append(0.0)
        return scores
