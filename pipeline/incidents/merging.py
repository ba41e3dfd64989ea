"""Joins the mentions that tell one occasion, and keeps two occasions of one act apart."""

from collections import Counter

from pipeline.incidents.merge_features import features
from pipeline.incidents.reading import Reading
from pipeline.incidents.scene import Scene
from pipeline.learned.linear import Linear


def merge(scene: Scene, readings: list[Reading], model: Linear, threshold: float) -> list[list[Reading]]:
    """Clusters of readings, in order of the text: each joins the cluster that it fits best on average, if any does."""
    numbers = Counter(reading.mention.act for reading in readings)
    clusters: list[list[Reading]] = []
    for reading in readings:
        act = reading.mention.act
        own = [cluster for cluster in clusters if cluster[0].mention.act == act]
        pairs = [features(scene, other, reading, numbers[act]) for cluster in own for other in cluster]
        values = model.probabilities(pairs)[:, 0].tolist() if pairs else []
        best, best_value = None, threshold
        for cluster in own:
            part, values = values[: len(cluster)], values[len(cluster) :]
            value = sum(part) / len(part)
            if value >= best_value:
                best, best_value = cluster, value
        if best is None:
            clusters.append([reading])
        else:
            best.append(reading)
    return clusters
