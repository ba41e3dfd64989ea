"""A Doc becomes rows, rows become a dataset, a dataset becomes files for other programs (SPEC section 8)."""

from pipeline.tables.alerts import alerts, counts
from pipeline.tables.dataset import DatasetError, DatasetWriter, batches, read_dataset
from pipeline.tables.export import (
    export_annotations,
    export_csv,
    export_datapackage,
    export_duckdb,
    export_ftm,
    export_uwazi,
    export_xlsx,
)
from pipeline.tables.frames import frames
from pipeline.tables.output import OutputError
from pipeline.tables.rows import rows
from pipeline.tables.schemas import SCHEMAS
from pipeline.tables.selection import select

__all__ = [
    "SCHEMAS",
    "DatasetError",
    "DatasetWriter",
    "OutputError",
    "alerts",
    "batches",
    "counts",
    "export_annotations",
    "export_csv",
    "export_datapackage",
    "export_duckdb",
    "export_ftm",
    "export_uwazi",
    "export_xlsx",
    "frames",
    "read_dataset",
    "rows",
    "select",
]
