"""A dataset in memory, so that any alert's rows are at hand at once, and its log, followed as others write to it."""

from collections.abc import Mapping
from functools import cached_property
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow
import pyarrow.compute as pc
import pyarrow.parquet as pq

from pipeline.normalise import name_key
from pipeline.review.blind import counted, own_view
from pipeline.review.decisions import Decision
from pipeline.review.fold import fold
from pipeline.review.log import DecisionLog
from pipeline.review.state import OF_ALERT, Row, State
from pipeline.tables.dataset import MARKER, check_dataset
from pipeline.tables.rows import digest
from pipeline.tables.schemas import ARROW

SEARCHED = ("quote", "victims", "perpetrators", "place", "charge", "sentence_text")
Runs = dict[str, list[tuple[int, int]]]


class Tables:
    """The tables of a dataset as they lie on the disk, held in Arrow, and where each alert's rows are."""

    def __init__(self, folder: Path) -> None:
        self.stamp: tuple[int, ...] = stamp(folder)
        self.arrow = {name: _read(folder, name) for name in (*OF_ALERT, "cases")}
        self._runs = {name: _runs(self.arrow[name]["alert_id"]) for name in OF_ALERT}

    def rows(self, alert_id: str) -> dict[str, list[Row]]:
        """The rows of one alert, by table."""
        return {
            name: [
                row for at, end in runs.get(alert_id, ()) for row in self.arrow[name].slice(at, end - at).to_pylist()
            ]
            for name, runs in self._runs.items()
        }

    @cached_property
    def incident_ids(self) -> list[str]:
        """The keys of the incidents, in the order of their table."""
        return list(self.arrow["incidents"]["incident_id"].to_pylist())

    @cached_property
    def incident_names(self) -> list[str]:
        """What each is called in addresses: a digest, since a key may hold words."""
        return [digest(key) for key in self.incident_ids]

    @cached_property
    def incident_alerts(self) -> list[str]:
        """The alert of each; equal keys are one object."""
        coded = self.arrow["incidents"]["alert_id"].unify_dictionaries().combine_chunks()
        names = coded.dictionary.to_pylist()
        return [names[code] for code in coded.indices.to_pylist()]

    @cached_property
    def incident_words(self) -> pyarrow.ChunkedArray:
        """The words of each as `name_key` folds them, so that *umarova* finds *Umarova* and *emeute* *émeute*."""
        chunks = []
        for batch in self.arrow["incidents"].select(list(SEARCHED)).to_batches(10_000):
            columns = [column.to_pylist() for column in batch.columns]
            texts = [name_key(" ".join(parts)) for parts in zip(*columns, strict=True)]
            chunks.append(pyarrow.array(texts, pyarrow.string()))
        return pyarrow.chunked_array(chunks, pyarrow.string())

    def incidents(self, places: list[int]) -> list[Row]:
        """Some incidents as the machine has them."""
        return list(self.arrow["incidents"].take(pyarrow.array(places, pyarrow.int64())).to_pylist())

    def alert(self, alert_id: str) -> Row:
        """One alert's own row."""
        [(start, _)] = self._runs["alerts"][alert_id][:1]
        row: Row = self.arrow["alerts"].slice(start, 1).to_pylist()[0]
        return row

    def case_of(self, incident_id: str) -> str:
        """The case of an incident as the machine has it, "" where it has none."""
        cases = self.arrow["cases"]
        place = pc.index(cases["incident_id"], incident_id).as_py()
        return str(cases["case_id"][place].as_py()) if place >= 0 else ""

    def in_cases(self, case_ids: set[str]) -> list[Row]:
        """The rows of `cases` of some cases."""
        cases = self.arrow["cases"]
        return list(cases.filter(pc.is_in(cases["case_id"], pyarrow.array(sorted(case_ids)))).to_pylist())

    @cached_property
    def alert_of(self) -> dict[str, str]:
        """The alert that holds a text, by the text's digest."""
        alerts = self.arrow["alerts"]
        return {digest(text.as_py()): key.as_py() for key, text in zip(alerts["alert_id"], alerts["text"], strict=True)}

    def home(self, decision: Decision) -> str | None:
        """The alert that holds the text a decision was made on."""
        if decision.alert_id in self._runs["alerts"] and self._hash(decision.alert_id) == decision.text_hash:
            return decision.alert_id
        return self.alert_of.get(decision.text_hash)

    def _hash(self, alert_id: str) -> str:
        return digest(self.alert(alert_id)["text"])


