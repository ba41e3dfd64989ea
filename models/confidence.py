"""What is learned from the rows read in alerts that the other models did not see: which turn out clean (`confidence`),
and whom the alert is about (`subjects`, in the light of `topics` and `named`)."""

from functools import partial
from typing import Any

from models.examples import Annotated, Samples
from models.fitting import Packed, fit_texts, fitted, grow, of, pack
from models.occasions import handed
from models.readers import Readers
from pipeline.evaluate.predicted import predicted_alerts
from pipeline.evaluate.score import judge_alert
from pipeline.incidents import confidence
from pipeline.incidents.incident import write
from pipeline.incidents.model import Models
from pipeline.incidents.subjects import about, naming, topics
from pipeline.ingest.types import SourceAlert
from pipeline.tables.frames import frames
from pipeline.tables.rows import rows


def rows_of(annotated: Annotated) -> dict[str, list[dict[str, Any]]]:
    """The rows of an alert's tables, written by the models that have not seen it."""
    scene, alert = annotated.scene, annotated.alert
    scene.doc._.incidents = write(scene, annotated.occasions, annotated.models)
    return rows(scene.doc, SourceAlert(alert.name, alert.text, ""))


def clean_rows(annotated: Annotated) -> Packed:
    """The numbers of each row that was read in an alert, and whether it is a clean row (SPEC section 7)."""
    made = rows_of(annotated)
    judged = judge_alert(annotated.alert, predicted_alerts(frames(made))[0])
    clean = {pair.predicted.id for pair in judged.pairs if pair.clean}
    truths = [str(row["incident_id"]) in clean for row in made["incidents"]]
    numbers = confidence.numbers(annotated.scene, annotated.occasions)
    return pack(Samples(numbers=[*numbers], truths=truths), annotated.counted)


def topic(annotated: Annotated) -> Packed:
    """The words of an alert, and how many persons gold says that it is about."""
    alert = annotated.alert
    subjects = [entity for key in alert.subjects if (entity := alert.entity(key)) and entity.kind == "person"]
    return pack(Samples(features=[topics.signs(annotated.scene)], labels=[topics.kind(len(subjects))]))


def subjects_of(annotated: Annotated) -> set[str]:
    """The keys of those whom gold says that an alert is about."""
    return set().union(*(annotated.counterparts.entity_keys(key) for key in annotated.alert.subjects))


def namings(annotated: Annotated) -> Packed:
    """The words around the names of each person of an alert, and whether it is about her."""
    keys, wanted = about.persons(annotated.scene), subjects_of(annotated)
    return pack(Samples(features=naming.signs(annotated.scene, keys), truths=[key in wanted for key in keys]))


def persons(annotated: Annotated) -> Packed:
    """The numbers of each person of an alert whose rows were read, and whether gold says that the alert is about
    her."""
    scene = annotated.scene
    scene.doc._.incidents = write(scene, annotated.occasions, annotated.models)
    wanted = subjects_of(annotated)
    keys, numbers = about.samples(scene, scene.doc._.incidents, annotated.models.topics, annotated.models.named)
    return of(annotated, Samples(numbers=[*numbers], truths=[key in wanted for key in keys]))


def tell_subjects(annotated: Annotated) -> None:
    """Let an alert know whom it is about, in the light of its rows."""
    scene, models = annotated.scene, annotated.models
    scene.doc._.subjects = about.subjects(scene, scene.doc._.incidents, models, models.thresholds["subject"])


def calibrate(models: Models, readers: Readers, settings: dict[str, Any]) -> Models:
    """The models with confidence, topics, naming and subjects trained on the rows of alerts read by models that had
    not seen them; those models too get the four, of the other parts, and each alert whom they say that it is about."""

    smaller = settings | {"trees": settings["trees"] | settings["subjects"]}
    for name, make, fit in (
        ("confidence", clean_rows, partial(grow, settings=settings)),
        ("topics", topic, partial(fit_texts, settings=settings["topics"])),
        ("named", namings, partial(fit_texts, settings=settings["named"])),
        ("subjects", persons, partial(grow, settings=smaller)),
    ):
        models = handed(models, readers, name, *fitted(readers.samples(make), fit))
    readers.each(tell_subjects)
    return models
