"""Decisions laid over a dataset while it is exported, alert by alert, so that memory stays flat."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pipeline.review.blind import counted
from pipeline.review.cases import regroup
from pipeline.review.decisions import Decision
from pipeline.review.fold import fold
from pipeline.review.log import read_log
from pipeline.review.state import GONE, Standing, records
from pipeline.tables.columns import TABLES
from pipeline.tables.dataset import read_table
from pipeline.tables.rows import Row, Rows, digest


@dataclass(slots=True)
class Laid:
    """A step of `tables.selection.select` that gives each alert its rows as reviewed.

    Rejected and merged rows are left out, `reviews` is filled, `cases` are regrouped. `decided` gathers, as alerts go
    by, the keys of the incidents that people have accepted, for a step after this one that keeps only these.
    """

    decisions: Mapping[str, Sequence[Decision]]  # by the digest of the text they were made on
    dataset: Path | None = None
    decided: set[str] = field(default_factory=set)
    _standing: dict[str, Standing] = field(default_factory=dict)
    _same: dict[str, str] = field(default_factory=dict)
    _about_cases: list[Decision] = field(default_factory=list)
    _alerts: dict[str, str] = field(default_factory=dict)  # incident: its alert, where cases were decided about
    _by_words: dict[tuple[str, int, int], str] = field(default_factory=dict)
    _named: set[tuple[str, int, int]] = field(default_factory=set)  # words in other alerts, as decisions name them
    _regrouped: bool = False

    def __post_init__(self) -> None:
        """Know from the start which incidents of other alerts will be asked for."""
        self._named = {tuple(d.detail["other"]) for said in self.decisions.values() for d in said if _joins_alerts(d)}

    @classmethod
    def of(cls, dataset: Path | str) -> "Laid":
        """The step for a dataset's own log."""
        found: defaultdict[str, list[Decision]] = defaultdict(list)
        for decision in read_log(dataset):
            found[decision.text_hash].append(decision)
        return cls(found, Path(dataset))

    def alert(self, rows: Rows) -> Rows:
        """One alert as reviewed."""
        mark = digest(str(rows["alerts"][0]["text"]))
        said = list(self.decisions.get(mark, ()))
        if said:
            rows = self._laid(rows, said)
        for row in rows["incidents"]:
            key, start, end = str(row["incident_id"]), row["start"], row["end"]
            self._alerts[key] = str(row["alert_id"])
            if isinstance(start, int) and isinstance(end, int) and (mark, start, end) in self._named:
                self._by_words[mark, start, end] = key
        return rows

    def _laid(self, rows: Rows, said: list[Decision]) -> Rows:
        state = fold(rows, counted(rows, said))
        gone = {key for key, standing in state.standing.items() if standing.status in GONE}
        again = {drift.row_id for drift in state.drifted}
        self.decided |= {key for key, s in state.standing.items() if s.status == "accepted"} - again
        self._standing |= {key: state.standing[key] for key in gone}
        self._same |= state.same
        self._about_cases += [decision for decision in state.applied if decision.table == "cases"]
        kept: dict[str, Any] = {
            name: [row for row in of_table if row.get("incident_id") not in gone]
            for name, of_table in state.rows.items()
        }
        names = [column.name for column in TABLES["reviews"]]
        reviews: list[Row] = [{name: getattr(decision, name) for name in names} for decision in said]
        return {**rows, **kept, "reviews": reviews}

    def loose(self, table: str, rows: list[Row]) -> list[Row]:
        """Errors as they are; all cases at once as people have left them, where they have decided anything."""
        if table != "cases" or self.dataset is None or not self.decisions:
            return rows
        if self._regrouped:
            return []
        self._regrouped = True
        order = {d.review_id: number for number, d in enumerate(read_log(self.dataset))}
        said = sorted(self._about_cases, key=lambda decision: order[decision.review_id])
        found, _ = regroup(read_table(self.dataset, "cases"), said, self._present, self._alerts, self._standing)
        return records(found)

    def _present(self, decision: Decision) -> tuple[str, str] | None:
        first = self._same.get(decision.row_id, decision.row_id)
        other = decision.new
        if other not in self._alerts and _joins_alerts(decision):
            other = self._by_words.get(tuple(decision.detail["other"]), "")
        known = first in self._alerts and (decision.decision == "parted" or other in self._alerts)
        return (first, other) if known else None


def _joins_alerts(decision: Decision) -> bool:
    return decision.table == "cases" and decision.decision == "joined" and "other" in decision.detail
