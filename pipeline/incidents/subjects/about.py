"""Whom an alert is about, read again once its incidents are known: mostly those to whom they were done."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Protocol

from pipeline.incidents.encoding.codes import GROUPS
from pipeline.incidents.scene.scene import Scene
from pipeline.incidents.subjects import naming, topics
from pipeline.incidents.subjects.fates import fates, players, share
from pipeline.incidents.subjects.standing import standing
from pipeline.incidents.subjects.stories import forms, stories
from pipeline.incidents.types import Incident
from pipeline.language.subjects import is_bulletin, likelihoods, main_organisation
from pipeline.learned.linear import Linear
from pipeline.learned.trees import Trees


class Deciding(Protocol):
    """The models that decide whom an alert is about."""

    @property
    def topics(self) -> Linear: ...

    @property
    def named(self) -> Linear: ...

    @property
    def subjects(self) -> Trees: ...


EARLY = 3  # sentences in which a text mostly says whom it is about


def played(found: Sequence[Incident], role: str) -> Iterator[list[str]]:
    """The entities that play a role in each incident; what belongs to the context is left out."""
    for incident in found:
        if GROUPS[incident["act"]] != "context":
            yield players(incident, role)


def times(found: Sequence[Incident], role: str) -> Counter[str]:
    """In how many incidents each entity plays a role."""
    return Counter(key for keys in played(found, role) for key in set(keys))


def persons(scene: Scene) -> list[str]:
    """The keys of the persons of an alert, in order of the text."""
    return [entity["key"] for entity in scene.doc._.entities if entity["kind"] == "person"]


def samples(
    scene: Scene, found: Sequence[Incident], topic: Linear, by_name: Linear
) -> tuple[list[str], list[list[float]]]:
    """The persons of an alert by key, in order of the text, and the numbers of each. Of words `topic` tells how many
    the alert may be about, `by_name` whom."""
    likely = likelihoods(scene.doc, scene.text)
    if not likely:
        return [], []
    hurt, did = times(found, "victim"), times(found, "perpetrator")
    alone = Counter(keys[0] for keys in played(found, "victim") if len(keys) == 1)
    telling = sum(any(key in likely for key in keys) for keys in played(found, "victim"))
    often = {key: scene.frequency.get(key, 0) for key in likely}
    named = {key: scene.named_in.get(key, [0]) for key in likely}
    best = max(likely.values(), default=0.0)
    most_hurt = max((hurt[key] for key in likely), default=0)
    most_named = max(often.values(), default=0)
    leader = max(likely, key=lambda key: (hurt[key], often[key]), default="")
    beside_leader = set(named.get(leader, ()))
    blocks = Counter(scene.block_kinds)
    keys = list(likely)
    fate, story = fates(scene, found, keys, leader), stories(scene, found, keys, leader)
    stand = standing(scene, keys, leader)
    words = dict(zip(keys, naming.numbers(scene, keys, by_name), strict=True))
    text = [
        float(len(likely)),
        float(most_hurt),
        share(most_hurt, telling),
        float(telling),
        float(sum(hurt[key] >= max(1, most_hurt / 2) for key in likely)),
        float(sum(hurt[key] > 0 for key in likely)),
        float(len(hurt)),
        share(max((len(set(places)) for places in named.values()), default=0), len(scene.sentences)),
        float(not scene.titled.isdisjoint(likely)),
        float(is_bulletin(scene.text)),
        float(bool(scene.doc._.country)),
        float(len(set(scene.homes))),
        float(len(scene.sentences)),
        float(blocks["heading"]),
        float(blocks["item"]),
        *forms(scene.text),
        *topics.numbers(scene, topic),
    ]
    last = max(1, len(scene.sentences) - 1)
    rows = [
        [
            value,
            share(value, best),
            float(sum(other > value for other in likely.values())),
            float(hurt[key]),
            share(hurt[key], most_hurt),
            share(hurt[key], telling),
            float(sum(hurt[other] > hurt[key] for other in likely)),
            float(alone[key]),
            float(did[key]),
            float(often[key]),
            share(often[key], most_named),
            float(sum(other > often[key] for other in often.values())),
            float(len(set(named[key]))),
            named[key][0] / last,
            named[key][-1] / last,
            float(sum(sentence < EARLY for sentence in named[key])),
            float(len(beside_leader.intersection(named[key]))),
            float(key in scene.titled),
            float(order),
            float(key in scene.subjects),
            float(scene.main_person == key),
            float(key in scene.signers),
            float(key in scene.kin),
            float(scene.saying.get(key, 0)),
            *fate[key],
            *stand[key],
            *story[key],
            *text,
            *words[key],
        ]
        for order, (key, value) in enumerate(likely.items())
    ]
    return keys, rows


def subjects(scene: Scene, found: Sequence[Incident], models: Deciding, threshold: float) -> list[str]:
    """The keys of the persons that an alert is about, in order of the text; if it names none an organisation's."""
    keys, rows = samples(scene, found, models.topics, models.named)
    if not keys:
        return main_organisation(scene.doc)
    return [key for key, value in zip(keys, models.subjects.probabilities(rows), strict=True) if value >= threshold]
