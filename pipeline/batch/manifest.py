"""The manifest: which inputs a dataset knows, in which shards their rows lie, what is still to do (SQLite)."""

import os
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline.batch.shard import Entry
from pipeline.ingest.files import stamp

NAME = "manifest.sqlite"
SCHEMA = """
CREATE TABLE IF NOT EXISTS facts (name TEXT PRIMARY KEY, value) WITHOUT ROWID;
-- A task reads a group of files; a large container has several, which take turns with its shards.
CREATE TABLE IF NOT EXISTS tasks (
    task INTEGER PRIMARY KEY, key TEXT NOT NULL, turn INTEGER NOT NULL, turns INTEGER NOT NULL,
    bytes INTEGER NOT NULL, done INTEGER NOT NULL DEFAULT 0, UNIQUE (key, turn));
-- `place` is the absolute path with NUL for the slash: its order is that of a walk through the folders.
CREATE TABLE IF NOT EXISTS inputs (
    place BLOB PRIMARY KEY, source TEXT NOT NULL, stamp TEXT NOT NULL, fault TEXT NOT NULL,
    sha256 TEXT NOT NULL DEFAULT '', key TEXT NOT NULL, version TEXT NOT NULL) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS inputs_of_key ON inputs (key);
CREATE TABLE IF NOT EXISTS shards (
    shard INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, key TEXT NOT NULL, size INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS entries (
    place BLOB, nth INTEGER, shard INTEGER NOT NULL, row INTEGER NOT NULL, alert_id TEXT NOT NULL, mark TEXT NOT NULL,
    source TEXT NOT NULL, note TEXT NOT NULL, length INTEGER NOT NULL, PRIMARY KEY (place, nth)) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS entries_of_alert ON entries (alert_id, place, nth);
CREATE INDEX IF NOT EXISTS entries_of_shard ON entries (shard);
"""
UNFINISHED = "SELECT key FROM tasks WHERE NOT done"


def place_of(path: Path | str) -> bytes:
    """The key of an input: its absolute path as bytes that sort as folders are walked."""
    return os.fsencode(os.path.abspath(path)).replace(b"/", b"\0")  # noqa: PTH100  (links are not followed)


def path_of(place: bytes) -> str:
    """The reverse of `place_of`."""
    return os.fsdecode(place.replace(b"\0", b"/"))


def mark_of(path: Path) -> str:
    """The state of a file on disk, which changes when it does; empty where there is none."""
    return ":".join(map(str, stamp(path) or ()))


def stamp_of(mark: str) -> tuple[int, int, int] | None:
    """The reverse of `mark_of`, as the room `ingest` has it."""
    if not mark:
        return None
    number, size, time = map(int, mark.split(":"))
    return number, size, time


@dataclass(frozen=True, slots=True)
class Input:
    """A file to read: where it is, how it is named in tables, its state on disk, and its fault as JSON, if it has one.

    `stamp` is that of `mark_of`; `fault` has the code and details of one that stands before any reading.
    """

    place: bytes
    source: str
    stamp: str
    fault: str = ""


@dataclass(frozen=True, slots=True)
class Task:
    """Files to read, of which the shards whose number leaves `turn` when divided by `turns` are to be made."""

    key: str
    turn: int
    turns: int
    bytes: int
    inputs: tuple[Input, ...]


