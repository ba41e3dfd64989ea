"""Families of words that tell one kind of event: `meurtre`, `abattu` and `tuée` all tell a death."""

from functools import cache, lru_cache

from pipeline import lexicons
from pipeline.dates.tokens import bare, value


@cache
def _families() -> tuple[dict[str, str], tuple[tuple[str, str], ...]]:
    """Whole words with their family, and beginnings of words with theirs."""
    pairs = [(bare(stem), row["family"]) for row in lexicons.rows("dates_events") for stem in row["stems"].split()]
    whole = {stem[:-1]: family for stem, family in pairs if stem.endswith(".")}
    return whole, tuple((stem, family) for stem, family in pairs if not stem.endswith("."))


@lru_cache(maxsize=16384)
def family(word: str) -> str:
    """The family of events that a word speaks of (`meurtre`, `abattu` → death), "" for none."""
    whole, beginnings = _families()
    plain = bare(word)
    return whole.get(plain) or next((name for stem, name in beginnings if plain.startswith(stem)), "")


@lru_cache(maxsize=16384)
def is_content(word: str) -> bool:
    """Whether a word carries meaning."""
    return len(word) > 2 and value(word, "stop") is None


@cache
def related(name: str) -> frozenset[str]:
    """Families that tell the same occasion in other words (a hearing and its judgment)."""
    return frozenset(
        other for row in lexicons.rows("dates_events") if row["family"] == name for other in row["related"].split()
    )


@cache
def accusation_words() -> frozenset[str]:
    """Words behind which an act is only what somebody is accused of."""
    return frozenset(lexicons.table("dates_hints")["accusation"])


@cache
def background_words() -> frozenset[str]:
    """Words of facts of a life, whose time the telling does not move to."""
    return frozenset(lexicons.table("dates_hints")["background"])


@cache
def hints(name: str) -> tuple[str, ...]:
    """A list of words, or of beginnings or endings of words, of `dates_hints.toml`."""
    return tuple(lexicons.table("dates_hints")[name])


def is_happening(word: str) -> bool:
    """Whether a word says that something happens (`intervient`, `survenue`)."""
    return word.startswith(hints("happening"))


@lru_cache(maxsize=16384)
def is_report(word: str) -> bool:
    """Whether a word says that something was made known (`annoncé`, `appris`)."""
    return word.startswith(hints("reporting"))
