"""What a reference is read on, once for all of its candidates, for their signs and their numbers alike."""

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.incidents.references.asked import Asked
from pipeline.incidents.references.course import Course, followed, run_of
from pipeline.incidents.references.descriptions import Telling, telling
from pipeline.incidents.scene.scene import Actor, Scene


@dataclass(frozen=True, slots=True)
class Ground:
    """The last pronoun or possessive that agrees with a reference and how many sentences back it stands, the course of
    the telling, what its noun tells; None for each that there is not."""

    last: tuple[Actor, int] | None
    course: Course | None
    told: Telling | None


def ground(scene: Scene, question: Asked, keys: Sequence[str]) -> Ground:
    """Read once what all candidates of a reference share beside itself."""
    told = telling(scene, question) if question.actor.form == "group" else None
    return Ground(followed(scene, question), run_of(scene, question, keys), told)
