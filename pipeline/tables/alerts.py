"""A dataset read alert by alert: one pass over all its tables side by side, so that memory stays flat."""

from collections.abc import Callable, Iterator
from itertools import groupby
from pathlib import Path

import pyarrow.parquet as pq

from pipeline.tables.columns import TABLES
from pipeline.tables.dataset import DatasetError, check_dataset
from pipeline.tables.rows import Row, Rows

# The tables whose rows stand in the order of their alerts; the others are read as a whole.
OF_ALERTS = ("entities", "mentions", "dates", "incidents", "participants")
_BATCH = 500


def table_rows(path: Path | str, table: str) -> Iterator[Row]:
    """The rows of one table as dicts, in their order; an empty count or offset is None."""
    with pq.ParquetFile(check_dataset(path) / f"{table}.parquet") as file:
        for batch in file.iter_batches(_BATCH):
            yield from batch.to_pylist()


def counts(path: Path | str) -> dict[str, int]:
    """How many rows each table of a dataset holds, from the files' own records."""
    folder = check_dataset(path)
    return {table: pq.read_metadata(folder / f"{table}.parquet").num_rows for table in TABLES}


def alerts(path: Path | str) -> Iterator[Rows]:
    """The rows of each alert, all nine tables; `cases`, `reviews` and `errors` are empty here.

    DatasetError where the tables do not have their alerts in one order, as a dataset written by Recense has.
    """
    streams = {table: _by_alert(path, table) for table in OF_ALERTS}
    for alert in table_rows(path, "alerts"):
        found: Rows = {table: [] for table in TABLES}
        found["alerts"] = [alert]
        for table, take in streams.items():
            found[table] = take(str(alert["alert_id"]))
        yield found
    if any(take("") for take in streams.values()):
        raise DatasetError(f"{path}: its tables do not fit together; extract it again")


def _by_alert(path: Path | str, table: str) -> Callable[[str], list[Row]]:
    """A function that gives the rows of one alert after another; of "" it gives whatever is left."""
    groups = groupby(table_rows(path, table), key=lambda row: str(row["alert_id"]))
    waiting: list[tuple[str, list[Row]]] = []

    def take(alert_id: str) -> list[Row]:
        if not waiting:
            waiting.extend((key, list(rows)) for key, rows in [next(groups, ("", iter(())))])
        if alert_id and waiting[0][0] != alert_id:
            return []
        return waiting.pop()[1]

    return take
