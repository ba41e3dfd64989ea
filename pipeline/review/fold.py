"""Decisions laid over the rows of one alert, in their order: the heart of the review, without files or clocks."""

from collections.abc import Iterable, Mapping, Sequence
from copy import copy
from typing import Any

from pipeline.review.decisions import Decision, living
from pipeline.review.effects import EFFECTS
from pipeline.review.state import KEYS, Drift, State, opened


def fold(rows: Mapping[str, Sequence[Mapping[str, Any]]], decisions: Iterable[Decision]) -> State:
    """The state of one alert after these decisions. Pure: the same in, the same out; what is given is not changed."""
    state = opened(rows)
    for decision in living(decisions):
        lay(state, decision)
    return state


def lay(state: State, decision: Decision) -> str:
    """Lay one more decision over a state; the reason where it does not fit (`Drift.reason`), "" where it does."""
    table = decision.table if decision.table in KEYS else "incidents"
    row = None
    if decision.decision != "added":
        row = state.locate(table, decision.row_id, decision.start, decision.end)
        if row is None:
            state.drifted.append(Drift(decision, "row"))
            return "row"
    reason = EFFECTS[decision.decision](state, decision, row)
    row_id = state.same.get(decision.row_id, decision.row_id) if table == "incidents" else ""
    if reason:
        state.drifted.append(Drift(decision, reason, row_id))
        return reason
    state.applied.append(decision)
    if row_id:
        standing = state.stands(row_id)
        standing.reviewer = decision.reviewer
        standing.decisions.append(decision)
    return ""


def trial(state: State, decision: Decision) -> str:
    """Whether a decision would fit ("") or why not; the state stays as it is."""
    other = opened(state.rows)
    other.standing = {key: copy(standing) for key, standing in state.standing.items()}
    other.same = dict(state.same)
    return lay(other, decision)
