"""The same run on a Dask cluster, one of whose workers is killed in its midst."""

import _socket
import socket
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psutil
import pytest
from batch_runs import Gate, Run, print_of

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
    extract: Run, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, gate: Gate
) -> None:
    (folder / "a" / "poison.txt").write_text("segfault", encoding="utf-8")
    extract(folder, out="seul", reader="chaos", workers=1)
    monkeypatch.setattr(work, "ENTRIES", 1)
    with ThreadPoolExecutor(1) as others:
        killed = others.submit(kill_the_dask_worker_at, gate)
        summary = extract(folder, out="grappe", reader="gated", seconds=120, workers=2, scheduler="local")
    assert killed.result()
    assert (summary.alerts, summary.errors) == (30, {("extract", "CRASHED"): 1})
    assert print_of(tmp_path / "seul") == print_of(tmp_path / "grappe")


def kill_the_dask_worker_at(gate: Gate) -> bool:
    """The process that Dask started and that supervises the one at the gate; whether it was there."""
    try:
        dask = psutil.Process(gate.heard()).parent()
        assert dask and dask.parent() == psutil.Process()
        dask.kill()
        return True
    finally:
        gate.open()
