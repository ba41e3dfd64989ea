"""Gives acts that last an interval: from the day that is told to the end that another act tells, else open."""

from collections.abc import Sequence
from functools import cache

from pipeline import lexicons
from pipeline.incidents.occasions.reading import Occasion, When
from pipeline.incidents.scene.scene import Scene


@cache
def acts(name: str) -> frozenset[str]:
    """A list of acts of `durations.toml`."""
    return frozenset(lexicons.table("durations")[name])


def told(scene: Scene, occasion: Occasion) -> When:
    """The date as its expression tells it; an act that did not happen has one only in its own sentence (SPEC 9)."""
    if occasion.date < 0:
        return When("", -1)
    if occasion.factuality in ("negated", "feared"):
        there = scene.sentence_of[scene.date_tokens[occasion.date][0]]
        if there not in {mention.sentence for mention in occasion.mentions}:
            return When("", -1)
    return When(scene.dates[occasion.date]["edtf"], occasion.date)


def ending(occasion: Occasion, start: When, whens: list[tuple[Occasion, When]]) -> str:
    """The day on which an act that lasts ended: the first later release of the same people; `..` where none is told."""
    days = [
        when.edtf
        for other, when in whens
        if other.act in acts("ending")
        and other.factuality == "asserted"
        and other.victims == occasion.victims
        and when.precision == "day"
        and (when.first > start.first or (when.first == start.first and when.expression != start.expression))
    ]
    return min(days, default="..")


def beginning(occasion: Occasion, end: When, whens: list[tuple[Occasion, When]]) -> str:
    """The day on which an act that is told to last until a day began: the last arrest of the same people before."""
    days = [
        when.first
        for other, when in whens
        if other.act in acts("beginning")
        and other.victims & occasion.victims
        and when.precision == "day"
        and when.first <= end.last
    ]
    return max(days, default="..")


def lasting(occasion: Occasion, told: When, whens: list[tuple[Occasion, When]]) -> When:
    """The interval of an act that lasts, from the value that is told."""
    if not told.edtf or occasion.factuality in ("negated", "feared"):
        return told
    if told.edtf.startswith("../"):
        return When(f"{beginning(occasion, told, whens)}/{told.edtf.removeprefix('../')}", told.expression)
    if "/" in told.edtf:
        return told
    return When(f"{told.edtf}/{ending(occasion, told, whens)}", told.expression)


def custody(occasion: Occasion, own: When, held: list[tuple[Occasion, When]]) -> When:
    """The interval of the custody that an act happened in: that of the same people which begins on its day."""
    for other, when in held:
        same = bool(other.victims & occasion.victims)
        if same and when.edtf and own.first and own.first == when.first:
            return When(when.edtf, own.expression)
    return own


def lasts(occasion: Occasion, when: When) -> bool:
    """Is the date of an act an interval: by the act, or because it is told as going on in custody until a day?"""
    return occasion.act in acts("lasting") or (occasion.act in acts("inside") and when.edtf.startswith("../"))


def date_occasions(scene: Scene, occasions: Sequence[Occasion]) -> list[When]:
    """The date of each occasion by rule, intervals included."""
    whens = [(occasion, told(scene, occasion)) for occasion in occasions]
    spans = [(occasion, lasting(occasion, when, whens) if lasts(occasion, when) else when) for occasion, when in whens]
    held = [(occasion, when) for occasion, when in spans if occasion.act == "detention"]
    return [custody(o, when, held) if o.act in acts("inside") else when for o, when in spans]
