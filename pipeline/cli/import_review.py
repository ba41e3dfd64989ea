"""`recense import-review`: what people changed in an exported workbook becomes decisions."""

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pipeline.cli.console import Refusal, answer, refuse_missing, refusing, tell
from pipeline.cli.failures import FAILED
from pipeline.messages import knows, language, say

if TYPE_CHECKING:
    from pipeline.review.decisions import Decision
    from pipeline.review.imported import Imported, Unplaced


def import_review(
    book: Annotated[Path, typer.Argument(metavar="BOOK")],
    reviewer: Annotated[str, typer.Option("--reviewer", metavar="NAME")],
    dataset: Annotated[Path | None, typer.Option("--dataset", metavar="DATASET")] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run")] = False,
) -> None:
    """Turn the changes in the workbook `book` into decisions of `reviewer`, or (`--dry-run`) only list them.

    Status 1 where something in the book could not be placed.
    """
    refuse_missing([book, *([dataset] if dataset else [])])
    if not reviewer.strip():
        raise Refusal(say("imported.no_reviewer"))
    from pipeline.review.book import BookError, read_book
    from pipeline.review.imported import compare
    from pipeline.review.log import DecisionLog, LogError, read_log
    from pipeline.tables import DatasetError, read_dataset

    dataset = dataset or _beside(book)
    with refusing(BookError, DatasetError, LogError):
        now = datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
        found = compare(read_book(book), read_log(dataset), read_dataset(dataset), reviewer.strip(), now)
        new = 0
        if found.decisions and not dry_run:
            with DecisionLog(dataset) as log:
                new = log.append(*found.decisions)
    _list(found)
    tell(say("imported.rows", n=found.rows))
    if found.absent:
        tell(say("imported.absent", n=found.absent))
    tell(say("imported.dry_run", n=len(found.decisions)) if dry_run else say("imported.written", n=new))
    if not dry_run and (old := len(found.decisions) - new):
        tell(say("imported.there", n=old))
    if found.unplaced:
        tell(say("imported.unplaced", n=len(found.unplaced)))
        raise typer.Exit(FAILED)


def _beside(book: Path) -> Path:
    """The dataset that lies in the folder of the book, where there is just one."""
    from pipeline.tables.dataset import MARKER

    near = sorted(path.parent for path in book.resolve().parent.glob(f"*/{MARKER}"))
    if len(near) != 1:
        raise Refusal(say("imported.which_dataset", folder=book.parent))
    return near[0]


def _list(found: "Imported") -> None:
    """The decisions, then what cannot be placed, one a line: the result of the command."""
    answer(*(_decision(decision, found.clashing.get(decision.review_id, "")) for decision in found.decisions))
    answer(*map(_unplaced, found.unplaced))


def _decision(decision: "Decision", clash: str) -> str:
    column = _called("incidents", decision.column) if decision.column else ""
    parts = [decision.row_id, column]
    if decision.decision == "corrected":
        parts.append(f"{_shown(decision.column, decision.old)} → {_shown(decision.column, decision.new)}")
    if decision.comment:
        parts.append(say("imported.comment", text=" ".join(decision.comment.split())))
    if clash:
        parts.append(say("imported.clash"))
    return "  ".join(part for part in parts if part)


def _unplaced(thing: "Unplaced") -> str:
    for key in (f"imported.{thing.reason}", f"review.wrong.{thing.reason}"):
        if knows(key):
            return f"? {thing.place}  {say(key)}"
    return f"? {thing.place}"


def _called(table: str, name: str) -> str:
    from pipeline.tables.columns import TABLES

    columns: Sequence[object] = [column.heading for column in TABLES[table] if column.name == name]
    return str(columns[0]) if columns else name


def _shown(column: str, value: str) -> str:
    from pipeline.review.fields import CODED
    from pipeline.tables.columns import codes

    for code in codes(CODED[column]) if column in CODED else ():
        if code.code == value:
            return str(getattr(code, f"label_{language()}"))
    return value or "–"
