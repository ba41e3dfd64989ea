"""Is the place fit where datasets are to lie: writing, privacy, space, and what interrupted runs left there."""

import fcntl
import os
import shutil
import sqlite3
import stat
import tempfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from pipeline.batch.lock import locked
from pipeline.batch.manifest import NAME, Manifest
from pipeline.cli.checks import Finding, fault, good, note
from pipeline.tables.dataset import MARKER, STATE
from pipeline.tables.output import OutputError

SCARCE = 1_000_000_000  # bytes; a dataset takes about as much as its alerts, twice while tables are replaced
LEFT_OVER = ".*.recense-*"  # workspaces of exports (`tables.output`)


def writing(folder: Path) -> Iterator[Finding]:
    """Can files be written in the folder and in the one for temporary files, so that only their owner reads them?"""
    for where in dict.fromkeys((folder.absolute(), Path(tempfile.gettempdir()).absolute())):
        yield _written(where)


def _written(folder: Path) -> Finding:
    try:
        with tempfile.NamedTemporaryFile(dir=folder, prefix=".recense-doctor-") as file:
            file.write(b"recense")
            file.flush()
            mode = stat.S_IMODE(os.fstat(file.fileno()).st_mode)
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        return fault("write_refused", path=folder, reason=error.strerror or type(error).__name__)
    if mode != 0o600:
        return note("write_open", path=folder, mode=f"{mode:04o}")
    free = shutil.disk_usage(folder).free
    values = {"path": folder, "free": f"{free / SCARCE:.1f}"}
    return note("space_little", **values) if free < SCARCE else good("write", **values)


def runs(folder: Path) -> Iterator[Finding]:
    """The datasets at the folder or in it whose run goes on or was interrupted, and what cut-off exports left."""
    found = [
        *(finding for dataset in _datasets(folder) if (finding := _run(dataset))),
        *(note("left_over", path=path) for path in sorted(folder.glob(LEFT_OVER)) if not _held(path)),
    ]
    yield from found or [good("runs")]


def _datasets(folder: Path) -> list[Path]:
    return sorted(manifest.parents[1] for pattern in ("", "*/") for manifest in folder.glob(f"{pattern}{STATE}/{NAME}"))


def _run(dataset: Path) -> Finding | None:
    """How the last run of a dataset stands; None where it is done."""
    try:
        with locked(dataset / STATE / "lock", dataset), closing(Manifest(dataset / STATE)) as manifest:
            todo = manifest.count("SELECT count(*) FROM tasks WHERE NOT done")
            done = manifest.fact("assembled") and (dataset / MARKER).exists() and not todo
    except OutputError as error:
        return note("run_held", reason=error)
    except sqlite3.DatabaseError:
        return fault("manifest_broken", path=dataset)
    return None if done else note("run_interrupted", path=dataset)


def _held(folder: Path) -> bool:
    """Whether a command that still works holds this workspace."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    finally:
        os.close(handle)
    return False
