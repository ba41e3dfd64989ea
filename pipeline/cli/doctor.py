"""`recense doctor`: what is installed, what the machine can do, what is half done, and what to do about it."""

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer

from pipeline.cli.checks import Finding, Level
from pipeline.cli.console import answer, refuse_missing
from pipeline.cli.failures import FAILED
from pipeline.messages import knows, say

SIGNS = {Level.good: "ok  ", Level.note: "!   ", Level.fault: "x   "}


def doctor(folder: Annotated[Path, typer.Argument(metavar="FOLDER")] = Path()) -> None:
    """Check the installation, the machine and the folder where datasets lie; status 1 where a thing must be mended."""
    refuse_missing([folder])
    levels = []
    for finding in _findings(folder):
        answer(*_lines(finding))
        levels.append(finding.level)
    faults, notes = levels.count(Level.fault), levels.count(Level.note)
    answer("", say("doctor.faults", n=faults) if faults else say("doctor.well"))
    if notes:
        answer(say("doctor.notes", n=notes))
    if faults:
        raise typer.Exit(FAILED)


def _findings(folder: Path) -> Iterator[Finding]:
    """What is quick comes first; the model is loaded last. Without its packages Recense cannot look further."""
    from pipeline.cli.checks import install, machine

    needed = [*install.python(), *install.packages()]
    yield from needed
    yield from install.tested()
    yield from install.extras()
    yield from machine.memory()
    yield from machine.letters()
    if any(finding.level is Level.fault for finding in needed):
        return
    from pipeline.cli.checks import place, reading

    yield from place.writing(folder)
    yield from place.runs(folder)
    yield from reading.reading()


def _lines(finding: Finding) -> Iterator[str]:
    key = f"doctor.{finding.key}"
    yield SIGNS[finding.level] + say(key, **finding.values)
    if knows(f"{key}_todo"):
        yield "    → " + say(f"{key}_todo", **finding.values)
