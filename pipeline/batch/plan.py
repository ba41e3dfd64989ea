"""What is to be done: the files that are there against those that the manifest knows."""

import json
import os
from collections.abc import Iterable, Iterator
from hashlib import sha256
from pathlib import Path

from pipeline.batch.manifest import Input, Manifest, mark_of, path_of, place_of
from pipeline.ingest.errors import Fault
from pipeline.ingest.files import file_hash, walk
from pipeline.ingest.names import visible

GROUP_FILES = 200  # files that one task reads, fewer where there is less to do for all workers …
GROUP_BYTES = 4_000_000  # … or where they are larger than this together
PARTS = 4  # tasks for each worker at least, so that none waits long for the last
TURN_BYTES = 32_000_000  # of a container that tasks share: each reads it all and takes its turn at the shards
ONE_ALERT = {".txt", ".text", ".md", ".markdown", ".html", ".htm", ".pdf", ".docx"}  # never shared
ONCE_MORE = ("TIMEOUT", "MEMORY", "CRASHED")  # errors that another machine, or more time, may mend


def plan(
    manifest: Manifest,
    paths: Iterable[Path],
    version: str,
    *,
    without: Path,
    workers: int = 1,
    prune: bool = False,
    retry: bool = False,
) -> None:
    """Bring the manifest up to the files below `paths`: new and changed ones become tasks, known ones stay.

    Files below the folder `without` (the dataset itself) are no inputs. With `prune` inputs whose file is gone leave;
    with `retry` those that ended a worker are read again.
    """
    _look(manifest, paths, place_of(without) + b"\0")
    dropped = [*_changed(manifest), *_filled(manifest)]
    if prune:
        dropped += _vanished(manifest)
    if retry:
        dropped += _failed(manifest)
    released = manifest.forget(dropped) if dropped else {}
    for place, source in released.items():
        if os.path.lexists(path_of(place)):
            _found(manifest, Path(path_of(place)), source, None)
    manifest.base.execute("DELETE FROM temp.found WHERE place IN (SELECT place FROM inputs)")
    new = manifest.count("SELECT count(*) FROM temp.found")
    if new:
        generation = 1 + (manifest.fact("generation") or 0)
        manifest.set_fact("generation", generation)
        rows = manifest.base.execute("SELECT place, source, stamp, fault, size FROM temp.found ORDER BY place")
        inputs = ((Input(*row), size) for *row, size in rows)
        most = min(GROUP_FILES, 1 + new // (PARTS * max(1, workers)))
        manifest.add(_groups(inputs, most, f"{version}\0{generation}"), version)


def _look(manifest: Manifest, paths: Iterable[Path], without: bytes) -> None:
    """Put every file below the paths, and not below `without`, in the passing table `found`."""
    manifest.base.execute("DROP TABLE IF EXISTS temp.found")
    manifest.base.execute("CREATE TEMP TABLE found (place BLOB PRIMARY KEY, source, stamp, fault, size) WITHOUT ROWID")
    manifest.base.execute("BEGIN")
    for path, fault in walk(paths):
        if not place_of(path).startswith(without):
            _found(manifest, path, visible(str(path)), fault)
    manifest.base.execute("COMMIT")


def _found(manifest: Manifest, path: Path, source: str, fault: Fault | None) -> None:
    state = mark_of(path)
    reason = json.dumps({"code": fault.code, **fault.details}) if fault else ""
    size = 0 if fault or not state else int(state.split(":")[1])
    row = (place_of(path), source, "" if fault else state, reason, size)
    manifest.base.execute("INSERT OR IGNORE INTO temp.found VALUES (?, ?, ?, ?, ?)", row)


def _changed(manifest: Manifest) -> list[bytes]:
    """Known inputs that are not what they were. Of a file with another time, the content decides."""
    pairs = manifest.base.execute("""
        SELECT place, f.stamp, i.sha256, f.stamp = i.stamp, f.fault = i.fault, t.key IS NOT NULL
        FROM temp.found f JOIN inputs i USING (place)
            LEFT JOIN (SELECT DISTINCT key FROM tasks WHERE NOT done) t USING (key)
        WHERE f.stamp != i.stamp OR f.fault != i.fault OR (i.sha256 = '' AND i.fault = '')
    """).fetchall()
    changed = []
    for place, now, before, same_stamp, same_fault, unfinished in pairs:
        path = Path(path_of(place))
        if same_stamp and same_fault:  # it has not been read yet, or could not be
            again = not unfinished and os.access(path, os.R_OK)
        else:
            again = not (same_fault and before and file_hash(path) == before)
            if not again:
                manifest.restamp(place, now)
        if again:
            changed.append(place)
    return changed


def _filled(manifest: Manifest) -> list[bytes]:
    """Folders that were empty and are not now."""
    known = manifest.base.execute("""SELECT place FROM inputs WHERE fault LIKE '%"EMPTY"%'""").fetchall()
    return [place for (place,) in known if _first_below(Path(path_of(place))) != Path(path_of(place))]


def _first_below(path: Path) -> Path | None:
    return next((found for found, _ in walk([path])), None)


def _vanished(manifest: Manifest) -> list[bytes]:
    """Inputs that were not met now and whose file is gone."""
    unmet = manifest.base.execute("SELECT place FROM inputs WHERE place NOT IN (SELECT place FROM temp.found)")
    return [place for (place,) in unmet if not os.path.lexists(path_of(place))]


def _failed(manifest: Manifest) -> list[bytes]:
    notes = [f"{stage} {code}" for stage in ("read", "extract") for code in ONCE_MORE]
    marks = ", ".join("?" * len(notes))
    question = (
        f"SELECT DISTINCT place FROM entries JOIN temp.found USING (place) WHERE alert_id = '' AND note IN ({marks})"
    )
    return [place for (place,) in manifest.base.execute(question, notes)]


def _groups(inputs: Iterable[tuple[Input, int]], most: int, salt: str) -> Iterator[tuple[str, int, int, list[Input]]]:
    """(key, turns, bytes, inputs): up to `most` neighbours together, a container that is worth sharing alone."""
    group: list[Input] = []
    total = 0
    for found, size in inputs:
        shared = size > TURN_BYTES and Path(path_of(found.place)).suffix.lower() not in ONE_ALERT
        if group and (shared or len(group) == most or total + size > GROUP_BYTES):
            yield _key(group, salt), 1, total, group
            group, total = [], 0
        if shared:
            yield _key([found], salt), 1 + size // TURN_BYTES, size, [found]
        else:
            group.append(found)
            total += size
    if group:
        yield _key(group, salt), 1, total, group


def _key(group: Iterable[Input], salt: str) -> str:
    content = sha256(salt.encode())
    for member in group:
        content.update(member.place + b"\n" + member.stamp.encode() + b"\n")
    return content.hexdigest()[:16]
