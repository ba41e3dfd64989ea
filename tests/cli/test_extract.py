import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from command_line import Outcome

from pipeline.batch.progress import Progress
from pipeline.cli.extract import remedy
from pipeline.cli.progress import Clock, line
from pipeline.lexicons import table
from pipeline.messages import speaking
from pipeline.tables import read_dataset

Recense = Callable[..., Outcome]
pytestmark = pytest.mark.usefixtures("quick")


def test_alerts_become_a_dataset(recense: Recense, alerts: Path, tmp_path: Path) -> None:
    done = recense("extract", alerts, "--out", tmp_path / "jeu")
    assert done.status == 0
    assert done.out == f"{tmp_path / 'jeu'}\n"
    assert "2 alertes lues · 1 incident · " in done.err
    tables = read_dataset(tmp_path / "jeu")
    assert list(tables["incidents"]["trigger"]) == ["arrêtée"]
    assert [Path(source).name for source in tables["alerts"]["source"]] == ["deux.txt", "un.txt"]


def test_failed_inputs_are_counted_with_their_remedy_and_the_rest_goes_on(
    recense: Recense, alerts: Path, tmp_path: Path
) -> None:
    (alerts / "vide.txt").touch()
    (alerts / "vide2.txt").touch()
    (alerts / "image.txt").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(64))
    done = recense("extract", alerts, "--out", tmp_path / "jeu")
    assert done.status == 1
    assert done.out == f"{tmp_path / 'jeu'}\n"
    assert "3 entrées ont échoué" in done.err
    assert "2  EMPTY: Il n'y a rien à lire ici" in done.err
    assert "1  BINARY: " in done.err
    assert len(read_dataset(tmp_path / "jeu")["errors"]) == 3


def test_a_text_in_another_language_is_kept_and_said(recense: Recense, alerts: Path, tmp_path: Path) -> None:
    (alerts / "en.txt").write_text("The committee is worried.", encoding="utf-8")
    done = recense("extract", alerts, "--out", tmp_path / "jeu")
    assert done.status == 0
    assert "1 alerte semble écrite dans une autre langue" in done.err
    assert len(read_dataset(tmp_path / "jeu")["alerts"]) == 3


def test_the_same_text_twice_is_said(recense: Recense, alerts: Path, tmp_path: Path) -> None:
    (alerts / "copie.txt").write_bytes((alerts / "un.txt").read_bytes())
    done = recense("extract", alerts, "--out", tmp_path / "jeu")
    assert "2 alertes lues · 1 incident · " in done.err
    assert "1 texte se trouvait déjà" in done.err


def test_a_folder_of_somebody_else_is_refused_before_any_work(
    recense: Recense, alerts: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pipeline.language.assembly.load", lambda: pytest.fail("work began"))
    refused = recense("extract", alerts, "--out", alerts)
    assert (refused.status, refused.out) == (2, "")
    assert str(alerts) in refused.err
    assert sorted(path.name for path in alerts.iterdir()) == ["deux.txt", "un.txt"]


def test_a_dataset_grows_forgets_what_is_gone_and_is_made_anew(recense: Recense, alerts: Path, tmp_path: Path) -> None:
    def held(*words: str | Path) -> list[str]:
        assert recense("extract", *words, "--out", tmp_path / "jeu").status == 0
        return [Path(source).name for source in read_dataset(tmp_path / "jeu")["alerts"]["source"]]

    assert held(alerts / "un.txt") == ["un.txt"]
    assert held(alerts) == ["deux.txt", "un.txt"]
    (alerts / "un.txt").unlink()
    assert held(alerts) == ["deux.txt", "un.txt"]
    assert held(alerts, "--prune") == ["deux.txt"]
    (alerts / "trois.txt").write_text("Le barreau de Port-Lune se tait.", encoding="utf-8")
    assert held(alerts / "trois.txt", "--rebuild") == ["trois.txt"]


def test_the_progress_line_has_rate_errors_and_time_left() -> None:
    with speaking("fr"):
        clock = Clock()
        clock.began -= 5
        assert line(Progress(10, 2), clock) == "10 alertes · 2.0 par seconde · 2 erreurs"
        halfway = Progress(10, 2, bytes_done=100, bytes_todo=1300)
        assert line(halfway, clock) == "10 alertes · 2.0 par seconde · 2 erreurs · reste 1 min 00 s"


def test_a_quiet_run_says_where_the_dataset_is_and_no_more(recense: Recense, alerts: Path, tmp_path: Path) -> None:
    done = recense("extract", alerts, "--out", tmp_path / "jeu", "--quiet")
    assert (done.status, done.out, done.err) == (0, f"{tmp_path / 'jeu'}\n", "")


def test_a_log_in_json_has_figures_and_no_names(recense: Recense, alerts: Path, tmp_path: Path) -> None:
    (alerts / "Solveig-Aubrac.txt").touch()
    done = recense("extract", alerts, "--out", tmp_path / "jeu", "--log-json")
    events = [json.loads(one) for one in done.err.splitlines()]
    assert done.status == 1
    assert events[-1]["event"] == "done"
    assert (events[-1]["alerts"], events[-1]["errors"]) == (2, {"read EMPTY": 1})
    assert "Aubrac" not in done.err


@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_error_has_a_remedy_in_both_languages(language: Any) -> None:
    codes = [("read", code) for code in table("ingest_errors")]
    codes += [("extract", code) for code in ("EMPTY", "TOO_LONG", "CRASHED", "SCHEMA", "TIMEOUT", "MEMORY")]
    with speaking(language):
        for stage, code in codes:
            assert len(remedy(stage, code)) > 20, code
