"""A Doc becomes rows, rows become a dataset, a dataset becomes files for other programs (SPEC section 8)."""

from pipeline.tables.dataset import DatasetError, DatasetWriter, batches, read_dataset
from pipeline.tables.export import export_csv, export_duckdb, export_xlsx
from pipeline.tables.frames import frames
from pipeline.tables.output import OutputError
from pipeline.tables.rows import rows
from pipeline.tables.schemas import SCHEMAS

__all__ = [
    "SCHEMAS",
    "DatasetError",
    "DatasetWriter",
    "OutputError",
    "batches",
    "export_csv",
    "export_duckdb",
    "export_xlsx",
    "frames",
    "read_dataset",
    "rows",
]
