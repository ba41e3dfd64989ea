"""The dataset for other programs: CSV, Excel, DuckDB."""

from pipeline.tables.export.csv import export_csv
from pipeline.tables.export.duckdb import export_duckdb
from pipeline.tables.export.excel import export_xlsx

__all__ = ["export_csv", "export_duckdb", "export_xlsx"]
