"""`recense link`: incidents that tell one occasion become cases; `recense corpus cases` measures how well."""

import json
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from pipeline.cli.console import answer, refuse_missing, refusing, tell
from pipeline.messages import say


def link(dataset: Annotated[Path, typer.Argument(metavar="DATASET")]) -> None:
    """Group the dataset's incidents into cases and write them as its table `cases`."""
    refuse_missing([dataset])
    from pipeline.cases import link_dataset
    from pipeline.review.linked import reviewed_incidents
    from pipeline.review.log import LogError
    from pipeline.tables import DatasetError, OutputError

    with refusing(DatasetError, OutputError, LogError):
        reviewed = reviewed_incidents(dataset)
        linked = link_dataset(dataset, reviewed)
    if reviewed is not None:
        tell(say("link.reviewed"))
    tell(say("link.read", n=linked.incidents), say("link.compared", n=linked.compared, links=linked.links))
    for reason, count in sorted(linked.refused.items()):
        tell(say(f"link.{reason}", n=count))
    for kind, count in linked.blocked.left_out.items():
        if count:
            tell(say("link.left_out", n=count, blocks=linked.blocked.cut[kind], kind=say(f"link.kind_{kind}")))
    tell(say("link.cases", n=linked.count, incidents=len(linked.cases)))
    answer(str(dataset))


def cases(
    folder: Annotated[Path, typer.Argument(metavar="DIR")],
    read: Annotated[bool, typer.Option("--read")] = False,
    as_json: Annotated[bool, typer.Option("--json")] = False,
) -> None:
    """Measure linking on the scenes of `folder`, as annotated or (`--read`) as the pipeline reads them."""
    refuse_missing([folder])
    from pipeline.cases import scenes

    with refusing(scenes.SceneError):
        told = scenes.read_scenes(folder)
    if read:
        tell(say("extract.loading"))
        incidents, of = scenes.as_read(told)
        figures = scenes.measure(told, incidents, of)
        tell(say("link.matched", n=len(of), all=len(told.tellings)))
    else:
        figures = scenes.measure(told)
    rates = {"precision": figures.precision, "recall": figures.recall}
    if as_json:
        answer(json.dumps(asdict(figures) | rates, ensure_ascii=False))
    else:
        shown = {name: f"{rate:.3f}" for name, rate in rates.items()}
        answer(say("link.figures", n=figures.same, **asdict(figures) | shown))
