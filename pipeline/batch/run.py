"""A whole run: what is there is planned, worked off by as many workers as asked for, recorded and assembled."""

import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from errno import ENOSPC
from pathlib import Path

import pyarrow.parquet as pq

from pipeline.batch.assembly import assemble
from pipeline.batch.crew import hire
from pipeline.batch.lock import locked
from pipeline.batch.manifest import NAME, Manifest, Task
from pipeline.batch.plan import plan
from pipeline.batch.progress import Progress, Summary
from pipeline.batch.shard import SUFFIX, Shard, rewrite
from pipeline.batch.supervisor import Patience
from pipeline.batch.version import pipeline_version
from pipeline.tables.dataset import MARKER, NEXT, STATE
from pipeline.tables.output import OutputError, make_folder, move_in

READER = "pipeline.batch.work:load_reader"


@dataclass(frozen=True, slots=True)
class Options:
    """How a run is done. None of this changes what the tables say.

    `workers` processes work at once, 0 means this one, without protection from what an input may do; `scheduler` is
    `local` or the address of a Dask scheduler, in the workers' place. `reader` names the function that a worker calls
    once for its reader (see `work.Reader`).
    """

    workers: int = 1
    scheduler: str = ""
    patience: Patience = field(default_factory=Patience)
    prune: bool = False
    rebuild: bool = False
    retry: bool = False
    reader: str = READER


Notify = Callable[[Progress], None]


def run(paths: Iterable[Path], dataset: Path, options: Options, notify: Notify = lambda progress: None) -> Summary:
    """Bring a dataset up to the files below `paths` and say what it holds.

    What a killed run had committed is kept. OutputError where the place is not ours, is being written to by another
    run, or holds the rows of another pipeline; OSError where the disk refuses, and what was committed before stays.
    """
    dataset = dataset.resolve()
    refuse(dataset, options.rebuild)
    version = pipeline_version()
    with _disk_faults(), _open(dataset, options.rebuild, version) as manifest:
        plan(
            manifest, paths, version, without=dataset, workers=options.workers, prune=options.prune, retry=options.retry
        )
        _sweep(dataset / STATE, manifest)
        before = manifest.count("SELECT count(*) FROM entries")
        _work(dataset / STATE, manifest, options, notify)
        if not manifest.fact("assembled") or not (dataset / MARKER).exists():
            _sweep(dataset / STATE, manifest)
            assemble(dataset, manifest, version)
            manifest.set_fact("assembled", 1)
        return _summary(dataset, manifest, before)


def refuse(dataset: Path, rebuild: bool) -> None:
    """OutputError where a place is not for a dataset, or not for one that can grow."""
    try:
        held = {path.name for path in dataset.iterdir()} if dataset.exists() or dataset.is_symlink() else set()
    except NotADirectoryError:
        raise OutputError(f"{dataset}: is a file; name a folder") from None
    except OSError as error:
        raise OutputError(f"{dataset}: cannot be read ({error.strerror}); choose another place") from None
    if not held or (dataset / STATE / NAME).exists():
        return
    if MARKER not in held and STATE not in held:
        raise OutputError(f"{dataset}: holds other files than a dataset of recense; name a new or empty folder")
    if MARKER in held and not rebuild:
        raise OutputError(f"{dataset}: is a dataset without its shards and cannot grow; --rebuild makes it anew")


@contextmanager
def _open(dataset: Path, rebuild: bool, version: str) -> Iterator[Manifest]:
    """The manifest of a dataset that no other run writes to, and that this version of the pipeline may write to."""
    state = dataset / STATE
    make_folder(state)
    with locked(state / "lock", dataset):
        if rebuild:
            for path in (*state.glob(f"*{SUFFIX}"), *state.glob(f"{NAME}*")):
                path.unlink()
        move_in(dataset / NEXT, dataset, MARKER)
        with closing(Manifest(state)) as manifest:
            made_by = manifest.fact("version")
            if made_by not in (None, version):
                raise OutputError(
                    f"{dataset}: was made by another version of recense ({made_by}, this is {version});"
                    " --rebuild makes it anew from the paths given"
                )
            if made_by is None:
                manifest.set_fact("version", version)
            yield manifest


@contextmanager
def _disk_faults() -> Iterator[None]:
    """A full disk is one, whoever meets it."""
    try:
        yield
    except sqlite3.OperationalError as error:
        if "full" in str(error) or "I/O" in str(error):
            raise OSError(ENOSPC, "No space left on device", NAME) from None
        raise


def _sweep(folder: Path, manifest: Manifest) -> None:
    """Take out of the shards what nothing names any more, and away what a killed run left half done."""
    for number, name, keep in manifest.thinned():
        stem, _, again = name.removesuffix(SUFFIX).partition("+")
        new = f"{stem}+{int(again or 0) + 1}{SUFFIX}"
        if keep:
            rewrite(folder / name, folder / new, keep)
        manifest.replace_shard(number, new, keep)
    open_keys = manifest.open_keys()
    for path in folder.iterdir():
        if path.name.endswith(".part") or (
            path.suffix == SUFFIX and not manifest.knows_shard(path.name) and path.name.split("-")[0] not in open_keys
        ):
            path.unlink()


def _work(folder: Path, manifest: Manifest, options: Options, notify: Notify) -> None:
    """Work off all tasks; what is committed is recorded at once."""
    todo = manifest.count("SELECT count(*) FROM tasks WHERE NOT done")
    size = manifest.count("SELECT ifnull(sum(bytes / turns), 0) FROM tasks WHERE NOT done")
    progress = Progress(bytes_todo=size)
    notify(progress)
    if not todo:
        return
    with hire(folder, options.reader, options.patience, options.workers, options.scheduler) as crew:
        for task, event, value in crew.work(manifest.todo()):
            match event:
                case "read":
                    progress.inputs += 1
                    progress.errors += " " in value
                case "committed":
                    _record(folder, manifest, task, str(value))
                case "done":
                    manifest.finish(task, value)
                    progress.bytes_done += task.bytes // task.turns
            notify(progress)


def _record(folder: Path, manifest: Manifest, task: Task, name: str) -> None:
    if not manifest.knows_shard(name):
        manifest.add_shard(name, task, Shard(folder / name).entries)


def _summary(dataset: Path, manifest: Manifest, before: int) -> Summary:
    rows = {table: pq.read_metadata(dataset / f"{table}.parquet").num_rows for table in ("alerts", "incidents")}
    errors = manifest.base.execute("SELECT note, count(*) FROM entries WHERE alert_id = '' GROUP BY note ORDER BY note")
    return Summary(
        alerts=rows["alerts"],
        repeats=manifest.count("SELECT count(*) FROM entries WHERE alert_id != ''") - rows["alerts"],
        incidents=rows["incidents"],
        foreign=manifest.count("SELECT count(*) FROM entries WHERE alert_id != '' AND note != ''"),
        errors={(note.split()[0], note.split()[1]): count for note, count in errors},
        new=manifest.count("SELECT count(*) FROM entries") - before,
    )
