"""Countries by their French names and by the words for their peoples. Codes are ISO 3166-1 alpha-2, XK for Kosovo."""

from collections.abc import Iterator
from functools import cache, lru_cache

from babel import Locale

from pipeline import lexicons
from pipeline.normalise.keys import name_key
from pipeline.normalise.phrases import TEXTS, PhraseIndex

# Regions of the CLDR that ISO does not know as countries.
_NO_COUNTRY = {"AC", "CP", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "XA", "XB", "ZZ"}
_ARTICLES = ("le ", "la ", "les ", "l ")


def country_code(name: str) -> str:
    """The code of a country's French name, `""` if unknown. Case, accents, hyphens and a leading article are free."""
    key = name_key(name)
    codes = _codes()
    if key not in codes:
        key = next((key.removeprefix(article) for article in _ARTICLES if key.startswith(article)), key)
    return codes.get(key, "")


def country_name(code: str) -> str:
    """The French name to show for a code, `""` if there is no such country."""
    return _names().get(code, "")


def country_of_demonym(word: str) -> str:
    """The code of an adjective or a people's name (`kazakhes`, `Turcs`) in any gender and number, `""` if unknown."""
    return _demonyms().get(name_key(word), "")


def countries_in(words: str) -> Iterator[tuple[int, int, str, str]]:
    """Where some words name countries: start, end, code and kind (`name` or `demonym`), in order, without overlap."""
    for start, end, (code, kind) in _index().find(words):
        if code and not (kind == "demonym" and words[max(0, start - 3) : start].lower() == "en "):  # `en anglais`
            yield start, end, code, kind


@lru_cache(maxsize=TEXTS)
def country_mentions(text: str) -> tuple[tuple[int, int, str, str], ...]:
    """Where a whole text names countries, see `countries_in`; kept for those who ask of the same text later."""
    return tuple(countries_in(text))


@cache
def _names() -> dict[str, str]:
    names = {
        code: str(name)
        for code, name in Locale("fr").territories.items()
        if len(code) == 2 and code.isalpha() and code not in _NO_COUNTRY
    }
    names.update((row["code"], row["preferred"]) for row in lexicons.rows("countries") if row["preferred"])
    return names


@cache
def _codes() -> dict[str, str]:
    codes = {name_key(name): code for code, name in Locale("fr").territories.items() if code in _names()}
    codes.update((name_key(row["form"]), row["code"]) for row in lexicons.rows("countries"))
    return codes


@cache
def _demonyms() -> dict[str, str]:
    return {name_key(form): code for code, form in _demonym_forms()}


@cache
def _index() -> PhraseIndex[tuple[str, str]]:
    rows = lexicons.rows("countries")
    hidden = {name_key(row["form"]) for row in rows if row["scan"] == "no"}
    entries = [(row["form"], (row["code"], "name")) for row in rows if row["scan"] != "no"]
    entries += [(name, (code, "name")) for code, name in _names().items() if name_key(name) not in hidden]
    entries += [(form, (code, "demonym")) for code, form in _demonym_forms()]
    return PhraseIndex(entries)


def _demonym_forms() -> Iterator[tuple[str, str]]:
    for row in lexicons.rows("demonyms"):
        for entry in row["forms"].split():
            masculine, _, rest = entry.partition("/")
            for form in (masculine, *(rest.split("/") if rest else [feminine(masculine)])):
                yield row["code"], form
                yield row["code"], form if form[-1] in "sx" else form + "s"


def feminine(masculine: str) -> str:
    """The feminine of a regular adjective of origin: `tunisien` -> `tunisienne`, `danois` -> `danoise`."""
    if masculine.endswith(("ien", "éen", "yen")):
        return masculine + "ne"
    return masculine if masculine[-1] in "eè" else masculine + "e"
