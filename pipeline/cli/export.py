"""`recense export`: a dataset becomes a workbook, CSV files or a DuckDB database."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from pipeline.cli.console import answer, refuse_missing, refusing, tell
from pipeline.messages import say


class Form(StrEnum):
    """What a dataset can be exported to."""

    xlsx = "xlsx"
    csv = "csv"
    duckdb = "duckdb"


def export(
    dataset: Annotated[Path, typer.Argument(metavar="DATASET")],
    to: Annotated[Form, typer.Option("--to", metavar="xlsx|csv|duckdb")],
    out: Annotated[Path, typer.Option("--out", "-o", metavar="PATH")],
) -> None:
    """Export the dataset to `out`."""
    refuse_missing([dataset])
    from pipeline import tables

    exporter = {Form.xlsx: tables.export_xlsx, Form.csv: tables.export_csv, Form.duckdb: tables.export_duckdb}[to]
    with refusing(tables.DatasetError, tables.OutputError):
        counts = exporter(dataset, out)
    tell(*(f"  {say('export.rows', n=count)}  {name}" for name, count in counts.items()))
    answer(str(out))
