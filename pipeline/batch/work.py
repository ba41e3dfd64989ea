"""One task, in this process: read its files, extract their alerts one at a time, commit their shards."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path

import pandas as pd

from pipeline.batch.manifest import Input, Task, mark_of, path_of, stamp_of
from pipeline.batch.shard import SUFFIX, Entry, write
from pipeline.ingest import InputError, SourceAlert, read_file
from pipeline.ingest.errors import Fault, error, message
from pipeline.ingest.files import file_hash
from pipeline.settings import PIECE_CHARACTERS
from pipeline.tables.columns import TABLES
from pipeline.tables.dataset import check_together, checked_alone, error_row
from pipeline.tables.frames import frames, to_arrow
from pipeline.tables.rows import Rows, digest
from pipeline.tables.schemas import SchemaFault

FRENCH = ("fr", "")  # languages of `alerts` that need no second look
ENTRIES = 200  # inputs of a shard …
CHARACTERS = 2_000_000  # … unless their texts are longer than this together

Reader = Callable[[SourceAlert], Rows | InputError]
Found = tuple[int, int, SourceAlert | InputError]  # number of the file, place among what it holds


def load_reader() -> Reader:
    """The pipeline as a function from an alert to its rows; what spaCy remembers of one alert goes with it."""
    from pipeline import extraction
    from pipeline.language.assembly import load

    nlp = load()

    def read(alert: SourceAlert) -> Rows | InputError:
        with nlp.memory_zone():
            [result] = extraction.extract([alert], nlp)
            return result if isinstance(result, InputError) else result.rows

    return read


class Teller:
    """What a task says while it works: where it is, before each step that could end the process, and what is done."""

    def at(self, step: str, share: int = 1) -> None:
        """About to read a part of a file (`read SOURCE`) or to extract an alert (`extract FILE:NTH`).

        `share` is how many times the usual patience the step deserves.
        """

    def read(self, what: str) -> None:
        """One input is done; `what` is an error as `stage CODE`, or empty."""

    def committed(self, name: str) -> None:
        """A shard is on disk."""


def work(task: Task, reader: Reader, folder: Path, avoid: Mapping[str, Fault], tell: Teller) -> list[str]:
    """Make the shards of a task in `folder`, those that are there already excepted; the SHA-256 of each of its files.

    `avoid` has the steps that ended earlier tries, each with the fault to record in its place. A hash is empty where
    it is another turn's to tell, or the file is not what it was when it was planned.
    """
    for number, chunk in enumerate(_chunks(_inputs(task, avoid, tell))):
        tell.at("")
        if number % task.turns != task.turn:
            continue
        path = folder / f"{task.key}-{number:06d}{SUFFIX}"
        if not path.exists():
            _commit(path, chunk, reader, avoid, tell)
        tell.committed(path.name)
    return ["" if task.turn else _hash(found) for found in task.inputs]


def _inputs(task: Task, avoid: Mapping[str, Fault], tell: Teller) -> Iterator[Found]:
    """All that the files of a task hold, in order."""

    def watch(source: str) -> Fault | None:
        tell.at(f"read {source}")
        return avoid.get(f"read {source}")

    for number, given in enumerate(task.inputs):
        if given.fault:
            yield number, 0, error(given.source, **json.loads(given.fault))
            continue
        before = stamp_of(given.stamp)
        for nth, found in enumerate(read_file(Path(path_of(given.place)), given.source, before, watch=watch)):
            yield number, nth, found


def _chunks(inputs: Iterable[Found]) -> Iterator[list[Found]]:
    chunk: list[Found] = []
    characters = 0
    for found in inputs:
        chunk.append(found)
        characters += len(found[2].text) if isinstance(found[2], SourceAlert) else 0
        if len(chunk) == ENTRIES or characters >= CHARACTERS:
            yield chunk
            chunk, characters = [], 0
    if chunk:
        yield chunk


def _commit(path: Path, chunk: list[Found], reader: Reader, avoid: Mapping[str, Fault], tell: Teller) -> None:
    """Extract a chunk and write it as a shard."""
    found: list[Rows] = []
    for file, nth, item in chunk:
        step = f"extract {file}:{nth}"
        if isinstance(item, SourceAlert) and step in avoid:
            item = extract_error(item, avoid[step])
        tell.at(step, 1 + (len(item.text) // PIECE_CHARACTERS if isinstance(item, SourceAlert) else 0))
        rows = error_row(item) if isinstance(item, InputError) else _read(reader, item)
        found.append(rows)
        tell.read(_note(rows))
    found, data = _checked(found)
    entries = [_entry(file, nth, rows) for (file, nth, _), rows in zip(chunk, found, strict=True)]
    write(path, entries, {table: to_arrow(table, frame) for table, frame in data.items()})


def extract_error(alert: SourceAlert, fault: Fault) -> InputError:
    """The error of an alert that ended the process which read it."""
    return InputError(alert.source, "extract", fault.code, message(fault.code, "en", **fault.details))


def _read(reader: Reader, alert: SourceAlert) -> Rows:
    """The rows of an alert, or of the error that its reading raised; the disk's faults are no alert's."""
    try:
        result = reader(alert)
    except MemoryError:
        result = extract_error(alert, Fault("MEMORY"))
    except OSError:
        raise
    except Exception as failure:
        result = extract_error(alert, Fault("CRASHED", cause=type(failure).__name__))
    return error_row(result) if isinstance(result, InputError) else result


def _checked(found: list[Rows]) -> tuple[list[Rows], dict[str, pd.DataFrame]]:
    """The rows and their frames, with an error in the place of those that break a schema.

    They are looked at together, a text that repeats another once; one by one only where something is wrong.
    """
    by_text: dict[tuple[object, object], Rows] = {}
    for rows in found:
        by_text.setdefault(_identity(rows), rows)
    by_key: dict[object, Rows] = {}  # another text under one key breaks no schema
    for (key, _), rows in by_text.items():
        by_key.setdefault(key, rows)
    try:
        data = check_together(list(by_key.values()))
        suspects = {which: rows for which, rows in by_text.items() if by_key[which[0]] is not rows}
    except SchemaFault:
        suspects = by_text
    if not suspects and len(by_key) == len(found):
        return found, data
    alone = {which: checked_alone(rows) for which, rows in suspects.items()}
    failed = {which: rows for which, rows in alone.items() if not rows.get("alerts")}
    found = [_failed_too(rows, failed) for rows in found]
    return found, frames({table: [row for rows in found for row in rows.get(table, ())] for table in TABLES})


def _identity(rows: Rows) -> tuple[object, object]:
    """The key and the text of an alert; an error is like no other."""
    alerts = rows.get("alerts")
    return (alerts[0]["alert_id"], alerts[0]["text"]) if alerts else (id(rows), "")


def _failed_too(rows: Rows, failed: Mapping[tuple[object, object], Rows]) -> Rows:
    """The rows, or the error of another alert with the same key and text, under their own source."""
    fault = failed.get(_identity(rows))
    if fault is None or not rows.get("alerts"):
        return rows
    return {"errors": [fault["errors"][0] | {"source": rows["alerts"][0]["source"]}]}


def _note(rows: Rows) -> str:
    """The error as `stage CODE`, or the language of an alert that does not seem to be French."""
    if errors := rows.get("errors"):
        return f"{errors[0]['stage']} {errors[0]['error']}"
    language = str(rows["alerts"][0]["language"])
    return "" if language in FRENCH else language


def _entry(file: int, nth: int, rows: Rows) -> Entry:
    sizes = tuple(len(rows.get(table, ())) for table in TABLES)
    if not rows.get("alerts"):
        return Entry(file, nth, "", "", str(rows["errors"][0]["source"]), _note(rows), 0, sizes)
    alert = rows["alerts"][0]
    text = str(alert["text"])
    names = str(alert["alert_id"]), digest(text), str(alert["source"]), _note(rows)
    return Entry(file, nth, *names, len(text), sizes)


def _hash(given: Input) -> str:
    """The hash of a file that is as it was when it was planned; empty for any other."""
    path = Path(path_of(given.place))
    found = "" if given.fault else file_hash(path)
    return found if mark_of(path) == given.stamp else ""
