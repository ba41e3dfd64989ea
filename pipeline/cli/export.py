"""`recense export`: a dataset, or a part of it, for other programs and for paper."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pipeline.cli.console import Refusal, answer, refuse_missing, refusing, tell
from pipeline.messages import say

if TYPE_CHECKING:
    from pipeline.tables.redact import Redactor
    from pipeline.tables.selection import Step

Exporter = Callable[[Path, Path], dict[str, int]]


class Form(StrEnum):
    """What a dataset can be exported to."""

    xlsx = "xlsx"
    csv = "csv"
    duckdb = "duckdb"
    ftm = "ftm"
    uwazi = "uwazi"
    datapackage = "datapackage"
    annotations = "annotations"
    html = "html"


def export(
    dataset: Annotated[Path, typer.Argument(metavar="DATASET")],
    to: Annotated[Form, typer.Option("--to", metavar="|".join(Form))],
    out: Annotated[Path, typer.Option("--out", "-o", metavar="PATH")],
    chosen: Annotated[str, typer.Option("--filter", metavar="FILTER")] = "",
    redact: Annotated[Path | None, typer.Option("--redact", metavar="KEY")] = None,
    reviewed_only: Annotated[bool, typer.Option("--reviewed-only")] = False,
) -> None:
    """Export the dataset, or the part of it that is asked for, to `out`."""
    refuse_missing([dataset])
    from pipeline import tables
    from pipeline.review.log import LogError

    with refusing(tables.DatasetError, tables.OutputError, LogError):
        held_before = tables.counts(dataset)
        steps = [*_reviewed(dataset, reviewed_only), *_chosen(chosen)]
        redactor = _redactor(redact, out)
        steps += [redactor] if redactor else []
        with _selected(dataset, out, steps) as selection:
            counts = _exporter(to)(selection, out)
    for name, count in counts.items():
        left_out = max(0, held_before[name] - count)
        tell(
            f"  {say('export.rows', n=count)}  {name}"
            + (f" ({say('export.left_out', n=left_out)})" if left_out else "")
        )
    if redactor:
        tell(say("redact.done", n=len(redactor.persons), path=redact))
    answer(str(out))


def _exporter(to: Form) -> Exporter:
    from pipeline import tables
    from pipeline.show.report import export_report

    return {
        Form.xlsx: tables.export_xlsx,
        Form.csv: tables.export_csv,
        Form.duckdb: tables.export_duckdb,
        Form.ftm: tables.export_ftm,
        Form.uwazi: tables.export_uwazi,
        Form.datapackage: tables.export_datapackage,
        Form.annotations: tables.export_annotations,
        Form.html: export_report,
    }[to]


def _reviewed(dataset: Path, only: bool) -> list["Step"]:
    """Decisions are laid over the rows where there are any; with `only`, what nobody has accepted is left out."""
    from pipeline.review.log import log_path
    from pipeline.review.step import Laid
    from pipeline.tables.selection import Chosen

    if not only and not log_path(dataset).exists():
        return []
    laid = Laid.of(dataset)
    tell(say("export.decisions", n=sum(map(len, laid.decisions.values()))))
    return [laid, Chosen(lambda row: row["incident_id"] in laid.decided)] if only else [laid]


def _chosen(line: str) -> list["Step"]:
    from pipeline.tables.filters import FilterError, parse
    from pipeline.tables.selection import Chosen

    with refusing(FilterError):
        return [Chosen(parse(line))] if line else []


def _redactor(key: Path | None, out: Path) -> "Redactor | None":
    from pipeline.tables.redact import Redactor, secret_of

    if key is None:
        return None
    if key.resolve().is_relative_to(out.resolve()):
        raise Refusal(say("redact.beside", path=key))
    return Redactor(secret_of(key))


@contextmanager
def _selected(dataset: Path, out: Path, steps: list["Step"]) -> Iterator[Path]:
    """The dataset itself, or what the steps leave of it, kept beside `out` for as long as it is needed."""
    from pipeline.tables.output import workspace
    from pipeline.tables.selection import select

    if not steps:
        yield dataset
        return
    with workspace(out.resolve().with_name(f"{out.name}.rows")) as folder:
        select(dataset, folder / "rows", steps)
        yield folder / "rows"
