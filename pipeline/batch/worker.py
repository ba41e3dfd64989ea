"""The worker: a process that works off the tasks it is sent, and may be ended at any moment by what an input does.

It is started by `supervisor` as `python -m pipeline.batch.worker READER MEMORY` and speaks lines of JSON: tasks come in
on standard input, what happens goes out on standard output. Nothing else is said: libraries that print are cut off, for
they may quote an alert.
"""

import ctypes
import importlib
import json
import os
import resource
import signal
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any, BinaryIO

from pipeline.batch.manifest import Input, Task
from pipeline.batch.work import Reader, Teller, work
from pipeline.ingest.errors import Fault

_PR_SET_PDEATHSIG = 1


class Line(Teller):
    """Says everything in lines of JSON."""

    def __init__(self, out: BinaryIO) -> None:
        self._out = out

    def say(self, *words: object) -> None:
        """One line."""
        self._out.write(json.dumps(words).encode() + b"\n")
        self._out.flush()

    def at(self, step: str, share: int = 1) -> None:
        """See `Teller`."""
        self.say("at", step, share)

    def read(self, note: str) -> None:
        """See `Teller`."""
        self.say("read", note)

    def committed(self, name: str) -> None:
        """See `Teller`."""
        self.say("committed", name)


def main(reader: str, memory: int) -> None:
    """Load the reader (`module:function`, called once), then work until the input ends."""
    parent = os.getppid()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the supervisor decides
    with suppress(OSError, AttributeError):  # Linux: end with the supervisor, however that ends
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:
        return
    os.umask(0o077)
    with suppress(OSError, ValueError):  # not every system has every limit
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        if memory:
            resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    orders, line = _private_streams()
    try:
        function = load(reader)()
    except Exception as failure:
        line.say("failed", type(failure).__name__)
        return
    line.say("ready")
    for order in orders:
        _obey(json.loads(order), function, line)


def _private_streams() -> tuple[BinaryIO, Line]:
    """The two streams of orders and answers; standard input and output lead nowhere from here on."""
    orders, answers = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    nothing = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(nothing, stream)
    return orders, Line(answers)


def load(name: str) -> Callable[[], Reader]:
    """The function that `module:function` names."""
    module, _, function = name.partition(":")
    found: Callable[[], Reader] = getattr(importlib.import_module(module), function)
    return found


def _obey(order: dict[str, Any], reader: Reader, line: Line) -> None:
    task = to_task(order["task"])
    avoid = {step: Fault(**fault) for step, fault in order["avoid"].items()}
    try:
        line.say("done", work(task, reader, Path(order["folder"]), avoid, line))
    except OSError as failure:  # of the disk: a fault of an input is recorded as one
        line.say("disk", failure.errno, failure.strerror)


def to_json(task: Task) -> dict[str, Any]:
    """A task as plain values."""
    inputs = [(os.fsdecode(i.place), i.source, i.stamp, i.fault) for i in task.inputs]
    return {"key": task.key, "turn": task.turn, "turns": task.turns, "bytes": task.bytes, "inputs": inputs}


def to_task(values: dict[str, Any]) -> Task:
    """The reverse of `to_json`."""
    inputs = tuple(Input(os.fsencode(place), *rest) for place, *rest in values["inputs"])
    return Task(**values | {"inputs": inputs})


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
