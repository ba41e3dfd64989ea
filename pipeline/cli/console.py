"""Where words go: results to stdout, figures and progress to stderr."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from rich.console import Console

from pipeline.messages import say
from pipeline.show.safe import visible

PLAIN_WIDTH = 120  # columns of a table that goes to a file or a pipe


class Refusal(Exception):
    """Wrong use, named before any work is done; the message is for the person and holds no text of an alert."""


class Terminal(Console):
    """A console that leaves a closed pipe to the caller instead of ending the program."""

    def on_broken_pipe(self) -> None:
        raise BrokenPipeError


def results() -> Console:
    """The console of results, on stdout; a table in a pipe gets a width of its own unless COLUMNS says one."""
    console = Terminal(file=sys.stdout, highlight=False)
    if not console.is_terminal and "COLUMNS" not in os.environ:
        console.width = PLAIN_WIDTH
    return console


def notices() -> Console:
    """The console of figures, progress and refusals, on stderr."""
    return Terminal(file=sys.stderr, highlight=False)


def tell(*lines: str) -> None:
    """Write lines to stderr as they are: no markup, no wrapping, nothing that could steer a terminal."""
    for line in lines:
        notices().print(visible(line), markup=False, soft_wrap=True)


def answer(*lines: str) -> None:
    """Write lines of result to stdout as they are, for a person or the next program in a pipe."""
    for line in lines:
        print(visible(line))


def refuse_missing(paths: list[Path]) -> None:
    """Refuse the line where a path on it is not there."""
    if missing := [str(path) for path in paths if not path.exists()]:
        raise Refusal(say("usage.no_such_path", n=len(missing), paths=", ".join(missing)))


@contextmanager
def refusing(*kinds: type[Exception]) -> Iterator[None]:
    """Turn the exceptions by which a room refuses an input or an output, with a message for people, into a Refusal."""
    try:
        yield
    except kinds as fault:
        raise Refusal(say("usage.refused", reason=fault)) from fault
