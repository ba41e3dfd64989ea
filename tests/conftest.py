"""What holds for every test: no network, and the same examples on every machine."""

import socket
from typing import Any, NoReturn

import pytest
from hypothesis import settings
from spacy.language import Language

settings.register_profile("recense", deadline=None, derandomize=True)
settings.load_profile("recense")


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Recense never speaks to another machine; a test that makes it do so fails."""

    def refuse(*_: Any) -> NoReturn:
        raise AssertionError("a test reached for the network")

    monkeypatch.setattr(socket.socket, "connect", refuse)


@pytest.fixture(scope="session")
def nlp() -> Language:
    """The whole pipeline, loaded once for all tests that need it."""
    from pipeline import load

    return load()
