"""Chooses the date of an act among the expressions around it; none where nothing speaks for one."""

from pipeline.incidents.date_features import candidates, features
from pipeline.incidents.linear import Linear
from pipeline.incidents.mentions import Mention
from pipeline.incidents.scene import Scene


def samples(scene: Scene, mention: Mention, triggers: list[int]) -> tuple[list[int], list[list[str]]]:
    """The candidate dates of a mention and their features."""
    found = candidates(scene, mention)
    return found, [features(scene, mention, date, found, triggers) for date in found]


def choose(scene: Scene, mention: Mention, triggers: list[int], model: Linear, threshold: float) -> tuple[int, float]:
    """The index of the most probable date and its probability; -1 and P(no date) if none reaches the threshold."""
    found, rows = samples(scene, mention, triggers)
    if not found:
        return -1, 1.0
    values = model.probabilities(rows)[:, 0].tolist()
    best = max(range(len(found)), key=lambda i: values[i])
    return (found[best], values[best]) if values[best] >= threshold else (-1, 1 - values[best])
