"""Who says `je`: what stands around a first person, and what speaks for each candidate."""

from dataclasses import dataclass

from pipeline.incidents.references.asked import Asked
from pipeline.incidents.scene.quotations import reports
from pipeline.incidents.scene.scene import Actor, Scene

NAMED_EARLY = 4  # sentences at the top, where those whom a text is by are named
AGO = 8  # sentences back to the last first person


def says(scene: Scene, index: int, key: str) -> bool:
    """Is someone the subject of a verb of saying in a sentence?"""
    return any(
        actor.candidates and actor.candidates[0][0] == key and reports(scene, actor.head)
        for actor in scene.actors_in[index]
    )


def last_first_person(scene: Scene, actor: Actor, here: int) -> str | None:
    """Whom the first person before a first person means, not too far back; None where there is none."""
    for index in range(here, max(-1, here - AGO), -1):
        for other in reversed(scene.actors_in[index]):
            if other.form == "first" and other.head < actor.head and other.candidates:
                return other.candidates[0][0]
    return None


@dataclass(frozen=True, slots=True)
class Speech:
    """A first person: the sentences around it, who is named there, whom the last one means, those told as a third."""

    around: list[int]
    named: set[str]
    last: str | None
    third: set[str]


def speech(scene: Scene, question: Asked) -> Speech:
    """Read a first person once for all of its candidates."""
    here = question.here
    around = [index for index in (here - 1, here, here + 1) if 0 <= index < len(scene.sentences)]
    named = {a.key for index in around for a in scene.actors_in[index] if a.form == "name"}
    third = {a.candidates[0][0] for a in scene.actors if a.form == "pronoun" and a.candidates}
    return Speech(around, named, last_first_person(scene, question.actor, here), third)


def speaking(scene: Scene, spoken: Speech, key: str) -> list[float]:
    """What speaks for the candidate saying `je`: near the quotation, at the top or the end of a text told in it."""
    named = scene.named_in.get(key, [])
    return [
        float(key in spoken.named),
        float(spoken.last == key),
        float(spoken.last is None),
        float(len(named)),
        float(any(index < NAMED_EARLY for index in named)),
        float(bool(scene.people) and scene.people[0] == key),
        float(bool(scene.people) and scene.people[-1] == key),
        scene.quoted_share,
        float(key in spoken.third),
        float(any(says(scene, index, key) for index in spoken.around)),
    ]
