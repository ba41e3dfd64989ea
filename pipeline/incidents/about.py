"""Whom an alert is about, read again once its incidents are known: mostly those to whom they were done."""

from collections import Counter
from collections.abc import Iterator, Sequence

from pipeline.incidents.encoding.codes import GROUPS
from pipeline.incidents.scene.scene import Scene
from pipeline.incidents.types import Incident
from pipeline.language.subjects import is_bulletin, likelihoods, main_organisation
from pipeline.learned.trees import Trees

EARLY = 3  # sentences in which a text mostly says whom it is about


def played(found: Sequence[Incident], role: str) -> Iterator[list[str]]:
    """The entities that play a role in each incident; what belongs to the context is left out."""
    for incident in found:
        if GROUPS[incident["act"]] != "context":
            yield [p["entity"] for p in incident["participants"] if p["role"] == role]


def times(found: Sequence[Incident], role: str) -> Counter[str]:
    """In how many incidents each entity plays a role."""
    return Counter(key for keys in played(found, role) for key in set(keys))


def samples(scene: Scene, found: Sequence[Incident]) -> tuple[list[str], list[list[float]]]:
    """The persons of an alert by key, in order of the text, and the numbers of each."""
    likely = likelihoods(scene.doc, scene.text)
    hurt, did = times(found, "victim"), times(found, "perpetrator")
    alone = Counter(keys[0] for keys in played(found, "victim") if len(keys) == 1)
    telling = sum(any(key in likely for key in keys) for keys in played(found, "victim"))
    most = max((hurt[key] for key in likely), default=0)
    named_most = max((scene.frequency.get(key, 0) for key in likely), default=0)
    best = max(likely.values(), default=0.0)
    text = [
        float(len(likely)),
        float(most),
        float(telling),
        float(sum(hurt[key] >= max(1, most / 2) for key in likely)),
        float(sum(hurt[key] > 0 for key in likely)),
        float(is_bulletin(scene.text)),
        float(len(scene.sentences)),
        float(len(set(scene.homes))),
    ]
    last = max(1, len(scene.sentences) - 1)
    rows = []
    for order, (key, value) in enumerate(likely.items()):
        named = scene.named_in.get(key, [0])
        often = scene.frequency.get(key, 0)
        rows.append(
            [
                value,
                value / best if best else 0.0,
                float(sum(other > value for other in likely.values())),
                float(hurt[key]),
                hurt[key] / most if most else 0.0,
                hurt[key] / telling if telling else 0.0,
                float(sum(hurt[other] > hurt[key] for other in likely)),
                float(alone[key]),
                float(did[key]),
                float(often),
                often / named_most if named_most else 0.0,
                float(sum(scene.frequency.get(other, 0) > often for other in likely)),
                float(len(set(named))),
                named[0] / last,
                named[-1] / last,
                float(sum(sentence < EARLY for sentence in named)),
                float(order),
                float(key in scene.subjects),
                float(scene.main_person == key),
                float(key in scene.signers),
                float(key in scene.kin),
                float(scene.saying.get(key, 0)),
                *text,
            ]
        )
    return list(likely), rows


def subjects(scene: Scene, found: Sequence[Incident], model: Trees, threshold: float) -> list[str]:
    """The keys of the persons that an alert is about, in order of the text; if it names none an organisation's."""
    keys, rows = samples(scene, found)
    if not keys:
        return main_organisation(scene.doc)
    return [key for key, value in zip(keys, model.probabilities(rows), strict=True) if value >= threshold]
