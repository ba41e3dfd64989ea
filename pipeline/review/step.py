"""Decisions laid over a dataset while it is exported, alert by alert, so that memory stays flat."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pipeline.review.blind import counted
from pipeline.review.decisions import Decision
from pipeline.review.fold import fold
from pipeline.review.log import read_log
from pipeline.review.state import GONE
from pipeline.tables.columns import TABLES
from pipeline.tables.rows import Row, Rows, digest


@dataclass(slots=True)
class Laid:
    """A step of `tables.selection.select` that gives each alert its rows as reviewed.

    Rejected and merged rows are left out, `reviews` is filled. `decided` gathers, as alerts go by, the keys of the
    incidents that people have accepted, for a step after this one that keeps only these.
    """

    decisions: Mapping[str, Sequence[Decision]]  # by the digest of the text they were made on
    decided: set[str] = field(default_factory=set)
    gone: set[str] = field(default_factory=set)  # the keys of rejected and merged rows, as alerts go by

    @classmethod
    def of(cls, dataset: Path | str) -> "Laid":
        """The step for a dataset's own log."""
        found: defaultdict[str, list[Decision]] = defaultdict(list)
        for decision in read_log(dataset):
            found[decision.text_hash].append(decision)
        return cls(found)

    def alert(self, rows: Rows) -> Rows:
        """One alert as reviewed."""
        said = list(self.decisions.get(digest(str(rows["alerts"][0]["text"])), ()))
        if not said:
            return rows
        state = fold(rows, counted(rows, said))
        gone = {key for key, standing in state.standing.items() if standing.status in GONE}
        self.gone |= gone
        again = {drift.row_id for drift in state.drifted}
        self.decided |= {key for key, s in state.standing.items() if s.status == "accepted"} - again
        kept: dict[str, Any] = {
            name: [row for row in of_table if row.get("incident_id") not in gone]
            for name, of_table in state.rows.items()
        }
        names = [column.name for column in TABLES["reviews"]]
        reviews: list[Row] = [{name: getattr(decision, name) for name in names} for decision in said]
        return {**rows, **kept, "reviews": reviews}

    def loose(self, table: str, rows: list[Row]) -> list[Row]:
        """Cases without incidents that are gone, errors as they are."""
        return [row for row in rows if row.get("incident_id") not in self.gone]
