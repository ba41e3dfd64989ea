"""A run that is killed at any moment and started again ends with the same bytes and does nothing twice.

RECENSE_KILLS sets the number of kills (`make soak`: 200).
"""

import os
import random
import signal
import time
from collections.abc import Callable
from multiprocessing import get_context
from multiprocessing.context import ForkProcess
from pathlib import Path

import pytest
from batch_runs import Run, print_of

from pipeline.batch import plan, work
from pipeline.batch.shard import Shard
from pipeline.tables import output, read_dataset

KILLS = int(os.environ.get("RECENSE_KILLS", "20"))
pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")


@pytest.fixture(autouse=True)
def counted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The file where the reader counts; shards so small that a run commits many."""
    monkeypatch.setattr(work, "ENTRIES", 5)
    monkeypatch.setattr(plan, "GROUP_FILES", 7)
    monkeypatch.setenv("RECENSE_TEST_COUNT", str(tmp_path / "count"))
    return tmp_path / "count"


def child(function: Callable[[], object]) -> ForkProcess:
    """A copy of this process that does it and ends: with nothing to load, kills can fall on any moment of the work."""
    process = get_context("fork").Process(target=function)
    process.start()
    return process


def status(process: ForkProcess) -> int | None:
    process.join()
    return process.exitcode


def committed(dataset: Path) -> set[str]:
    return {Path(entry.source).name for path in dataset.glob("shards/*.zip") for entry in Shard(path).entries}


def test_fault_30_killed_at_any_moment(extract: Run, folder: Path, tmp_path: Path, counted: Path) -> None:
    began = time.monotonic()
    assert status(child(lambda: extract(folder, out="entier"))) == 0
    length = time.monotonic() - began
    expected = print_of(tmp_path / "entier")
    rng = random.Random(0)
    killed = number = 0
    while killed < KILLS:
        number += 1
        out = f"jeu{number}"
        while True:
            done = committed(tmp_path / out)
            counted.write_text("")
            process = child(lambda: extract(folder, out=out, reader="counting"))  # noqa: B023
            process.join(rng.uniform(0, length))
            process.kill()
            ended = status(process)
            assert not done & set(counted.read_text().splitlines())
            if ended == 0:
                break
            assert ended == -signal.SIGKILL
            killed += 1
        assert print_of(tmp_path / out) == expected
        read_dataset(tmp_path / out)


@pytest.mark.parametrize("when", ["before", "after"])
def test_fault_30_fault_31_killed_around_every_step_to_the_disk(
    extract: Run, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, when: str
) -> None:
    """From the first to the last: each file put, each folder synced, each table moved in."""
    extract(folder / "a", out="jeu")
    extract(folder, out="entier")
    old, new = print_of(tmp_path / "jeu"), print_of(tmp_path / "entier")
    step = 0
    while True:
        step += 1
        process = child(lambda: dying(extract, folder, monkeypatch, step, when))  # noqa: B023
        ended = status(process)
        alerts = len(read_dataset(tmp_path / "jeu")["alerts"])  # finishes what was committed
        assert print_of(tmp_path / "jeu") == (old if alerts == 10 else new)
        if ended == 0:
            break
        assert ended == -signal.SIGKILL
    assert step > 8 and print_of(tmp_path / "jeu") == new


def dying(extract: Run, folder: Path, monkeypatch: pytest.MonkeyPatch, step: int, when: str) -> None:
    steps = 0

    def counting(function: Callable[..., object]) -> Callable[..., object]:
        def counted(*words: object) -> object:
            nonlocal steps
            steps += 1
            if steps == step and when == "before":
                os.kill(os.getpid(), signal.SIGKILL)
            result = function(*words)
            if steps == step:
                os.kill(os.getpid(), signal.SIGKILL)
            return result

        return counted

    monkeypatch.setattr(output.os, "fsync", counting(os.fsync))
    monkeypatch.setattr(Path, "replace", counting(Path.replace))
    monkeypatch.setattr(Path, "rename", counting(Path.rename))
    extract(folder)
