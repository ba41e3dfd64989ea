"""The dataset: a folder of Parquet files, one a table, written in batches and replaced whole."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

import pandas as pd
import pyarrow
import pyarrow.parquet as pq

from pipeline.tables.columns import TABLES
from pipeline.tables.frames import frames, to_arrow, to_pandas
from pipeline.tables.output import check_folder, create, move_in, put, replace_folder, settle, workspace
from pipeline.tables.rows import Rows, digest
from pipeline.tables.schemas import ARROW, SchemaFault, check

if TYPE_CHECKING:
    from pipeline.ingest.types import InputError

MARKER = "dataset.json"
FORMAT = {"format": "recense-dataset", "version": 1}
STATE = "shards"  # the folder of a dataset where the room `batch` keeps what it needs to go on
NEXT = f"{STATE}/next"  # finished tables on their way into the dataset
_FILES = {MARKER, *(f"{table}.parquet" for table in TABLES)}
_BATCH_ALERTS = 500
_BATCH_CHARACTERS = 8_000_000


class DatasetError(Exception):
    """A folder that is no dataset, or one of another format; the message says which."""


def _package_version() -> str:
    try:
        return version("recense")
    except PackageNotFoundError:
        return ""


def renamed(rows: Rows, old: str, new: str) -> Rows:
    """The rows with every key that derives from the alert's key `old` derived from `new` instead."""

    def key(name: str, value: object) -> object:
        if name.endswith("_id") and isinstance(value, str) and value.startswith(old):
            return new + value[len(old) :]
        return value

    return {table: [{name: key(name, value) for name, value in row.items()} for row in rows[table]] for table in rows}


def other_key(alert_id: str, mark: str) -> str:
    """The key of an alert whose given key another text has already; `mark` is the digest of its own text."""
    return f"{alert_id}-{mark[:8]}"


def joined_sources(sources: Iterable[str]) -> str:
    """All places where one text was met, each once, as the column `source` has them."""
    return " ; ".join(dict.fromkeys(sources))


class TableFiles:
    """The nine files of a dataset while they are written in a folder; a context manager that closes them.

    `counts` has the rows of each table so far. `finish` makes them a whole dataset, on disk.
    """

    def __init__(self, folder: Path) -> None:
        self.counts = dict.fromkeys(TABLES, 0)
        self._folder = folder
        self._stack = ExitStack()

    def __enter__(self) -> Self:
        self._files = {}
        self._writers = {}
        for table in TABLES:
            self._files[table] = create(self._folder / f"{table}.parquet")
            self._stack.callback(self._files[table].close)
            self._writers[table] = self._stack.enter_context(_writer(self._files[table], table))
        return self

    def __exit__(self, *_: object) -> None:
        self._stack.close()

    def write(self, table: str, data: pyarrow.Table) -> None:
        """Append rows; what is written together lies together in the file."""
        if len(data):
            self._writers[table].write_table(data)
            self.counts[table] += len(data)

    def finish(self, pipeline: str) -> None:
        """Close the tables once the disk has them, and mark the folder as a dataset of this version of the pipeline."""
        for table, file in self._files.items():
            self._writers[table].close()
            settle(file)
        put(self._folder / MARKER, json.dumps(FORMAT | {"pipeline": pipeline}, indent=1).encode() + b"\n")