class Manifest:
    """The manifest of one dataset. Each method that writes is one transaction, on disk when it returns."""

    def __init__(self, folder: Path) -> None:
        path = folder / NAME
        os.close(os.open(path, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW, 0o600))  # SQLite's own files take its mode
        path.chmod(0o600)
        self.base = sqlite3.connect(path, isolation_level=None)
        self.base.executescript(f"PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA temp_store=FILE; {SCHEMA}")

    def close(self) -> None:
        """Close it; SQLite folds its log into the one file."""
        self.base.close()

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        """A transaction; what was written before an exception is taken back."""
        self.base.execute("BEGIN IMMEDIATE")
        try:
            yield self.base
        except BaseException:
            if self.base.in_transaction:
                self.base.execute("ROLLBACK")
            raise
        self.base.execute("COMMIT")

    def fact(self, name: str) -> Any:
        """A fact of the dataset, None where it is not set."""
        found = self.base.execute("SELECT value FROM facts WHERE name = ?", (name,)).fetchone()
        return found[0] if found else None

    def set_fact(self, name: str, value: object) -> None:
        """Remember a fact."""
        with self._writing() as base:
            base.execute("INSERT OR REPLACE INTO facts VALUES (?, ?)", (name, value))

    def add(self, group: Iterable[tuple[str, int, int, Sequence[Input]]], version: str) -> None:
        """Take new work: (key, turns, bytes, inputs) of each group of files."""
        with self._writing() as base:
            for key, turns, size, inputs in group:
                base.executemany(
                    "INSERT INTO tasks (key, turn, turns, bytes) VALUES (?, ?, ?, ?)",
                    [(key, turn, turns, size) for turn in range(turns)],
                )
                base.executemany(
                    "INSERT INTO inputs (place, source, stamp, fault, key, version) VALUES (?, ?, ?, ?, ?, ?)",
                    [(i.place, i.source, i.stamp, i.fault, key, version) for i in inputs],
                )

    def todo(self) -> Iterator[Task]:
        """The unfinished tasks, in the order of their inputs."""
        keys = "SELECT key, turn, turns, bytes FROM tasks WHERE NOT done ORDER BY task"
        for key, turn, turns, size in self.base.execute(keys).fetchall():
            yield Task(key, turn, turns, size, self.inputs_of(key))

    def open_keys(self) -> set[str]:
        """The keys of the groups that are not done."""
        return {key for (key,) in self.base.execute(UNFINISHED)}

    def inputs_of(self, key: str) -> tuple[Input, ...]:
        """The files of a group, in their order."""
        found = self.base.execute("SELECT place, source, stamp, fault FROM inputs WHERE key = ? ORDER BY place", (key,))
        return tuple(Input(*row) for row in found)

    def knows_shard(self, name: str) -> bool:
        """Whether a shard is recorded."""
        return self.base.execute("SELECT 1 FROM shards WHERE name = ?", (name,)).fetchone() is not None

    def add_shard(self, name: str, task: Task, entries: Sequence[Entry]) -> None:
        """Record a committed shard."""
        with self._writing() as base:
            shard = base.execute(
                "INSERT INTO shards (name, key, size) VALUES (?, ?, ?)", (name, task.key, len(entries))
            ).lastrowid
            rows = [
                (task.inputs[e.file].place, e.nth, shard, row, e.alert_id, e.mark, e.source, e.note, e.length)
                for row, e in enumerate(entries)
            ]
            base.executemany("INSERT INTO entries VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", rows)
            _changed(base)

    def finish(self, task: Task, hashes: Sequence[str]) -> None:
        """Record that a task is done, with the SHA-256 of each of its files."""
        with self._writing() as base:
            base.execute("UPDATE tasks SET done = 1 WHERE key = ? AND turn = ?", (task.key, task.turn))
            pairs = [(mark, i.place) for mark, i in zip(hashes, task.inputs, strict=True) if mark]
            base.executemany("UPDATE inputs SET sha256 = ? WHERE place = ?", pairs)

    def restamp(self, place: bytes, stamp: str) -> None:
        """Take note that a file with the same content has another time."""
        with self._writing() as base:
            base.execute("UPDATE inputs SET stamp = ? WHERE place = ?", (stamp, place))

    def forget(self, places: Iterable[bytes]) -> dict[bytes, str]:
        """Forget inputs and what was read in them.

        Returns the place and source of the other files of unfinished groups, which end with them.
        """
        released: dict[bytes, str] = {}
        with self._writing() as base:
            for place in places:
                group = {place: ""}
                found = base.execute(f"{UNFINISHED} AND key = (SELECT key FROM inputs WHERE place = ?)", (place,))
                if key := found.fetchone():
                    group = dict(base.execute("SELECT place, source FROM inputs WHERE key = ?", key).fetchall())
                    base.execute("DELETE FROM tasks WHERE key = ?", key)
                    released |= group
                base.executemany("DELETE FROM entries WHERE place = ?", [(other,) for other in group])
                base.executemany("DELETE FROM inputs WHERE place = ?", [(other,) for other in group])
                released.pop(place, None)
            _changed(base)
        return released

    def thinned(self) -> list[tuple[int, str, list[int]]]:
        """The shards with rows that nothing names any more: number, name, and the rows to keep."""
        found = self.base.execute("""
            SELECT shard, name FROM shards WHERE size > (SELECT count(*) FROM entries e WHERE e.shard = shards.shard)
        """).fetchall()
        rows = "SELECT row FROM entries WHERE shard = ? ORDER BY row"
        return [(shard, name, [row for (row,) in self.base.execute(rows, (shard,))]) for shard, name in found]

    def replace_shard(self, shard: int, name: str, keep: Sequence[int]) -> None:
        """Record that a shard now lies under another name and holds these of its rows alone; none: it is gone."""
        with self._writing() as base:
            if not keep:
                base.execute("DELETE FROM shards WHERE shard = ?", (shard,))
                return
            base.execute("UPDATE shards SET name = ?, size = ? WHERE shard = ?", (name, len(keep), shard))
            moved = [(new, shard, old) for new, old in enumerate(keep)]
            base.executemany("UPDATE entries SET row = ? WHERE shard = ? AND row = ?", moved)

    def count(self, question: str, *values: object) -> int:
        """The number that a query answers."""
        return int(self.base.execute(question, values).fetchone()[0])


def _changed(base: sqlite3.Connection) -> None:
    """The tables no longer tell what the shards hold."""
    base.execute("INSERT OR REPLACE INTO facts VALUES ('assembled', 0)")
