"""The dataset as a DuckDB database."""

from pathlib import Path

import duckdb
import pyarrow

from pipeline.tables.columns import ABOUT, TABLES, Column
from pipeline.tables.dataset import batches
from pipeline.tables.export.acts import DERIVED, derived, with_derived
from pipeline.tables.frames import to_arrow
from pipeline.tables.output import replaced_file

_TYPES = {"date": "DATE", "count": "BIGINT", "offset": "BIGINT", "score": "DOUBLE"}  # the other kinds are text
_OFFLINE: dict[str, str | bool | int | float | list[str]] = {
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
    "threads": 1,
}


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def _create(base: duckdb.DuckDBPyConnection, table: str) -> None:
    columns = with_derived(table)
    fields = ", ".join(f'"{column.name}" {_TYPES.get(column.kind, "VARCHAR")}' for column in columns)
    base.execute(f'CREATE TABLE "{table}" ({fields})')
    base.execute(f'COMMENT ON TABLE "{table}" IS {_quoted(ABOUT[table].en)}')
    for column in columns:
        base.execute(f'COMMENT ON COLUMN "{table}"."{column.name}" IS {_quoted(column.en)}')


def _value(column: Column) -> str:
    return f"CAST(nullif(\"{column.name}\", '') AS DATE)" if column.kind == "date" else f'"{column.name}"'


def _fill(base: duckdb.DuckDBPyConnection, dataset: Path, table: str) -> int:
    values = ", ".join(map(_value, with_derived(table)))
    count = 0
    for frame in batches(dataset, table):
        piece = to_arrow(table, frame)
        if table == "incidents":
            for place, column in enumerate(DERIVED):
                codes = pyarrow.array([derived(act)[place] for act in frame["act"]], pyarrow.string())
                piece = piece.append_column(column.name, codes)
        base.register("piece", piece)
        base.execute(f'INSERT INTO "{table}" SELECT {values} FROM piece')
        count += len(frame)
    return count


def export_duckdb(dataset: Path | str, out: Path | str) -> dict[str, int]:
    """Write every table into a new database at `out`, which is replaced only when complete; returns the rows of each.

    Dates are DATE (null where empty), counts and offsets BIGINT, scores DOUBLE, the rest VARCHAR ('' where empty).
    Incidents have the codes of other classifications behind their columns.
    Tables and columns carry their explanations as comments.
    """
    with replaced_file(Path(out).resolve()) as path, duckdb.connect(str(path), config=_OFFLINE) as base:
        counts = {}
        base.begin()  # one write to the disk in place of hundreds
        for table in TABLES:
            _create(base, table)
            counts[table] = _fill(base, Path(dataset), table)
        base.commit()
    return counts
