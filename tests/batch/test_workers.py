"""Workers that raise, hang, exit, crash and bloat: each costs its own alert and no other."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from batch_runs import Gate, Run, print_of

from pipeline.batch.supervisor import WorkerError
from pipeline.tables import OutputError, read_dataset


def put(folder: Path, **texts: str) -> Path:
    for name, text in texts.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    return folder


def errors(dataset: Path) -> dict[str, tuple[str, str]]:
    rows = read_dataset(dataset)["errors"].to_dict("records")
    return {Path(row["source"]).stem: (row["stage"], row["error"]) for row in rows}


def test_fault_13_each_way_to_end_a_worker_costs_one_alert(extract: Run, folder: Path, tmp_path: Path) -> None:
    put(folder, un="raise", deux="exit", trois="segfault")
    summary = extract(folder, reader="chaos", workers=2)
    assert errors(tmp_path / "jeu") == dict.fromkeys(("un", "deux", "trois"), ("extract", "CRASHED"))
    assert (summary.alerts, sum(summary.errors.values())) == (30, 3)
    messages = read_dataset(tmp_path / "jeu")["errors"]["message"]
    assert [any(cause in message for message in messages) for cause in ("RuntimeError", "exit 3", "SIGSEGV")] == [
        True
    ] * 3


def test_fault_11_a_worker_that_hangs_is_ended_in_time(extract: Run, folder: Path, tmp_path: Path) -> None:
    put(folder, lent="hang")
    began = time.monotonic()
    assert extract(folder, reader="chaos", workers=2, seconds=1).alerts == 30
    assert time.monotonic() - began < 30
    assert errors(tmp_path / "jeu") == {"lent": ("extract", "TIMEOUT")}


def test_fault_12_an_alert_that_takes_all_memory_is_one_error(extract: Run, folder: Path, tmp_path: Path) -> None:
    put(folder, gros="bloat")
    assert extract(folder, reader="chaos", workers=1, memory=4_000_000_000).alerts == 30
    assert errors(tmp_path / "jeu") == {"gros": ("extract", "MEMORY")}


def test_a_worker_killed_from_outside_costs_nothing(
    extract: Run, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RECENSE_TEST_COUNT", str(tmp_path / "met"))
    assert extract(folder, reader="unlucky", workers=2).errors == {}
    assert (tmp_path / "met").exists()
    extract(folder, out="neuf")
    assert print_of(tmp_path / "jeu") == print_of(tmp_path / "neuf")


def test_retry_reads_again_what_ended_a_worker(extract: Run, folder: Path, tmp_path: Path) -> None:
    put(folder, lent="hang")
    extract(folder, reader="chaos", workers=1, seconds=1)
    assert extract(folder, reader="plain", workers=1).errors == {("extract", "TIMEOUT"): 1}
    assert extract(folder, reader="plain", workers=1, retry=True).errors == {}
    extract(folder, out="neuf")
    assert print_of(tmp_path / "jeu") == print_of(tmp_path / "neuf")


def test_a_file_that_ends_the_reader_is_one_error(
    extract: Run, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "a" / "bombe.pdf").write_bytes(b"%PDF-1.4 bombe")
    assert extract(folder, reader="fragile", workers=2).alerts == 30
    assert errors(tmp_path / "jeu") == {"bombe": ("read", "CRASHED")}


def test_workers_that_cannot_start_end_the_run_with_a_reason(extract: Run, folder: Path) -> None:
    with pytest.raises(WorkerError, match="ImportError"):
        extract(folder, reader="broken", workers=2)


RUN = """
import sys
sys.path[:0] = {path!r}
from pathlib import Path
from pipeline.batch import run as batch
from pipeline.batch.supervisor import Patience
batch.pipeline_version = lambda: "1"
options = batch.Options(workers=1, reader="batch_readers:gated", patience=Patience(120, 0))
batch.run([Path({folder!r})], Path({out!r}), options)
"""


def started(folder: Path, out: Path) -> subprocess.Popen[bytes]:
    """A run in a process of its own, which stops at the gate."""
    code = RUN.format(path=[str(Path(__file__).parent), *sys.path], folder=str(folder), out=str(out))
    return subprocess.Popen([sys.executable, "-c", code], stderr=subprocess.PIPE, preexec_fn=hear_interrupts)


def hear_interrupts() -> None:
    """Whoever starts the tests in the background of a shell lets them, and their children, ignore Ctrl-C."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def test_fault_36_a_second_run_is_refused_and_names_the_first(
    extract: Run, folder: Path, tmp_path: Path, gate: Gate
) -> None:
    first = started(folder, tmp_path / "jeu")
    try:
        assert gate.heard()
        with pytest.raises(OutputError, match=rf"process {first.pid}\)"):
            extract(folder)
    finally:
        first.kill()
        first.communicate()
    assert extract(folder).alerts == 30  # the lock of a dead run is taken over


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere a worker notices at its next word only")
def test_fault_13_workers_end_with_their_run(folder: Path, tmp_path: Path, gate: Gate) -> None:
    run = started(folder, tmp_path / "jeu")
    assert gate.heard() != run.pid
    run.kill()
    run.communicate()
    assert gate.heard() == 0


def test_an_interrupted_run_ends_its_workers_and_goes_on_later(
    extract: Run, folder: Path, tmp_path: Path, gate: Gate
) -> None:
    run = started(folder, tmp_path / "jeu")
    assert gate.heard()
    os.kill(run.pid, signal.SIGINT)
    assert b"KeyboardInterrupt" in run.communicate(timeout=60)[1]
    assert gate.heard() == 0
    assert list((tmp_path / "jeu").glob("shards/*.zip"))
    assert not (tmp_path / "jeu" / "dataset.json").exists()
    assert extract(folder).alerts == 30
    extract(folder, out="neuf")
    assert print_of(tmp_path / "jeu") == print_of(tmp_path / "neuf")
