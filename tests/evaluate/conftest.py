"""The fixture that scores one written case against another."""

import copy
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from gold_cases import Gold, write

from pipeline.evaluate import Scores, gold_dataset, score


@pytest.fixture
def compare(tmp_path: Path) -> Callable[..., Scores]:
    """Scores of a prediction, itself written as gold, against the gold of the same text.

    `edit` changes the predicted tables before they are scored.
    """

    def compared(
        text: str, expected: Gold, predicted: Gold, edit: Callable[[dict[str, Any]], None] | None = None
    ) -> Scores:
        truth = write(tmp_path / "gold", text, copy.deepcopy(expected))
        dataset = gold_dataset(write(tmp_path / "predicted", text, copy.deepcopy(predicted)))
        if edit:
            edit(dataset)
        return score(dataset, truth)

    return compared
