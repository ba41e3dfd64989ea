"""Paths become files: folders are walked in the order of bytes, links are kept inside, nothing can make it wait."""

import errno
import hashlib
import os
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

from pipeline.ingest.errors import Fault
from pipeline.ingest.names import is_hidden

Entry = tuple[Path, Fault | None]  # a path, and what is wrong with it


def walk(paths: Iterable[Path]) -> Iterator[Entry]:
    """Every file below `paths` once, in the order given and, within a folder, in the order of the names' bytes.

    A folder without a file in it yields itself with EMPTY.
    """
    seen: set[str] = set()
    for path in map(Path, paths):
        found = False
        for entry, fault in _below(path):
            found = True
            real = os.path.realpath(entry) if fault is None else str(entry)
            if real not in seen:
                seen.add(real)
                yield entry, fault
        if not found:
            yield path, Fault("EMPTY")


def _below(root: Path) -> Iterator[Entry]:
    waiting = [root]
    while waiting:
        path = waiting.pop()
        try:
            if path != root and path.is_symlink():
                _refuse_leading_out(path, root)
                if path.is_dir():
                    continue  # its target is inside and read there
            mode = path.stat().st_mode
            if not stat.S_ISDIR(mode):
                yield path, None if stat.S_ISREG(mode) else Fault("NOT_A_FILE")
                continue
            entries = sorted(path.iterdir(), key=os.fsencode, reverse=True)
        except Fault as fault:
            yield path, fault
        except OSError as failure:
            yield path, fault_of(failure)
        except ValueError:  # a path with U+0000 or a lone surrogate: no file can have it
            yield path, Fault("MISSING")
        else:
            waiting.extend(entry for entry in entries if not is_hidden(entry.name))


def _refuse_leading_out(link: Path, root: Path) -> None:
    """OUTSIDE for a symbolic link that leaves `root`, LOOP for one to a folder that holds it."""
    target = os.path.realpath(link, strict=True)  # Path.resolve raises what is no OSError before Python 3.13
    if not Path(target).is_relative_to(os.path.realpath(root)):
        raise Fault("OUTSIDE")
    if Path(os.path.realpath(link.parent)).is_relative_to(target):
        raise Fault("LOOP")


def open_file(path: Path) -> BinaryIO:
    """A regular file, opened so that a pipe or device put in its place cannot block."""
    descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        raise Fault("NOT_A_FILE")
    return os.fdopen(descriptor, "rb")


def stamp(path: Path) -> tuple[int, int, int] | None:
    """What changes when a file does: its number, size and time; None where there is none."""
    try:
        state = path.stat()
    except (OSError, ValueError):
        return None
    return state.st_ino, state.st_size, state.st_mtime_ns


def file_hash(path: Path) -> str:
    """The SHA-256 of a file's bytes in hexadecimal digits; empty where it cannot be read."""
    try:
        with open_file(path) as stream:
            mark = hashlib.sha256()
            while piece := stream.read(1 << 20):
                mark.update(piece)
            return mark.hexdigest()
    except (OSError, ValueError, Fault):
        return ""


def fault_of(failure: OSError) -> Fault:
    """The fault behind an error of the file system."""
    if isinstance(failure, FileNotFoundError | NotADirectoryError):
        return Fault("MISSING")
    if failure.errno == errno.ELOOP:
        return Fault("LOOP")
    return Fault("UNREADABLE", cause=type(failure).__name__)
