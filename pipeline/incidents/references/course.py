"""How a telling runs on: whom the last pronoun and the last subjects mean that agree with a reference, and what acts
have hit each so far."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import takewhile

from pipeline.incidents.grammar.cues import SUBJECTS
from pipeline.incidents.references.asked import Asked, own_gender, own_number
from pipeline.incidents.scene.events import Event, event
from pipeline.incidents.scene.scene import Actor, Scene, meant_by

DISAGREE = 2.0
CONTINUING = ("pronoun", "possessive")  # descriptions have their nouns, first persons their speaker
AGO = 3  # sentences, with its own, in which the last pronoun before a reference is looked for
LED = 4  # … the last subjects
LAST = 3  # subjects that are told apart
NOWHERE = 9  # the place of what is not in a list


def fit(one: str, other: str) -> float:
    """Whether two values of gender or number agree: 0 open, where one is unknown, 1 yes, 2 no."""
    return 0.0 if not one or not other else 1.0 if one == other else 2.0


def suits(scene: Scene, question: Asked, key: str) -> bool:
    """May someone be meant by gender and number?"""
    fits = fit(question.gender, scene.genders.get(key, "")), fit(question.number, scene.numbers.get(key, ""))
    return max(fits) < DISAGREE


def followed(scene: Scene, question: Asked) -> tuple[Actor, int] | None:
    """The last pronoun or possessive before a reference that agrees with it, and how many sentences back."""
    for index in range(question.here, max(-1, question.here - AGO), -1):
        for other in reversed(scene.actors_in[index]):
            if other.head >= question.actor.head or other.form not in ("pronoun", "possessive") or not other.candidates:
                continue
            numbers = fit(question.number, own_number(scene, other))
            if max(numbers, fit(question.gender, own_gender(scene, other))) < DISAGREE:
                return other, question.here - index
    return None


def leaders(scene: Scene, question: Asked) -> list[str]:
    """Those who were subjects last before a reference and agree with it, the last one first."""
    found: list[str] = []
    for index in range(question.here, max(-1, question.here - LED), -1):
        for other in reversed(scene.actors_in[index]):
            subject = (
                other.head < question.actor.start
                and other.kind != "place"
                and scene.tokens[other.head].dep_ in SUBJECTS
            )
            key = other.candidates[0][0] if subject and other.candidates else ""
            if key and key not in found and suits(scene, question, key):
                found.append(key)
                if len(found) == LAST:
                    return found
    return found


def placed(keys: list[str], key: str) -> int:
    """The place of a key in a list."""
    return keys.index(key) if key in keys else NOWHERE


def histories(scene: Scene, before: int) -> dict[str, list[Event]]:
    """What acts have hit each person so far before a token, by key."""
    found: dict[str, list[Event]] = {}
    for head in takewhile(lambda head: head < before, scene.befallen):
        for key in meant_by(scene.actor_at[head]):
            found.setdefault(key, []).append(event(scene.tokens[head]))
    return found


@dataclass(frozen=True, slots=True)
class Course:
    """What a reference that continues a telling finds: what it tells now, what has hit each candidate so far, the last
    subjects and all candidates that agree with it."""

    now: Event
    past: dict[str, list[Event]]
    line: list[str]
    fitting: list[str]
    persons: int  # of those that agree


def run_of(scene: Scene, question: Asked, keys: Sequence[str]) -> Course | None:
    """The course of the telling up to a reference with its candidates, the last mentioned first; None for one that is
    told by other things."""
    if question.actor.form not in CONTINUING:
        return None
    fitting = [key for key in keys if suits(scene, question, key)]
    persons = sum(scene.nature(key)[0] == "person" for key in fitting)
    past = histories(scene, question.actor.head)
    return Course(event(question.token), past, leaders(scene, question), fitting, persons)
