"""The log of decisions: an append-only SQLite file that outlives every re-extraction.

It lies beside the dataset's folder, not in it, because `recense extract` replaces that folder whole: `DATASET.reviews/`
(0700) holds `reviews.sqlite` (0600) and SQLite's own files. A decision whose `append` has returned is on the disk
(WAL, synchronous FULL). Several processes may append at once.
"""

import json
import os
import sqlite3
from collections.abc import Callable, Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

from pipeline.review.decisions import Decision

VERSION = 1
BUSY = 10.0  # seconds to wait for another process that is writing
_COLUMNS = tuple(Decision.__slots__)
_NAMES = ", ".join(f'"{name}"' for name in _COLUMNS)
_SCHEMA = (
    f"CREATE TABLE decisions (seq INTEGER PRIMARY KEY AUTOINCREMENT, {_NAMES})",
    "CREATE UNIQUE INDEX by_review_id ON decisions (review_id)",
    "CREATE INDEX by_text ON decisions (text_hash)",
    "CREATE INDEX by_reviewer ON decisions (reviewer)",
    "CREATE TRIGGER no_change BEFORE UPDATE ON decisions BEGIN SELECT RAISE(ABORT, 'append-only'); END",
    "CREATE TRIGGER no_removal BEFORE DELETE ON decisions BEGIN SELECT RAISE(ABORT, 'append-only'); END",
    f"PRAGMA user_version = {VERSION}",
)
_INSERT = f"INSERT INTO decisions ({_NAMES}) VALUES ({', '.join('?' * len(_COLUMNS))})"
_SELECT = f"SELECT seq, {_NAMES} FROM decisions"


class LogError(Exception):
    """The log cannot be read or written; the message says which file and what to do."""


class Clash(Exception):
    """Two different decisions under one `review_id`: the key of a request was used for another request."""


def log_path(dataset: Path | str) -> Path:
    """Where the log of a dataset lies."""
    folder = Path(dataset).resolve()
    return folder.with_name(f"{folder.name}.reviews") / "reviews.sqlite"


def read_log(dataset: Path | str) -> list[Decision]:
    """All decisions about a dataset, in order; none where it was never reviewed. Makes no file."""
    if not log_path(dataset).exists():
        return []
    with DecisionLog(dataset) as log:
        return log.read()


class DecisionLog:
    """The log of one dataset, open for reading and appending; a context manager. Not for several threads at once."""

    def __init__(self, dataset: Path | str) -> None:
        self.path = log_path(dataset)
        try:
            self._make()
            self._db = sqlite3.connect(self.path, timeout=BUSY, isolation_level=None, check_same_thread=False)
            self._db.execute("PRAGMA journal_mode = WAL")
            self._db.execute("PRAGMA synchronous = FULL")
            self._settle()
        except (OSError, sqlite3.Error) as error:
            reason = error.strerror if isinstance(error, OSError) else "not a log of decisions, or damaged"
            raise LogError(f"{self.path}: cannot be opened ({reason})") from None

    def _make(self) -> None:
        """The folder and an empty file that only the owner can read: SQLite gives its own files the same mode."""
        self.path.parent.mkdir(0o700, exist_ok=True)
        self.path.parent.chmod(0o700)
        handle = os.open(self.path, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW, 0o600)
        os.fchmod(handle, 0o600)
        os.close(handle)

    def _settle(self) -> None:
        self._db.execute("BEGIN IMMEDIATE")
        [version] = self._db.execute("PRAGMA user_version").fetchone()
        if version == 0:
            for statement in _SCHEMA:
                self._db.execute(statement)
        self._db.execute("COMMIT")
        if version not in (0, VERSION):
            raise LogError(f"{self.path}: was written by another version of recense; use that one")

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the file."""
        self._db.close()

    def last(self) -> int:
        """The number of the last decision, 0 where there is none."""
        [number] = self._db.execute("SELECT coalesce(max(seq), 0) FROM decisions").fetchone()
        return int(number)

    def read(self, after: int = 0, text_hash: str | None = None) -> list[Decision]:
        """The decisions after a number, or only those about one text, in order."""
        return [decision for _, decision in self.numbered(after, text_hash)]

    def numbered(self, after: int = 0, text_hash: str | None = None) -> list[tuple[int, Decision]]:
        """The same, each with its number."""
        where, values = (" AND text_hash = ?", [text_hash]) if text_hash is not None else ("", [])
        query = self._db.execute(f"{_SELECT} WHERE seq > ?{where} ORDER BY seq", [after, *values])
        return [(row[0], _decision(row[1:])) for row in query]

    def find(self, review_id: str) -> Decision | None:
        """The decision of this key."""
        row = self._db.execute(f"{_SELECT} WHERE review_id = ?", [review_id]).fetchone()
        return _decision(row[1:]) if row else None

    def number(self, review_id: str) -> int:
        """The number of the decision of this key, 0 where there is none."""
        row = self._db.execute("SELECT seq FROM decisions WHERE review_id = ?", [review_id]).fetchone()
        return int(row[0]) if row else 0

    def latest(self, reviewer: str, most: int = 200) -> list[Decision]:
        """A reviewer's last decisions, in order."""
        rows = self._db.execute(f"{_SELECT} WHERE reviewer = ? ORDER BY seq DESC LIMIT ?", [reviewer, most]).fetchall()
        return [_decision(row[1:]) for row in reversed(rows)]

    def append(self, *decisions: Decision, check: Callable[[list[Decision]], None] | None = None) -> int:
        """Write decisions, all or none, and return how many were new: one that is there already counts once.

        `check` is called, before anything is written and while nobody else can write, with the decisions so far about
        the texts concerned; what it raises leaves the log as it was. Clash where a `review_id` stands for another
        decision.
        """
        self._db.execute("BEGIN IMMEDIATE")
        try:
            new = [decision for decision in decisions if not self._holds(decision)]
            if new and check:
                check([d for text in dict.fromkeys(d.text_hash for d in new) for d in self.read(text_hash=text)])
            self._db.executemany(_INSERT, [_values(decision) for decision in new])
            self._db.execute("COMMIT")
        except BaseException:
            if self._db.in_transaction:
                self._db.execute("ROLLBACK")
            raise
        return len(new)

    def _holds(self, decision: Decision) -> bool:
        held = self.find(decision.review_id)
        if held and not held.same_as(decision):
            raise Clash(decision.review_id)
        return held is not None


def _values(decision: Decision) -> list[str | int | None]:
    values = [getattr(decision, name) for name in _COLUMNS]
    detail = json.dumps(dict(decision.detail), ensure_ascii=False, sort_keys=True)
    return [detail if name == "detail" else value for name, value in zip(_COLUMNS, values, strict=True)]


def _decision(row: Sequence[str | int | None]) -> Decision:
    values = dict(zip(_COLUMNS, row, strict=True))
    return Decision(**{**values, "detail": json.loads(str(values["detail"]))})
