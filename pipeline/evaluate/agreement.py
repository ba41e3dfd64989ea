"""How far two annotations of the same texts agree."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.document import normalise_text, sentences
from pipeline.evaluate.assignment import assign
from pipeline.evaluate.convert import gold_dataset
from pipeline.evaluate.gold import GoldAlert, GoldIncident, read_gold
from pipeline.evaluate.matching import Sentences, overlap
from pipeline.evaluate.score import Share, Tally, judge, summarise


@dataclass(frozen=True, slots=True)
class Kappa:
    """Cohen's kappa over `rows` pairs; `value` is None where it is not defined (no rows, or one code throughout)."""

    value: float | None
    rows: int


@dataclass(frozen=True, slots=True)
class Agreement:
    """Agreement over the alerts that both folders hold. Tallies take the first folder as gold; F1 is symmetric."""

    alerts: int
    incidents: Tally  # of every group, same act
    clean: Tally
    dates: Tally
    date_values: Share
    mentions: Tally
    persons: Tally
    kappa: dict[str, Kappa]  # of act, factuality, perpetrator_type


def agreement(folder_a: Path, folder_b: Path) -> Agreement:
    """Two folders of gold for the same texts (matched by text), compared as SPEC section 7 compares.

    Kappa of `factuality` and `perpetrator_type` is over incidents matched so; that of `act`, which such rows share by
    rule, over incidents told in the same sentence, one to one, those of the same act or trigger first.
    Raises ValueError where the folders have no text in common or where a gold cannot be read.
    """
    ours = {normalise_text(alert.text): alert for alert in read_gold(folder_b)}
    judgements = [
        judgement
        for judgement in judge(gold_dataset(folder_b), folder_a)
        if judgement.predicted and normalise_text(judgement.gold.text) in ours
    ]
    if not judgements:
        raise ValueError("the two folders have no text in common")
    scores = summarise(judgements)
    pairs = [(pair.gold, pair.predicted) for judgement in judgements for pair in judgement.pairs]
    acts = [
        (a.act, b.act)
        for j in judgements
        for a, b in _same_sentence(j.gold, ours[normalise_text(j.gold.text)].incidents)
    ]
    return Agreement(
        alerts=len(judgements),
        incidents=scores.incidents + scores.incidents_context,
        clean=scores.clean,
        dates=scores.dates,
        date_values=scores.date_values,
        mentions=scores.mentions,
        persons=scores.persons,
        kappa={
            "act": kappa(acts),
            "factuality": kappa([(a.factuality, b.factuality) for a, b in pairs]),
            "perpetrator_type": kappa([(a.perpetrator_type, b.perpetrator_type) for a, b in pairs]),
        },
    )


def kappa(pairs: Sequence[tuple[str, str]]) -> Kappa:
    """Cohen's kappa (1960) of two raters' codes for the same rows."""
    rows = len(pairs)
    if not rows:
        return Kappa(None, 0)
    observed = sum(a == b for a, b in pairs) / rows
    first, second = Counter(a for a, _ in pairs), Counter(b for _, b in pairs)
    expected = sum(first[code] * second[code] for code in first) / rows**2
    return Kappa(None if expected == 1 else (observed - expected) / (1 - expected), rows)


def _same_sentence(alert: GoldAlert, others: Sequence[GoldIncident]) -> list[tuple[GoldIncident, GoldIncident]]:
    """Pairs of incidents told in the same sentence, whatever the act."""
    lookup = Sentences(sentences(alert.text))

    def told_in(incident: GoldIncident) -> set[int]:
        return {lookup.at(mention.trigger[0]) for mention in incident.mentions}

    def weight(a: GoldIncident, b: GoldIncident) -> int:
        if not told_in(a) & told_in(b):
            return 0
        same_words = any(overlap(m.trigger, n.trigger) for m in a.mentions for n in b.mentions)
        return 10**6 + 2 * (a.act == b.act) + same_words

    weights = [[weight(a, b) for b in others] for a in alert.incidents]
    return [(alert.incidents[row], others[column]) for row, column in assign(weights)]
