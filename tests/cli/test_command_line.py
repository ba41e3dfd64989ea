import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import typer
from command_line import Outcome, command

from pipeline.cli import app
from pipeline.lexicons import table

Recense = Callable[..., Outcome]
WORDS_OF_AN_ALERT = "Une panne frappe Solveig Aubrac."


def commands() -> Iterator[tuple[str, ...]]:
    root = typer.main.get_command(app)
    yield ()
    for name, found in root.commands.items():
        yield (name,)
        yield from ((name, sub) for sub in getattr(found, "commands", {}))


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("words", list(commands()), ids=" ".join)
def test_every_command_and_option_is_explained(recense: Recense, words: tuple[str, ...], language: str) -> None:
    shown = recense("--lang", language, *words, "--help")
    assert (shown.status, shown.err) == (0, "")
    messages = table(f"messages_{language}")["help"]["_".join(words) or "recense"]
    lines = " ".join(shown.out.split())
    for name, text in messages.items():
        assert " ".join(text.split()) in lines or len(text) > 60, name
    assert shown.out.startswith("Utilisation :" if language == "fr" else "Usage:")


def test_the_options_of_every_command_may_stand_anywhere(recense: Recense) -> None:
    assert recense("extract", "--help", "--lang", "en").out == recense("--lang=en", "extract", "--help").out
    assert recense("extract", "--help", "--lang=en").out.startswith("Usage: recense extract PATH... --out DATASET")


def test_the_locale_decides_the_language(recense: Recense, monkeypatch: pytest.MonkeyPatch) -> None:
    assert recense("--help").out.startswith("Utilisation")
    monkeypatch.setenv("LC_ALL", "C")
    assert recense("--help").out.startswith("Usage:")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["extract"], "Il manque CHEMIN..."),
        (["extract", "pipeline"], "Il manque --out JEU."),
        (["extract", "pipeline", "--out"], "L'option --out attend une valeur"),
        (["extract", "--uot", "x", "pipeline"], "L'option --uot n'existe pas. Peut-être : --out, "),
        (["exprot", "x"], "La commande « exprot » n'existe pas. Peut-être : export."),
        (
            ["export", "pipeline", "--to", "ods", "--out", "x"],
            "La valeur donnée à --to xlsx|csv|duckdb|ftm|uwazi|datapackage|annotations|html ne convient pas.",
        ),
        (["bench", "pipeline", "--alerts", "0"], "La valeur donnée à --alerts NOMBRE ne convient pas."),
        (["--lang", "de", "bench", "pipeline"], "La valeur donnée à --lang fr|en ne convient pas."),
        (["show", "a", "b"], "La ligne contient un mot de trop"),
        (["extract", "nulle-part", "--out", "x"], "Ce chemin n'existe pas : nulle-part. Rien n'a été fait."),
        (["show", "nulle-part"], "Ce chemin n'existe pas : nulle-part."),
        (["evaluate", "nulle-part", "--gold", "ailleurs"], "Ces chemins n'existent pas : nulle-part, ailleurs."),
    ],
)
def test_wrong_use_is_named_and_nothing_is_done(recense: Recense, words: list[str], said: str, tmp_path: Path) -> None:
    refused = recense(*words)
    assert (refused.status, refused.out) == (2, "")
    assert said in refused.err
    assert not Path("x").exists()


def test_no_command_at_all_shows_the_help(recense: Recense) -> None:
    for words in ([], ["corpus"]):
        shown = recense(*words)
        assert shown.status == 2
        assert "Commandes" in shown.out


def test_an_unexpected_error_tells_its_place_but_no_text(
    recense: Recense, quick: None, alerts: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def panne(*_: object) -> None:
        raise RuntimeError(WORDS_OF_AN_ALERT)

    monkeypatch.setattr("pipeline.batch.run.assemble", panne)
    failed = recense("extract", alerts, "--out", alerts.parent / "jeu")
    assert (failed.status, failed.out) == (1, "")
    assert "Erreur imprévue : RuntimeError, à " in failed.err
    assert "Aubrac" not in failed.err
    assert not (alerts.parent / "jeu" / "dataset.json").exists()
    debugged = recense("extract", alerts, "--out", alerts.parent / "jeu", "--debug")
    assert "in run" in debugged.err
    assert "Aubrac" not in debugged.err


def test_an_interrupt_ends_quietly(
    recense: Recense, quick: None, alerts: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(*_: object) -> Iterator[object]:
        raise KeyboardInterrupt
        yield

    monkeypatch.setattr("pipeline.extraction.extract", interrupted)
    ended = recense("extract", alerts, "--out", alerts.parent / "jeu")
    assert (ended.status, ended.out) == (130, "")
    assert "La même commande reprend à partir de là" in ended.err
    assert "Interrompu" in ended.err
    assert "Traceback" not in ended.err


@pytest.mark.parametrize("words", [["--help"], ["corpus", "agreement", "GOLD", "GOLD"]], ids=["text", "table"])
def test_a_reader_that_goes_away_is_no_error(words: list[str], alerts: Path) -> None:
    (alerts / "un.gold.json").write_text('{"header": {}, "entities": [], "dates": [], "incidents": []}')
    reading, writing = os.pipe()
    os.close(reading)
    process = command(*(alerts if word == "GOLD" else word for word in words), stdout=writing)
    os.close(writing)
    assert process.communicate()[1] == b""
    assert process.returncode == 128 + signal.SIGPIPE


def test_a_terminal_of_an_old_character_set_is_served() -> None:
    process = command("--help", "--lang", "fr", env={**os.environ, "PYTHONIOENCODING": "ascii"})
    out, err = process.communicate()
    assert (process.returncode, err) == (0, b"")
    assert b"fr_core_news_md" in out


def test_the_command_starts_without_loading_what_it_does_not_need() -> None:
    program = "import json, sys; from pipeline.cli import main; main(['--help']); print(json.dumps([*sys.modules]))"
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    loaded = json.loads(run.stdout.splitlines()[-1])
    assert not {"spacy", "pandas", "pyarrow", "duckdb", "pandera", "jinja2", "numpy"} & set(loaded)
