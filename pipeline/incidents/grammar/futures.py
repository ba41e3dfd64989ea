"""Verbs in the future: that of `tu` and `vous` is told by its form, which the tagger hardly knows (`vous verrez`)."""

from functools import cache, lru_cache

from pipeline import lexicons
from pipeline.incidents.grammar.cues import tense
from pipeline.incidents.grammar.lemmas import tables
from pipeline.incidents.grammar.parse import Word

ENDINGS = ("ras", "rez")  # of the second person; `as` and `ez` stand behind what the future is formed of
REMEMBERED = 1 << 16  # forms that are read once


def to_come(token: Word) -> bool:
    """Is a word a verb in the future?"""
    if token.lower_.endswith(ENDINGS):
        return not token.ent_type_ and forms_future(token.lower_[:-2])
    return tense(token) == "fut"


@lru_cache(maxsize=REMEMBERED)
def forms_future(stem: str) -> bool:
    """Is the future of a verb formed of a stem: an infinitive (without `e`), what stands for one, or an irregular stem?
    That of a present or a noun is none (`tir-ez`, `br-as`)."""
    listed = lexicons.table("futures")
    return (
        stem in listed["stems"]
        or stem.endswith(tuple(listed["ends"]))
        or not infinitives().isdisjoint((stem, f"{stem}e"))
    )


@cache
def infinitives() -> frozenset[str]:
    """The infinitives of the verbs of the dictionary, and those to which it leads irregular forms."""
    index, exceptions, _ = tables()["verb"]
    return frozenset(index).union(*exceptions.values())
