"""How sure a row is: the certainty of each decision behind it, as features of one calibrated model."""

from collections.abc import Sequence

from pipeline.incidents.linear import Linear
from pipeline.incidents.participant_features import GROUPS
from pipeline.incidents.reading import Occasion
from pipeline.incidents.scene import Scene

STEPS = (0.2, 0.35, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95)


def steps(name: str, value: float) -> list[str]:
    """One feature for each step that a probability reaches, so that the model can only learn a staircase."""
    return [f"{name}>{step}" for step in STEPS if value >= step]


def margin(scored: dict[str, float], chosen: frozenset[str]) -> float:
    """How clear a choice was: the surest decision is the one whose every candidate is near 0 or 1."""
    return min((value if key in chosen else 1 - value for key, value in scored.items()), default=0.5)


def judge(scene: Scene, occasions: Sequence[Occasion], model: Linear) -> list[float]:
    """The probability of each occasion that its row is right in every field that makes it clean."""
    values: list[float] = model.probabilities([features(scene, one) for one in occasions])[:, 0].tolist()
    return values


def features(scene: Scene, occasion: Occasion) -> list[str]:
    """All features of one occasion."""
    readings = occasion.readings
    truth = min(max(reading.factualities.values()) for reading in readings)
    return [
        f"act:{occasion.act}",
        f"group:{GROUPS[occasion.act]}",
        *steps("act", max(reading.mention.probability for reading in readings)),
        *steps("victims", margin(occasion.hurt, occasion.victims)),
        *steps("perpetrators", margin(occasion.agents, occasion.perpetrators)),
        *steps("date", occasion.date_score),
        *steps("truth", truth),
        f"mentions:{min(4, len(readings))}",
        f"victims:{min(3, len(occasion.victims))}",
        f"perpetrators:{min(2, len(occasion.perpetrators))}",
        f"dated:{occasion.date >= 0}",
        f"section:{scene.section_of[readings[0].mention.sentence]}",
        f"factuality:{occasion.factuality}",
    ]
