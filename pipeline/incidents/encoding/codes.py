"""Classes of acts and distances; categories as numbers, for the trees of decision: the place of a word in a list of
`codes.toml`, -1 for any other."""

from functools import cache, lru_cache

from pipeline import lexicons

ELSE = -1.0
GROUPS = {row["act"]: row["group"] for row in lexicons.rows("taxonomy")}


@cache
def places(name: str) -> dict[str, float]:
    """The place of each word of a list."""
    return {word: float(place) for place, word in enumerate(lexicons.table("codes")[name])}


@lru_cache(maxsize=1 << 14)
def code(name: str, word: str) -> float:
    """The place of a word in a list of `codes.toml`, -1 where it is not in it."""
    return places(name).get(word, ELSE)


@cache
def acts() -> dict[str, float]:
    """The place of each act in the taxonomy."""
    return {row["act"]: float(place) for place, row in enumerate(lexicons.rows("taxonomy"))}


@cache
def types() -> dict[str, float]:
    """The place of each type of perpetrator in the list of `codes.csv`."""
    own = [row["code"] for row in lexicons.rows("codes") if row["list"] == "perpetrator_type"]
    return {code: float(place) for place, code in enumerate(own)}


@cache
def groups() -> dict[str, float]:
    """The place of the group of each act among the groups of the taxonomy."""
    names = sorted({row["group"] for row in lexicons.rows("taxonomy")})
    return {row["act"]: float(names.index(row["group"])) for row in lexicons.rows("taxonomy")}


@lru_cache(maxsize=1 << 12)
def bucket(distance: int) -> str:
    """A distance in tokens as a class."""
    return str(next((limit for limit in (1, 2, 3, 5, 8, 12, 20, 40) if abs(distance) <= limit), 99))
