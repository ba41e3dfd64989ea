"""`recense extract`: files and folders of alerts become a dataset, however many they are."""

from collections import defaultdict
from pathlib import Path
from typing import Annotated

import typer

from pipeline.batch.progress import Summary
from pipeline.cli.console import answer, refuse_missing, refusing, tell
from pipeline.cli.failures import FAILED
from pipeline.cli.progress import Clock, log, shown
from pipeline.lexicons import table
from pipeline.messages import knows, language, say

GIGABYTE = 1_000_000_000
WORKERS = 1  # processes, unless the line says otherwise


def extract(
    paths: Annotated[list[Path], typer.Argument(metavar="PATH")],
    out: Annotated[Path, typer.Option("--out", "-o", metavar="DATASET")],
    workers: Annotated[int | None, typer.Option("--workers", "-w", metavar="NUMBER", min=1)] = None,
    prune: Annotated[bool, typer.Option("--prune")] = False,
    retry: Annotated[bool, typer.Option("--retry")] = False,
    rebuild: Annotated[bool, typer.Option("--rebuild")] = False,
    patience: Annotated[float, typer.Option("--patience", metavar="SECONDS", min=1)] = 120,
    memory: Annotated[float, typer.Option("--memory", metavar="GIGABYTES", min=0)] = 4,
    scheduler: Annotated[str, typer.Option("--scheduler", metavar="local|ADDRESS")] = "",
    quiet: Annotated[bool, typer.Option("--quiet", "-q")] = False,
    log_json: Annotated[bool, typer.Option("--log-json")] = False,
) -> None:
    """Bring the dataset `out` up to the alerts under `paths`; status 1 where some inputs of it failed."""
    refuse_missing(paths)
    from pipeline.batch import run as batch
    from pipeline.batch.supervisor import Patience, WorkerError
    from pipeline.tables import OutputError

    options = batch.Options(
        workers=WORKERS if workers is None else workers,
        scheduler=scheduler,
        patience=Patience(patience, int(memory * GIGABYTE)),
        prune=prune,
        retry=retry,
        rebuild=rebuild,
    )
    clock = Clock()
    if not quiet and not log_json:
        tell(say("extract.loading"))
    with refusing(OutputError, WorkerError):
        try:
            with shown(clock, quiet, log_json) as notify:
                summary = batch.run(paths, out, options, notify)
        except KeyboardInterrupt:
            tell(say("extract.resume"))
            raise
    if log_json:
        _log(summary, clock)
    elif not quiet:
        _summarise(summary, clock)
    answer(str(out))
    if summary.errors:
        raise typer.Exit(FAILED)


def _log(summary: Summary, clock: Clock) -> None:
    errors = {" ".join(key): count for key, count in summary.errors.items()}
    figures = {name: getattr(summary, name) for name in ("alerts", "repeats", "incidents", "foreign", "new")}
    log("done", seconds=round(clock.seconds, 1), **figures, errors=errors)


def _summarise(summary: Summary, clock: Clock) -> None:
    figures = (
        say("extract.alerts", n=summary.alerts),
        say("extract.incidents", n=summary.incidents),
        say("extract.time", seconds=f"{clock.seconds:.1f}"),
    )
    tell(" · ".join(figures))
    if summary.repeats:
        tell(say("extract.duplicates", n=summary.repeats))
    if summary.foreign:
        tell(say("extract.flagged", n=summary.foreign))
    if summary.errors:
        tell(say("extract.errors", n=sum(summary.errors.values())))
    for (stage, code), count in sorted(summary.errors.items(), key=lambda item: (-item[1], item[0])):
        tell(f"  {count:>6}  {code}: {remedy(stage, code)}")


def remedy(stage: str, code: str) -> str:
    """What an error code means and what to do, without the details of the single input."""
    if stage == "read" or not knows(f"error.{code}"):
        return str(table("ingest_errors")[code][language()]).format_map(defaultdict(lambda: "…"))
    return say(f"error.{code}")
