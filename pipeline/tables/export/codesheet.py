"""The workbook's list of codes, to which its drop-down lists refer."""

from functools import cache

from pipeline.tables.columns import ABOUT, TABLES, Code, Column, codes

NAME = "Codes"


def sheet_order() -> list[str]:
    """The tables in the order of the workbook's sheets."""
    return sorted(TABLES, key=lambda table: ABOUT[table].order)


def reading_order(table: str) -> list[Column]:
    """A table's columns in the order of its sheet: what one reads first, keys last."""
    return sorted(TABLES[table], key=lambda column: column.order)


@cache
def labels(name: str) -> dict[str, str]:
    """The French label of every code of a list."""
    return {code.code: code.label_fr for code in codes(name)}


@cache
def lines() -> tuple[tuple[str, Code], ...]:
    """The lines of the sheet: the heading of the first column that uses the list, and the code."""
    columns = [column for table in sheet_order() for column in reading_order(table) if column.codes]
    headings: dict[str, str] = {}
    for column in columns:
        headings.setdefault(column.codes, column.heading)
    return tuple((heading, code) for name, heading in headings.items() for code in codes(name) if code.code)


@cache
def label_range(name: str) -> str:
    """Where the labels of a list stand, as a reference for Excel."""
    places = [place for place, (_, code) in enumerate(lines(), start=2) if code.list == name]
    return f"={NAME}!$B${places[0]}:$B${places[-1]}"
