"""Gives acts that last an interval: from the day that is told to the end that another act tells, else open."""

from dataclasses import dataclass
from functools import cache

from pipeline import lexicons
from pipeline.dates.edtf import bounds, precision
from pipeline.incidents.reading import Occasion
from pipeline.incidents.scene import Scene


@dataclass(frozen=True, slots=True)
class When:
    """The date of an occasion: its EDTF value and the expression (index in the Doc's dates, -1 for none) behind it."""

    edtf: str
    expression: int

    @property
    def first(self) -> str:
        return bounds(self.edtf)[0] if self.edtf else ""

    @property
    def last(self) -> str:
        return bounds(self.edtf)[1] if self.edtf else ""

    @property
    def precision(self) -> str:
        return precision(self.edtf) if self.edtf else ""


@cache
def acts(name: str) -> frozenset[str]:
    """A list of acts of `durations.toml`."""
    return frozenset(lexicons.table("durations")[name])


def told(scene: Scene, occasion: Occasion) -> When:
    """The date as its expression tells it."""
    return When(scene.dates[occasion.date]["edtf"], occasion.date) if occasion.date >= 0 else When("", -1)


def ending(occasion: Occasion, start: When, whens: list[tuple[Occasion, When]]) -> str:
    """The day on which an act that lasts ended: the first later release of the same people; `..` where none is told."""
    days = [
        when.edtf
        for other, when in whens
        if other.act in acts("ending")
        and other.factuality == "asserted"
        and other.victims == occasion.victims
        and when.precision == "day"
        and when.first >= start.first
    ]
    return min(days, default="..")


def lasting(occasion: Occasion, start: When, whens: list[tuple[Occasion, When]]) -> When:
    """The interval of an act that lasts, from the value that is told."""
    if not start.edtf or "/" in start.edtf or occasion.factuality in ("negated", "feared"):
        return start
    return When(f"{start.edtf}/{ending(occasion, start, whens)}", start.expression)


def custody(occasion: Occasion, own: When, held: list[tuple[Occasion, When]]) -> When:
    """The interval of the custody that an act happened in: its day is the first of it, or it has none of its own."""
    for other, when in held:
        same = bool(other.victims & occasion.victims)
        if same and when.edtf and own.first == when.first:
            return When(when.edtf, own.expression)
    return own


def date_occasions(scene: Scene, occasions: list[Occasion]) -> list[When]:
    """The date of each occasion, intervals included."""
    whens = [(occasion, told(scene, occasion)) for occasion in occasions]
    spans = [
        (occasion, lasting(occasion, when, whens) if occasion.act in acts("lasting") else when)
        for occasion, when in whens
    ]
    held = [(occasion, when) for occasion, when in spans if occasion.act == "detention"]
    return [custody(o, when, held) if o.act in acts("inside") else when for o, when in spans]
