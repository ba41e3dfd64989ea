"""How far a run is, on stderr: a moving line on a terminal, a plain line now and then elsewhere, or lines of JSON."""

import json
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from pipeline.batch.progress import Progress
from pipeline.cli.console import notices, tell
from pipeline.messages import say

PLAIN_EVERY = 30.0  # seconds between plain lines
JSON_EVERY = 5.0  # seconds between lines of JSON

Notify = Callable[[Progress], None]


class Clock:
    """The time since a run began, and what is left of it."""

    def __init__(self) -> None:
        self.began = time.monotonic()

    @property
    def seconds(self) -> float:
        """Seconds since the beginning."""
        return time.monotonic() - self.began

    def left(self, progress: Progress) -> float | None:
        """Seconds that the rest will take if it goes on like this, by bytes; None before any task is done."""
        if not progress.bytes_done:
            return None
        return self.seconds * (progress.bytes_todo - progress.bytes_done) / progress.bytes_done

    def rate(self, progress: Progress) -> float:
        """Inputs a second."""
        return progress.inputs / self.seconds if self.seconds else 0.0


def line(progress: Progress, clock: Clock) -> str:
    """Inputs done, rate, errors and time left, for a person."""
    parts = [
        say("progress.done", n=progress.inputs, done=progress.inputs),
        say("progress.rate", rate=f"{clock.rate(progress):.1f}"),
        say("progress.errors", n=progress.errors),
    ]
    left = clock.left(progress)
    if left is not None:
        parts.append(say("progress.left", minutes=int(left // 60), seconds=f"{int(left % 60):02d}"))
    return " · ".join(parts)


def log(event: str, **values: object) -> None:
    """One line of JSON on stderr; it never names an input."""
    tell(json.dumps({"event": event, **values}))


@contextmanager
def shown(clock: Clock, quiet: bool, as_json: bool) -> Iterator[Notify]:
    """A function to call with the progress of a run, which keeps it in sight."""
    console = notices()
    if quiet:
        yield lambda progress: None
    elif as_json:
        yield _every(JSON_EVERY, lambda progress: _log(progress, clock))
    elif console.is_terminal:
        with console.status(say("progress.start")) as status:
            yield lambda progress: status.update(line(progress, clock))
    else:
        yield _every(PLAIN_EVERY, lambda progress: tell(line(progress, clock)))


def _log(progress: Progress, clock: Clock) -> None:
    left = clock.left(progress)
    rounded = {"seconds": round(clock.seconds, 1), "rate": round(clock.rate(progress), 2)}
    log("progress", inputs=progress.inputs, errors=progress.errors, **rounded, left=left and round(left))


def _every(seconds: float, notify: Notify) -> Notify:
    """The same function, called no more often than every so many seconds."""
    last = time.monotonic()

    def sometimes(progress: Progress) -> None:
        nonlocal last
        if time.monotonic() - last >= seconds:
            last = time.monotonic()
            notify(progress)

    return sometimes
