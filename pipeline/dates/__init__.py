"""The French date reader: expressions of calendar time and their values."""

from collections.abc import Sequence

from pipeline.dates.choice import Judge
from pipeline.dates.context import contexts
from pipeline.dates.find import find
from pipeline.dates.resolve import resolve
from pipeline.dates.types import DateExpression

__all__ = ["DateExpression", "parse", "read"]


def parse(text: str, published_on: str | None = None) -> list[DateExpression]:
    """The dates of a French text in order, with EDTF values; works without spaCy.

    `published_on` is the ISO date from which `hier` and partial dates count; without it they have no value unless the
    text itself anchors them. Raises ValueError where `published_on` is no ISO date.

    >>> [(d["text"], d["edtf"]) for d in parse("Arrêté mardi, il sera jugé le 3 juin.", "2019-05-22")]
    [('mardi', '2019-05-21'), ('le 3 juin', '2019-06-03')]
    >>> [(d["text"], d["edtf"], d["basis"]) for d in parse("Enlevé le 5 juin 2019, revenu deux jours plus tard.")]
    [('le 5 juin 2019', '2019-06-05', 'explicit'), ('deux jours plus tard', '2019-06-07', 'anaphoric')]
    """
    return read(text, published_on)


def read(
    text: str, published_on: str | None = None, blocks: Sequence[int] = (), judge: Judge | None = None
) -> list[DateExpression]:
    """As `parse`; `blocks` are the starts of paragraphs, headings and items where the caller knows them.

    A `judge` (`choice.by_model`) chooses what expressions count from in place of the rules.
    """
    tokens, found = find(text)
    return resolve(tokens, found, contexts(tokens, found, blocks), published_on, judge)
