"""`recense corpus`: folders of annotated alerts checked, compared and fingerprinted."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer

from pipeline.cli.console import Refusal, answer, refuse_missing, results, tell
from pipeline.cli.failures import FAILED
from pipeline.messages import say

Folder = Annotated[Path, typer.Argument(metavar="DIR")]


def check(folder: Folder) -> None:
    """Say what does not hold in the folder's annotations; status 1 where something does not."""
    refuse_missing([folder])
    from pipeline.evaluate import check as problems

    found = problems(folder)
    answer(*map(str, found))
    tell(say("corpus.problems", n=len(found)) if found else say("corpus.holds"))
    if found:
        raise typer.Exit(FAILED)


def agreement(first: Folder, second: Folder, as_json: Annotated[bool, typer.Option("--json")] = False) -> None:
    """Say how far two annotations of the same alerts agree."""
    refuse_missing([first, second])
    from pipeline import evaluate

    with held(first, second):
        result = evaluate.agreement(first, second)
    if as_json:
        answer(evaluate.to_json(result))
    else:
        results().print(evaluate.render_agreement(result))


def hash_(folder: Folder) -> None:
    """Pin the folder's texts and annotations as they are now in its `hashes.csv`."""
    refuse_missing([folder])
    from pipeline.evaluate import write_hashes

    tell(say("corpus.pinned", n=write_hashes(folder)))
    answer(str(folder / "hashes.csv"))


@contextmanager
def held(*folders: Path) -> Iterator[None]:
    """Refuse annotations that do not hold, or that have nothing in common, with the way to find out why."""
    try:
        yield
    except ValueError as fault:
        names = ", ".join(map(str, folders))
        raise Refusal(say("corpus.does_not_hold", folders=names, folder=folders[0])) from fault
