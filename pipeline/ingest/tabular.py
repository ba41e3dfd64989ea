"""Tables: CSV and TSV (RFC 4180, also with semicolons) and Parquet. Every cell is read as text."""

import csv
from collections.abc import Iterator
from datetime import date

import pyarrow
import pyarrow.parquet

from pipeline.ingest.encodings import Lines
from pipeline.ingest.errors import Fault, corrupt, error
from pipeline.ingest.given import COLUMNS, column_name, read_row
from pipeline.ingest.parts import Found, Part, error_of

SEPARATORS = ",;\t|"
BATCH = 256  # rows of a Parquet file held at once


def read(part: Part) -> Iterator[Found]:
    """The alerts of a CSV or TSV file, a row at a time; a row that does not fit is an error and the rest goes on."""
    # The limit is the csv module's only one and global; it is raised, never lowered, for the other users of csv.
    csv.field_size_limit(max(csv.field_size_limit(), part.limits.text_chars + 1))
    with part.open() as stream:
        lines = Lines(stream, part.limits.record_bytes)
        separator, columns, width = _header(lines)
        rows = csv.reader(lines, delimiter=separator, strict=True)
        number = 0
        while True:
            try:
                cells = next(rows)
            except StopIteration:
                return
            except csv.Error:
                number += 1
                yield error(f"{part.source}#{number}", "BAD_ROW")
                continue
            except Fault as fault:
                number += 1
                yield error_of(f"{part.source}#{number}", fault)
                continue
            if not any(cells):  # a blank line, or the empty cells that spreadsheets add below a table
                continue
            number += 1
            if len(cells) < width or any(cells[width:]):  # more cells are well only where they are empty
                yield error(f"{part.source}#{number}", "BAD_ROW")
                continue
            yield from read_row(part, number, {name: cells[index] for name, index in columns.items()})


def _header(lines: Lines) -> tuple[str, dict[str, int], int]:
    """The separator, the place of each known column, and the number of columns: from the first line that says any."""
    first = next((line for line in lines if line.strip()), "")
    if not first:
        raise Fault("EMPTY")
    for separator in SEPARATORS:
        try:
            headings = next(csv.reader([first], delimiter=separator))
        except csv.Error:
            continue
        names = [column_name(heading) for heading in headings]
        if "text" in names:
            return separator, {name: names.index(name) for name in COLUMNS if name in names}, len(names)
    raise Fault("NO_TEXT_COLUMN")


def read_parquet(part: Part) -> Iterator[Found]:
    """The alerts of a Parquet file, a batch of rows at a time."""
    with part.open() as stream, corrupt(pyarrow.ArrowException, OSError, ValueError):
        if stream.read(4) == b"PARE":  # the mark of a file with an encrypted footer
            raise Fault("ENCRYPTED")
        stream.seek(0)
        file = pyarrow.parquet.ParquetFile(stream)
        headings = file.schema_arrow.names
        names = {column_name(heading): heading for heading in reversed(headings)}
        if "text" not in names:
            raise Fault("NO_TEXT_COLUMN")
        known = {name: names[name] for name in COLUMNS if name in names}
        number = 0
        for batch in file.iter_batches(batch_size=BATCH, columns=list(known.values()), use_threads=False):
            for row in batch.to_pylist():
                number += 1
                yield from read_row(part, number, {name: _as_text(row[heading]) for name, heading in known.items()})


def _as_text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bytes):
        return value.decode("utf-8", "replace")
    return value.isoformat() if isinstance(value, date) else str(value)
