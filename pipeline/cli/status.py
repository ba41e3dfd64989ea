"""`recense status`: how far the review of a dataset is, and how right the machine was."""

import json
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pipeline.cli.console import answer, refuse_missing, refusing, results
from pipeline.messages import say

if TYPE_CHECKING:
    from rich.table import Table

    from pipeline.review.status import Double, Rate, Status


def status(
    dataset: Annotated[Path, typer.Argument(metavar="DATASET")],
    as_json: Annotated[bool, typer.Option("--json")] = False,
) -> None:
    """Say what was decided, by whom, and what it tells of the machine."""
    refuse_missing([dataset])
    from pipeline.review import status as room
    from pipeline.review.log import LogError, read_log
    from pipeline.tables import DatasetError, read_dataset

    with refusing(DatasetError, LogError):
        found = room.status(read_log(dataset), read_dataset(dataset))
    if as_json:
        answer(json.dumps(asdict(found), ensure_ascii=False, indent=2))
        return
    console = results()
    for part in (_progress(found), _reviewers(found), _machine(found)):
        console.print(part)
    answer(_whole(found))
    if found.double:
        console.print(_double(found.double))


def _table(title: str, *columns: str) -> "Table":
    from rich import box
    from rich.table import Table

    table = Table(title=title, title_justify="left", box=box.SIMPLE_HEAD)
    for number, column in enumerate(columns):
        table.add_column(column, justify="right" if number else "left")
    return table


def _progress(found: "Status") -> "Table":
    table = _table(say("status.progress", decided=found.decided, n=found.incidents), "", say("status.rows"))
    for name in ("accepted", "rejected", "merged", "begun", "added", "to_look_at"):
        table.add_row(say(f"status.{name}"), str(getattr(found, name)))
    return table


def _reviewers(found: "Status") -> "Table":
    kinds = ("accepted", "rejected", "corrected", "added", "undone")
    table = _table(say("status.reviewers"), "", *(say(f"review.saved.{kind}") for kind in kinds), say("status.all"))
    for name, kind_of in found.reviewers.items():
        table.add_row(name, *(str(kind_of.get(kind, 0)) for kind in kinds), str(sum(kind_of.values())))
    return table


def _machine(found: "Status") -> "Table":
    table = _table(say("status.machine"), "", say("status.share"), say("status.interval"), say("status.rows"))
    table.add_row(say("status.unchanged"), *_cells(found.unchanged))
    for name, rate in found.fields.items():
        table.add_row("  " + say(f"review.field.{name}"), *_cells(rate))
    return table


def _cells(rate: "Rate") -> tuple[str, str, str]:
    if rate.share is None:
        return "–", "–", "0"
    return f"{100 * rate.share:.0f} %", f"{100 * rate.low:.0f}–{100 * rate.high:.0f} %", f"{rate.right}/{rate.of}"


def _whole(found: "Status") -> str:
    if found.estimate:
        numbers = (f"{100 * value:.0f}" for value in (found.estimate.share, found.estimate.low, found.estimate.high))
        return say("status.whole", **dict(zip(("share", "low", "high"), numbers, strict=True)))
    return say("status.not_yet", missing=" · ".join(map(str, found.missing)))


def _double(double: "Double") -> "Table":
    table = _table(say("status.double", n=double.rows), "", "kappa", "F1", say("status.rows"))
    for name, value in double.kappa.items():
        label = say("review.field.state") if name == "status" else say(f"review.field.{name}")
        f1 = double.f1[name]
        kappa = "–" if value.value is None else f"{value.value:.2f}"
        table.add_row(label, kappa, "–" if f1 is None else f"{f1:.2f}", str(value.rows))
    return table
