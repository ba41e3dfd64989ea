"""Which predicted entity, date and incident stands for which of the gold: the one-to-one matchings of SPEC section 7.

Each is an assignment of greatest weight, and the weights pack an order of aims, so that a tie never costs the
prediction anything: whatever is left open by the rule is decided in its favour.
"""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.evaluate.assignment import assign
from pipeline.evaluate.gold import GoldAlert, GoldDate, GoldEntity, GoldIncident, GoldParticipant, Span
from pipeline.evaluate.predicted import (
    PredictedAlert,
    PredictedDate,
    PredictedEntity,
    PredictedIncident,
    PredictedParticipant,
)

CLEAN_FIELDS = ("date", "victims", "perpetrator_type", "country", "factuality")
FIELDS = (*CLEAN_FIELDS, "target")
NAMED_KINDS = ("person", "organisation", "place")
_FIRST, _SECOND, _THIRD = 10**9, 10**5, 10  # aims in order, the last counts 1 each
_ARTICLE = re.compile(r"^(?:(?:les?|la|une?|des|du|ces|cet|cette|ce|aux?|de|ses|son|sa|leurs?)\s+|[ld]['’]\s*)+")


@dataclass(frozen=True, slots=True)
class Pair:
    """A gold incident with the predicted one that stands for it, and which of `FIELDS` are right."""

    gold: GoldIncident
    predicted: PredictedIncident
    right: dict[str, bool]

    @property
    def clean(self) -> bool:
        return all(self.right[field] for field in CLEAN_FIELDS)


def overlap(a: Span, b: Span) -> int:
    """How many characters two spans share, 0 for none."""
    return max(0, min(a[1], b[1]) - max(a[0], b[0]))


def match_entities(gold: Sequence[GoldEntity], predicted: Sequence[PredictedEntity]) -> dict[str, str]:
    """Gold key by predicted id: one to one, so that the most name mentions (exact spans) are shared.

    An entity of another kind may match (the kind is scored with the mentions), but on a tie the same kind goes first.
    """
    weights = [
        [
            _SECOND * shared + (g.kind == p.kind) if (shared := len({*g.mentions} & {*p.name_spans})) else 0
            for p in predicted
        ]
        for g in gold
    ]
    return {predicted[column].id: gold[row].key for row, column in assign(weights)}


def match_persons(gold: GoldAlert, predicted: PredictedAlert) -> int:
    """How many persons of the gold have a predicted person of their own (shared mentions, one to one)."""
    persons = [e for e in gold.entities if e.kind == "person"]
    return len(match_entities(persons, [e for e in predicted.entities if e.kind == "person"]))


def match_dates(gold: Sequence[GoldDate], predicted: Sequence[PredictedDate]) -> list[tuple[GoldDate, PredictedDate]]:
    """Pairs of overlapping date expressions: the most pairs, then the most right values, then the most overlap."""
    weights = [
        [
            _FIRST + _SECOND * same_value(g, p) + shared
            if (shared := overlap((g.start, g.end), (p.start, p.end)))
            else 0
            for p in predicted
        ]
        for g in gold
    ]
    return [(gold[row], predicted[column]) for row, column in assign(weights)]


def same_value(gold: GoldDate, predicted: PredictedDate) -> bool:
    """Same first and last day; a side that is open or unknown is only the same as such a side."""
    return (gold.first, gold.last) == (predicted.first, predicted.last)


def same_date(gold: GoldIncident, predicted: PredictedIncident) -> bool:
    """Same first day, and same last day unless either is open; no date is the same as no date only."""
    if not gold.date or not predicted.date:
        return gold.date == predicted.date
    return gold.first == predicted.first and (not gold.last or not predicted.last or gold.last == predicted.last)


def bare(text: str) -> str:
    """A description in lower case, without articles before it, with single spaces and straight apostrophes."""
    return _ARTICLE.sub("", " ".join(text.replace("’", "'").lower().split()))


def same_participant(
    gold: GoldParticipant,
    predicted: PredictedParticipant,
    alert: GoldAlert,
    found: PredictedAlert,
    keys: dict[str, str],
) -> bool:
    """Whether two participants are one: see `same_victims`."""
    entity = found.entity(predicted.entity)
    named = entity is not None and bool(entity.name_spans)
    if gold.entity:
        if entity and named:
            return keys.get(entity.id) == gold.entity
        owner = alert.entity(gold.entity)
        return owner is not None and bare(predicted.text) in {bare(name) for name in owner.names}
    if bare(gold.text) == bare(predicted.text):
        return True
    if named:
        return False
    spans = [(predicted.start, predicted.end), *(entity.mentions if entity else ())]
    return any(overlap((gold.start, gold.end), span) for span in spans)


def same_victims(
    gold: GoldIncident, predicted: PredictedIncident, alert: GoldAlert, found: PredictedAlert, keys: dict[str, str]
) -> bool:
    """Whether both have the same set of victims: as many, and each of the one with its own of the other.

    A named entity is the gold's entity that it was matched with (`match_entities`). A description or group is the
    gold's where its span, or that of any mention of its group, overlaps the gold's quote, or where both read the same
    without article and case; so is a bare name that reads like a name of the gold's entity.
    """
    ours = list({(p.entity or (p.start, p.end)): p for p in predicted.victims}.values())
    theirs = list({(p.entity or (p.start, p.end)): p for p in gold.victims}.values())
    if len(ours) != len(theirs):
        return False
    weights = [[int(same_participant(g, p, alert, found, keys)) for p in ours] for g in theirs]
    return len(assign(weights)) == len(theirs)


class Sentences:
    """Looks up the sentence that a character lies in."""

    def __init__(self, spans: Sequence[Span]) -> None:
        self.starts = [start for start, _ in spans]

    def at(self, position: int) -> int:
        return bisect_right(self.starts, position) - 1


def match_incidents(alert: GoldAlert, found: PredictedAlert, keys: dict[str, str], sentences: Sentences) -> list[Pair]:
    """Pairs of incidents: same act, the predicted trigger in a sentence with a trigger of the gold's mentions.

    Of all one-to-one matchings with the most pairs the one with the most clean rows, then the most right fields, then
    the most triggers in place.
    """
    pairs: list[Pair] = []
    for act in sorted({incident.act for incident in alert.incidents}):
        gold = [incident for incident in alert.incidents if incident.act == act]
        predicted = [incident for incident in found.incidents if incident.act == act]
        table = [[_pair(g, p, alert, found, keys, sentences) for p in predicted] for g in gold]
        chosen = assign([[_weight(pair) for pair in row] for row in table])
        pairs += [pair for row, column in chosen if (pair := table[row][column])]
    return pairs


def _pair(
    gold: GoldIncident,
    predicted: PredictedIncident,
    alert: GoldAlert,
    found: PredictedAlert,
    keys: dict[str, str],
    sentences: Sentences,
) -> Pair | None:
    told_in = {sentences.at(mention.trigger[0]) for mention in gold.mentions}
    if sentences.at(predicted.start) not in told_in:
        return None
    right = {field: getattr(gold, field) == getattr(predicted, field) for field in FIELDS}
    right["date"] = same_date(gold, predicted)
    right["victims"] = same_victims(gold, predicted, alert, found, keys)
    return Pair(gold, predicted, right)


def _weight(pair: Pair | None) -> int:
    if pair is None:
        return 0
    in_place = any(overlap(m.trigger, (pair.predicted.start, pair.predicted.end)) for m in pair.gold.mentions)
    return _FIRST + _SECOND * pair.clean + _THIRD * sum(pair.right.values()) + in_place
