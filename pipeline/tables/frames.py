"""Rows as pandas tables with the right types, and tables as Arrow."""

from collections.abc import Iterable, Mapping
from typing import Any

import pandas as pd
import pyarrow

from pipeline.tables.columns import TABLES, Column
from pipeline.tables.schemas import ARROW, dtype

Row = Mapping[str, object]

_EMPTY: dict[str, object] = {"string": "", "Int64": None, "float64": 0.0}


def _whole(value: str) -> str:
    """A text that UTF-8 can hold: a lone surrogate becomes U+FFFD, one for one, so that offsets stand."""
    return "".join("\ufffd" if "\ud800" <= char <= "\udfff" else char for char in value)


def _series(column: Column, rows: list[Row]) -> "pd.Series[Any]":
    kind: Any = dtype(column)
    values: list[Any] = [row.get(column.name, _EMPTY[kind]) for row in rows]
    series: pd.Series[Any]
    try:
        series = pd.Series(values, dtype=kind)
    except UnicodeEncodeError:
        series = pd.Series([_whole(value) for value in values], dtype=kind)
    return series


def frame(table: str, rows: Iterable[Row]) -> pd.DataFrame:
    """One table with all its columns in order; what a row lacks is empty. KeyError for a column that is not there."""
    rows = list(rows)
    names = {column.name for column in TABLES[table]}
    for row in rows:
        if not row.keys() <= names:
            raise KeyError(f"table {table} has no column {', '.join(sorted(row.keys() - names))}")
    return pd.DataFrame({column.name: _series(column, rows) for column in TABLES[table]})


def frames(rows: Mapping[str, Iterable[Row]]) -> dict[str, pd.DataFrame]:
    """All nine tables, typed as their schemas say even where there is no row."""
    return {table: frame(table, rows.get(table, ())) for table in TABLES}


def to_arrow(table: str, data: pd.DataFrame) -> pyarrow.Table:
    """A table in Arrow, without metadata of the libraries that made it (the same rows give the same bytes)."""
    return pyarrow.Table.from_pandas(data, schema=ARROW[table], preserve_index=False).replace_schema_metadata(None)


def to_pandas(data: pyarrow.Table) -> pd.DataFrame:
    """The reverse of `to_arrow`."""
    types = {pyarrow.string(): pd.StringDtype(), pyarrow.int64(): pd.Int64Dtype()}
    frame: pd.DataFrame = data.to_pandas(types_mapper=types.get)
    return frame
