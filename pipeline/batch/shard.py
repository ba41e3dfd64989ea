"""A shard: the rows of a few hundred inputs in one file, which is whole or not there.

The file is a zip (stored, not packed) of one Parquet file a table and of `index.json`, which names the inputs in order
with the number of rows that each has in every table. So any stretch of inputs can be cut out without looking at rows.
"""

import io
import json
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import cached_property
from itertools import accumulate
from pathlib import Path

import pyarrow
import pyarrow.parquet as pq

from pipeline.tables.columns import TABLES
from pipeline.tables.output import put
from pipeline.tables.schemas import ARROW

INDEX = "index.json"
SUFFIX = ".zip"
Arrow = dict[str, pyarrow.Table]


@dataclass(frozen=True, slots=True)
class Entry:
    """What became of one input: an alert, or an error if `alert_id` is empty.

    `file` is the number of its file in the task and `nth` its place among what the file held; `mark` is the digest of
    the text and `length` its characters, `note` the error as `stage CODE`, or the language of an alert that does not
    seem to be French; `sizes` are its rows in each table.
    """

    file: int
    nth: int
    alert_id: str
    mark: str
    source: str
    note: str
    length: int
    sizes: tuple[int, ...]


def write(path: Path, entries: Sequence[Entry], tables: Mapping[str, pyarrow.Table]) -> None:
    """Commit a shard: on disk and under its name, or not there at all. The same rows give the same bytes."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as package:
        package.writestr(zipfile.ZipInfo(INDEX), json.dumps([asdict(entry) for entry in entries]))
        for table, data in tables.items():
            if len(data):
                part = io.BytesIO()
                pq.write_table(data, part, compression="zstd")
                package.writestr(zipfile.ZipInfo(f"{table}.parquet"), part.getvalue())
    put(path, content.getvalue())


class Shard:
    """A committed shard, read when asked. OSError or ValueError where the file is damaged."""

    def __init__(self, path: Path) -> None:
        self.path = path

    @cached_property
    def entries(self) -> list[Entry]:
        """What became of its inputs, in their order."""
        with zipfile.ZipFile(self.path) as package:
            found = json.loads(package.read(INDEX))
        return [Entry(**entry | {"sizes": tuple(entry["sizes"])}) for entry in found]

    @cached_property
    def tables(self) -> Arrow:
        """The rows of every table."""
        with zipfile.ZipFile(self.path) as package:
            names = set(package.namelist())
            return {table: _table(package, table, names) for table in TABLES}

    @cached_property
    def _begins(self) -> dict[str, list[int]]:
        """For every table the first row of each entry, and the number of rows at the end."""
        columns = zip(*(entry.sizes for entry in self.entries), strict=True) if self.entries else [()] * len(TABLES)
        return {table: [0, *accumulate(sizes)] for table, sizes in zip(TABLES, columns, strict=True)}

    @cached_property
    def size(self) -> int:
        """Bytes of memory that its tables take."""
        return sum(data.nbytes for data in self.tables.values())

    def cut(self, start: int, stop: int) -> Arrow:
        """The rows of the entries from `start` up to `stop`."""
        cut: Arrow = {}
        for table, data in self.tables.items():
            begin, end = self._begins[table][start], self._begins[table][stop]
            cut[table] = data.slice(begin, end - begin)
        return cut


def _table(package: zipfile.ZipFile, table: str, names: set[str]) -> pyarrow.Table:
    if f"{table}.parquet" not in names:
        return ARROW[table].empty_table()
    return pq.read_table(io.BytesIO(package.read(f"{table}.parquet")), schema=ARROW[table], use_threads=False)


def rewrite(old: Path, new: Path, keep: Iterable[int]) -> None:
    """Commit a shard of some entries of another, by their numbers."""
    shard = Shard(old)
    kept = list(keep)
    parts = [shard.cut(number, number + 1) for number in kept]
    tables = {table: pyarrow.concat_tables([part[table] for part in parts]).combine_chunks() for table in TABLES}
    write(new, [shard.entries[number] for number in kept], tables)
