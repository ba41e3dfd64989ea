"""The disk refuses, in a worker or in the run itself: the reason is said, and what was committed stays."""

import errno
import os
import resource
import stat
from collections.abc import Callable
from pathlib import Path

import pytest
from batch_runs import Run, print_of

from pipeline.batch import plan, work
from pipeline.tables import output


@pytest.fixture(autouse=True)
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(work, "ENTRIES", 6)
    monkeypatch.setattr(plan, "GROUP_FILES", 7)


@pytest.mark.parametrize(("code", "step"), [(errno.ENOSPC, 1), (errno.EROFS, 5), (errno.EDQUOT, 12)])
def test_fault_32_a_disk_that_refuses_ends_the_run_and_spoils_nothing(
    extract: Run, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: int, step: int
) -> None:
    extract(folder / "a")
    before = print_of(tmp_path / "jeu")
    steps = 0

    def refuse(handle: int) -> None:
        nonlocal steps
        steps += 1
        if steps >= step:
            raise OSError(code, os.strerror(code))

    with monkeypatch.context() as full:
        full.setattr(output.os, "fsync", refuse)
        with pytest.raises(OSError) as failure:
            extract(folder)
    assert failure.value.errno == code
    assert print_of(tmp_path / "jeu") == before
    extract(folder)
    extract(folder, out="neuf")
    assert print_of(tmp_path / "jeu") == print_of(tmp_path / "neuf")


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
def test_fault_32_files_that_may_not_grow_end_the_run(extract: Run, folder: Path, tmp_path: Path) -> None:
    """A limit of the system in the place of a small disk; it strikes SQLite as it strikes shards."""

    def limited() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (4_000, 4_000))
        try:
            extract(folder)
        except OSError as failure:
            os._exit(failure.errno or 0)

    extract(folder / "a")
    before = print_of(tmp_path / "jeu")
    assert in_child(limited) in (errno.EFBIG, errno.ENOSPC)
    assert print_of(tmp_path / "jeu") == before
    assert extract(folder).alerts == 30


def in_child(function: Callable[[], None]) -> int:
    process = os.fork()
    if process:
        return os.waitstatus_to_exitcode(os.waitpid(process, 0)[1])
    try:
        function()
    finally:
        os._exit(0)


def test_fault_49_folders_and_files_are_the_owners_alone_while_a_run_goes_on(
    extract: Run, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """SQLite's log beside the manifest, too."""
    seen: set[str] = set()

    def look(path: Path, content: bytes) -> None:
        put(path, content)
        seen.update(stat.filemode(p.stat().st_mode) for p in (tmp_path / "jeu").rglob("*"))
        names.update(p.name for p in (tmp_path / "jeu").rglob("*"))

    put, names = output.put, set()
    monkeypatch.setattr("pipeline.batch.shard.put", look)
    old = os.umask(0)
    try:
        extract(folder)
    finally:
        os.umask(old)
    assert "manifest.sqlite-wal" in names
    assert seen == {"drwx------", "-rw-------"}


def test_fault_52_what_a_killed_run_left_half_done_is_cleared(extract: Run, folder: Path, tmp_path: Path) -> None:
    extract(folder)
    state = tmp_path / "jeu" / "shards"
    (state / ".00-000000.zip.17.part").write_bytes(b"half")
    (state / "0123456789abcdef-000000.zip").write_bytes(b"of a task that nobody knows")
    (state / "building").mkdir()
    (folder / "a" / "neuf.txt").write_text("Une alerte neuve.", encoding="utf-8")
    extract(folder)
    assert {path.suffix for path in state.iterdir()} == {".zip", ".sqlite", ""}
    assert not (state / "building").exists() and not (state / "0123456789abcdef-000000.zip").exists()


def test_fault_07_a_line_of_five_megabytes_is_one_error_in_little_memory(extract: Run, tmp_path: Path) -> None:
    (tmp_path / "long.txt").write_text("mot " * 1_300_000)
    (tmp_path / "court.txt").write_text("Une alerte.")
    paths = tmp_path / "long.txt", tmp_path / "court.txt"
    summary = extract(*paths, workers=1, memory=2_000_000_000)
    assert (summary.alerts, summary.errors) == (1, {("read", "TOO_LARGE"): 1})
