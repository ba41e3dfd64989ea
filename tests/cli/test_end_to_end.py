"""The main job and the README, with the real pipeline."""

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from command_line import Outcome
from spacy.language import Language

from pipeline.tables import read_dataset

Recense = Callable[..., Outcome]
README = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")
ALERT = "Communiqué\n\nLe 3 mai 2021, Me Inès Corvelle a été arrêtée par la police à Lyon.\n"
SPANISH = "La abogada fue detenida ayer por la policía y sigue en prisión, según su familia.\n"


@pytest.fixture(autouse=True)
def loaded(nlp: Language, monkeypatch: pytest.MonkeyPatch) -> None:
    """The pipeline is loaded once for all tests."""
    monkeypatch.setattr("pipeline.language.assembly.load", lambda: nlp)
    monkeypatch.setattr("pipeline.extraction.load", lambda: nlp)
    monkeypatch.setattr("pipeline.cli.extract.WORKERS", 0)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "alertes"
    folder.mkdir()
    (folder / "alerte.txt").write_text(ALERT, encoding="utf-8")
    (folder / "es.txt").write_text(SPANISH, encoding="utf-8")
    (folder / "soulignes.txt").write_text("Le comité s'inquiète.\n" + "_" * 100_000 + "\n", encoding="utf-8")
    (folder / "vide.txt").write_text(" \n", encoding="utf-8")
    return folder


def test_from_a_folder_of_alerts_to_a_dataset(recense: Recense, folder: Path, tmp_path: Path) -> None:
    done = recense("extract", folder, "--out", tmp_path / "jeu")
    assert (done.status, done.out) == (1, f"{tmp_path / 'jeu'}\n")
    assert "1  EMPTY" in done.err
    assert "1 alerte semble écrite dans une autre langue" in done.err
    tables = read_dataset(tmp_path / "jeu")
    assert len(tables["alerts"]) == 3
    alert = tables["alerts"].set_index("source").loc[str(folder / "alerte.txt")]
    assert alert["text"] == ALERT
    for table in ("incidents", "mentions", "dates"):
        rows = tables[table][tables[table]["alert_id"] == alert["alert_id"]]
        column = "trigger" if table == "incidents" else "text"
        assert [ALERT[row["start"] : row["end"]] for _, row in rows.iterrows()] == list(rows[column])
    assert "Inès Corvelle" in set(tables["entities"]["name"])
    assert "2021-05-03" in set(tables["dates"]["edtf"])


def test_the_same_input_gives_the_same_bytes(recense: Recense, folder: Path, tmp_path: Path) -> None:
    for name in ("un", "deux"):
        recense("extract", folder, "--out", tmp_path / name)
    first, second = (
        {f.name: f.read_bytes() for f in (tmp_path / name).iterdir() if f.is_file()} for name in ("un", "deux")
    )
    assert first == second


def test_the_readme_runs() -> None:
    code = re.search(r"```python\n(.*?)```", README, re.DOTALL)
    assert code
    names: dict[str, Any] = {}
    exec(code[1], names)
    assert "Inès Corvelle" in set(names["result"].entities["name"])
    assert list(names["result"].dates["edtf"]) == ["2021-05-03"]


def test_the_readme_names_every_command(recense: Recense) -> None:
    listed = re.findall(r"^  (\w+)  ", recense("--help").out, re.MULTILINE)
    assert len(listed) >= 6
    assert all(f"recense {name}" in README for name in listed)


def test_the_bench_compares_both_pipelines(recense: Recense, folder: Path) -> None:
    (folder / "soulignes.txt").unlink()
    done = recense("bench", folder, "--alerts", "2", "--json")
    assert done.status == 0
    speed = json.loads(done.out)
    assert (speed["alerts"], speed["failed"]) == (2, 0)
    assert speed["ratio"] == pytest.approx(speed["recense"] / speed["stock"])
    assert {"parser", "ner", "recense_dates", "rows"} <= speed["shares"].keys()
    assert sum(speed["shares"].values()) == pytest.approx(1)
