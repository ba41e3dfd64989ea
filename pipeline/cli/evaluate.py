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
    summary: Annotated[bool, typer.Option("--summary")] = False,
) -> None:
    """Score the dataset by SPEC section 7; or list each row that is not clean, or only count such rows by kind."""
    refuse_missing([dataset, gold])
    from pipeline import evaluate as scoring
    from pipeline.tables import DatasetError, read_dataset

    with refusing(DatasetError):
        tables = read_dataset(dataset)
    with held(gold):
        judgements = scoring.judge(tables, gold)
    rows = scoring.row_errors(judgements) if errors or summary else []
    scores = scoring.summarise(judgements)
    if as_json:
        answer(scoring.errors_to_json(rows) if errors else scoring.to_json(scores))
    elif summary:
        results().print(scoring.render_error_summary(rows))
    else:
        results().print(scoring.render_errors(rows) if errors else scoring.render(scores))
