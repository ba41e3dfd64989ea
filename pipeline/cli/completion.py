"""What a shell completes behind `recense`: Typer's own work, with our words beside commands and options."""

from collections.abc import Mapping
from typing import Any

from pipeline.messages import say

VARIABLE = "_RECENSE_COMPLETE"  # set by the script that `--install-completion` puts in place


def complete(root: Any, environ: Mapping[str, str]) -> int | None:
    """Answer the shell that asks, and return the status; None where no shell asks."""
    instruction = environ.get(VARIABLE)
    if not instruction:
        return None
    from typer.completion import shell_complete

    _explain(root, "")
    return shell_complete(root, {}, "recense", VARIABLE, instruction)


def _explain(command: Any, name: str) -> None:
    """Put the texts of the help pages where Typer looks for them."""
    for param in command.params:
        param.help = say(f"help.{name or 'recense'}.{param.name}")
    for word, below in getattr(command, "commands", {}).items():
        key = f"{name}_{word}".strip("_")
        below.short_help = say(f"help.{key}.about").strip().split("\n")[0]
        _explain(below, key)
