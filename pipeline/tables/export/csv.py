"""The dataset as CSV: a folder with one file a table."""

import csv
from collections.abc import Iterable
from pathlib import Path
from typing import TextIO

import pandas as pd

from pipeline.tables.columns import TABLES
from pipeline.tables.dataset import batches
from pipeline.tables.export.acts import derived, with_derived
from pipeline.tables.export.cells import inert, visible
from pipeline.tables.export.files import text_folder


def cell(value: object) -> str:
    """What a cell of a CSV file holds: nothing that a spreadsheet would run, nothing a file cannot hold."""
    if isinstance(value, str):
        return inert(visible(value))
    return "" if pd.isna(value) else str(value)  # type: ignore[call-overload]


def write_rows(file: TextIO, rows: Iterable[Iterable[object]]) -> int:
    """Write lines of a CSV file (RFC 4180) and return how many."""
    writer = csv.writer(file)
    count = 0
    for row in rows:
        writer.writerow(map(cell, row))
        count += 1
    return count


def write_table(file: TextIO, dataset: Path | str, table: str) -> int:
    """Write one table of a dataset as a CSV file and return how many rows it holds."""
    names = [column.name for column in with_derived(table)]
    act = names.index("act") if table == "incidents" else -1
    rows = (row for frame in batches(dataset, table) for row in frame.itertuples(index=False, name=None))
    write_rows(file, [names])
    return write_rows(file, (row + derived(row[act]) if act >= 0 else row for row in rows))


def export_csv(dataset: Path | str, out: Path | str) -> dict[str, int]:
    """Write `TABLE.csv` for every table into the folder `out`; returns the rows of each.

    Comma-separated (RFC 4180), UTF-8 with a byte order mark, without which Excel misreads accents. A cell that a
    spreadsheet would run has an apostrophe before it. OutputError where `out` holds anything else than such files.
    """
    names = {table: f"{table}.csv" for table in TABLES}
    with text_folder(out, names.values(), "utf-8-sig") as opened:
        return {table: write_table(opened(name), dataset, table) for table, name in names.items()}
