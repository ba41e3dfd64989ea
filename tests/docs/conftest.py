"""The documentation's own modules, and the folder that a reader of its pages stands in."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from spacy.language import Language

sys.path.append(str(Path(__file__).parents[2] / "docs"))

from pages import reading


@pytest.fixture
def place(nlp: Language) -> Iterator[Path]:
    with reading(nlp) as folder:
        yield folder
