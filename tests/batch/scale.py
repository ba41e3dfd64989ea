"""Measures what a large archive costs beside reading it: planning, the manifest, the assembly.

    make scale       (python tests/batch/scale.py [FOLDER [INPUTS [SHARDS]]])

Prints a table; the reckoning for 10^6 and 10^7 alerts in docs/scale.md rests on it. Each line is a process of its own,
so that its peak of memory is its own. What reading costs is said by `recense bench`.
"""

import random
import resource
import shutil
import sys
import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory

from batch_readers import rows_of

from pipeline.batch import assembly, plan
from pipeline.batch.manifest import Input, Manifest, Task, place_of
from pipeline.batch.shard import SUFFIX, Entry, Shard, write
from pipeline.ingest import SourceAlert
from pipeline.tables.columns import TABLES
from pipeline.tables.dataset import STATE
from pipeline.tables.frames import frames, to_arrow
from pipeline.tables.output import make_folder
from pipeline.tables.rows import digest

NAMES = ("Awa", "Ines", "Solveig", "Maimouna", "Yara", "Leila", "Odile", "Tomas", "Idriss", "Karim", "Anselme")
PLACES = ("Port-Lune", "Valbrume", "Sainte-Orée", "Montclair", "Rivesalte", "Hautmarais")
TEMPLATES = 20  # shards with rows of their own
ALERTS = 200  # of a shard
MENTIONS = 40  # rows of mentions, a stand-in for all that an alert of four thousand characters has


def told(rng: random.Random) -> str:
    """A short alert that no other is like."""
    name = f"{rng.choice(NAMES)} {rng.choice(NAMES)}{rng.randrange(10**6):06d}".title()
    day = f"{rng.randint(1, 28)} mai {rng.randint(1990, 2024)}"
    return f"Le {day}, Me {name} a été arrêtée à {rng.choice(PLACES)} par la police. Sa famille reste sans nouvelles.\n"


def step(name: str, measure: Callable[[Path, int], None], place: Path, number: int) -> None:
    """Do one step in a process of its own, which prints a line of the table."""

    def timed() -> None:
        began = time.monotonic(), time.process_time()
        measure(place, number)
        clock, cpu = time.monotonic() - began[0], time.process_time() - began[1]
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1000
        each, size = f"{clock / number * 1e6:>9.1f} µs each", megabytes(place)
        print(f"{name:44} {number:>9,} {clock:>8.1f} s {cpu:>8.1f} s {each} {peak:>6,} MB {size:>7,} MB", flush=True)

    process = get_context("fork").Process(target=timed)
    process.start()
    process.join()
    if process.exitcode:
        sys.exit(process.exitcode)


def megabytes(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) // 10**6


def planned(place: Path, number: int) -> None:
    """Inputs in the manifest, as tasks of 200."""
    inputs = (
        (Input(place_of(f"/archive/{n // 1000:04}/{n:07}.txt"), f"{n:07}.txt", "1:4000:1"), 4000) for n in range(number)
    )
    with closing(Manifest(place)) as manifest:
        manifest.add(plan._groups(inputs, plan.GROUP_FILES, "1"), "1")


def recorded(place: Path, _: int) -> None:
    """The shards of all tasks, two transactions each."""
    with closing(Manifest(place)) as manifest:
        for task in manifest.todo():
            entries = [
                Entry(n, 0, f"a{digest(member.source)}", digest(member.source), member.source, "", 4000, ())
                for n, member in enumerate(task.inputs)
            ]
            manifest.add_shard(f"{task.key}-000000{SUFFIX}", task, entries)
            manifest.finish(task, ["0" * 64] * len(task.inputs))


def ordered(place: Path, number: int) -> None:
    """The inputs in the order of their paths, as the assembly asks for them."""
    with closing(Manifest(place)) as manifest:
        assembly._find_repeats(manifest)
        assert number == sum(stretch.end - stretch.begin for piece in assembly._pieces(manifest) for stretch in piece)


def made(place: Path, number: int) -> None:
    """Shards of 200 alerts of four thousand characters, and a manifest that knows them."""
    make_folder(place / STATE)
    with closing(Manifest(place / STATE)) as manifest:
        for n in range(number):
            task = task_of(n)
            manifest.add([(task.key, 1, 0, task.inputs)], "1")
            path = place / STATE / f"{task.key}-000000{SUFFIX}"
            if n < TEMPLATES:
                write_shard(path, task)
            else:  # its rows are those of another: the assembly goes by the manifest
                template = task_of(n % TEMPLATES)
                path.write_bytes((place / STATE / f"{template.key}-000000{SUFFIX}").read_bytes())
            entries = [replace(entry, alert_id=f"a{digest(f'{n} {entry.alert_id}')}") for entry in Shard(path).entries]
            manifest.add_shard(path.name, task, entries)


def assembled(place: Path, _: int) -> None:
    """The tables from all shards."""
    with closing(Manifest(place / STATE)) as manifest:
        assembly.assemble(place, manifest, "1")


def task_of(n: int) -> Task:
    inputs = [Input(place_of(f"/archive/{n:05}/{i:03}.txt"), f"{n:05}/{i:03}.txt", "1:4000:1") for i in range(ALERTS)]
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


def main(where: str | None = None, inputs: str = "1_000_000", shards: str = "2_000") -> None:
    """Print the table."""
    print(f"{'step':44} {'number':>9} {'clock':>10} {'processor':>10} {'':>17} {'peak':>9} {'disk':>10}", flush=True)
    with TemporaryDirectory(dir=where) as folder:
        million, tables = Path(folder) / "million", Path(folder) / "tables"
        make_folder(million)
        step("plan: inputs into the manifest", planned, million, int(inputs))
        step("record: shards, two transactions each", recorded, million, int(inputs))
        step("order: inputs in the order of their paths", ordered, million, int(inputs))
        shutil.rmtree(million)
        make_folder(tables)
        step("(made for the next: shards)", made, tables, int(shards))
        step("assemble: shards into tables", assembled, tables, int(shards))


if __name__ == "__main__":
    main(*sys.argv[1:])
