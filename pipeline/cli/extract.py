"""`recense extract`: files and folders of alerts become a dataset."""

from collections import defaultdict
from pathlib import Path
from typing import Annotated

import typer

from pipeline.cli.console import answer, refuse_missing, refusing, tell
from pipeline.cli.failures import FAILED
from pipeline.cli.progress import Run, shown, total_of
from pipeline.lexicons import table
from pipeline.messages import knows, language, say

FRENCH, UNKNOWN = "fr", ""  # languages of `alerts` that need no second look
BROKEN_ROWS = "SCHEMA"  # the code of an alert that the dataset refused


def extract(
    paths: Annotated[list[Path], typer.Argument(metavar="PATH")],
    out: Annotated[Path, typer.Option("--out", "-o", metavar="DATASET")],
) -> None:
    """Extract every alert under `paths` into the dataset `out`; status 1 where some inputs failed."""
    refuse_missing(paths)
    from pipeline.ingest import InputError, read
    from pipeline.tables import DatasetWriter, OutputError

    with refusing(OutputError), DatasetWriter(out) as writer:
        tell(say("extract.loading"))
        from pipeline import extraction
        from pipeline.language.assembly import load

        nlp = load()
        run = Run(total_of(paths))
        with shown(run) as step:
            for result in extraction.extract(read(paths), nlp):
                if isinstance(result, InputError):
                    writer.error(result)
                    run.errors[result.stage, result.error] += 1
                else:
                    writer.add(result.rows)
                    run.alerts += 1
                    run.flagged += result.rows["alerts"][0]["language"] not in (FRENCH, UNKNOWN)
                step()
    run.alerts = writer.counts["alerts"]  # without repeated texts: inputs = alerts + duplicates + errors
    if broken := writer.counts["errors"] - run.errors.total():
        run.errors["extract", BROKEN_ROWS] += broken
    _summarise(run, writer.counts["incidents"], writer.duplicates)
    answer(str(out))
    if run.errors:
        raise typer.Exit(FAILED)


def _summarise(run: Run, incidents: int, duplicates: int) -> None:
    figures = (
        say("extract.alerts", n=run.alerts),
        say("extract.incidents", n=incidents),
        say("extract.time", seconds=f"{run.seconds:.1f}"),
    )
    tell(" · ".join(figures))
    if duplicates:
        tell(say("extract.duplicates", n=duplicates))
    if run.flagged:
        tell(say("extract.flagged", n=run.flagged))
    if run.errors:
        tell(say("extract.errors", n=run.errors.total()))
    for (stage, code), count in run.errors.most_common():
        tell(f"  {count:>6}  {code}: {remedy(stage, code)}")


def remedy(stage: str, code: str) -> str:
    """What an error code means and what to do, without the details of the single input."""
    if stage == "read":
        return str(table("ingest_errors")[code][language()]).format_map(defaultdict(lambda: "…"))
    return say(f"error.{code}") if knows(f"error.{code}") else ""
