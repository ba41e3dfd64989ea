"""A dataset's incidents grouped into cases, written as its table `cases`."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from pipeline.cases.blocks import Blocked, pairs
from pipeline.cases.clusters import clusters
from pipeline.cases.compare import Compared, compare
from pipeline.cases.incidents import Incidents, from_tables, read
from pipeline.cases.reasons import reasons
from pipeline.lexicons import table
from pipeline.tables.dataset import check_dataset
from pipeline.tables.output import create, settle, sync, workspace
from pipeline.tables.rows import digest
from pipeline.tables.schemas import ARROW


@dataclass(frozen=True, slots=True)
class Linked:
    """What linking found: the table `cases`, and figures of how."""

    cases: pa.Table
    incidents: int
    compared: int
    links: int
    blocked: Blocked
    refused: Counter[str] = field(default_factory=Counter)

    @property
    def count(self) -> int:
        """How many cases there are."""
        return len(set(self.cases["case_id"].to_pylist()))


def link(incidents: Incidents) -> Linked:
    """Group incidents of different alerts that tell one occasion. The same incidents give the same cases."""
    left, right, blocked = pairs(incidents)
    compared = compare(incidents, left, right)
    threshold = float(table("cases")["threshold"])
    found = clusters(incidents, compared, threshold)
    links = int((compared.score >= threshold).sum())
    cases = _table(incidents, compared, found.of)
    return Linked(cases, len(incidents), len(left), links, blocked, found.refused)


def link_dataset(dataset: Path | str, incidents: pa.Table | None = None) -> Linked:
    """Link a dataset and put the result in the place of its table `cases`, whole or not at all.

    `incidents` are its rows as people have left them (the columns `incidents.COLUMNS`), where they are to be linked.
    DatasetError where `dataset` is none, OutputError where it cannot be written or another run is writing there.
    """
    folder = check_dataset(dataset)
    with workspace(folder.with_name(f"{folder.name}.cases")) as room:
        linked = link(read(folder, incidents))
        path = room / "cases.parquet"
        with create(path) as file:
            pq.write_table(linked.cases, file, compression="zstd")
            settle(file)
        path.replace(folder / path.name)
        sync(folder)
    return linked


def explain(
    one: Mapping[str, object], other: Mapping[str, object], published: tuple[str, str] = ("", "")
) -> tuple[float, str]:
    """How likely two rows of `incidents` tell one occasion, and why; `published` are the days of their alerts."""
    rows = [dict(one), dict(other)]
    names = [name for name in ARROW["incidents"].names if name in one]
    incidents = pa.Table.from_pylist([{name: row[name] for name in names} for row in rows], ARROW["incidents"])
    alerts = pa.table({"alert_id": [str(row["alert_id"]) for row in rows], "published_on": list(published)})
    both = compare(from_tables(incidents, alerts), np.array([0]), np.array([1]))
    return float(both.score[0]), reasons(both, [0])[0]


def _table(incidents: Incidents, compared: Compared, of: Mapping[int, int]) -> pa.Table:
    """The rows of `cases`: each incident with its surest link inside of its case, cases by their first incident."""
    best = _surest(compared, of)
    members = sorted(best, key=lambda member: (of[member], member))
    places = [best[member] for member in members]
    firsts = {first: min(incidents.ids[member] for member in group) for first, group in _grouped(of).items()}
    columns = {
        "case_id": [f"c{digest(firsts[of[member]])}" for member in members],
        "incident_id": [incidents.ids[member] for member in members],
        "alert_id": [incidents.alert_ids[member] for member in members],
        "score": np.round(compared.score[places], 3),
        "reason": reasons(compared, places),
    }
    return pa.table(columns, schema=ARROW["cases"])


def _grouped(of: Mapping[int, int]) -> dict[int, list[int]]:
    found: dict[int, list[int]] = {}
    for member, first in of.items():
        found.setdefault(first, []).append(member)
    return found


def _surest(compared: Compared, of: Mapping[int, int]) -> dict[int, int]:
    """Of each incident in a case, the place of its surest pair with another of the same case."""
    best: dict[int, int] = {}
    pairs_of = zip(compared.left.tolist(), compared.right.tolist(), strict=True)
    for place, (left, right) in enumerate(pairs_of):
        if left in of and of[left] == of.get(right):
            for member in (left, right):
                if member not in best or compared.score[place] > compared.score[best[member]]:
                    best[member] = place
    return best
