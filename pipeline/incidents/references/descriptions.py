"""What a description tells by its noun: how many bear it, whom it meant last, and how it fits a candidate."""

from bisect import bisect_left
from dataclasses import dataclass
from functools import lru_cache

from pipeline.incidents.encoding.codes import ELSE, code
from pipeline.incidents.grammar.cues import REMEMBERED, words
from pipeline.incidents.references.asked import Asked
from pipeline.incidents.references.course import DISAGREE, fit
from pipeline.incidents.references.kinship import relatives
from pipeline.incidents.scene.scene import Scene

FAMILIES = (
    "press", "counsel", "activists", "sufferers", "media", "associations", "firms", "bench", "troops", "learners",
    "teachers", "clergy", "farmers", "healers", "attackers", "officials",
)  # fmt: skip


@lru_cache(maxsize=REMEMBERED)
def kindred(nouns: frozenset[str]) -> frozenset[str]:
    """The families of nouns (`cues.toml`) that nouns belong to."""
    return frozenset(name for name in FAMILIES if nouns & words(name))


def nouns_of(scene: Scene, key: str) -> frozenset[str]:
    """The nouns by which a key is told."""
    return frozenset([scene.group(key)["head"]]) if key.startswith("group:") else scene.nouns.get(key, frozenset())


def likeness(noun: str, nouns: frozenset[str]) -> float:
    """How a noun fits those by which someone is told: 0 none known, 1 another, 2 of one family, 3 the same."""
    if not nouns:
        return 0.0
    return 3.0 if noun in nouns else 2.0 if kindred(nouns) & kindred(frozenset([noun])) else 1.0


@dataclass(frozen=True, slots=True)
class Telling:
    """A description: its noun, how many bear it, how many of them agree with it, the last like it."""

    noun: str
    bearing: int
    agreeing: int
    count: int
    goes_on: bool
    named: bool
    earlier: int
    last: str  # whom the last description with the noun means
    relatives: dict[str, str]  # whom earlier words of kinship pair with its owner, see `kinship`


def telling(scene: Scene, question: Asked) -> Telling:
    """Read a description once for all of its candidates."""
    actor, tokens = question.actor, scene.tokens
    group = scene.group(actor.key)
    noun = group["head"]
    bearing = scene.bearers.get(noun, [])
    heads = scene.told_by[noun]
    earlier = heads[: bisect_left(heads, actor.head)]
    last = scene.actor_at[earlier[-1]].candidates if earlier else ()
    return Telling(
        noun,
        len(bearing),
        sum(fit(question.gender, scene.genders.get(one, "")) < DISAGREE for one in bearing),
        group["count"],
        actor.end < len(tokens) and tokens[actor.end].lower_ in words("goes_on"),
        any(question.apposed.values()),
        len(earlier),
        last[0][0] if last else "",
        relatives(scene, actor),
    )


def described(scene: Scene, told: Telling, question: Asked, key: str) -> list[float]:
    """What speaks for a description meaning the candidate: its noun, how many bear it, the words around it."""
    other = scene.group(key) if key.startswith("group:") else None
    return [
        float(key == question.actor.key),
        likeness(told.noun, nouns_of(scene, key)),
        float(told.bearing),
        float(told.agreeing),
        float(told.count),
        float(other["count"]) if other else ELSE,
        fit(str(told.count or ""), str(other["count"] or "")) if other else ELSE,
        code("kinds", other["human"]) if other else ELSE,
        float(told.goes_on),
        float(told.named),
        float(told.earlier),
        float(told.last == key),
        code("relatives", told.relatives.get(key, "")),
    ]