_LONG = ("text", "quote")
_UNUSED = ("mention_id", "date_id", "sha256")


def _read(folder: Path, name: str) -> pyarrow.Table:
    """A table with each short text held once, however many rows have it."""
    columns = [field.name for field in ARROW[name] if field.name not in _UNUSED]
    if name == "cases":
        return pq.read_table(folder / "cases.parquet", columns=["case_id", "incident_id", "score", "reason"])
    short = [n for n in columns if ARROW[name].field(n).type == pyarrow.string() and n not in _LONG]
    path = folder / f"{name}.parquet"
    return pq.read_table(path, columns=columns, read_dictionary=short, use_threads=False, pre_buffer=False)


def stamp(folder: Path) -> tuple[int, ...]:
    """What changes whenever a dataset is replaced, or its cases are."""
    held = (folder / MARKER).stat(), (folder / "cases.parquet").stat()
    return tuple(number for one in held for number in (one.st_ino, one.st_mtime_ns, one.st_size))


def _runs(column: pyarrow.ChunkedArray) -> Runs:
    """Where the rows of each alert stand; they stand together, but nothing relies on it."""
    if not len(column):
        return {}
    coded = column.unify_dictionaries().combine_chunks()
    codes = coded.indices.to_numpy()
    edges = [0, *(np.flatnonzero(np.diff(codes)) + 1).tolist(), len(codes)]
    names = coded.dictionary.to_pylist()
    found: Runs = {}
    for start, end in pairwise(edges):
        found.setdefault(names[codes[start]], []).append((start, end))
    return found


class Desk:
    """A dataset under review. Nothing is kept here that the dataset and the log do not hold: `sync` follows both."""

    def __init__(self, dataset: Path | str) -> None:
        self.folder = check_dataset(dataset)
        self.log = DecisionLog(self.folder)
        self.tables = Tables(self.folder)
        self.seen = 0  # number of the last decision that was taken in
        self.generation = 0  # rises whenever the dataset was replaced
        self.decisions: dict[str, list[Decision]] = {}  # by alert
        self.homeless: list[Decision] = []
        self.touched: list[str] = []  # the alert of each decision taken in, in order
        self.about_cases: list[Decision] = []
        self.sync()

    def close(self) -> None:
        """Close the log."""
        self.log.close()

    def sync(self) -> None:
        """Take in what changed on the disk: a dataset extracted anew, decisions by anybody."""
        if stamp(self.folder) != self.tables.stamp:
            self.tables = Tables(check_dataset(self.folder))
            self.generation += 1
            self.seen, self.decisions, self.homeless, self.touched, self.about_cases = 0, {}, [], [], []
        for number, decision in self.log.numbered(self.seen):
            self.seen = number
            home = self.tables.home(decision)
            if decision.table == "cases":
                self.about_cases.append(decision)
            if home is None:
                self.homeless.append(decision)
            else:
                self.decisions.setdefault(home, []).append(decision)
                self.touched.append(home)

    def state(self, alert_id: str, blind: str = "") -> State:
        """One alert as reviewed so far; `blind` is the reviewer who works without seeing the others' decisions."""
        rows = self.tables.rows(alert_id)
        return fold(rows, self.counting(rows, self.decisions.get(alert_id, []), blind))

    def counting(self, rows: Mapping[str, Any], decisions: list[Decision], blind: str = "") -> list[Decision]:
        """Those decisions about one alert that make up its state."""
        return own_view(decisions, blind) if blind else counted(rows, decisions)
