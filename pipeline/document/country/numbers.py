"""What trees look at to tell whether an alert is about a country: how it is named, and how much words speak for it."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from itertools import product
from typing import get_args

import numpy as np

from pipeline.document.country.ballot import Ballot
from pipeline.document.country.mentions import Kind, Weighed
from pipeline.document.types import SectionKind
from pipeline.learned.associations import Floats

NONE = ""  # the candidate that stands for a digest, or for no country at all
_UNNAMED = 99.0  # rank, and share of the text before the first mention, of a country that is not named
_NEAREST = 6  # countries that words speak most for are candidates too
_ENOUGH = 200  # unlike words and pieces of names: a country that fewer tell without naming it is a guess
_KINDS: tuple[Kind, ...] = get_args(Kind)
_SECTIONS: tuple[SectionKind, ...] = get_args(SectionKind)


class _Spoken:
    """How much words of one sort speak for each country (`sums`, by its place `at`)."""

    def __init__(self, sums: Floats, at: Mapping[str, int]) -> None:
        self.sums, self.at = sums, at
        self.ranked = np.sort(sums)[::-1]

    def own(self, code: str) -> list[float]:
        """For a country: how much, by how much more than for its best rival, for how many countries more."""
        value = float(self.sums[self.at[code]]) if code in self.at else 0.0
        rival = float(self.ranked[0] if value < self.ranked[0] else self.ranked[1])
        return [value, value - rival, float((self.sums > value).sum())]

    def all(self, words: int) -> list[float]:
        """For the text: how far the best is before the second, how much is said for it by each of the words."""
        return [float(self.ranked[0] - self.ranked[1]), float(self.ranked[0]) / (1 + words)]


def nearest(sums: Floats, labels: tuple[str, ...]) -> Iterator[str]:
    """The countries that words speak most for."""
    for place in np.argsort(-sums, kind="stable")[:_NEAREST].tolist():
        if sums[place] > 0:
            yield labels[place]


def candidates(ballot: Ballot, sums: tuple[Floats, ...], labels: tuple[str, ...], words: int) -> list[str]:
    """The countries that come into question, in order of their codes; none of them last. `words` = the unlike ones."""
    found = set(ballot.votes).union(*(nearest(one, labels) for one in sums if words >= _ENOUGH))
    return [*sorted(found - {NONE}), NONE]


def numbers(
    ballot: Ballot,
    codes: list[str],
    sums: tuple[Floats, ...],
    at: Mapping[str, int],
    size: int,
    blocks: int,
    words: int,
) -> list[list[float]]:
    """The numbers of each country; `size` = characters of the text, `words` = the unlike ones that were looked up."""
    spoken = [_Spoken(one, at) for one in sums]
    by_code: dict[str, list[Weighed]] = defaultdict(list)
    leads: dict[int, str] = {}
    for one in sorted(ballot.mentions, key=lambda one: one.mention.start):
        by_code[one.mention.code].append(one)
        leads.setdefault(one.block, one.mention.code)
    led = Counter(leads.values())
    ranks = {code: float(rank) for rank, code in enumerate(sorted(ballot.votes, key=ballot.votes.__getitem__)[::-1])}
    elected = ballot.elected
    headed = sorted((of / max(1, size) for of in ballot.headed.values()), reverse=True)
    shared = [
        float(len(ballot.votes)), float(ballot.parted), float(len(ballot.headings)), ballot.share(ballot.leader),
        float(words), float(blocks), float(len(ballot.titled)), float(elected == NONE),
        sum(headed), *[*headed, 0.0, 0.0][:2],
        float(len(led)), max(led.values(), default=0) / max(1, len(leads)),
        *(number for one in spoken for number in one.all(words)),
    ]  # fmt: skip
    return [
        [
            float(code == NONE), ballot.votes.get(code, 0.0), ballot.share(code), ranks.get(code, _UNNAMED),
            float(code == elected), float(code in ballot.titled), float(ballot.headings[code]),
            led[code] / max(1, len(leads)), ballot.headed[code] / max(1, size),
            *_named(by_code.get(code, []), size, blocks),
            *(number for one in spoken for number in one.own(code)),
            *shared,
        ]
        for code in codes
    ]  # fmt: skip


def _named(found: list[Weighed], size: int, blocks: int) -> list[float]:
    """How and where a country is named."""
    first = min((one.mention.start for one in found), default=None)
    count: dict[object, float] = defaultdict(float)
    for one in found:
        for key in (one.mention.kind, one.section, (one.mention.kind, one.in_head)):
            count[key] += 1
    return [
        _UNNAMED if first is None else first / max(1, size),
        -1.0 if first is None else float(first),
        float(len({one.block for one in found})),
        max((one.weight for one in found), default=0.0),
        float(sum(one.of_issuer for one in found)),
        float(sum(one.in_head for one in found)),
        float(sum(one.block <= 1 for one in found)),
        float(sum(one.block >= blocks - 2 for one in found)),
        float(sum(one.heading for one in found)),
        *(count[kind] for kind in (*_KINDS, *_SECTIONS, *product(_KINDS, (True,)))),
    ]
