"""What befell the persons of an alert, in numbers: how grave it is, how lately it happened, and beside whom."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date

from pipeline.incidents.encoding.codes import ELSE, GROUPS
from pipeline.incidents.scene.scene import Scene
from pipeline.incidents.types import Incident

KINDS = ("life", "integrity", "liberty", "justice", "property", "movement", "expression")
CAUGHT = frozenset({"arrest", "detention", "prosecution", "conviction"})
LONG = 5000  # days; what lies further back is as far
Suffered = tuple[Incident, frozenset[str]]  # an act and all its victims


def share(part: float, whole: float) -> float:
    """A part of a whole; none of nothing."""
    return part / whole if whole else 0.0


def players(incident: Incident, role: str) -> list[str]:
    """The entities that play a role in an incident, in its order; empty for a group that nobody is known of."""
    return [p["entity"] for p in incident["participants"] if p["role"] == role]


def victims(incident: Incident) -> frozenset[str]:
    """The entities to whom an act was done."""
    return frozenset(filter(None, players(incident, "victim")))


def days(found: Iterable[Suffered]) -> list[int]:
    """The first days of the acts that have one, as numbers."""
    return [date.fromisoformat(one["date_start"]).toordinal() for one, _ in found if one["date_start"]]


def since(then: int | None, now: int | None) -> float:
    """The days from one day to another, -1 where either is unknown."""
    return ELSE if then is None or now is None else float(min(LONG, max(0, now - then)))


def fates(scene: Scene, found: Sequence[Incident], keys: Sequence[str], leader: str) -> dict[str, list[float]]:
    """The numbers of each person; `leader` is the one to whom most was done."""
    each = [(one, victims(one)) for one in found]
    suffered = [(one, hit) for one, hit in each if GROUPS[one["act"]] != "context"]
    last = max(days((one, hit) for one, hit in suffered if hit), default=None)
    told = date.fromisoformat(scene.published).toordinal() if scene.published else last
    return {
        key: [
            *befallen([(one, hit) for one, hit in suffered if key in hit], leader, len(scene.text)),
            float(next((place for place, (_, hit) in enumerate(suffered) if key in hit), len(suffered))),
            *lately([(one, hit) for one, hit in suffered if key in hit], last, told),
            *(float(sum(one["act"] == act and key in hit for one, hit in each)) for act in ("activity", "remedy")),
        ]
        for key in keys
    }


def befallen(own: Sequence[Suffered], leader: str, length: int) -> list[float]:
    """What was done to someone, beside whom, how surely, and over how much of a text of some length it is told."""
    kinds = Counter(GROUPS[one["act"]] for one, _ in own)
    shared = sum(leader in hit for _, hit in own)
    starts = [start for one, _ in own for start, _ in one["mentions"]]
    return [
        *(float(kinds[kind]) for kind in KINDS),
        float(len({one["act"] for one, _ in own})),
        float(sum(one["act"] == "killing" for one, _ in own)),
        float(sum(one["act"] in CAUGHT for one, _ in own)),
        float(shared),
        share(shared, len(own)),
        share(sum(len(hit) for _, hit in own), len(own)),
        share(sum(one["factuality"] == "asserted" for one, _ in own), len(own)),
        min(starts) / length if starts else ELSE,
        (max(starts) - min(starts)) / length if starts else ELSE,
    ]


def lately(own: Sequence[Suffered], last: int | None, told: int | None) -> list[float]:
    """How long before the last act of the alert, and before it was told, things were done to someone: who was hit years
    before is a precedent."""
    dated = days(own)
    latest = max(dated, default=None)
    return [since(latest, last), since(min(dated, default=None), last), since(latest, told), since(last, told)]
