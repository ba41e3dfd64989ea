"""The supervisor of one worker: it waits, kills, starts anew, and finds the input that is to blame.

A worker says where it is before each step, so the step at which it ended is known. A step at which two workers ended is
left out from then on: its input becomes a row of `errors`, and the rest of the task is done.
"""

import json
import os
import select
import signal
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from threading import Event
from time import monotonic
from typing import Any

from pipeline.batch.manifest import Task
from pipeline.batch.worker import to_json
from pipeline.ingest.errors import Fault

STRIKES = 2  # ends at one step that make it guilty: a worker may also be killed from outside
STARTING = 600.0  # seconds that a worker may take to load the pipeline, on a machine that is busy with other things
HOPELESS = 5  # ends in a row at no step at all
TICK = 0.2  # seconds between looks at whether to stop
SINGLE = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")  # workers share the machine


@dataclass(frozen=True, slots=True)
class Patience:
    """How long a worker may be at one step, in seconds, and how much memory it may use, in bytes (0: no limit)."""

    seconds: float = 120.0
    memory: int = 4_000_000_000


class WorkerError(Exception):
    """Workers cannot work here; the message says why."""


class Stopped(Exception):
    """The run is being stopped."""


class _Ended(Exception):
    """A worker ended, or was ended, before it was done."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.code)
        self.fault = fault


class _Worker:
    """A worker process and its two streams."""

    def __init__(self, reader: str, patience: Patience, stop: Event) -> None:
        self._stop = stop
        paths = os.pathsep.join(path for path in sys.path if path)
        self._process = subprocess.Popen(
            [sys.executable, "-P", "-m", "pipeline.batch.worker", reader, str(patience.memory)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            start_new_session=True,  # Ctrl-C is for the supervisor
            env={**os.environ, **SINGLE, "PYTHONPATH": paths},
        )
        self._waiting = b""
        try:
            kind, *values = self.listen(max(STARTING, patience.seconds))
        except _Ended as end:
            cause = end.fault.details.get("cause", end.fault.code)
            raise WorkerError(f"a worker ended before it could start ({cause})") from None
        except Stopped:
            self.kill()
            raise
        if kind == "failed":
            self.kill()
            raise WorkerError(f"a worker could not load the pipeline ({values[0]})")

    def order(self, **order: Any) -> None:
        """Send an order."""
        assert self._process.stdin
        try:
            self._process.stdin.write(json.dumps(order).encode() + b"\n")
            self._process.stdin.flush()
        except BrokenPipeError:
            self._ended()

    def listen(self, seconds: float) -> list[Any]:
        """The next thing that the worker says; it is ended if that takes longer than so many seconds."""
        assert self._process.stdout
        stream = self._process.stdout.fileno()
        until = monotonic() + seconds
        while b"\n" not in self._waiting:
            if self._stop.is_set():
                raise Stopped
            if select.select([stream], [], [], TICK)[0]:
                words = os.read(stream, 1 << 16)
                if not words:
                    self._ended()
                self._waiting += words
            elif monotonic() > until:
                self.kill()
                raise _Ended(Fault("TIMEOUT"))
        line, _, self._waiting = self._waiting.partition(b"\n")
        said: list[Any] = json.loads(line)
        return said

    def _ended(self) -> None:
        status = self._process.wait()
        self.kill()
        raise _Ended(Fault("CRASHED", cause=signal.Signals(-status).name if status < 0 else f"exit {status}"))

    def kill(self) -> None:
        """End the process and close its streams."""
        self._process.kill()
        self._process.wait()
        for stream in (self._process.stdin, self._process.stdout):
            if stream:
                with suppress(BrokenPipeError):
                    stream.close()


Tell = Callable[[str, Any], None]
Step = list[Any]


class Supervisor:
    """Works off tasks with one worker at a time, which is kept from task to task."""

    def __init__(self, reader: str, patience: Patience, stop: Event) -> None:
        self._reader, self._patience, self._stop = reader, patience, stop
        self._worker: _Worker | None = None

    def work(self, task: Task, folder: Path, tell: Tell) -> list[str]:
        """The hashes of the files of a task, when all its shards are committed; `tell` hears what is done.

        OSError where the disk refuses, WorkerError where no worker can live, Stopped when `stop` is set.
        """
        avoid: dict[str, dict[str, Any]] = {}
        strikes: Counter[str] = Counter()
        while True:
            step: Step = ["", 1]
            try:
                return self._try(task, folder, avoid, tell, step)
            except _Ended as end:
                self._worker = None
                strikes[step[0]] += 1
                if not step[0] and strikes[""] >= HOPELESS:
                    raise WorkerError(f"workers end again and again ({end.fault.code})") from None
                if step[0] and strikes[step[0]] >= STRIKES:
                    avoid[step[0]] = {"code": end.fault.code, **end.fault.details}
            except BaseException:
                self.close()
                raise

    def _try(self, task: Task, folder: Path, avoid: dict[str, Any], tell: Tell, step: Step) -> list[str]:
        """One try at a task; `step` holds the last step that the worker named, and its share of patience."""
        if self._worker is None:
            self._worker = _Worker(self._reader, self._patience, self._stop)
        self._worker.order(task=to_json(task), folder=str(folder), avoid=avoid)
        while True:
            kind, *values = self._worker.listen(self._patience.seconds * step[1])
            match kind:
                case "at":
                    step[:] = values
                case "done":
                    hashes: list[str] = values[0]
                    return hashes
                case "disk":
                    raise OSError(values[0], values[1], str(folder))
                case _:
                    tell(kind, values[0])

    def close(self) -> None:
        """End the worker."""
        if self._worker:
            self._worker.kill()
            self._worker = None
