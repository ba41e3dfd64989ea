"""The countries that a text names, counted: what the rules make of them, before anything learned."""

from collections import Counter
from dataclasses import dataclass
from functools import cached_property

from pipeline.document.country.mentions import IN_HEAD, Weighed, mentions, weigh
from pipeline.document.country.parts import are_several, parts
from pipeline.document.types import Block, Section
from pipeline.normalise import fold

_TWINS = {"CG": "CD", "CD": "CG"}  # `Congo`, `congolais` alone say neither
_TWIN_SHARE = 0.9
_LEAST, _LEAST_ALONE = 1.0, 0.1  # … in all; where no other country is named, a seat is enough (`Nairobi. Brian K., …`)
# A digest: as many countries head parts of it, or are named at all; the share with which one leads it nevertheless.
_DIGEST, _LEAD = 3, 0.6
_MANY, _LEAD_OF_MANY = 5, 0.3
# Fewer head the parts of a digest where these are long enough (in characters) and do not all stand in the head.
_LEAD_OF_PARTS = 0.75


@dataclass(frozen=True)
class Ballot:
    """All mentions of countries in a text, weighed; `parted` = the parts that countries head make it a digest."""

    mentions: tuple[Weighed, ...]
    parted: bool
    votes: dict[str, float]
    headings: Counter[str]  # how often a country heads a part
    headed: Counter[str]  # the characters of these parts
    titled: frozenset[str]  # those that the head names as what the alert is about

    @cached_property
    def best(self) -> dict[str, Weighed]:
        """The mention of each country that says most."""
        best: dict[str, Weighed] = {}
        for one in self.mentions:
            if one.mention.code not in best or one.weight > best[one.mention.code].weight:
                best[one.mention.code] = one
        return best

    def share(self, code: str) -> float:
        """The part of all votes that a country has."""
        return self.votes.get(code, 0.0) / (sum(self.votes.values()) or 1.0)

    @cached_property
    def leader(self) -> str:
        """The country with the most votes, the first named of equals; "" where none is named."""
        return max(self.best, key=lambda code: (self.votes[code], -self.best[code].mention.start), default="")

    @cached_property
    def elected(self) -> str:
        """The leader, "" where the text says too little or tells of several countries."""
        code = self.leader
        if not code:
            return ""
        share = self.share(code)
        led = self.titled == {code}
        of_parts = len(self.headings) >= _DIGEST and share < _LEAD and not (led and self.headings[code] != 1)
        of_many = len(self.votes) >= _MANY and share < _LEAD_OF_MANY and not led
        of_few = share < _LEAD_OF_PARTS and self.parted
        least = _LEAST_ALONE if len(self.votes) == 1 else _LEAST
        return "" if self.votes[code] < least or of_parts or of_many or of_few else code


def count(text: str, blocks: tuple[Block, ...], sections: tuple[Section, ...]) -> Ballot:
    """The ballot of a text."""
    found = list(mentions(text))
    weighed = tuple(weigh(text, blocks, sections, mention) for mention in found)
    votes: dict[str, float] = {}
    for one in weighed:
        code, words = one.mention.code, text[one.mention.start : one.mention.end]
        votes[code] = votes.get(code, 0.0) + one.weight
        if code in _TWINS and fold(words).startswith("congo") and not one.opens:
            votes[_TWINS[code]] = votes.get(_TWINS[code], 0.0) + one.weight * _TWIN_SHARE
    headings = Counter(one.mention.code for one in weighed if one.opens)
    titled = frozenset(one.mention.code for one in weighed if one.in_head and one.weight >= IN_HEAD["name"])
    own = parts(text, blocks, sections, found)
    headed: Counter[str] = Counter()
    for _, size, code in own:
        headed[code] += size
    return Ballot(weighed, are_several(own, sections), votes, headings, headed, titled)
