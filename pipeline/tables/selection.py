"""A part of a dataset as a dataset of its own: rows reviewed, filtered, redacted, for any export to take."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Protocol

from pipeline.tables.alerts import alerts, table_rows
from pipeline.tables.columns import TABLES
from pipeline.tables.dataset import DatasetWriter
from pipeline.tables.rows import Row, Rows

_BATCH = 500


class Step(Protocol):
    """What is done to rows on their way: kept, left out, changed."""

    def alert(self, rows: Rows) -> Rows:
        """The rows of one alert; without a row of `alerts` the alert is left out."""

    def loose(self, table: str, rows: list[Row]) -> list[Row]:
        """Rows of `cases` or `errors`, which come after all alerts."""


class Chosen:
    """A step that keeps the incidents that are wanted, and what belongs to them.

    Of the other tables the rows stay that belong to such an incident, or to an alert with one.
    """

    def __init__(self, wanted: Callable[[Row], bool]) -> None:
        self._wanted = wanted
        self._kept: set[object] = set()

    def alert(self, rows: Rows) -> Rows:
        """The alert with its wanted incidents; nothing where it has none."""
        incidents = [row for row in rows["incidents"] if self._wanted(row)]
        if not incidents:
            return {table: [] for table in TABLES}
        kept = {row["incident_id"] for row in incidents}
        dropped = {row["incident_id"] for row in rows["incidents"]} - kept
        self._kept |= kept
        return rows | {
            "incidents": incidents,
            "participants": [row for row in rows["participants"] if row["incident_id"] in kept],
            "reviews": [row for row in rows["reviews"] if row["row_id"] not in dropped],
        }

    def loose(self, table: str, rows: list[Row]) -> list[Row]:
        """Cases of wanted incidents; no errors, since they have no incident."""
        return [row for row in rows if row.get("incident_id") in self._kept]


def select(dataset: Path | str, out: Path | str, steps: Sequence[Step]) -> dict[str, int]:
    """Write what is left of a dataset after the steps, taken in turn, as a dataset at `out`; returns its counts."""
    reviews = _reviews(dataset)
    with DatasetWriter(out) as writer:
        for rows in alerts(dataset):
            rows["reviews"] = reviews.get(str(rows["alerts"][0]["alert_id"]), [])
            for step in steps:
                rows = step.alert(rows) if rows["alerts"] else rows
            if rows["alerts"]:
                writer.add(rows)
        for table in ("cases", "errors"):
            for batch in _loose(dataset, table):
                for step in steps:
                    batch = step.loose(table, batch)
                writer.add({table: batch})
    return writer.counts


def _loose(dataset: Path | str, table: str) -> Iterator[list[Row]]:
    """A table in batches, at least one, which is empty where the table is: a step may add the first rows."""
    rest = table_rows(dataset, table)
    yield list(islice(rest, _BATCH))
    while batch := list(islice(rest, _BATCH)):
        yield batch


def _reviews(dataset: Path | str) -> dict[str, list[Row]]:
    """The decisions by alert: the key of a judged row begins with that of its alert."""
    found: dict[str, list[Row]] = defaultdict(list)
    for row in table_rows(dataset, "reviews"):
        found[str(row["row_id"]).rpartition("-")[0]].append(row)
    return found
