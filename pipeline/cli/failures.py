"""What a failed command says and its exit status. A foreign exception's message is not repeated: it may hold text."""

import os
import sys
import traceback
from pathlib import Path

import typer

from pipeline.cli.console import Refusal, tell
from pipeline.cli.help import explain
from pipeline.messages import say

FAILED, WRONG_USE, INTERRUPTED, PIPE_CLOSED = 1, 2, 130, 141
_ROOT = Path(__file__).parents[2]


def report(failure: BaseException, debug: bool) -> int:
    """Say what happened on stderr and return the exit status for it."""
    match failure:
        case typer.Exit():
            return int(failure.exit_code)
        case KeyboardInterrupt() | typer.Abort():
            tell(say("failure.interrupted"))
            return INTERRUPTED
        case BrokenPipeError():
            _close_output()
            return PIPE_CLOSED
        case Refusal():
            tell(str(failure))
            return WRONG_USE
        case _ if hasattr(failure, "format_message"):  # a usage error of the parser
            tell(*explain(failure))
            return WRONG_USE
        case OSError() if failure.strerror:
            tell(say("failure.system", reason=failure.strerror, path=failure.filename or "?"))
            return FAILED
        case _:
            tell(say("failure.unexpected", error=type(failure).__name__, place=_place(failure)))
            tell(*(_stack(failure) if debug else [say("failure.debug")]))
            return FAILED


def _place(failure: BaseException) -> str:
    """The innermost line of ours that was running."""
    frames = traceback.extract_tb(failure.__traceback__)
    ours = [frame for frame in frames if Path(frame.filename).is_relative_to(_ROOT / "pipeline")]
    frame = (ours or frames)[-1]
    return f"{Path(frame.filename).relative_to(_ROOT) if ours else Path(frame.filename).name}:{frame.lineno}"


def _stack(failure: BaseException) -> list[str]:
    """The traceback without locals and without the exception's own words."""
    lines = "".join(traceback.format_tb(failure.__traceback__)).splitlines()
    cause = failure.__cause__ or failure.__context__
    return [*(_stack(cause) if cause else []), *lines, type(failure).__name__]


def _close_output() -> None:
    """Point the output at nothing, so that Python does not complain of the closed pipe once more when it ends."""
    nothing = os.open(os.devnull, os.O_WRONLY)
    for stream in (sys.stdout, sys.stderr):
        os.dup2(nothing, stream.fileno())
