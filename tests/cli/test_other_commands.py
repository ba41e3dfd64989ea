import json
import stat
from collections.abc import Callable
from itertools import islice
from pathlib import Path

import pytest
from command_line import Outcome

from pipeline.cli.bench import varied

Recense = Callable[..., Outcome]
GOLD = {
    "header": {"country": None, "published": None, "subjects": []},
    "entities": [{"key": "aubrac", "kind": "person", "name": "Solveig Aubrac", "variants": []}],
    "dates": [],
    "incidents": [
        {
            "act": "arrest",
            "mentions": [{"quote": "a été arrêtée", "trigger": "arrêtée"}],
            "date": None,
            "victims": ["aubrac"],
            "perpetrators": [],
            "perpetrator_type": "none",
            "target": "person",
            "country": None,
            "factuality": "asserted",
        }
    ],
}


@pytest.fixture
def dataset(recense: Recense, quick: None, alerts: Path, tmp_path: Path) -> Path:
    recense("extract", alerts, "--out", tmp_path / "jeu")
    return tmp_path / "jeu"


@pytest.fixture
def gold(alerts: Path) -> Path:
    (alerts / "deux.txt").unlink()
    (alerts / "un.gold.json").write_text(json.dumps(GOLD), encoding="utf-8")
    return alerts


@pytest.mark.parametrize(("form", "name"), [("xlsx", "x.xlsx"), ("csv", "x"), ("duckdb", "x.duckdb")])
def test_a_dataset_is_exported(recense: Recense, dataset: Path, tmp_path: Path, form: str, name: str) -> None:
    done = recense("export", dataset, "--to", form, "--out", tmp_path / name)
    assert (done.status, done.out) == (0, f"{tmp_path / name}\n")
    assert "1 ligne   incidents" in done.err
    assert "2 lignes  alerts" in done.err
    assert (tmp_path / name).exists()


def test_what_is_no_dataset_is_not_exported(recense: Recense, alerts: Path, tmp_path: Path) -> None:
    refused = recense("export", alerts, "--to", "csv", "--out", tmp_path / "x")
    assert (refused.status, refused.out) == (2, "")
    assert "Rien n'a été écrit" in refused.err


def test_scores_go_to_stdout_as_a_table_or_as_json(recense: Recense, dataset: Path, gold: Path) -> None:
    shown = recense("evaluate", dataset, "--gold", gold)
    assert (shown.status, shown.err) == (0, "")
    assert "incidents" in shown.out
    scores = json.loads(recense("evaluate", dataset, "--gold", gold, "--json").out)
    assert scores["incidents"]["f1"] == 1.0
    assert scores["clean"]["f1"] == 0.0
    errors = json.loads(recense("evaluate", dataset, "--gold", gold, "--errors", "--json").out)
    assert [(error["kind"], error["trigger"]) for error in errors] == [("victims", "arrêtée")]


def test_gold_that_cannot_be_read_is_refused_with_the_way_to_find_out(
    recense: Recense, dataset: Path, gold: Path
) -> None:
    (gold / "un.txt").unlink()
    refused = recense("evaluate", dataset, "--gold", gold)
    assert (refused.status, refused.out) == (2, "")
    assert f"recense corpus check {gold}" in refused.err
    checked = recense("corpus", "check", gold)
    assert checked.status == 1
    assert "un: no_text" in checked.out


def test_annotations_are_checked_compared_and_pinned(recense: Recense, gold: Path) -> None:
    assert (recense("corpus", "check", gold).status, recense("corpus", "check", gold).out) == (0, "")
    agreement = json.loads(recense("corpus", "agreement", gold, gold, "--json").out)
    assert agreement["incidents"]["f1"] == 1.0
    assert recense("corpus", "hash", gold).out == f"{gold / 'hashes.csv'}\n"
    (gold / "un.txt").write_text("Me Solveig Aubrac a été arrêtée à Port-Brume.\n", encoding="utf-8")
    assert "text_changed" in recense("corpus", "check", gold).out


def test_one_alert_is_shown_without_colour_in_a_pipe(recense: Recense, quick: None, alerts: Path) -> None:
    shown = recense("show", alerts / "un.txt")
    assert (shown.status, shown.err) == (0, "")
    assert "Me Solveig Aubrac a été [acte: arrêtée] à Port-Lune." in shown.out
    assert "\x1b" not in shown.out


def test_of_a_table_the_first_alert_is_shown_or_all(recense: Recense, quick: None, tmp_path: Path) -> None:
    table = tmp_path / "table.csv"
    table.write_text("text\nL'une est arrêtée.\nL'autre aussi est arrêtée.\n", encoding="utf-8")
    first = recense("show", table)
    assert "L'une est" in first.out
    assert "L'autre" not in first.out
    assert "--all" in first.err
    assert "L'autre aussi est [acte: arrêtée]" in recense("show", table, "--all").out


def test_a_page_is_french_and_written_for_its_owner_only(
    recense: Recense, quick: None, alerts: Path, tmp_path: Path
) -> None:
    page = tmp_path / "page.html"
    done = recense("show", alerts / "un.txt", "--html", page, "--lang", "en")
    assert (done.status, done.out) == (0, f"{page}\n")
    assert page.read_text(encoding="utf-8").startswith('<!doctype html>\n<html lang="fr">')
    assert stat.S_IMODE(page.stat().st_mode) == 0o600
    assert [path.name for path in tmp_path.iterdir() if path.is_file()] == ["page.html"]


def test_a_page_in_no_folder_is_refused_before_any_work(recense: Recense, alerts: Path, tmp_path: Path) -> None:
    refused = recense("show", alerts / "un.txt", "--html", tmp_path / "nulle" / "page.html")
    assert (refused.status, refused.out) == (2, "")
    assert "nulle n'existe pas" in refused.err


def test_a_file_that_cannot_be_read_is_named_with_its_remedy(recense: Recense, quick: None, tmp_path: Path) -> None:
    (tmp_path / "vide.txt").touch()
    failed = recense("show", tmp_path / "vide.txt")
    assert (failed.status, failed.out) == (1, "")
    assert "EMPTY: Il n'y a rien à lire ici" in failed.err


def test_texts_of_the_bench_vary_with_the_seed_and_nothing_else() -> None:
    texts = ["Arrêtée en 2019 puis en 2021.", "Le 3 mai 2020."]
    first, again, other = (list(islice(varied(texts, seed), 6)) for seed in (1, 1, 2))
    assert first == again != other
    assert {len(text) for text in first} == {len(text) for text in texts}