class DatasetWriter:
    """Writes a dataset: a context manager whose folder is there, whole, after a clean exit and only then.

    OutputError, at once, where the folder cannot be written or holds something else than a dataset. The same text met
    again under the same key adds its source to the first (`duplicates` counts these); another text under the same key
    gets a key of its own. An alert whose rows break a schema becomes an error. `counts` has the rows of each table
    after the exit: inputs = alerts + duplicates + errors.
    """

    def __init__(self, path: Path | str) -> None:
        self.path = Path(path).resolve()
        check_folder(self.path, _FILES, MARKER)
        self.counts = dict.fromkeys(TABLES, 0)
        self.duplicates = 0
        self._stack = ExitStack()
        self._batch: list[Rows] = []
        self._characters = 0
        self._texts: dict[str, str] = {}  # alert_id -> digest of its text
        self._sources: dict[str, list[str]] = {}  # alert_id -> where else it was met

    def __enter__(self) -> Self:
        self._folder = self._stack.enter_context(workspace(self.path))
        self._tables = self._stack.enter_context(TableFiles(self._folder))
        self.counts = self._tables.counts
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        with self._stack:  # removes the unfinished folder whatever happens
            if kind is None:
                self._finish()
                check_folder(self.path, _FILES, MARKER)
                replace_folder(self._folder, self.path)

    def add(self, rows: Rows) -> None:
        """Take the rows of one alert (or rows without an alert, such as cases)."""
        if alerts := rows.get("alerts"):
            [alert] = alerts
            alert_id, text = str(alert["alert_id"]), str(alert["text"])
            mark = digest(text)
            if self._texts.get(alert_id, mark) != mark:
                other = other_key(alert_id, mark)
                rows, alert_id = renamed(rows, alert_id, other), other
            if alert_id in self._texts:
                self.duplicates += 1
                self._sources.setdefault(alert_id, []).append(str(alert["source"]))
                return
            self._texts[alert_id] = mark
            self._characters += len(text)
        self._batch.append(rows)
        if len(self._batch) >= _BATCH_ALERTS or self._characters >= _BATCH_CHARACTERS:
            self._flush()

    def error(self, fault: InputError) -> None:
        """Take an input that failed."""
        self.add(error_row(fault))

    def _flush(self) -> None:
        batch, self._batch, self._characters = self._batch, [], 0
        try:
            data = check_together(batch)
        except SchemaFault:  # one alert's rows are at fault: find it, keep the others
            data = check_together([checked_alone(rows) for rows in batch])
        for table, frame in data.items():
            self._tables.write(table, to_arrow(table, frame))

    def _finish(self) -> None:
        self._flush()
        self._tables.finish(_package_version())
        if self._sources:
            self._add_sources()

    def _add_sources(self) -> None:
        """Write the alerts again with every source where they were met."""
        old, new = self._folder / "alerts.parquet", self._folder / "alerts.new"
        with create(new) as file:
            with _writer(file, "alerts") as writer:
                for batch in pq.ParquetFile(old).iter_batches(_BATCH_ALERTS):
                    frame = to_pandas(pyarrow.Table.from_batches([batch]))
                    frame["source"] = [
                        joined_sources([source, *self._sources.get(alert_id, ())])
                        for alert_id, source in zip(frame["alert_id"], frame["source"], strict=True)
                    ]
                    writer.write_table(to_arrow("alerts", frame))
            settle(file)
        new.replace(old)


def _writer(file: object, table: str) -> pq.ParquetWriter:
    return pq.ParquetWriter(file, ARROW[table], compression="zstd")


def check_together(batch: list[Rows]) -> dict[str, pd.DataFrame]:
    """The rows of several alerts as frames; SchemaFault where one of them breaks a schema."""
    data = frames({table: [row for rows in batch for row in rows.get(table, ())] for table in TABLES})
    for table, frame in data.items():
        if len(frame):
            check(table, frame)
    return data


def error_row(fault: InputError) -> Rows:
    """The rows of an input that failed: one of `errors`."""
    row: dict[str, object] = {name: getattr(fault, name) for name in ("source", "stage", "error", "message")}
    return {"errors": [row]}


def checked_alone(rows: Rows) -> Rows:
    """The rows, or the error that stands for an alert whose rows break a schema."""
    try:
        check_together([rows])
    except SchemaFault as fault:
        if not rows.get("alerts"):
            raise
        source = rows["alerts"][0]["source"]
        message = f"A fault in the pipeline, please report it: {fault}"
        return {"errors": [{"source": source, "stage": "extract", "error": "SCHEMA", "message": message}]}
    return rows


def made_by(dataset: Path) -> str:
    """The version of the pipeline that made a dataset; empty where there is none."""
    try:
        return str(json.loads((dataset / MARKER).read_text(encoding="utf-8")).get("pipeline", ""))
    except (OSError, ValueError):
        return ""


def check_dataset(path: Path | str) -> Path:
    """The resolved path of a dataset; DatasetError where it is none or of another format."""
    folder = Path(path).resolve()
    move_in(folder / NEXT, folder, MARKER)  # what a killed run had finished
    try:
        marker = json.loads((folder / MARKER).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        raise DatasetError(f"{path}: is no dataset of recense; name the folder that `extract` wrote") from None
    if {key: marker.get(key) for key in FORMAT} != FORMAT:
        raise DatasetError(f"{path}: is a dataset of another format; extract it again with this version")
    return folder


def batches(path: Path | str, table: str, size: int = _BATCH_ALERTS) -> Iterator[pd.DataFrame]:
    """A table of a dataset in pieces of at most `size` rows, so that memory stays flat."""
    with pq.ParquetFile(check_dataset(path) / f"{table}.parquet") as file:
        for batch in file.iter_batches(size):
            yield to_pandas(pyarrow.Table.from_batches([batch]))


def read_dataset(path: Path | str) -> dict[str, pd.DataFrame]:
    """All nine tables of a dataset, typed as their schemas say. DatasetError where `path` is none."""
    return {table: read_table(path, table) for table in TABLES}


def read_table(path: Path | str, table: str) -> pd.DataFrame:
    """One table of a dataset, whole and typed, also where it is empty. DatasetError where `path` is none."""
    return to_pandas(pq.read_table(check_dataset(path) / f"{table}.parquet", schema=ARROW[table]))
