"""`recense link` and the measurement of it."""

import json
from collections.abc import Callable
from pathlib import Path

from command_line import Outcome

from pipeline.tables import DatasetWriter
from pipeline.tables.columns import TABLES

Recense = Callable[..., Outcome]
SCENES = Path(__file__).parents[2] / "corpus" / "cases"


def dataset(path: Path) -> Path:
    """Two alerts that tell one arrest."""
    with DatasetWriter(path) as writer:
        for key in ("a", "b"):
            alert = dict.fromkeys((column.name for column in TABLES["alerts"]), "")
            row = {column.name: "" for column in TABLES["incidents"]} | {"start": 0, "end": 1, "confidence": 0.5}
            row |= {"date_basis": "none", "target": "person", "perpetrator_type": "none", "factuality": "asserted"}
            row |= {"incident_id": f"{key}-i", "alert_id": key, "act": "arrest", "victims": "Inès Corvelle"}
            row |= {"date_start": "2021-05-03", "date_end": "2021-05-03", "victim_count": None}
            writer.add({"alerts": [alert | {"alert_id": key, "text": key}], "incidents": [row]})
    return path


def test_linking_says_what_it_compared_and_found(recense: Recense, tmp_path: Path) -> None:
    done = recense("link", dataset(tmp_path / "jeu"))
    assert (done.status, done.out) == (0, f"{tmp_path / 'jeu'}\n")
    assert "1 paire comparée, 1 assez sûre" in done.err and "1 affaire de 2 incidents" in done.err
    assert "Corvelle" not in done.err


def test_what_is_no_dataset_is_refused(recense: Recense, tmp_path: Path) -> None:
    assert recense("link", tmp_path).status == 2
    assert recense("corpus", "cases", tmp_path).status == 2


def test_figures_of_the_scenes_come_as_lines_or_as_json(recense: Recense) -> None:
    assert "précision" in recense("corpus", "cases", SCENES).out
    figures = json.loads(recense("corpus", "cases", SCENES, "--json").out)
    assert figures["precision"] >= 0.95 and figures["recall"] >= 0.85
    assert len(figures["missed"]) == figures["same"] - figures["right"]
