"""Says how an act is told: asserted, reported, alleged, negated or feared (SPEC sections 3 and 9)."""

from collections.abc import Iterable

from pipeline.incidents.acts.mentions import Mention
from pipeline.incidents.factuality.features import features
from pipeline.incidents.scene.scene import Scene
from pipeline.learned.linear import Linear

WEAKEST_FIRST = ("negated", "feared", "alleged", "reported", "asserted")
UNREAL = ("negated", "feared")  # of what did not happen, from which nothing counts


def judge(scene: Scene, mentions: list[Mention], model: Linear) -> list[dict[str, float]]:
    """The probability of each factuality for each mention."""
    if not mentions:
        return []
    rows = model.probabilities([features(scene, mention) for mention in mentions])
    return [dict(zip(model.labels, row.tolist(), strict=True)) for row in rows]


def likeliest(probabilities: dict[str, float]) -> str:
    """The most probable factuality."""
    return max(probabilities, key=lambda label: probabilities[label])


def weakest(factualities: Iterable[str]) -> str:
    """The factuality of an incident told several times: the weakest of its mentions counts."""
    return min(factualities, key=WEAKEST_FIRST.index, default="asserted")
