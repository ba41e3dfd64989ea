import re
from collections.abc import Iterator
from typing import Any

import pytest

from pipeline.lexicons import table
from pipeline.messages import from_environment, say, speaking


def flat(messages: dict[str, Any], prefix: str = "") -> Iterator[tuple[str, str]]:
    for name, value in messages.items():
        if isinstance(value, dict):
            yield from flat(value, f"{prefix}{name}.")
        else:
            yield f"{prefix}{name}", value


def test_both_languages_say_the_same_things() -> None:
    french, english = dict(flat(table("messages_fr"))), dict(flat(table("messages_en")))
    assert french.keys() == english.keys()
    for key, message in french.items():
        fields = set(re.findall(r"{\w+}", message))
        assert fields <= set(re.findall(r"{\w+}", english[key])) | {"{n}"}, key
        assert set(re.findall(r"{\w+}", english[key])) - {"{n}", "{day}"} <= fields, key
        assert message.strip(), key


@pytest.mark.parametrize(
    ("environ", "language"),
    [
        ({}, "en"),
        ({"LANG": "fr_CH.UTF-8"}, "fr"),
        ({"LANG": "C.UTF-8"}, "en"),
        ({"LANG": "en_GB", "LC_MESSAGES": "fr_FR"}, "fr"),
        ({"LANG": "fr_FR", "LC_MESSAGES": "fr_FR", "LC_ALL": "de_DE"}, "en"),
        ({"LANG": "fr_FR", "LC_ALL": ""}, "fr"),
    ],
)
def test_the_locale_decides_the_language(environ: dict[str, str], language: str) -> None:
    assert from_environment(environ) == language


@pytest.mark.parametrize(
    ("language", "n", "said"),
    [("fr", 0, "0 erreur"), ("fr", 1, "1 erreur"), ("fr", 2, "2 erreurs"), ("en", 0, "0 errors"), ("en", 1, "1 error")],
)
def test_numbers_agree_with_their_words(language: Any, n: int, said: str) -> None:
    with speaking(language):
        assert say("progress.errors", n=n) == said


def test_an_unknown_key_is_a_fault() -> None:
    with pytest.raises(KeyError):
        say("extract.nowhere")
