"""Whom an alert is about, read again once its incidents are known: mostly those to whom they were done."""

from collections import Counter
from collections.abc import Sequence

from pipeline.incidents.encoding.codes import GROUPS
from pipeline.incidents.scene.scene import Scene
from pipeline.incidents.types import Incident
from pipeline.language.subjects import is_bulletin, likelihoods, main_organisation
from pipeline.learned.linear import Linear

SHARES = (0.05, 0.15, 0.3, 0.5, 0.75, 0.99)
MANY = (1, 2, 3, 4, 6, 9, 15)


def steps(name: str, value: float, limits: Sequence[float]) -> list[str]:
    """One feature for each limit that a value reaches."""
    return [f"{name}>={limit}" for limit in limits if value >= limit]


def times(found: Sequence[Incident], role: str) -> Counter[str]:
    """In how many incidents each entity plays a role; what belongs to the context is left out."""
    told = [incident for incident in found if GROUPS[incident["act"]] != "context"]
    return Counter(p["entity"] for incident in told for p in incident["participants"] if p["role"] == role)


def samples(scene: Scene, found: Sequence[Incident]) -> tuple[list[str], list[list[str]]]:
    """The persons of an alert by key and what speaks for the alert being about each."""
    likely = likelihoods(scene.doc, scene.text)
    hurt, did = times(found, "victim"), times(found, "perpetrator")
    most = max((hurt[key] for key in likely), default=0)
    all_told = sum(hurt[key] for key in likely)
    alike = sum(hurt[key] >= max(1, most / 2) for key in likely)
    bulletin = is_bulletin(scene.text)
    best = max(likely.values(), default=0.0)
    rows = []
    for order, (key, value) in enumerate(likely.items()):
        share = hurt[key] / most if most else 0.0
        rows.append(
            [
                *steps("likely", value, SHARES),
                *steps("likeliest", value / best if best else 0.0, SHARES),
                *steps("share", share, SHARES),
                *steps("part", hurt[key] / all_told if all_told else 0.0, SHARES),
                *steps("hurt", hurt[key], MANY),
                *steps("named", scene.frequency.get(key, 0), MANY),
                f"early:{key in scene.subjects}|hurt:{min(3, hurt[key])}",
                f"alike:{min(6, alike)}|share:{round(share, 1)}",
                f"people:{min(8, len(likely))}|share:{round(share, 1)}",
                f"order:{min(4, order)}|hurt:{min(2, hurt[key])}",
                f"did:{bool(did[key])}",
                f"main:{scene.main_person == key}",
                f"signs:{key in scene.signers}",
                f"kin:{key in scene.kin}|early:{key in scene.subjects}",
                f"bulletin:{bulletin}",
                f"bulletin:{bulletin}|alike:{min(6, alike)}",
            ]
        )
    return list(likely), rows


def subjects(scene: Scene, found: Sequence[Incident], model: Linear, threshold: float) -> list[str]:
    """The keys of the persons that an alert is about, in order of the text; if it names none an organisation's."""
    keys, rows = samples(scene, found)
    if not keys:
        return main_organisation(scene.doc)
    sure = model.probabilities(rows)[:, 0].tolist()
    return [key for key, value in zip(keys, sure, strict=True) if value >= threshold]
