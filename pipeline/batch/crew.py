"""Who does the work: this process, worker processes of this machine, or those of a Dask cluster."""

import threading
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Executor, Future, ThreadPoolExecutor, wait
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import Any, Protocol

from pipeline.batch.manifest import Task
from pipeline.batch.supervisor import Patience, Supervisor
from pipeline.batch.work import Teller, work
from pipeline.batch.worker import load

Event = tuple[Task, str, Any]  # `read` with a note, `committed` with a shard's name, `done` with hashes
TICK = 0.2  # seconds


class Crew(Protocol):
    """Whoever can work off tasks."""

    def work(self, tasks: Iterable[Task]) -> Iterator[Event]:
        """Work them off and say what happens."""


class Alone:
    """This process, without protection: for a few trusted files, and where no other process may be started."""

    def __init__(self, folder: Path, reader: str) -> None:
        self._folder, self._reader = folder, load(reader)()

    def work(self, tasks: Iterable[Task]) -> Iterator[Event]:
        """See `Crew`."""
        for task in tasks:
            heard = _Memory()
            hashes = work(task, self._reader, self._folder, {}, heard)
            yield from ((task, kind, value) for kind, value in heard.events)
            yield task, "done", hashes


class _Memory(Teller):
    def __init__(self) -> None:
        self.events: list[tuple[str, str]] = []

    def read(self, note: str) -> None:
        self.events.append(("read", note))

    def committed(self, name: str) -> None:
        self.events.append(("committed", name))


class Workers:
    """Worker processes of this machine, each with a thread here that supervises it."""

    def __init__(self, folder: Path, reader: str, patience: Patience, number: int) -> None:
        self._folder, self._reader, self._patience, self._number = folder, reader, patience, number
        self._mine = threading.local()
        self._all: list[Supervisor] = []
        self._stop = threading.Event()
        self._heard: SimpleQueue[Event] = SimpleQueue()
        self._threads = ThreadPoolExecutor(number, "recense")

    def work(self, tasks: Iterable[Task]) -> Iterator[Event]:
        """See `Crew`."""
        for event in in_parallel(self._threads, self._work, tasks, self._number):
            yield from self._news()
            if event:
                yield event

    def _work(self, task: Task) -> list[str]:
        if not hasattr(self._mine, "supervisor"):
            self._mine.supervisor = Supervisor(self._reader, self._patience, self._stop)
            self._all.append(self._mine.supervisor)
        supervisor: Supervisor = self._mine.supervisor
        return supervisor.work(task, self._folder, lambda kind, value: self._heard.put((task, kind, value)))

    def _news(self) -> Iterator[Event]:
        try:
            while True:
                yield self._heard.get_nowait()
        except Empty:
            pass

    def close(self) -> None:
        """End all workers; what they had not committed is dropped."""
        self._stop.set()
        self._threads.shutdown(cancel_futures=True)
        for supervisor in self._all:
            supervisor.close()


def in_parallel(
    executor: Executor, function: Callable[[Task], Any], tasks: Iterable[Task], width: int
) -> Iterator[Event | None]:
    """Apply a function to tasks, a few more than `width` at a time: `done` with each result, None at every tick."""
    waiting = iter(tasks)
    running: dict[Future[Any], Task] = {}
    while True:
        for task in islice(waiting, 2 * width - len(running)):
            running[executor.submit(function, task)] = task
        if not running:
            return
        done = wait(running, TICK, FIRST_COMPLETED).done
        yield None
        for future in done:
            yield running.pop(future), "done", future.result()


@contextmanager
def hire(folder: Path, reader: str, patience: Patience, workers: int = 1, scheduler: str = "") -> Iterator[Crew]:
    """Those who will work, until the end of the block; see `run.Options`."""
    if scheduler:
        from pipeline.batch.cluster import Cluster

        with Cluster(folder, reader, patience, workers, scheduler) as cluster:
            yield cluster
    elif workers == 0:
        yield Alone(folder, reader)
    else:
        crew = Workers(folder, reader, patience, workers)
        try:
            yield crew
        finally:
            crew.close()
