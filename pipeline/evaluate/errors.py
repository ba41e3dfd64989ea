"""Every incident row that is not clean, gold or predicted, with what was expected and what was said."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from pipeline.document import sentences
from pipeline.evaluate.assignment import assign
from pipeline.evaluate.gold import GoldAlert, GoldIncident, GoldParticipant
from pipeline.evaluate.matching import FIELDS, Pair, Sentences, overlap
from pipeline.evaluate.predicted import LIST_SEPARATOR, PredictedIncident
from pipeline.evaluate.score import Judgement


@dataclass(frozen=True, slots=True)
class RowError:
    """One thing wrong with one row. `kind` is `missed`, `spurious`, `act` (told in the same sentence, but as another
    act) or a field of `matching.FIELDS`; `quote` is the sentence; `expected` and `said` are values of that kind.
    """

    kind: str
    alert: str
    act: str
    trigger: str
    quote: str
    expected: str
    said: str
    confidence: float | None


def row_errors(judgements: Iterable[Judgement]) -> list[RowError]:
    """All errors, by alert and in order of the text."""
    return [error for judgement in judgements for error in _alert_errors(judgement)]


def count_by_kind(errors: Iterable[RowError]) -> dict[str, int]:
    """How many errors of each kind, the most frequent first."""
    return dict(Counter(error.kind for error in errors).most_common())


def count_by_confusion(errors: Iterable[RowError]) -> list[tuple[str, str, str, int]]:
    """Kind, expected, said and how often, for the kinds whose values are codes; the most frequent first."""
    coded = ("act", "perpetrator_type", "target", "country", "factuality")
    counts = Counter((error.kind, error.expected, error.said) for error in errors if error.kind in coded)
    return [(*confusion, count) for confusion, count in sorted(counts.items(), key=lambda item: (-item[1], item[0]))]


def _alert_errors(judgement: Judgement) -> list[RowError]:
    alert = judgement.gold
    spans = sentences(alert.text)
    lookup = Sentences(spans)

    def error(
        kind: str, start: int, end: int, act: str, expected: str, said: str, confidence: float | None
    ) -> RowError:
        sentence = alert.text[slice(*spans[lookup.at(start)])]
        return RowError(kind, alert.name, act, alert.text[start:end], sentence, expected, said, confidence)

    found: list[tuple[int, RowError]] = []
    confused = _confused(judgement, lookup)
    for gold, predicted in confused:
        start, end = predicted.start, predicted.end
        found.append((start, error("act", start, end, gold.act, gold.act, predicted.act, predicted.confidence)))
    told = {id(item) for pair in confused for item in pair}
    for gold in judgement.missed:
        if id(gold) not in told and gold.mentions:
            start, end = gold.mentions[0].trigger
            found.append((start, error("missed", start, end, gold.act, gold.act, "", None)))
    for predicted in judgement.spurious:
        if id(predicted) not in told:
            start, end = predicted.start, predicted.end
            found.append((start, error("spurious", start, end, predicted.act, "", predicted.act, predicted.confidence)))
    for pair in judgement.pairs:
        start, end = pair.predicted.start, pair.predicted.end
        for name in FIELDS:
            if not pair.right[name]:
                expected, said = _values(alert, pair, name)
                found.append((start, error(name, start, end, pair.gold.act, expected, said, pair.predicted.confidence)))
    return [row for _, row in sorted(found, key=lambda item: item[0])]


def _confused(judgement: Judgement, lookup: Sentences) -> list[tuple[GoldIncident, PredictedIncident]]:
    """Missed and spurious rows of the same sentence, one to one, those whose triggers overlap first."""

    def weight(gold: GoldIncident, predicted: PredictedIncident) -> int:
        together = [m.trigger for m in gold.mentions if lookup.at(m.trigger[0]) == lookup.at(predicted.start)]
        if gold.act == predicted.act or not together:
            return 0
        return 1 + sum(bool(overlap(trigger, (predicted.start, predicted.end))) for trigger in together)

    pairs = assign([[weight(g, p) for p in judgement.spurious] for g in judgement.missed])
    return [(judgement.missed[row], judgement.spurious[column]) for row, column in pairs]


def _values(alert: GoldAlert, pair: Pair, name: str) -> tuple[str, str]:
    if name == "victims":
        return LIST_SEPARATOR.join(_shown(alert, victim) for victim in pair.gold.victims), pair.predicted.victims_text
    return str(getattr(pair.gold, name)), str(getattr(pair.predicted, name))


def _shown(alert: GoldAlert, participant: GoldParticipant) -> str:
    entity = alert.entity(participant.entity)
    return entity.name if entity else participant.text
