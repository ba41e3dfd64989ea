"""The notebooks that lie beside their sources were run, from these sources, and hold nothing of one machine.

Running them takes minutes and is `make notebooks`.
"""

import importlib.util
import json
import re
from pathlib import Path
from types import ModuleType
from typing import Any

import nbformat
import pytest

NOTEBOOKS = Path(__file__).parents[2] / "notebooks"
SOURCES = sorted(NOTEBOOKS.glob("[0-9]*.py"))


def runner() -> ModuleType:
    spec = importlib.util.spec_from_file_location("notebooks_run", NOTEBOOKS / "run.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


RUNNER = runner()


def executed(source: Path) -> Any:
    return nbformat.read(source.with_suffix(".ipynb"), as_version=4)


def test_there_are_the_five_that_are_promised() -> None:
    assert [source.stem[:2] for source in SOURCES] == ["01", "02", "03", "04", "05"]


@pytest.mark.parametrize("source", SOURCES, ids=lambda path: path.stem)
def test_the_notebook_was_made_of_this_source(source: Path) -> None:
    made, stored = RUNNER.written(source), executed(source)
    assert [cell.source for cell in stored.cells] == [cell.source for cell in made.cells], "run: make notebooks"


@pytest.mark.parametrize("source", SOURCES, ids=lambda path: path.stem)
def test_every_cell_ran_and_the_last_ones_print_a_conclusion(source: Path) -> None:
    code = [cell for cell in executed(source).cells if cell.cell_type == "code"]
    assert [cell.execution_count for cell in code] == list(range(1, len(code) + 1))
    outputs = [output for cell in code for output in cell.outputs]
    assert all(output.output_type != "error" and output.get("name") != "stderr" for output in outputs)
    assert any(output.get("name") == "stdout" for output in code[-1].outputs)


@pytest.mark.parametrize("source", SOURCES, ids=lambda path: path.stem)
def test_nothing_of_this_machine_and_nothing_from_outside(source: Path) -> None:
    text = json.dumps(executed(source), ensure_ascii=False)
    assert not re.search(r"(?<!\.)/(home|Users|root|work|tmp)/", text)
    assert not re.search(r"https?://(?!www\.w3\.org/)|<script", text)
