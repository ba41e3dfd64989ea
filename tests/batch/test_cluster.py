"""The same run on a Dask cluster, one of whose workers is killed in its midst."""

import _socket
import socket
import threading
import time
from pathlib import Path

import psutil
import pytest
from batch_runs import Run, print_of

from pipeline.batch import work

pytest.importorskip("distributed")


@pytest.fixture(autouse=True)
def loopback(monkeypatch: pytest.MonkeyPatch) -> None:
    """Dask speaks with its workers over the loopback: connections go there and nowhere else."""

    def connect(self: socket.socket, address: tuple[str, int]) -> None:
        assert address[0] == "127.0.0.1"
        _socket.socket.connect(self, address)

    monkeypatch.setattr(socket.socket, "connect", connect)


def test_a_cluster_makes_the_same_tables_and_survives_the_death_of_a_worker(
    extract: Run, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "a" / "poison.txt").write_text("segfault", encoding="utf-8")
    extract(folder, out="seul", reader="chaos", workers=1)
    monkeypatch.setattr(work, "ENTRIES", 1)
    killed: list[int] = []
    killer = threading.Thread(target=kill_a_dask_worker, args=[tmp_path / "grappe", killed])
    killer.start()
    summary = extract(folder, out="grappe", reader="slow_chaos", workers=2, scheduler="local")
    killer.join()
    assert (summary.alerts, summary.errors) == (30, {("extract", "CRASHED"): 1})
    assert print_of(tmp_path / "seul") == print_of(tmp_path / "grappe")
    assert killed


def kill_a_dask_worker(dataset: Path, killed: list[int]) -> None:
    """Once something is committed: a process that Dask started, not one of ours that it supervises."""
    until = time.monotonic() + 60
    while not list(dataset.glob("shards/*.zip")) and time.monotonic() < until:
        time.sleep(0.02)
    for process in psutil.Process().children():
        if any("multiprocessing" in word and "tracker" not in word for word in process.cmdline()):
            process.kill()
            killed.append(process.pid)
            return
