"""The dataset as CSV: a folder with one file a table."""

import csv
import io
from pathlib import Path

import pandas as pd

from pipeline.tables.columns import TABLES
from pipeline.tables.dataset import batches
from pipeline.tables.export.cells import inert, visible
from pipeline.tables.output import check_folder, create, replace_folder, settle, workspace


def _cell(value: object) -> str:
    if isinstance(value, str):
        return inert(visible(value))
    return "" if pd.isna(value) else str(value)  # type: ignore[call-overload]


def _write(file: io.TextIOWrapper, dataset: Path, table: str) -> int:
    writer = csv.writer(file)
    writer.writerow(column.name for column in TABLES[table])
    count = 0
    for frame in batches(dataset, table):
        writer.writerows(map(_cell, row) for row in frame.itertuples(index=False, name=None))
        count += len(frame)
    return count


def export_csv(dataset: Path | str, out: Path | str) -> dict[str, int]:
    """Write `TABLE.csv` for every table into the folder `out`; returns the rows of each.

    Comma-separated (RFC 4180), UTF-8 with a byte order mark, without which Excel misreads accents. A cell that a
    spreadsheet would run has an apostrophe before it. OutputError where `out` holds anything else than such files.
    """
    target = Path(out).resolve()
    ours = {f"{table}.csv" for table in TABLES}
    check_folder(target, ours)
    counts = {}
    with workspace(target) as folder:
        for table in TABLES:
            raw = create(folder / f"{table}.csv")
            file = io.TextIOWrapper(raw, encoding="utf-8-sig", newline="")
            counts[table] = _write(file, Path(dataset), table)
            file.flush()
            settle(raw)
        replace_folder(folder, target)
    return counts
