"""Joins the mentions that tell one occasion, and keeps two occasions of one act apart."""

from collections.abc import Sequence

from pipeline.incidents.occasions.merge_numbers import questions
from pipeline.incidents.occasions.reading import Reading
from pipeline.incidents.scene.scene import Scene
from pipeline.learned.linear import Linear
from pipeline.learned.stack import Stack


def merge(scene: Scene, readings: Sequence[Reading], model: Stack[Linear], threshold: float) -> list[list[Reading]]:
    """Clusters of readings, in order of the text: each joins the cluster that it fits best on average, if any does."""
    likely = fitting(scene, readings, model)
    clusters: list[list[Reading]] = []
    for reading in readings:
        own = [cluster for cluster in clusters if cluster[0].mention.act == reading.mention.act]
        fits = [sum(likely[id(reading)][id(one)] for one in cluster) / len(cluster) for cluster in own]
        best = max(range(len(own)), key=fits.__getitem__, default=-1)
        if best >= 0 and fits[best] >= threshold:
            own[best].append(reading)
        else:
            clusters.append([reading])
    return clusters


def fitting(scene: Scene, readings: Sequence[Reading], model: Stack[Linear]) -> dict[int, dict[int, float]]:
    """For each reading how likely it tells the same occasion as each of its act before it; all are judged at once."""
    asked = questions(scene, readings)
    odds = [model.first.odds(one.signs(scene)) for one in asked]
    rows = [row for one, own in zip(asked, odds, strict=True) for row in one.numbers(scene, own)]
    values = iter(model.probabilities([value for own in odds for value in own], rows))
    return {id(one.later.reading): {id(other.reading): next(values) for other in one.earlier} for one in asked}
