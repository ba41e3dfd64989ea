"""One run at a time on one dataset: a lock that ends with the process, however that ends."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pipeline.tables.output import OutputError


@contextmanager
def locked(path: Path, target: Path) -> Iterator[None]:
    """Hold the lock file `path` of `target`; OutputError, at once, with the number of the process that holds it.

    The system drops the lock when its process ends, so one left by a killed run is simply taken.
    """
    try:
        handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW, 0o600)
    except OSError as error:
        raise OutputError(f"{target}: cannot write there ({error.strerror}); choose another place") from None
    try:
        os.fchmod(handle, 0o600)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            holder = os.pread(handle, 20, 0).decode("ascii", "replace").strip() or "?"
            raise OutputError(
                f"{target}: another run (process {holder}) is writing there; wait until it ends"
            ) from None
        os.ftruncate(handle, 0)
        os.pwrite(handle, f"{os.getpid()}\n".encode(), 0)
        yield
    finally:
        os.close(handle)
