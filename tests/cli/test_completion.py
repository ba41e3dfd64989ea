"""The key Tab: commands, options and values, as bash and zsh ask for them."""

from collections.abc import Callable

import pytest
from command_line import Outcome

Recense = Callable[..., Outcome]


def completed(recense: Recense, monkeypatch: pytest.MonkeyPatch, line: str) -> list[str]:
    monkeypatch.setenv("_RECENSE_COMPLETE", "complete_bash")
    monkeypatch.setenv("COMP_WORDS", line)
    monkeypatch.setenv("COMP_CWORD", str(len(line.split(" ")) - 1))
    done = recense()
    assert (done.status, done.err) == (0, "")
    return done.out.split()


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("recense ex", ["extract", "export"]),
        ("recense corpus h", ["hash"]),
        ("recense extract --work", ["--workers"]),
        ("recense export x --to f", ["ftm"]),
        ("recense --lang f", ["fr"]),
        ("recense zzz", []),
    ],
)
def test_bash_is_told_what_may_follow(
    recense: Recense, monkeypatch: pytest.MonkeyPatch, line: str, found: list[str]
) -> None:
    assert completed(recense, monkeypatch, line) == found


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("recense lin", "Réunit en affaires"),
        ("recense extract --prun", "Retirer les entrées"),
        ("recense corpus c", "Vérifie"),
    ],
)
def test_zsh_shows_the_words_of_the_help_page(
    recense: Recense, monkeypatch: pytest.MonkeyPatch, line: str, said: str
) -> None:
    monkeypatch.setenv("_RECENSE_COMPLETE", "complete_zsh")
    monkeypatch.setenv("_TYPER_COMPLETE_ARGS", line)
    shown = recense()
    assert shown.status == 0
    assert said in shown.out
    assert "`" not in shown.out  # no docstring of a developer


def test_the_script_is_shown_for_a_shell(recense: Recense, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("_RECENSE_COMPLETE", "source_bash")
    assert "complete -o default -F _recense_completion recense" in recense().out
