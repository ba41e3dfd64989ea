"""`recense evaluate`: a dataset scored against annotated alerts."""

from pathlib import Path
from typing import Annotated

import typer

from pipeline.cli.console import answer, refuse_missing, refusing, results
from pipeline.cli.corpus import held


def evaluate(
    dataset: Annotated[Path, typer.Argument(metavar="DATASET")],
    gold: Annotated[Path, typer.Option("--gold", metavar="DIR")],
    as_json: Annotated[bool, typer.Option("--json")] = False,
    errors: Annotated[bool, typer.Option("--errors")] = False,
) -> None:
    """Score the dataset by SPEC section 7; with `errors`, list each row that is not clean instead."""
    refuse_missing([dataset, gold])
    from pipeline import evaluate as scoring
    from pipeline.tables import DatasetError, read_dataset

    with refusing(DatasetError):
        tables = read_dataset(dataset)
    with held(gold):
        judgements = scoring.judge(tables, gold)
    rows = scoring.row_errors(judgements) if errors else []
    scores = scoring.summarise(judgements)
    if as_json:
        answer(scoring.errors_to_json(rows) if errors else scoring.to_json(scores))
    else:
        results().print(scoring.render_errors(rows) if errors else scoring.render(scores))
