"""`recense learn`: reviewed alerts become gold files."""

from pathlib import Path
from typing import Annotated

import typer

from pipeline.cli.console import answer, refuse_missing, refusing, tell
from pipeline.messages import say


def learn(
    dataset: Annotated[Path, typer.Argument(metavar="DATASET")],
    out: Annotated[Path, typer.Option("--out", "-o", metavar="DIR")],
) -> None:
    """Write each wholly reviewed alert and its gold into the new folder `out`."""
    refuse_missing([dataset])
    from pipeline.review import learn as room
    from pipeline.review.apply import apply
    from pipeline.review.log import LogError, read_log
    from pipeline.tables import DatasetError, OutputError, read_dataset

    with refusing(DatasetError, LogError, OutputError):
        learned = room.learn(apply(read_log(dataset), read_dataset(dataset)), out)
    tell(say("learn.alerts", n=learned.alerts))
    if learned.unfinished:
        tell(say("learn.unfinished", n=learned.unfinished))
    if learned.without_words:
        tell(say("learn.without_words", n=learned.without_words))
    answer(str(out))
