"""Occasions for tests: an act against someone, with the number of its date among those of the text."""

from pipeline.incidents.acts.mentions import Mention
from pipeline.incidents.occasions.reading import Occasion, Reading


def occasion(
    number: int, act: str, date: str, victim: str, factuality: str = "asserted", sentence: int = 0
) -> Occasion:
    """One told by the word of its number; its date, if any, is the expression of that number."""
    return Occasion(
        readings=[Reading(Mention(act, 1.0, (number,), number, sentence))],
        hurt={},
        victims=frozenset([victim]),
        agents={},
        perpetrators=frozenset(),
        perpetrator_type="none",
        date=number if date else -1,
        factuality=factuality,
    )
