import stat
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from command_line import Outcome

from pipeline.cli.extract import remedy
from pipeline.cli.progress import Run, total_of
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


def test_an_old_dataset_is_replaced_and_only_its_owner_reads_it(recense: Recense, alerts: Path, tmp_path: Path) -> None:
    recense("extract", alerts, "--out", tmp_path / "jeu")
    recense("extract", alerts / "deux.txt", "--out", tmp_path / "jeu")
    assert len(read_dataset(tmp_path / "jeu")["alerts"]) == 1
    assert {stat.S_IMODE(path.stat().st_mode) for path in (tmp_path / "jeu").iterdir()} == {0o600}


def test_the_total_is_told_only_where_names_tell_it(alerts: Path) -> None:
    assert total_of([alerts]) == 2
    (alerts / "table.csv").write_text("text\nun\ndeux\n", encoding="utf-8")
    assert total_of([alerts]) is None


def test_the_progress_line_has_rate_errors_and_time_left() -> None:
    with speaking("fr"):
        run = Run(total=130, alerts=8)
        run.errors["read", "EMPTY"] = 2
        run.began -= 5
        assert str(run) == "10/130 alertes · 2.0 par seconde · 2 erreurs · reste 1 min 00 s"
        run.total = None
        assert str(run) == "10 alertes · 2.0 par seconde · 2 erreurs"


@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_error_has_a_remedy_in_both_languages(language: Any) -> None:
    codes = [("read", code) for code in table("ingest_errors")]
    codes += [("extract", code) for code in ("EMPTY", "TOO_LONG", "CRASHED", "SCHEMA")]
    with speaking(language):
        for stage, code in codes:
            assert len(remedy(stage, code)) > 20, code
