"""What is learned from the rows read in alerts that the other models did not see: which turn out clean (`confidence`),
and whom the alert is about."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from models.examples import Samples
from models.fitting import fit_linear, grow, of
from models.occasions import Blind
from pipeline.evaluate.predicted import predicted_alerts
from pipeline.evaluate.score import judge_alert
from pipeline.incidents import about, confidence
from pipeline.incidents.incident import write
from pipeline.incidents.model import Models
from pipeline.ingest.types import SourceAlert
from pipeline.tables.frames import frames
from pipeline.tables.rows import rows


def clean_rows(read: Blind) -> Samples:
    """The numbers of each row that was read in an alert, and whether it is a clean row (SPEC section 7)."""
    scene, alert = read.annotated.scene, read.annotated.alert
    scene.doc._.incidents = write(scene, read.occasions, read.models)
    made = rows(scene.doc, SourceAlert(alert.name, alert.text, ""))
    judged = judge_alert(alert, predicted_alerts(frames(made))[0])
    clean = {pair.predicted.id for pair in judged.pairs if pair.clean}
    truths = [str(row["incident_id"]) in clean for row in made["incidents"]]
    return Samples(numbers=confidence.numbers(scene, read.occasions), truths=truths)


def persons(read: Blind) -> Samples:
    """What speaks for each person being a subject of an alert whose rows were read, and whether gold says so."""
    annotated = read.annotated
    keys, signs = about.samples(annotated.scene, annotated.scene.doc._.incidents)
    wanted = set().union(*(annotated.keys.get(key, set()) for key in annotated.alert.subjects))
    return Samples(features=signs, truths=[key in wanted for key in keys])


def calibrate(models: Models, blind: Sequence[Blind], settings: dict[str, Any]) -> Models:
    """The models with confidence and subjects trained on the rows of alerts read by models that had not seen them."""
    told = [replace(clean_rows(read), typical=read.annotated.counted) for read in blind]
    people = [of(read.annotated, persons(read)) for read in blind]
    return replace(
        models,
        confidence=grow(told, settings),
        subjects=fit_linear(people, settings["strength"]["subjects"]),
    )
