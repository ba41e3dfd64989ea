"""How far a run is, on stderr: a moving line on a terminal, a plain line now and then elsewhere."""

import time
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pipeline.cli.console import notices, tell
from pipeline.messages import say

ONE_ALERT = {".txt", ".text", ".md", ".markdown", ".html", ".htm", ".pdf", ".docx"}
PLAIN_EVERY = 30.0  # seconds between plain lines


@dataclass
class Run:
    """What a run has done so far, its errors by stage and code; no `total` where inputs cannot be counted cheaply."""

    total: int | None = None
    alerts: int = 0
    flagged: int = 0
    errors: Counter[tuple[str, str]] = field(default_factory=Counter)
    began: float = field(default_factory=time.monotonic)

    @property
    def seconds(self) -> float:
        return time.monotonic() - self.began

    @property
    def done(self) -> int:
        return self.alerts + self.errors.total()

    def __str__(self) -> str:
        rate = self.done / self.seconds if self.seconds else 0.0
        done = str(self.done) if self.total is None else f"{self.done}/{self.total}"
        parts = [
            say("progress.done", n=self.done if self.total is None else self.total, done=done),
            say("progress.rate", rate=f"{rate:.1f}"),
            say("progress.errors", n=self.errors.total()),
        ]
        if self.total is not None and rate:
            left = max(0, self.total - self.done) / rate
            parts.append(say("progress.left", minutes=int(left // 60), seconds=f"{int(left % 60):02d}"))
        return " · ".join(parts)


def total_of(paths: Iterable[Path]) -> int | None:
    """How many inputs the paths hold, where their names tell; None where a file may hold any number of alerts."""
    from pipeline.ingest.files import walk

    total = 0
    for path, fault in walk(paths):
        if fault is None and path.suffix.lower() not in ONE_ALERT:
            return None
        total += 1
    return total


@contextmanager
def shown(run: Run) -> Iterator[Any]:
    """A function to call after each input: it keeps the progress line of `run` up to date."""
    console = notices()
    if not console.is_terminal:
        yield _plain(run)
        return
    with console.status(say("progress.start")) as status:
        yield lambda: status.update(str(run))


def _plain(run: Run) -> Any:
    last = run.began

    def step() -> None:
        nonlocal last
        now = time.monotonic()
        if now - last >= PLAIN_EVERY:
            last = now
            tell(str(run))

    return step
