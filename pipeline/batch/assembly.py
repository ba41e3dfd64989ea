"""The tables that users read, put together from the shards: in the order of the inputs, each text once, flat in memory.

The order is that of the paths, whatever the order of the shards, and rows are written in pieces that depend on nothing
else; so the same inputs give the same bytes, however they came in.
"""

import shutil
from collections import OrderedDict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

import pyarrow

from pipeline.batch.manifest import Manifest
from pipeline.batch.shard import Arrow, Shard
from pipeline.tables.columns import TABLES
from pipeline.tables.dataset import MARKER, NEXT, STATE, TableFiles, joined_sources, made_by, other_key, renamed
from pipeline.tables.output import move_in, sync
from pipeline.tables.schemas import ARROW

PIECE_ENTRIES = 500  # inputs whose rows are written together …
PIECE_CHARACTERS = 8_000_000  # … unless their texts are longer than this together
SHARDS_BYTES = 64_000_000  # of shards held at once, where their inputs alternate
NOT_OURS = ("cases", "reviews")  # tables that other rooms write: they stay while the keys that they name do


def assemble(dataset: Path, manifest: Manifest, version: str) -> None:
    """Put the tables of a dataset together anew and put them in the place of the old ones."""
    building = dataset / STATE / "building"
    shutil.rmtree(building, ignore_errors=True)
    building.mkdir(0o700)
    _find_repeats(manifest)
    shards = _Shards(dataset / STATE)
    with TableFiles(building) as files:
        for piece in _pieces(manifest):
            parts = [_rows(shards[stretch.name], stretch) for stretch in piece]
            for table in TABLES:
                files.write(table, pyarrow.concat_tables([rows[table] for rows in parts]).combine_chunks())
        files.finish(version)
    if made_by(dataset) == version:
        for table in NOT_OURS:
            (building / f"{table}.parquet").unlink()
    sync(building)
    building.rename(dataset / NEXT)
    sync(dataset / STATE)
    move_in(dataset / NEXT, dataset, MARKER)


def _find_repeats(manifest: Manifest) -> None:
    """Fill the passing table `repeats` with what a repeated key means for each of its inputs.

    Of inputs with one key and one text the first is kept with the `sources` of all, the others are left out. Another
    text under the same key, which a container gave it, gets a key of its own.
    """
    base = manifest.base
    base.execute("DROP TABLE IF EXISTS temp.repeats")
    base.execute("CREATE TEMP TABLE repeats (place BLOB, nth INTEGER, kept INTEGER, alert_id TEXT, sources TEXT,"
                 " PRIMARY KEY (place, nth)) WITHOUT ROWID")  # fmt: skip
    rows = base.execute("""
        SELECT alert_id, place, nth, mark, source FROM entries
        WHERE alert_id IN (SELECT alert_id FROM entries WHERE alert_id != '' GROUP BY alert_id HAVING count(*) > 1)
        ORDER BY alert_id, place, nth
    """)
    base.execute("BEGIN")
    for alert_id, group in groupby(rows, key=lambda row: row[0]):
        first: dict[str, tuple[bytes, int]] = {}
        sources: dict[str, list[str]] = {}
        for _, place, nth, mark, source in group:
            if mark not in first:
                first[mark] = place, nth
            else:
                base.execute("INSERT INTO temp.repeats VALUES (?, ?, 0, '', '')", (place, nth))
            sources.setdefault(mark, []).append(source)
        for number, (mark, where) in enumerate(first.items()):
            key = other_key(alert_id, mark) if number else alert_id
            kept = (*where, 1, key, joined_sources(sources[mark]))
            base.execute("INSERT INTO temp.repeats VALUES (?, ?, ?, ?, ?)", kept)
    base.execute("COMMIT")


@dataclass(slots=True)
class _Stretch:
    """Neighbouring inputs of one shard, or one alert with another key or sources (then `alert_id` is not empty)."""

    name: str
    begin: int
    end: int
    alert_id: str = ""
    sources: str = ""


def _pieces(manifest: Manifest) -> Iterator[list[_Stretch]]:
    """The inputs in order, in pieces to write together."""
    piece: list[_Stretch] = []
    entries = characters = 0
    for name, row, length, kept, alert_id, sources in manifest.base.execute("""
        SELECT s.name, e.row, e.length, r.kept, r.alert_id, r.sources
        FROM entries e JOIN shards s USING (shard) LEFT JOIN temp.repeats r USING (place, nth)
        WHERE ifnull(r.kept, 1) ORDER BY place, nth
    """):
        last = piece[-1] if piece else None
        if kept:
            piece.append(_Stretch(name, row, row + 1, alert_id, sources))
        elif last and not last.alert_id and (last.name, last.end) == (name, row):
            last.end += 1
        else:
            piece.append(_Stretch(name, row, row + 1))
        entries, characters = entries + 1, characters + length
        if entries == PIECE_ENTRIES or characters >= PIECE_CHARACTERS:
            yield piece
            piece, entries, characters = [], 0, 0
    if piece:
        yield piece


def _rows(shard: Shard, stretch: _Stretch) -> Arrow:
    rows = shard.cut(stretch.begin, stretch.end)
    if not stretch.alert_id:
        return rows
    plain = {table: data.to_pylist() for table, data in rows.items()}
    plain = renamed(plain, plain["alerts"][0]["alert_id"], stretch.alert_id)
    plain["alerts"][0]["source"] = stretch.sources
    return {table: pyarrow.Table.from_pylist(plain[table], schema=ARROW[table]) for table in rows}


class _Shards:
    """The shards in use, read when they are first asked for and let go when too much is held."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._held: OrderedDict[str, Shard] = OrderedDict()

    def __getitem__(self, name: str) -> Shard:
        shard = self._held.setdefault(name, Shard(self._folder / name))
        self._held.move_to_end(name)
        shard.tables  # noqa: B018
        while len(self._held) > 1 and sum(held.size for held in self._held.values()) > SHARDS_BYTES:
            self._held.popitem(last=False)
        return shard
