"""How many persons an alert is about, by its words alone: a bulletin, a law, an invitation have other words than a
letter for one. Names count by their kind, so that no model learns who someone is."""

from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from pipeline.incidents.scene.scene import Scene
from pipeline.learned.linear import Floats, Linear, likely

SEVERAL = 2  # from so many persons on it does not matter how many they are


def kind(persons: int) -> str:
    """What an alert is that is about so many persons: the label of the model."""
    return str(min(SEVERAL, persons))


def signs(scene: Scene) -> list[str]:
    """The words of a text and its pairs of neighbours, each once."""
    words = [lemma for lemma in scene.lemmas if not lemma.isspace()]
    return list(dict.fromkeys([*words, *map(" ".join, pairwise(words))]))


def numbers(scene: Scene, model: Linear) -> list[float]:
    """How likely each kind of alert is."""
    found: list[float] = likely(outputs(model, [signs(scene)]))[0].tolist()
    return found


def outputs(model: Linear, samples: Sequence[Sequence[str]]) -> Floats:
    """The scores of samples of many signs: their sum grows with their number, which must not decide."""
    shares = np.array([[max(1, len(sample)) ** -0.5] for sample in samples], dtype=np.float32)
    return model.outputs(model.sums(samples) * shares)
