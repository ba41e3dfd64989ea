"""Writes occasions as incidents, with the words that stand for each participant."""

from collections.abc import Sequence

from pipeline.incidents import confidence
from pipeline.incidents.assemble import occasions
from pipeline.incidents.details import charges, targets, where
from pipeline.incidents.model import Models
from pipeline.incidents.occasions.reading import Occasion, Reading
from pipeline.incidents.people import participants
from pipeline.incidents.scene.scene import Actor, Scene
from pipeline.incidents.types import Incident, Participant


def spot(scene: Scene, key: str, cluster: list[Reading]) -> Actor:
    """The actor that stands for a key nearest to the first mention that knows it."""
    for reading in cluster:
        if key in reading.victim_scores or key in reading.perpetrator_scores:
            return participants.sighting(scene, reading.mention, key)
    return scene.first_actor[key]


def participant(scene: Scene, role: str, key: str, actor: Actor) -> Participant:
    """A key in a role, with the words that stand for it where the act is told."""
    doc = scene.doc
    span = doc[actor.start : actor.end]
    count = scene.group(key)["count"] if key.startswith("group:") else 0
    start, end = span.start_char, span.end_char
    if key.startswith("group:"):
        group = scene.group(key)
        start, end = group["start"], group["end"]
    return Participant(
        role=role,
        entity="" if key.startswith("group:") else key,
        text=scene.text[start:end],
        start=start,
        end=end,
        count=count,
    )


def victim_count(scene: Scene, victims: list[Participant]) -> int:
    """How many people were hit: one for each person, the number said for a group; 0 where a number is missing."""
    counts = [
        1 if p["entity"] and scene.kinds.get(p["entity"]) == "person" else p["count"] if not p["entity"] else 0
        for p in victims
    ]
    return sum(counts) if counts and all(counts) else 0


def participants_of(scene: Scene, occasion: Occasion) -> list[Participant]:
    """Victims, perpetrators and the place, each role in order of the text."""
    people: list[Participant] = []
    for role, keys in (("victim", occasion.victims), ("perpetrator", occasion.perpetrators)):
        found = [participant(scene, role, key, spot(scene, key, occasion.readings)) for key in sorted(keys)]
        people += sorted(found, key=lambda p: p["start"])
    place = where.place(scene, occasion.mentions)
    if place is not None:
        people.append(participant(scene, "place", place.key, place))
    return people


def incident(scene: Scene, occasion: Occasion, target: str, sure: float, models: Models) -> Incident:
    """One occasion with all columns of SPEC section 3."""
    doc, mentions, date = scene.doc, occasion.mentions, occasion.when
    expression = scene.dates[date.expression] if date.expression >= 0 else None
    people = participants_of(scene, occasion)
    return Incident(
        act=occasion.act,
        mentions=[(doc[m.tokens[0]].idx, doc[m.tokens[-1] : m.tokens[-1] + 1].end_char) for m in occasion.surest_first],
        date=date.expression,
        date_edtf=date.edtf,
        date_start=date.first,
        date_end=date.last,
        date_precision=date.precision,
        date_text=expression["text"] if expression else "",
        date_basis=expression["basis"] if expression else "none",
        participants=people,
        victim_count=victim_count(scene, [p for p in people if p["role"] == "victim"]),
        perpetrator_type=occasion.perpetrator_type,
        target=target,
        country=where.country(scene, mentions, models.places, models.thresholds["country"]),
        factuality=occasion.factuality,
        charge=charges.charge(scene, mentions),
        sentence_text=charges.sentence_text(scene, mentions),
        confidence=round(sure, 3),
    )


def read_incidents(scenes: Sequence[Scene], models: Models) -> list[list[Incident]]:
    """The incidents of each Doc, in order of their first mention.

    A row that is almost surely wrong somewhere costs an analyst more than it gives: it is left out.
    """
    return [write(scene, found, models) for scene, found in zip(scenes, occasions(scenes, models), strict=True)]


def write(scene: Scene, found: list[Occasion], models: Models) -> list[Incident]:
    """The incidents of the occasions that are sure enough; all of them in a text that dates nothing (no year is told,
    no day of publication known): rows without a day look unsure, and there none can have one."""
    kinds = targets.judge(scene, found, models.targets)
    sure = confidence.judge(scene, found, models.confidence)
    made = [incident(scene, *of, models) for of in zip(found, kinds, sure, strict=True)]
    least = models.thresholds["confidence"] if any(date["date_start"] for date in scene.dates) else 0.0
    return [one for one in made if one["confidence"] >= least]
