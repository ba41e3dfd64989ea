"""What is learned from the rows read in alerts that the other models did not see: which turn out clean (`confidence`),
and whom the alert is about (`subjects`, in the light of `topics` and `named`)."""

from collections.abc import Sequence
from functools import partial
from itertools import chain
from typing import Any

from models.examples import Annotated, Samples
from models.fitting import Packed, fit_texts, fitted, grow, of, pack
from models.occasions import Blind, handed
from pipeline.evaluate.predicted import predicted_alerts
from pipeline.evaluate.score import judge_alert
from pipeline.incidents import confidence
from pipeline.incidents.incident import write
from pipeline.incidents.model import Models
from pipeline.incidents.subjects import about, naming, topics
from pipeline.ingest.types import SourceAlert
from pipeline.tables.frames import frames
from pipeline.tables.rows import rows


def rows_of(read: Blind) -> dict[str, list[dict[str, Any]]]:
    """The rows of an alert's tables, written by the models that have not seen it."""
    scene, alert = read.annotated.scene, read.annotated.alert
    scene.doc._.incidents = write(scene, read.occasions, read.models)
    return rows(scene.doc, SourceAlert(alert.name, alert.text, ""))


def clean_rows(read: Blind) -> Packed:
    """The numbers of each row that was read in an alert, and whether it is a clean row (SPEC section 7)."""
    made = rows_of(read)
    judged = judge_alert(read.annotated.alert, predicted_alerts(frames(made))[0])
    clean = {pair.predicted.id for pair in judged.pairs if pair.clean}
    truths = [str(row["incident_id"]) in clean for row in made["incidents"]]
    numbers = confidence.numbers(read.annotated.scene, read.occasions)
    return pack(Samples(numbers=[*numbers], truths=truths), read.annotated.counted)


def topic(read: Blind) -> Packed:
    """The words of an alert, and how many persons gold says that it is about."""
    alert = read.annotated.alert
    subjects = [entity for key in alert.subjects if (entity := alert.entity(key)) and entity.kind == "person"]
    return pack(Samples(features=[topics.signs(read.annotated.scene)], labels=[topics.kind(len(subjects))]))


def subjects_of(annotated: Annotated) -> set[str]:
    """The keys of those whom gold says that an alert is about."""
    return set().union(*(annotated.counterparts.entity_keys(key) for key in annotated.alert.subjects))


def namings(read: Blind) -> Packed:
    """The words around the names of each person of an alert, and whether it is about her."""
    annotated = read.annotated
    keys, wanted = about.persons(annotated.scene), subjects_of(annotated)
    return pack(Samples(features=naming.signs(annotated.scene, keys), truths=[key in wanted for key in keys]))


def persons(read: Blind) -> Packed:
    """The numbers of each person of an alert whose rows were read, and whether gold says that the alert is about
    her."""
    annotated = read.annotated
    scene = annotated.scene
    scene.doc._.incidents = write(scene, read.occasions, read.models)
    wanted = subjects_of(annotated)
    keys, numbers = about.samples(scene, scene.doc._.incidents, read.models.topics, read.models.named)
    return of(annotated, Samples(numbers=[*numbers], truths=[key in wanted for key in keys]))


def calibrate(models: Models, blind: Sequence[Sequence[Blind]], settings: dict[str, Any]) -> Models:
    """The models with confidence, topics, naming and subjects trained on the rows of alerts read by models that had
    not seen them; those models too get the four, of the other parts, and each alert whom they say that it is about."""

    smaller = settings | {"trees": settings["trees"] | settings["subjects"]}
    for name, make, fit in (
        ("confidence", clean_rows, partial(grow, settings=settings)),
        ("topics", topic, partial(fit_texts, settings=settings["topics"])),
        ("named", namings, partial(fit_texts, settings=settings["named"])),
        ("subjects", persons, partial(grow, settings=smaller)),
    ):
        made = [[make(read) for read in part] for part in blind]
        models = handed(models, blind, name, *fitted(made, fit))
    for read in chain(*blind):
        scene, own = read.annotated.scene, read.models
        scene.doc._.subjects = about.subjects(scene, scene.doc._.incidents, own, own.thresholds["subject"])
    return models
