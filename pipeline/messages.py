"""What Recense says to people, in French or English: the texts are data, in `lexicons/messages_*.toml`."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, Literal

from pipeline.lexicons import table

Language = Literal["fr", "en"]
LANGUAGES: tuple[Language, ...] = ("fr", "en")

_spoken: ContextVar[Language] = ContextVar("spoken", default="en")


def from_environment(environ: Mapping[str, str]) -> Language:
    """The language of the locale, as POSIX reads it: LC_ALL before LC_MESSAGES before LANG; English unless French."""
    locale = next((environ[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if environ.get(name)), "")
    return "fr" if locale.lower().startswith("fr") else "en"


def language() -> Language:
    """The language spoken now."""
    return _spoken.get()


def speak(language: Language) -> None:
    """Speak `language` from here on."""
    _spoken.set(language)


@contextmanager
def speaking(language: Language) -> Iterator[None]:
    """Speak `language` inside a `with` block."""
    token = _spoken.set(language)
    try:
        yield
    finally:
        _spoken.reset(token)


def say(key: str, **values: object) -> str:
    """The message `section.name` in the language spoken, with `{values}` filled in.

    A message with the forms `one` and `other` takes its form from the value `n`. KeyError on an unknown key.
    """
    message = _find(key)
    if isinstance(message, dict):
        message = message["one" if _is_one(values["n"]) else "other"]
    return str(message).format(**values)


def knows(key: str) -> bool:
    """Whether there is a message of this key."""
    try:
        _find(key)
    except KeyError:
        return False
    return True


def _find(key: str) -> Any:
    found: Any = table(f"messages_{language()}")
    for part in key.split("."):
        found = found[part]
    return found


def _is_one(n: object) -> bool:
    """French says *0 alerte*, English *0 alerts*."""
    return n in (0, 1) if language() == "fr" else n == 1
