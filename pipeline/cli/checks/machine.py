"""Is the machine fit: memory for the model, letters on its screens."""

import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from pipeline.cli.checks import Finding, good, note

GIGABYTE = 1_000_000_000
READER = 1.0  # gigabytes that one process with the model takes, measured on alerts of usual length
MEMINFO = Path("/proc/meminfo")
CGROUP = Path("/sys/fs/cgroup")


def memory() -> Iterator[Finding]:
    """Free memory against what one process needs, and how many workers fit in."""
    free = _free(MEMINFO, CGROUP)
    if free is None:
        yield note("memory_unknown", needed=READER)
    elif free < READER * GIGABYTE:
        yield note("memory_little", free=f"{free / GIGABYTE:.1f}", needed=READER)
    else:
        yield good("memory", free=f"{free / GIGABYTE:.1f}", n=int(free / GIGABYTE / READER))


def _free(meminfo: Path, cgroup: Path) -> int | None:
    """Bytes that a new process may take: what the system has left, or a container's limit where that is lower."""
    try:
        fields = dict(line.split(":", 1) for line in meminfo.read_text(encoding="ascii").splitlines())
        free = int(fields["MemAvailable"].split()[0]) * 1024
    except (OSError, KeyError, ValueError):
        return None
    try:
        limit, used = (int((cgroup / name).read_text(encoding="ascii")) for name in ("memory.max", "memory.current"))
    except (OSError, ValueError):  # no container, or one without a limit ("max")
        return free
    return max(0, min(free, limit - used))


def letters() -> Iterator[Finding]:
    """Can the terminal write French, and has the system a font for the pages that a browser shows?"""
    encoding = (sys.stdout.encoding or "").lower()
    yield (
        good("terminal", encoding=encoding) if encoding.startswith("utf") else note("terminal_poor", encoding=encoding)
    )
    if program := shutil.which("fc-list"):
        listed = subprocess.run([program, ":lang=fr", "family"], capture_output=True, text=True, check=False)
        count = len(set(listed.stdout.splitlines()))
        yield good("fonts", n=count) if count else note("fonts_none")
