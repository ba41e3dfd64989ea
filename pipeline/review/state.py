"""One alert's rows with decisions laid over them, one after the other."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from pipeline.review.decisions import Decision

Row = dict[str, Any]
OF_ALERT = ("alerts", "entities", "mentions", "dates", "incidents", "participants")  # the tables that fold over
GONE = ("rejected", "merged")  # standings of rows that the reviewed table leaves out
KEYS = {"incidents": "incident_id", "entities": "entity_id"}


@dataclass(slots=True)
class Standing:
    """What people have said of one incident.

    `status` is `` (nothing yet), `corrected`, `accepted`, `rejected`, `merged` (into the row `into`), `added` or
    `split` (a row that a person made, not yet accepted). `was` holds the machine's value of each corrected field.
    """

    status: str = ""
    reviewer: str = ""  # of the last decision
    into: str = ""
    was: dict[str, str] = field(default_factory=dict)
    decisions: list[Decision] = field(default_factory=list)

    @property
    def decided(self) -> bool:
        """Whether nothing is left to do."""
        return self.status in ("accepted", *GONE)


@dataclass(frozen=True, slots=True)
class Drift:
    """A decision that no longer fits: `reason` is `alert` (its text is not there), `row` (its words moved), `value`
    (the machine says something else now than what was judged) or `person` (an entity that it names is not there)."""

    decision: Decision
    reason: str
    row_id: str = ""  # the row to look at, where there is one


@dataclass(slots=True)
class State:
    """One alert under review: its rows as corrected (rejected and merged ones are still among them), how each
    incident stands, and which decisions count or are to be looked at again. Each living decision is in just one of
    `applied` and `drifted`."""

    rows: dict[str, list[Row]]
    standing: dict[str, Standing] = field(default_factory=dict)
    applied: list[Decision] = field(default_factory=list)
    drifted: list[Drift] = field(default_factory=list)
    same: dict[str, str] = field(default_factory=dict)  # a key that a decision names → the key of that row now

    @property
    def alert(self) -> Row:
        """The alert's own row."""
        return self.rows["alerts"][0]

    @property
    def text(self) -> str:
        """The alert's text."""
        return str(self.alert["text"])

    def row(self, table: str, row_id: str) -> Row | None:
        """The row of this key, also under the key that it had when a decision was made."""
        row_id = self.same.get(row_id, row_id)
        return next((row for row in self.rows[table] if row[KEYS[table]] == row_id), None)

    def locate(self, table: str, row_id: str, start: int | None, end: int | None) -> Row | None:
        """The row that a decision judged: by its key, else the only one whose own words are the same."""
        if row := self.row(table, row_id):
            return row
        here = [row for row in self.rows[table] if start is not None and self.span(table, row) == (start, end)]
        if len(here) != 1:
            return None
        self.same[row_id] = here[0][KEYS[table]]
        return here[0]

    def span(self, table: str, row: Mapping[str, Any]) -> tuple[int, int] | None:
        """A row's own words: an incident's trigger, an entity's first mention."""
        if table == "incidents":
            return row["start"], row["end"]
        places = [(m["start"], m["end"]) for m in self.rows["mentions"] if m["entity_id"] == row["entity_id"]]
        return min(places, default=None)

    def stands(self, row_id: str) -> Standing:
        """How an incident stands; a blank standing is made for one of which nothing was said."""
        return self.standing.setdefault(row_id, Standing())

    def to_look_at(self, row_id: str) -> list[Drift]:
        """The decisions about an incident that no longer fit."""
        return [drift for drift in self.drifted if drift.row_id == row_id]


def opened(rows: Mapping[str, Sequence[Mapping[str, Any]]]) -> State:
    """The state of an alert of which nothing was decided. The rows given are not changed later."""
    return State({table: [dict(row) for row in rows.get(table, ())] for table in OF_ALERT})


def records(table: pd.DataFrame) -> list[Row]:
    """A frame's rows as dicts of plain Python values."""
    columns = {name: table[name].astype(object).where(table[name].notna(), None).tolist() for name in table.columns}
    return [dict(zip(columns, values, strict=True)) for values in zip(*columns.values(), strict=True)]
