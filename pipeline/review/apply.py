"""Decisions laid over a whole dataset: the reviewed tables, how each incident stands, what is to be looked at again."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from pipeline.review.blind import counted
from pipeline.review.cases import regroup
from pipeline.review.decisions import Decision, living
from pipeline.review.fold import fold
from pipeline.review.state import GONE, OF_ALERT, Drift, Row, Standing, records
from pipeline.tables.columns import TABLES
from pipeline.tables.frames import frame
from pipeline.tables.rows import digest

Tables = Mapping[str, pd.DataFrame]


@dataclass(slots=True)
class Reviewed:
    """A dataset after its review.

    `tables` are the nine of SPEC section 8: corrected values in their cells, added and split rows at the end of their
    alert, rejected and merged rows left out, `reviews` filled with every decision, undone ones too. `standing` has the
    incidents of which anything was said, under their present keys. Each living decision is in just one of `applied`,
    `drifted` and `waiting` (made blind, and the two do not agree as yet).
    """

    tables: dict[str, pd.DataFrame]
    standing: dict[str, Standing] = field(default_factory=dict)
    applied: list[Decision] = field(default_factory=list)
    drifted: list[Drift] = field(default_factory=list)
    waiting: list[Decision] = field(default_factory=list)
    same: dict[str, str] = field(default_factory=dict)  # a key that a decision names → the key of that row now

    def decided(self) -> set[str]:
        """The keys of the incidents that people have accepted: what `--reviewed-only` exports."""
        again = {drift.row_id for drift in self.drifted}
        return {key for key, standing in self.standing.items() if standing.status == "accepted"} - again


def apply(decisions: Iterable[Decision], tables: Tables) -> Reviewed:
    """Lay a log's decisions, in its order, over the tables of `read_dataset`. Pure: nothing given is changed.

    Decisions find their rows by `alert_id` and `text_hash`, then by key, then by the span of the row's words, so that
    they survive a re-extraction; see `Drift` for those that no longer fit.
    """
    log = list(decisions)
    result = Reviewed(dict(tables))
    result.tables["reviews"] = reviews(log)
    by_alert, homeless = _at_home(log, tables["alerts"])
    result.drifted += [Drift(decision, "alert") for decision in living(homeless)]
    folded = {}
    for alert_id, rows in rows_of(tables, set(by_alert)).items():
        counting = counted(rows, by_alert[alert_id])
        state = folded[alert_id] = fold(rows, counting)
        result.standing.update(state.standing)
        result.same.update(state.same)
        result.applied += state.applied
        result.drifted += state.drifted
        result.waiting += [d for d in living(by_alert[alert_id]) if d not in counting]
    if folded:
        kept = {alert_id: _without_gone(state.rows, state.standing) for alert_id, state in folded.items()}
        for name in OF_ALERT:
            result.tables[name] = _replaced(name, tables[name], {a: rows[name] for a, rows in kept.items()})
    _regroup(log, result)
    return result


def _regroup(log: list[Decision], result: Reviewed) -> None:
    """Lay the decisions about cases over their table; those whose incidents are not both there are to look at again."""
    counting = {decision.review_id for decision in result.applied if decision.table == "cases"}
    said = [decision for decision in log if decision.review_id in counting]
    incidents = result.tables["incidents"]
    alerts = dict(zip(incidents["incident_id"], incidents["alert_id"], strict=True))

    def present(decision: Decision) -> tuple[str, str] | None:
        first = result.same.get(decision.row_id, decision.row_id)
        other = decision.new if decision.new in alerts else _elsewhere(decision, result.tables)
        known = first in alerts and (decision.decision == "parted" or other in alerts)
        return (first, other) if known else None

    cases, lost = regroup(result.tables["cases"], said, present, alerts, result.standing)
    result.tables["cases"] = cases
    result.applied = [decision for decision in result.applied if decision not in lost]
    result.drifted += [Drift(decision, "row", result.same.get(decision.row_id, decision.row_id)) for decision in lost]


def _elsewhere(decision: Decision, tables: Tables) -> str:
    """The present key of the incident in another alert that a decision about cases names, "" where it is not there."""
    mark, start, end = decision.detail.get("other") or ("", -1, -1)
    incidents, alerts = tables["incidents"], tables["alerts"]
    homes = set(alerts["alert_id"][alerts["text"].map(digest) == mark])
    here = incidents[(incidents["start"] == start) & (incidents["end"] == end) & incidents["alert_id"].isin(homes)]
    return str(here["incident_id"].iloc[0]) if len(here) == 1 else ""


def reviews(log: Iterable[Decision]) -> pd.DataFrame:
    """The table `reviews` of SPEC section 8: every decision in order, nothing left out."""
    names = [column.name for column in TABLES["reviews"]]
    return frame("reviews", [{name: getattr(decision, name) for name in names} for decision in log])


def _at_home(log: Iterable[Decision], alerts: pd.DataFrame) -> tuple[dict[str, list[Decision]], list[Decision]]:
    """The decisions by the alert that holds the text they were made on, and those whose text is not there.

    That alert is the one of the same key, else another one with the same text.
    """
    found: defaultdict[str, list[Decision]] = defaultdict(list)
    homeless: list[Decision] = []
    hashes: dict[str, str] = {}
    by_hash: dict[str, str] = {}
    for decision in log:
        if not hashes:
            hashes.update(zip(alerts["alert_id"], alerts["text"].map(digest), strict=True))
            by_hash.update((mark, alert_id) for alert_id, mark in hashes.items())
        same_key = hashes.get(decision.alert_id) == decision.text_hash
        home = decision.alert_id if same_key else by_hash.get(decision.text_hash)
        (homeless if home is None else found[home]).append(decision)
    return dict(found), homeless


def rows_of(tables: Tables, alert_ids: set[str]) -> dict[str, dict[str, list[Row]]]:
    """The rows of some alerts as dicts, by alert and table; what is missing in a cell is None."""
    found: dict[str, dict[str, list[Row]]] = {a: {name: [] for name in OF_ALERT} for a in sorted(alert_ids)}
    for name in OF_ALERT:
        table = tables[name]
        for row in records(table[table["alert_id"].isin(alert_ids)]):
            found[row["alert_id"]][name].append(row)
    return found


def _without_gone(rows: dict[str, list[Row]], standing: Mapping[str, Standing]) -> dict[str, list[Row]]:
    gone = {key for key, stands in standing.items() if stands.status in GONE}
    return {
        name: [row for row in of_table if row.get("incident_id") not in gone] if gone else of_table
        for name, of_table in rows.items()
    }


def _replaced(name: str, table: pd.DataFrame, new: Mapping[str, list[Row]]) -> pd.DataFrame:
    """The table with the rows of some alerts put in the place of the old ones, the order of alerts kept."""
    untouched = table[~table["alert_id"].isin(new.keys())]
    fresh = frame(name, [row for rows in new.values() for row in rows])
    order = {alert_id: number for number, alert_id in enumerate(dict.fromkeys([*table["alert_id"], *new]))}
    both = pd.concat([untouched, fresh], ignore_index=True) if len(untouched) else fresh
    place: Any = both["alert_id"].map(order)
    ordered: pd.DataFrame = both.iloc[place.argsort(kind="stable")].reset_index(drop=True)
    return ordered
