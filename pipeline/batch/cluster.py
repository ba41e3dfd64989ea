"""The workers of a Dask cluster (`pip install recense[cluster]`), who share a disk: a task is names of files.

Each Dask worker keeps one supervised process for its tasks, so that an input that ends a process is found and left out
here as anywhere else; Dask itself would only see a worker die, and blame the task that happened to run there.
"""

import threading
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import Any, Self

from pipeline.batch.crew import Event, in_parallel
from pipeline.batch.manifest import Task
from pipeline.batch.supervisor import Patience, Supervisor, WorkerError
from pipeline.batch.version import pipeline_version

LOCAL = "local"
TRIES = 5  # deaths of Dask workers that a task survives
_mine = threading.local()


def supervised(task: Task, folder: Path, reader: str, patience: Patience, version: str) -> tuple[list[Any], list[str]]:
    """A task as a Dask worker does it: what was done, and the hashes of its files."""
    if version != pipeline_version():
        raise WorkerError("the cluster has another version of recense than this machine; install the same")
    if not hasattr(_mine, "supervisor"):
        _mine.supervisor = Supervisor(reader, patience, threading.Event())
    heard: list[Any] = []
    hashes = _mine.supervisor.work(task, folder, lambda kind, value: heard.append((kind, value)))
    return heard, hashes


class Cluster:
    """A Dask cluster as a crew; `local` starts one of `workers` processes. WorkerError where there is none."""

    def __init__(self, folder: Path, reader: str, patience: Patience, workers: int, address: str) -> None:
        try:
            dask, distributed = import_module("dask"), import_module("distributed")
        except ImportError:
            raise WorkerError("--scheduler needs the package distributed: pip install 'recense[cluster]'") from None
        self._do = partial(supervised, folder=folder, reader=reader, patience=patience, version=pipeline_version())
        with ExitStack() as stack:
            if address == LOCAL:
                stack.enter_context(dask.config.set({"distributed.scheduler.allowed-failures": TRIES}))
                own = distributed.LocalCluster(
                    n_workers=max(1, workers), threads_per_worker=1, host="127.0.0.1", dashboard_address=None
                )
                address = stack.enter_context(own).scheduler_address
            try:
                self._client: Any = stack.enter_context(distributed.Client(address, timeout=10))
            except OSError:
                raise WorkerError(f"no Dask scheduler answers at {address}") from None
            self._stack = stack.pop_all()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._stack.close()

    def work(self, tasks: Iterable[Task]) -> Iterator[Event]:
        """See `Crew`."""
        executor = self._client.get_executor(pure=False)
        width = max(1, len(self._client.scheduler_info()["workers"]))
        for event in in_parallel(executor, self._do, tasks, width):
            if event:
                task, done, (heard, hashes) = event
                yield from ((task, kind, value) for kind, value in heard)
                yield task, done, hashes
