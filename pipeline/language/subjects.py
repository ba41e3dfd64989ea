"""Whom an alert is about: the persons (else the organisations) that its head, its first sentences and its body name."""

from spacy.tokens import Doc

from pipeline.language.extensions import Entity

HEAD, SUMMARY, BODY = 3.0, 1.5, 0.5
ENOUGH = 2.5
MOST = 8  # an alert about more persons is a bulletin


def subjects(doc: Doc) -> list[str]:
    """The keys of the persons that the alert is about, else of the organisations; none for a bulletin."""
    head = min(len(doc.text) * 0.25, 600)
    for kind in ("person",):
        entities = [entity for entity in doc._.entities if entity["kind"] == kind]
        scores = {entity["key"]: score(doc, entity, head) for entity in entities}
        chosen = [key for key, value in scores.items() if value >= ENOUGH]
        if len(chosen) <= MOST and chosen:
            return chosen
    return []


def score(doc: Doc, entity: Entity, head: float) -> float:
    """How much the alert is about an entity."""
    starts = [mention["start"] for mention in entity["mentions"] if mention["form"] == "name"]
    value = min(len(starts), 4) * BODY
    if any(start < head for start in starts):
        value += SUMMARY
    title = doc._.header.get("title")
    if title and any(title[1] <= start < title[2] for start in starts):
        value += HEAD
    return value
