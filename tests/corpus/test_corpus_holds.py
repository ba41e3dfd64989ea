"""The corpus is what it was agreed to be, and its gold scores 1.000 against itself."""

from dataclasses import fields
from pathlib import Path

import pytest

from pipeline.evaluate import check, gold_dataset, score
from pipeline.evaluate.hashes import hash_problems
from pipeline.evaluate.score import Share, Tally
from pipeline.tables import SCHEMAS

CORPUS = Path(__file__).parents[2] / "corpus"


def test_every_quote_name_date_and_code_of_the_gold_holds() -> None:
    assert [str(problem) for problem in check(CORPUS)] == []


def test_texts_and_gold_are_the_pinned_ones() -> None:
    # A change that is meant is pinned anew with `write_hashes` (corpus/README.md).
    assert (CORPUS / "hashes.csv").exists()
    assert hash_problems(CORPUS) == []


@pytest.mark.parametrize("split", ["train", "dev", "test"])
def test_gold_as_a_dataset_scores_one_everywhere(split: str) -> None:
    dataset = gold_dataset(CORPUS / split)
    for table, frame in dataset.items():
        SCHEMAS[table].validate(frame)
    scores = score(dataset, CORPUS / split)
    found = {field.name: getattr(scores, field.name) for field in fields(scores)}
    tallies = {name: value for name, value in found.items() if isinstance(value, Tally)}
    tallies |= scores.mentions_by_kind | {line.act: line.clean for line in scores.acts}
    shares = {name: value for name, value in found.items() if isinstance(value, Share)} | scores.fields
    assert {name: tally.f1 for name, tally in tallies.items()} == dict.fromkeys(tallies, 1.0)
    assert {name: share.accuracy for name, share in shares.items()} == dict.fromkeys(shares, 1.0)
    assert scores.calibration.error == 0
    assert scores.alerts_found == scores.alerts
