"""`recense export` with a filter and with pseudonyms."""

import json
import stat
from collections.abc import Callable
from pathlib import Path

import pytest
from command_line import Outcome

Recense = Callable[..., Outcome]


@pytest.fixture
def dataset(recense: Recense, quick: None, alerts: Path, tmp_path: Path) -> Path:
    recense("extract", alerts, "--out", tmp_path / "jeu")
    return tmp_path / "jeu"


@pytest.mark.parametrize("form", ["ftm", "uwazi", "datapackage", "annotations", "html"])
def test_every_form_says_what_it_holds_and_leaves_out(
    recense: Recense, dataset: Path, tmp_path: Path, form: str
) -> None:
    done = recense("export", dataset, "--to", form, "--out", tmp_path / "x")
    assert (done.status, done.out) == (0, f"{tmp_path / 'x'}\n")
    assert "1 ligne   incidents\n" in done.err
    left_out = {"annotations": "0 ligne   alerts (2 laissées", "html": "1 ligne   alerts (1 laissée de côté)"}
    assert left_out.get(form, "2 lignes  alerts\n") in done.err
    assert sorted(path.name for path in tmp_path.iterdir()) == ["alertes", "jeu", "x"]


def test_a_filter_leaves_out_and_says_so(recense: Recense, dataset: Path, tmp_path: Path) -> None:
    done = recense("export", dataset, "--to", "ftm", "--out", tmp_path / "x", "--filter", "act=threat")
    assert done.status == 0
    assert "0 ligne   incidents (1 laissée de côté)" in done.err
    assert "0 ligne   alerts (2 laissées de côté)" in done.err
    assert (tmp_path / "x").read_text(encoding="utf-8") == ""


def test_a_wrong_filter_is_refused_before_anything_is_written(recense: Recense, dataset: Path, tmp_path: Path) -> None:
    refused = recense("export", dataset, "--to", "csv", "--out", tmp_path / "x", "--filter", "act=arest")
    assert (refused.status, refused.out) == (2, "")
    assert "arrest" in refused.err and "Rien n'a été écrit" in refused.err
    assert not (tmp_path / "x").exists()


def test_a_redacted_export_says_how_many_persons_and_that_one_must_read_it(
    recense: Recense, dataset: Path, tmp_path: Path
) -> None:
    key = tmp_path / "cle"
    done = recense("export", dataset, "--to", "annotations", "--out", tmp_path / "x", "--redact", key)
    assert "0 personne remplacée" in done.err and "relisez-les" in done.err and str(key) in done.err
    assert stat.S_IMODE(key.stat().st_mode) == 0o600
    assert json.loads((tmp_path / "x").read_text(encoding="utf-8"))["total"] == 1
    inside = recense("export", dataset, "--to", "csv", "--out", tmp_path / "y", "--redact", tmp_path / "y" / "cle")
    assert inside.status == 2 and not (tmp_path / "y").exists()
    key.chmod(0o644)
    assert recense("export", dataset, "--to", "csv", "--out", tmp_path / "y", "--redact", key).status == 2
