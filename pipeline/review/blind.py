"""Double review: two people judge the same rows without seeing each other; what they agree on counts."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from pipeline.review.decisions import BLIND, Decision
from pipeline.review.fields import seen
from pipeline.review.fold import fold

Verdict = dict[str, str]


def own_view(decisions: Iterable[Decision], reviewer: str) -> list[Decision]:
    """The decisions that a reviewer who works blind sees: only the own ones made so."""
    return [d for d in decisions if d.scope == BLIND and d.reviewer == reviewer]


def verdicts(
    rows: Mapping[str, Sequence[Mapping[str, Any]]], decisions: Sequence[Decision]
) -> dict[str, dict[str, Verdict]]:
    """Per incident judged blind and reviewer: `status` and the value of each field; without judgements only begun."""
    found: dict[str, dict[str, Verdict]] = {}
    for reviewer in dict.fromkeys(d.reviewer for d in decisions if d.scope == BLIND):
        state = fold(rows, own_view(decisions, reviewer))
        for row in state.rows["incidents"]:
            standing = state.standing.get(row["incident_id"])
            if standing and standing.decided:
                values = {"status": standing.status}
                values |= seen(row) if standing.status == "accepted" else {}
                found.setdefault(row["incident_id"], {})[reviewer] = values
    return found


def counted(rows: Mapping[str, Sequence[Mapping[str, Any]]], decisions: Sequence[Decision]) -> list[Decision]:
    """The decisions about one alert that count: the shared ones, and of a row that two judged blind and alike the first
    one's. Shared decisions come last, so that whoever adjudicates has the last word."""
    if not any(d.scope == BLIND for d in decisions):
        return list(decisions)
    shared = [d for d in decisions if d.scope != BLIND]
    settled = {d.row_id for d in shared}
    blind: list[Decision] = []
    for row_id, by_reviewer in verdicts(rows, decisions).items():
        first, *others = by_reviewer
        if row_id not in settled and any(by_reviewer[other] == by_reviewer[first] for other in others):
            blind += [d for d in own_view(decisions, first) if d.row_id == row_id]
    order = {d.review_id: number for number, d in enumerate(decisions)}
    return sorted(blind, key=lambda d: order[d.review_id]) + shared
