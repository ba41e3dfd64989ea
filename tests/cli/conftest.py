"""Running the command in this process, with a reader that needs no model where a test is not about reading."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import nullcontext
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from command_line import Outcome, rows_of

from pipeline.cli import main
from pipeline.ingest import InputError


@pytest.fixture(autouse=True)
def french(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "fr_FR.UTF-8")
    monkeypatch.setenv("COLUMNS", "100")


@pytest.fixture
def recense(capsys: pytest.CaptureFixture[str]) -> Callable[..., Outcome]:
    """Runs one command line in this process."""

    def run(*words: str | Path) -> Outcome:
        capsys.readouterr()
        status = main([str(word) for word in words])
        captured = capsys.readouterr()
        return Outcome(status, captured.out, captured.err)

    return run


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Puts a reader without a model in the place of the pipeline's, in this process."""

    def extract(inputs: Iterable[Any], nlp: Any = None) -> Iterator[Any]:
        for item in inputs:
            if isinstance(item, InputError):
                yield item
            else:
                yield SimpleNamespace(rows=rows_of(item))

    monkeypatch.setattr("pipeline.extraction.extract", extract)
    monkeypatch.setattr("pipeline.language.assembly.load", lambda: SimpleNamespace(memory_zone=nullcontext))
    monkeypatch.setattr("pipeline.cli.extract.WORKERS", 0)


@pytest.fixture
def alerts(tmp_path: Path) -> Path:
    """A folder of two invented alerts."""
    folder = tmp_path / "alertes"
    folder.mkdir()
    (folder / "un.txt").write_text("Me Solveig Aubrac a été arrêtée à Port-Lune.\n", encoding="utf-8")
    (folder / "deux.txt").write_text("Le comité reste inquiet pour Me Aubrac.\n", encoding="utf-8")
    return folder
