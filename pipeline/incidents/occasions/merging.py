"""Joins the mentions that tell one occasion, and keeps two occasions of one act apart."""

from collections import defaultdict
from collections.abc import Sequence

import numpy as np

from pipeline.incidents.occasions.merge_numbers import questions
from pipeline.incidents.occasions.reading import Reading
from pipeline.incidents.scene.scene import Scene
from pipeline.learned.linear import Floats, Linear
from pipeline.learned.stack import Stack

APART = -1.0  # of a mention and itself, and of what is already joined


def merge(scene: Scene, readings: Sequence[Reading], model: Stack[Linear], threshold: float) -> list[list[Reading]]:
    """Clusters of readings, each and all in order of the text."""
    likely = fitting(scene, readings, model)
    by_act: dict[str, list[int]] = defaultdict(list)
    for place, reading in enumerate(readings):
        by_act[reading.mention.act].append(place)
    found = []
    for places in by_act.values():
        fits = np.full((len(places), len(places)), APART)
        for row, place in enumerate(places):
            own = likely.get(id(readings[place]), {})
            for column in range(row):
                fits[row, column] = fits[column, row] = own[id(readings[places[column]])]
        found += [[places[member] for member in members] for members in clusters(fits, threshold)]
    return [[readings[place] for place in places] for places in sorted(found)]


def clusters(fits: Floats, threshold: float) -> list[list[int]]:
    """Joins the two that fit best on average, again and again, as long as any two fit at all: what is surest is joined
    first, and a doubtful mention in the midst draws no two occasions into one. `fits` is used up."""
    found = [[place] for place in range(len(fits))]
    while True:
        one, other = sorted(divmod(int(fits.argmax()), len(fits)))
        if fits[one, other] < threshold:
            return [sorted(members) for members in found if members]
        shares = len(found[one]), len(found[other])
        fits[one] = fits[:, one] = np.average(fits[[one, other]], axis=0, weights=shares)
        fits[one, one] = fits[other] = fits[:, other] = APART
        found[one] += found[other]
        found[other] = []


def fitting(scene: Scene, readings: Sequence[Reading], model: Stack[Linear]) -> dict[int, dict[int, float]]:
    """For each reading how likely it tells the same occasion as each of its act before it; all are judged at once."""
    asked = questions(scene, readings)
    odds = [model.first.odds(one.signs(scene)) for one in asked]
    rows = [row for one, own in zip(asked, odds, strict=True) for row in one.numbers(scene, own)]
    values = iter(model.probabilities([value for own in odds for value in own], rows))
    return {id(one.later.reading): {id(other.reading): next(values) for other in one.earlier} for one in asked}
