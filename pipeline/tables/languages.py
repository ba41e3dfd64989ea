"""The language of a text."""

from functools import cache

from py3langid.langid import MODEL_FILE, LanguageIdentifier

_ENOUGH = 1000  # characters: more changes nothing and costs time


@cache
def _identifier() -> LanguageIdentifier:
    return LanguageIdentifier.from_model_file(MODEL_FILE)


def language(text: str) -> str:
    """The ISO 639-1 code of the language that a text is most probably in, empty for a text without letters."""
    start = text[:_ENOUGH]
    if not any(map(str.isalpha, start)):
        return ""
    return str(_identifier().classify(start)[0])
