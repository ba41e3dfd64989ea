"""Joins the mentions that tell one occasion, and keeps two occasions of one act apart."""

from collections import defaultdict
from itertools import combinations

from pipeline.incidents.merge_features import features
from pipeline.incidents.reading import Reading
from pipeline.incidents.scene import Scene
from pipeline.learned.linear import Linear


def merge(scene: Scene, readings: list[Reading], model: Linear, threshold: float) -> list[list[Reading]]:
    """Clusters of readings, in order of the text: each joins the cluster that it fits best on average, if any does."""
    told: dict[str, list[int]] = defaultdict(list)  # the places of the readings of each act
    for place, reading in enumerate(readings):
        told[reading.mention.act].append(place)
    pairs = [pair for places in told.values() for pair in combinations(places, 2)]
    rows = [features(scene, readings[a], readings[b], len(told[readings[a].mention.act])) for a, b in pairs]
    alike = dict(zip(pairs, model.probabilities(rows)[:, 0].tolist(), strict=True))
    clusters: list[list[int]] = []
    for place, reading in enumerate(readings):
        best, best_value = None, threshold
        for cluster in clusters:
            if readings[cluster[0]].mention.act == reading.mention.act:
                value = sum(alike[other, place] for other in cluster) / len(cluster)
                if value >= best_value:
                    best, best_value = cluster, value
        if best is None:
            clusters.append([place])
        else:
            best.append(place)
    return [[readings[place] for place in cluster] for cluster in clusters]
