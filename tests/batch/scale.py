"""Measures what a large archive costs beside reading it: planning, the manifest, the assembly; and that memory is flat.

    make scale       (python tests/batch/scale.py [FOLDER])

Prints a table; the reckoning for 10^6 and 10^7 alerts in docs/scale.md rests on it. The steps that read alerts use the
real pipeline on short texts of their own, so that their number can be large.
"""

import random
import resource
import shutil
import sys
import time
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from batch_readers import rows_of

from pipeline.batch import assembly, plan
from pipeline.batch.manifest import Input, Manifest, Task, place_of
from pipeline.batch.shard import SUFFIX, Entry, Shard, write
from pipeline.batch.work import load_reader
from pipeline.ingest import SourceAlert
from pipeline.tables.columns import TABLES
from pipeline.tables.dataset import STATE
from pipeline.tables.frames import frames, to_arrow
from pipeline.tables.output import make_folder
from pipeline.tables.rows import digest

NAMES = ("Awa", "Ines", "Solveig", "Maimouna", "Yara", "Leila", "Odile", "Tomas", "Idriss", "Karim", "Anselme")
PLACES = ("Port-Lune", "Valbrume", "Sainte-Orée", "Montclair", "Rivesalte", "Hautmarais")
TEMPLATES = 20  # shards with rows of their own
MENTIONS = 40  # rows of mentions, a stand-in for all that an alert of four thousand characters has


def told(rng: random.Random) -> str:
    """A short alert that no other is like."""
    name = f"{rng.choice(NAMES)} {rng.choice(NAMES)}{rng.randrange(10**6):06d}".title()
    day = f"{rng.randint(1, 28)} mai {rng.randint(1990, 2024)}"
    return f"Le {day}, Me {name} a été arrêtée à {rng.choice(PLACES)} par la police. Sa famille reste sans nouvelles.\n"


def step(name: str, number: int, began: float, size: int = 0) -> None:
    """One line of the table."""
    seconds = time.monotonic() - began
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(
        f"{name:44} {number:>9,} {seconds:>8.1f} s {seconds / number * 1e6:>9.1f} µs each {peak:>6,} MB {size:>7,} MB"
    )
    sys.stdout.flush()


def megabytes(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) // 10**6


def manifest_of_a_million(place: Path, number: int = 1_000_000) -> None:
    """Inputs planned, recorded as shards of 200, and read back in order."""
    make_folder(place)
    manifest = Manifest(place)
    inputs = (
        (Input(place_of(f"/archive/{n // 1000:04}/{n:07}.txt"), f"{n:07}.txt", "1:4000:1"), 4000) for n in range(number)
    )
    began = time.monotonic()
    manifest.add(plan._groups(inputs, plan.GROUP_FILES, "1"), "1")
    step("plan: inputs into the manifest", number, began, megabytes(place))
    began = time.monotonic()
    for task in manifest.todo():
        entries = [
            Entry(n, 0, f"a{digest(member.source)}", digest(member.source), member.source, "", 4000, ())
            for n, member in enumerate(task.inputs)
        ]
        manifest.add_shard(f"{task.key}-000000{SUFFIX}", task, entries)
        manifest.finish(task, ["0" * 64] * len(task.inputs))
    step("record: shards, one transaction each", number, began, megabytes(place))
    began = time.monotonic()
    assembly._find_repeats(manifest)
    count = sum(stretch.end - stretch.begin for piece in assembly._pieces(manifest) for stretch in piece)
    step("order: inputs in the order of their paths", count, began, megabytes(place))
    manifest.close()


def assembly_of_shards(place: Path, number: int = 2_000, alerts: int = 200) -> None:
    """The tables from so many shards, each of alerts of four thousand characters with their rows."""
    make_folder(place / STATE)
    manifest = Manifest(place / STATE)
    began = time.monotonic()
    tasks = [task_of(n, alerts) for n in range(number)]
    manifest.add(((task.key, 1, 0, task.inputs) for task in tasks), "1")
    for n, task in enumerate(tasks):
        path = place / STATE / f"{task.key}-000000{SUFFIX}"
        if n < TEMPLATES:
            write_shard(path, task)
        else:  # its rows are those of another: the assembly goes by the manifest
            path.write_bytes((place / STATE / f"{tasks[n % TEMPLATES].key}-000000{SUFFIX}").read_bytes())
        entries = Shard(path).entries
        own = [replace(entry, alert_id=f"a{digest(f'{n} {entry.alert_id}')}") for entry in entries]
        manifest.add_shard(path.name, task, own)
    step("(made for this: shards)", number, began, megabytes(place))
    began = time.monotonic()
    assembly.assemble(place, manifest, "1")
    step("assemble: shards into tables", number, began, megabytes(place))
    manifest.close()


def task_of(n: int, alerts: int) -> Task:
    inputs = [Input(place_of(f"/archive/{n:05}/{i:03}.txt"), f"{n:05}/{i:03}.txt", "1:4000:1") for i in range(alerts)]
    return Task(f"{n:016x}", 0, 1, 0, tuple(inputs))


def write_shard(path: Path, task: Task) -> None:
    rng = random.Random(task.key)
    made = []
    for member in task.inputs:
        text = "".join(told(rng) for _ in range(32))
        rows = rows_of(SourceAlert(member.source, text, digest(text) * 4))
        key = rows["alerts"][0]["alert_id"]
        words = {"alert_id": key, "entity_id": f"{key}-e1", "kind": "person", "form": "name", "text": "Awa"}
        rows["mentions"] = [words | {"mention_id": f"{key}-m{n}", "start": n, "end": n + 3} for n in range(MENTIONS)]
        made.append(rows)
    entries = [
        Entry(n, 0, rows["alerts"][0]["alert_id"], digest(rows["alerts"][0]["text"]), rows["alerts"][0]["source"], "",
              4000, tuple(len(rows[table]) for table in TABLES))
        for n, rows in enumerate(made)
    ]  # fmt: skip
    data = frames({table: [row for rows in made for row in rows[table]] for table in TABLES})
    write(path, entries, {table: to_arrow(table, frame) for table, frame in data.items()})


def reading(marks: tuple[int, ...] = (1_000, 2_000, 5_000, 10_000, 20_000)) -> None:
    """Alerts read by one reader: seconds and peak memory at each mark."""
    reader, rng = load_reader(), random.Random(1)
    reader(SourceAlert("", told(rng), ""))
    done, began = 0, time.monotonic()
    for mark in marks:
        for number in range(done, mark):
            reader(SourceAlert(f"{number}.txt", told(rng), f"{number:064x}"))
        step("read: short alerts", mark - done, began)
        done, began = mark, time.monotonic()


if __name__ == "__main__":
    print(f"{'step':44} {'number':>9} {'time':>10} {'':>17} {'peak':>9} {'disk':>10}")
    with TemporaryDirectory(dir=sys.argv[1] if sys.argv[1:] else None) as folder:
        for number, measure in enumerate((manifest_of_a_million, assembly_of_shards)):
            measure(Path(folder) / str(number))
            shutil.rmtree(Path(folder) / str(number))
    reading()
