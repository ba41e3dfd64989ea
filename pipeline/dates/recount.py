"""The value of an expression that counts from an event (`la veille de son arrestation`), once its day is known."""

from dataclasses import replace
from datetime import date
from functools import lru_cache

from pipeline.dates.context import contexts
from pipeline.dates.discourse import DAY_LEVEL, Told
from pipeline.dates.edtf import REMEMBERED, bounds, is_valid, precision
from pipeline.dates.find import find
from pipeline.dates.resolve import settled, sided

UNSURE = frozenset("~?%")  # marks of a date that is no exact day: what counts from it would seem to be one


@lru_cache(maxsize=REMEMBERED)
def recounted(words: str, edtf: str) -> str:
    """The value of the words of an expression when the event that they name has a date: a day, a night, some days, or a
    first day of what goes on. Empty where they name no event or the date has no sure day."""
    start = edtf.partition("/")[0]
    if not is_valid(start) or precision(start) != "day" or not UNSURE.isdisjoint(edtf):
        return ""
    first, last = (date.fromisoformat(day or start) for day in bounds(edtf))
    tokens, found = find(f"{start}.\n{words}")
    if (last - first).days > DAY_LEVEL or len(found) != 2 or not found[1].reading.event:
        return ""
    state, _ = settled(tokens, found, contexts(tokens, found), None)
    told = Told(edtf.removesuffix("/.."), first, last, 0, frame=True, opens=True, header=False)
    reading = replace(found[1].reading, event="")
    return sided(state.alone(told, 1, reading).edtf, reading)
