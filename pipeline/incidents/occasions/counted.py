"""The date of an expression that counts from an act (`la veille de son arrestation`), reckoned from its occasion."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from pipeline.dates.recount import recounted
from pipeline.incidents.factuality.factuality import UNREAL
from pipeline.incidents.occasions.reading import Occasion, When
from pipeline.incidents.scene.scene import Scene


def acts_named(scene: Scene, found: Sequence[Occasion]) -> dict[int, set[str]]:
    """The acts that are told within the words of date expressions, by expression."""
    named: dict[int, set[str]] = defaultdict(set)
    for one in found:
        for mention in one.mentions:
            if (date := scene.date_over(mention.head)) >= 0:
                named[date].add(one.act)
    return named


def counted(
    scene: Scene, found: Sequence[Occasion], rules: Sequence[When], place: int, named: Mapping[int, set[str]]
) -> tuple[str, int] | None:
    """What the expression of an occasion is worth when it counts from another of the act that it names, and the place
    of that one: against the same people where there is one, else the nearest told; none that did not happen. None where
    there is none. `rules` are the dates by rule, `named` the acts within expressions."""
    one = found[place]
    acts = named.get(one.date, ())
    if not acts or any(scene.date_over(mention.head) == one.date for mention in one.mentions):
        return None
    events = [
        number
        for number, other in enumerate(found)
        if other.act in acts and number != place and other.date != one.date and rules[number].edtf
        if other.factuality not in UNREAL
    ]
    event = min(events, key=lambda at: (found[at].victims.isdisjoint(one.victims), abs(at - place)), default=-1)
    edtf = recounted(spoken(scene, one.date), rules[event].edtf) if event >= 0 else ""
    return (edtf, event) if edtf else None


def spoken(scene: Scene, date: int) -> str:
    """The words of an expression with the one before them, which may say that something lasts (`depuis`)."""
    first = scene.date_tokens[date][0]
    before = scene.tokens[first - 1].text if first else ""
    return f"{before} {scene.dates[date]['text']}"
