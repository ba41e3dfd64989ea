"""What is learned from the rows read in alerts that the other models did not see: which turn out clean (`confidence`),
and whom the alert is about."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from models.examples import Annotated
from models.linear import fit
from pipeline.evaluate.predicted import predicted_alerts
from pipeline.evaluate.score import judge_alert
from pipeline.incidents import about, confidence
from pipeline.incidents.assemble import occasions
from pipeline.incidents.incident import read_incidents
from pipeline.incidents.model import Models
from pipeline.ingest.types import SourceAlert
from pipeline.tables.frames import frames
from pipeline.tables.rows import rows


def clean_rows(annotated: Annotated, models: Models) -> tuple[list[list[str]], list[bool]]:
    """The features of each row that the models read in an alert, and whether it is a clean row (SPEC section 7)."""
    scene = annotated.scene
    found = occasions(scene, models)
    scene.doc._.incidents = read_incidents(scene, models)
    made = rows(scene.doc, SourceAlert(annotated.alert.name, annotated.alert.text, ""))
    judged = judge_alert(annotated.alert, predicted_alerts(frames(made))[0])
    clean = {pair.predicted.id for pair in judged.pairs if pair.clean}
    return (
        [confidence.features(scene, occasion) for occasion in found],
        [str(row["incident_id"]) in clean for row in made["incidents"]],
    )


def calibrate(models: Models, blind: Sequence[tuple[Annotated, Models]], settings: dict[str, Any]) -> Models:
    """The models with confidence and subjects trained on the rows of alerts read by models that had not seen them."""
    features: list[list[str]] = []
    clean: list[bool] = []
    persons: list[list[str]] = []
    meant: list[bool] = []
    for annotated, unseen in blind:
        more, right = clean_rows(annotated, unseen)
        features += more
        clean += right
        keys, about_each = about.samples(annotated.scene, annotated.scene.doc._.incidents)
        wanted = set().union(*(annotated.keys.get(key, set()) for key in annotated.alert.subjects))
        persons += about_each
        meant += [key in wanted for key in keys]
    strength = settings["strength"]
    return replace(
        models,
        confidence=fit(features, clean, strength["confidence"]),
        subjects=fit(persons, meant, strength["subjects"]),
    )
