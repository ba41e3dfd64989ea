"""The model card keeps up with the models."""

import re
from pathlib import Path

from models.gate import figures
from pipeline.dates.component import MODEL
from pipeline.document.country.model import NAME as COUNTRY
from pipeline.document.publication.model import NAME as PUBLISHED
from pipeline.evaluate.score import summarise
from pipeline.incidents.model import DENSE, LINEAR, STACKS, TREES

CARD = (Path(__file__).parents[2] / "models" / "README.md").read_text(encoding="utf-8")


def test_every_model_has_a_line_in_the_table() -> None:
    told = set(
        re.findall(r"`([\w./]+)`", "\n".join(line.split(" | ")[0] for line in CARD.splitlines() if line[:3] == "| `"))
    )
    assert told == {COUNTRY, PUBLISHED, MODEL, *LINEAR, *DENSE, *STACKS, *TREES, "ner/", "incidents.json"}


def test_the_scores_are_those_that_the_gate_watches() -> None:
    rows = CARD.split("| figure |")[1].split("\n\n")[0].splitlines()[2:]
    assert len(rows) == len(figures(summarise([])))
