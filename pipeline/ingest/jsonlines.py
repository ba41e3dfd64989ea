"""JSON: one object a line (jsonl, ndjson), or a whole file that holds a list of objects or one object."""

import json
from collections.abc import Iterator
from typing import Any

from pipeline.ingest.encodings import Lines, decode, is_blank
from pipeline.ingest.errors import Fault
from pipeline.ingest.given import COLUMNS, column_name, read_row
from pipeline.ingest.parts import Found, Part, error_of


def read_lines(part: Part) -> Iterator[Found]:
    """The alerts of a file of JSON lines; a line that fails is an error under its line number and the rest goes on."""
    with part.open() as stream:
        lines = Lines(stream, part.limits.record_bytes)
        while True:
            try:
                line = next(lines)
                if line.strip():
                    yield from read_row(part, lines.number, _values(_parse(line)))
            except StopIteration:
                return
            except Fault as fault:
                yield error_of(f"{part.source}#{lines.number}", fault)


def read(part: Part) -> Iterator[Found]:
    """The alerts of a JSON file."""
    text = decode(part.read())
    if is_blank(text):
        raise Fault("EMPTY")
    value = _parse(text)
    if isinstance(value, list):
        for number, item in enumerate(value, start=1):
            try:
                yield from read_row(part, number, _values(item))
            except Fault as fault:
                yield error_of(f"{part.source}#{number}", fault)
        return
    values = _values(value)
    if "text" not in values:
        raise Fault("NO_TEXT_COLUMN")
    yield from read_row(part, 0, values)


def _parse(text: str) -> Any:
    """The value, its numbers left as they are written."""
    try:
        return json.loads(text, parse_int=str, parse_float=str, parse_constant=str)
    except (ValueError, RecursionError):
        raise Fault("BAD_JSON") from None


def _values(item: object) -> dict[str, str]:
    """The known keys of an object; a list, an object or null is no value."""
    if not isinstance(item, dict):
        raise Fault("BAD_JSON")
    names = {column_name(key): value for key, value in reversed(item.items())}
    return {name: names[name] for name in COLUMNS if isinstance(names.get(name), str)}
