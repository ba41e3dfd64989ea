"""The contract of every table: columns in the order of SPEC section 8, their types and what may stand in them."""

import re
from datetime import date

import pandas as pd
import pandera.pandas as pa
import pyarrow
from pandera.errors import SchemaErrors

from pipeline.tables.columns import TABLES, Column, codes

DTYPES = {"count": "Int64", "offset": "Int64", "score": "float64"}  # the other kinds are text
_ARROW = {"Int64": pyarrow.int64(), "float64": pyarrow.float64(), "string": pyarrow.string()}
_ISO_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_PAIRS = (("start", "end"), ("date_start", "date_end"))
_TOGETHER_UNIQUE = {"participants": ["incident_id", "role", "entity_id", "text", "start", "end"]}


class SchemaFault(Exception):
    """Rows that break a table's contract. The message names table, columns and checks, never a value."""


def dtype(column: Column) -> str:
    """The pandas type of a column: `string`, `Int64` or `float64`."""
    return DTYPES.get(column.kind, "string")


def is_day(value: str) -> bool:
    """Whether a text is an ISO calendar date, such as `2019-06-05`."""
    if not _ISO_DATE.fullmatch(value):
        return False
    try:
        date.fromisoformat(value)
    except ValueError:
        return False
    return True


def _days(values: "pd.Series[str]") -> bool:
    return all(value == "" or is_day(value) for value in values.unique())


def _checks(column: Column) -> list[pa.Check]:
    match column.kind:
        case "key":
            return [pa.Check.str_length(min_value=1, name="not_empty")]
        case "code":
            return [pa.Check.isin([code.code for code in codes(column.codes)], name=f"code_of_{column.codes}")]
        case "country":
            return [pa.Check.str_matches(r"^(?:[A-Z]{2})?\Z", name="two_capitals")]
        case "date":
            return [pa.Check(_days, name="iso_date")]
        case "count":
            return [pa.Check.ge(1, name="at_least_1")]
        case "offset":
            return [pa.Check.ge(0, name="not_negative")]
        case "score":
            return [pa.Check.in_range(0, 1, name="between_0_and_1")]
    return []


def _in_order(first: str, last: str) -> pa.Check:
    """A check that `first` is not after `last` where both are there (ISO dates sort as text)."""

    def ordered(frame: pd.DataFrame) -> bool:
        both = frame[[first, last]].dropna()
        both = both[(both[first] != "") & (both[last] != "")] if first == "date_start" else both
        return bool((both[first] <= both[last]).all())

    return pa.Check(ordered, name=f"{first}_before_{last}")


def _schema(table: str, columns: tuple[Column, ...]) -> pa.DataFrameSchema:
    names = [column.name for column in columns]
    keys = [column.name for column in columns if column.kind == "key"]
    return pa.DataFrameSchema(
        {
            column.name: pa.Column(dtype(column), _checks(column), nullable=dtype(column) == "Int64")
            for column in columns
        },
        checks=[_in_order(first, last) for first, last in _PAIRS if first in names and last in names],
        unique=keys or _TOGETHER_UNIQUE.get(table),
        strict=True,
        ordered=True,
        name=table,
    )


SCHEMAS: dict[str, pa.DataFrameSchema] = {table: _schema(table, columns) for table, columns in TABLES.items()}

ARROW: dict[str, pyarrow.Schema] = {
    table: pyarrow.schema([(column.name, _ARROW[dtype(column)]) for column in columns])
    for table, columns in TABLES.items()
}


def check(table: str, frame: pd.DataFrame) -> None:
    """Raise SchemaFault where a frame breaks its table's contract."""
    try:
        SCHEMAS[table].validate(frame, lazy=True)
    except SchemaErrors as error:
        cases = error.failure_cases
        faults = sorted({f"{case.column}: {case.check}" for case in cases.itertuples()})
        # Pandera's own message quotes the values, which may be words of an alert: `from None` keeps them out.
        raise SchemaFault(f"table {table}: {'; '.join(fault.split('(')[0] for fault in faults)}") from None
