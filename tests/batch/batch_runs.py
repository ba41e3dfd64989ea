"""What tests of runs look at."""

import fcntl
import hashlib
import os
import select
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Self

from pipeline.batch.progress import Summary

Run = Callable[..., Summary]


def print_of(dataset: Path) -> dict[str, str]:
    """A fingerprint of what users read in a dataset."""
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in dataset.iterdir() if path.is_file()}


def names(paths: Iterable[Path]) -> list[str]:
    return sorted(path.name for path in paths)


class Gate:
    """Where readers of other processes stop (`batch_readers.gated`) until the test lets them go on.

    A reader rings with the number of its process: a named pipe. It goes on when this end lets go of a lock.
    """

    PATIENCE = 60  # seconds, for a machine that is busy

    def __init__(self, place: Path) -> None:
        place.mkdir()
        os.mkfifo(place / "bell")
        self._bell = os.open(place / "bell", os.O_RDONLY | os.O_NONBLOCK)
        self._gate = (place / "gate").open("wb")
        fcntl.flock(self._gate, fcntl.LOCK_EX)

    def heard(self) -> int:
        """The number of the process that has come to the gate; 0 when all that could ring have ended."""
        assert select.select([self._bell], [], [], self.PATIENCE)[0], "nobody rang"
        return int(os.read(self._bell, 100).split(b"\n")[0] or 0)

    def open(self) -> None:
        """Let all go on, now and later."""
        fcntl.flock(self._gate, fcntl.LOCK_UN)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._gate.close()
        os.close(self._bell)
