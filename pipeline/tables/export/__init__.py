"""The dataset for other programs: CSV, Excel, DuckDB, FollowTheMoney, Uwazi, a data package, Web Annotations."""

from pipeline.tables.export.annotations import export_annotations
from pipeline.tables.export.csv import export_csv
from pipeline.tables.export.datapackage import export_datapackage
from pipeline.tables.export.duckdb import export_duckdb
from pipeline.tables.export.excel import export_xlsx
from pipeline.tables.export.followthemoney import export_ftm
from pipeline.tables.export.uwazi import export_uwazi

__all__ = [
    "export_annotations",
    "export_csv",
    "export_datapackage",
    "export_duckdb",
    "export_ftm",
    "export_uwazi",
    "export_xlsx",
]
