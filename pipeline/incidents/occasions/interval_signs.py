"""What speaks for a date of an act beside how it is made at first: which ways lead to it, whether it lasts as long as
the text says, and which turns the custody of the same people took on its days."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date

from pipeline.dates.edtf import bounds
from pipeline.incidents.encoding.codes import ELSE
from pipeline.incidents.factuality.factuality import UNREAL
from pipeline.incidents.occasions.interval_options import Option, sides
from pipeline.incidents.occasions.lasting import acts
from pipeline.incidents.occasions.reading import Occasion, When
from pipeline.incidents.scene.scene import Scene
from pipeline.incidents.when.durations import days, durations

ENDING = "ending"
TURNS = ("beginning", "lasting", ENDING)  # lists of acts of `durations.toml`
OPEN = frozenset(("", ".."))
WAYS = ("lasted", "ended", "to", "from", "closed", "between", "since", "until", "within", "open")
ROUGHLY = 0.07  # of a length: what is told in round numbers may be so much shorter or longer

Turns = Mapping[str, Collection[str]]


def ways(made: Iterable[Option]) -> list[float]:
    """Which ways lead to a date, and how many."""
    kinds = {option.kind for option in made}
    return [*(float(kind in kinds) for kind in WAYS), float(len(kinds))]


def lengths(scene: Scene, one: Occasion) -> list[int]:
    """How many days the durations in the sentences of an act last."""
    return [days(length) for length in durations(scene, {mention.sentence for mention in one.mentions})]


def as_long(told: Sequence[int], option: Option) -> float:
    """Does a date last as long as one of some lengths, a day or so more or less? -1 where no length is told."""
    if not told:
        return ELSE
    both = sides(option.edtf)
    if not OPEN.isdisjoint(both):
        return 0.0
    (earliest, begun), (ended, latest) = ([date.fromisoformat(day) for day in bounds(side)] for side in both)
    longest = (latest - earliest).days
    shortest = (ended - begun).days if "/" in option.edtf else longest
    slack = [(length, max(1, ROUGHLY * length)) for length in told]
    return float(any(shortest - more <= length <= longest + more for length, more in slack))


def turns(found: Sequence[Occasion], rules: Sequence[When], place: int) -> dict[str, set[str]]:
    """When the people of an occasion were taken, held and let go, as others tell (days, months or years); `rules` are
    the dates by rule."""
    out: dict[str, set[str]] = {name: set() for name in TURNS}
    for number, (other, its) in enumerate(zip(found, rules, strict=True)):
        if number == place or not its.edtf or other.factuality in UNREAL:
            continue
        if not other.victims.isdisjoint(found[place].victims):
            for name in TURNS:
                if other.act in acts(name):
                    out[name].add(sides(its.edtf)[name == ENDING])
    return out


def bounded(turned: Turns, option: Option) -> list[float]:
    """Which turns lie on the first day of a date, and which on the last of an interval: where custody ended on the day
    that is told of it, this day does not begin it (`libérée le 2, après sept mois en prison`)."""
    first, last = sides(option.edtf)
    told = (first, last if "/" in option.edtf else "")
    return [float(side not in OPEN and side in turned[name]) for side in told for name in TURNS]
