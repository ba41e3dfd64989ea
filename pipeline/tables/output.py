"""Output that is either the old one or the new one, whole, and that only its owner can read.

Everything is written in a hidden sibling folder (0700, files 0600) that is locked while it is in use, and takes the
target's place by a rename. What a killed run left there is cleared by the next.
"""

import ctypes
import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

_AT_FDCWD = -100
_RENAME_EXCHANGE = 2


class OutputError(Exception):
    """The output cannot be written at that place; the message says why and what to do."""


def _beside(target: Path, suffix: str) -> Path:
    return target.with_name(f".{target.name}.recense-{suffix}")


def sync(folder: Path) -> None:
    """Ask the disk to keep what a folder lists."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _is_at(handle: int, path: Path) -> bool:
    try:
        return os.path.samestat(os.fstat(handle), path.lstat())
    except FileNotFoundError:
        return False


def _make_parents(target: Path) -> None:
    for parent in reversed(target.parents):
        if not parent.exists():
            parent.mkdir(0o700)


def make_folder(folder: Path) -> None:
    """Make a folder that only its owner can enter, and the folders above it. OutputError where that cannot be."""
    try:
        _make_parents(folder)
        folder.mkdir(0o700, exist_ok=True)
        folder.chmod(0o700)
    except OSError as error:
        raise OutputError(f"{folder}: cannot write there ({error.strerror}); choose another place") from None


def _lock(folder: Path, target: Path) -> int:
    """Make a folder, or take over an abandoned one, and lock it: the handle holds the lock until it is closed."""
    while True:
        folder.mkdir(0o700, exist_ok=True)
        try:
            handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
        except FileNotFoundError:  # the run that held it has just ended
            continue
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(handle)
            raise OutputError(f"{target}: another run is writing there; wait until it ends") from None
        if _is_at(handle, folder):
            os.fchmod(handle, 0o700)
            return handle
        os.close(handle)


def _clear(folder: Path) -> None:
    for path in folder.iterdir():
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        else:
            path.unlink()


@contextmanager
def workspace(target: Path) -> Iterator[Path]:
    """An empty locked folder beside `target` to write in, gone at the end. OutputError where it cannot be made."""
    folder, aside = _beside(target, "partial"), _beside(target, "old")
    try:
        _make_parents(target)
        handle = _lock(folder, target)
        _clear(folder)
        if aside.exists() and not target.exists():  # killed between the two renames of `_exchange`
            aside.rename(target)
    except OSError as error:
        raise OutputError(f"{target}: cannot write there ({error.strerror}); choose another place") from None
    try:
        yield folder
    finally:
        if _is_at(handle, folder):  # else it has become the target
            shutil.rmtree(folder, ignore_errors=True)
        os.close(handle)


def create(path: Path) -> BinaryIO:
    """Open a new file for writing that only its owner can read, whatever the umask."""
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    os.fchmod(handle, 0o600)
    return os.fdopen(handle, "wb")


def settle(file: BinaryIO) -> None:
    """Close a file once the disk has it."""
    with file:
        file.flush()
        os.fsync(file.fileno())


def put(path: Path, content: bytes) -> None:
    """Write a file that is whole, on disk and under its name, or not there at all."""
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    part.unlink(missing_ok=True)
    try:
        file = create(part)
        file.write(content)
        settle(file)
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
    sync(path.parent)


def move_in(ready: Path, target: Path, last: str) -> None:
    """Move the files of a finished folder into `target`, the one named `last` as the last, and remove the folder.

    A killed move goes on when it is called again; several processes may call it at once.
    """
    try:
        names = sorted((path.name for path in ready.iterdir()), key=lambda name: (name == last, name))
    except FileNotFoundError:
        return
    for name in names:
        with suppress(FileNotFoundError):  # another process was faster
            (ready / name).replace(target / name)
    sync(target)
    with suppress(FileNotFoundError):
        ready.rmdir()


def _exchange(folder: Path, target: Path) -> None:
    """Swap two folders, in one step where the system can (Linux's renameat2), else in three renames."""
    renameat2 = getattr(ctypes.CDLL(None), "renameat2", None)
    names = (_AT_FDCWD, os.fsencode(folder), _AT_FDCWD, os.fsencode(target))
    if renameat2 is not None and renameat2(*names, _RENAME_EXCHANGE) == 0:
        return
    aside = _beside(target, "old")
    target.rename(aside)
    try:
        folder.rename(target)
    except OSError:
        aside.rename(target)
        raise
    aside.rename(folder)


def replace_folder(folder: Path, target: Path) -> None:
    """Put a finished workspace in the place of `target`, which is removed if it was there."""
    sync(folder)
    if target.exists():
        handle = _lock(target, target)  # nobody takes the old one for an abandoned workspace while it is removed
        try:
            _exchange(folder, target)
            shutil.rmtree(folder, ignore_errors=True)
        finally:
            os.close(handle)
    else:
        folder.rename(target)
    sync(target.parent)


@contextmanager
def replaced_file(target: Path) -> Iterator[Path]:
    """A path to write a file at, in a workspace; it takes the place of `target` if no exception is raised."""
    if target.is_dir():
        raise OutputError(f"{target}: is a folder; name a file")
    with workspace(target) as folder:
        path = folder / target.name
        yield path
        path.chmod(0o600)
        with path.open("rb") as file:
            os.fsync(file.fileno())
        path.replace(target)
        sync(target.parent)


def check_folder(target: Path, ours: set[str], marker: str = "") -> None:
    """Refuse a target that is a file or holds something else than files named in `ours` (with `marker` among them)."""
    try:
        held = {path.name for path in target.iterdir()} if os.path.lexists(target) else set()
    except NotADirectoryError:
        raise OutputError(f"{target}: is a file; name a folder") from None
    except OSError as error:
        raise OutputError(f"{target}: cannot be read ({error.strerror}); choose another place") from None
    if held - ours or (held and marker and marker not in held):
        raise OutputError(f"{target}: holds other files than an output of recense; name a new or empty folder")
