"""Gold as a dataset, for training, for comparing annotators and for proving the scorer: it scores 1.000 against itself.

What the gold does not say stays empty (gender, occupation, title, issuer, the date expression of an incident).
"""

from hashlib import sha256
from pathlib import Path
from typing import Any

import pandas as pd

from pipeline.dates.edtf import precision
from pipeline.document import normalise_text, sentences
from pipeline.evaluate.gold import GoldAlert, GoldEntity, GoldIncident, GoldParticipant, read_gold
from pipeline.evaluate.matching import Sentences
from pipeline.evaluate.predicted import LIST_SEPARATOR
from pipeline.tables.columns import TABLES
from pipeline.tables.frames import frames

Rows = dict[str, list[dict[str, Any]]]


def gold_dataset(folder: Path) -> dict[str, pd.DataFrame]:
    """The tables of SPEC section 8 from a folder of gold; confidence is 1 throughout."""
    rows: Rows = {table: [] for table in TABLES}
    for alert in read_gold(folder):
        for table, of_alert in gold_rows(alert).items():
            rows[table] += of_alert
    return frames(rows)


def gold_rows(alert: GoldAlert) -> Rows:
    """The rows of one alert, by table."""
    text = normalise_text(alert.text)
    alert_id = "a" + sha256(text.encode()).hexdigest()[:16]
    spans = sentences(alert.text)
    told = [incident for incident in alert.incidents if incident.mentions]
    incidents = [_incident(alert, alert_id, number, incident, spans) for number, incident in enumerate(told)]
    return {
        "alerts": [_alert(alert, alert_id)],
        "entities": [_entity(alert_id, entity) for entity in alert.entities],
        "mentions": [
            {
                "mention_id": f"{alert_id}-m{start}-{end}",
                "alert_id": alert_id,
                "entity_id": _entity_id(alert_id, entity.key),
                "kind": entity.kind,
                "form": "name",
                "text": alert.text[start:end],
                "start": start,
                "end": end,
            }
            for entity in alert.entities
            for start, end in entity.mentions
        ],
        "dates": [
            {
                "date_id": f"{alert_id}-d{date.start}-{date.end}",
                "alert_id": alert_id,
                "text": alert.text[date.start : date.end],
                "start": date.start,
                "end": date.end,
                "edtf": date.value,
                "date_start": date.first,
                "date_end": date.last,
                "precision": precision(date.value),
                "basis": "none",
            }
            for date in alert.dates
        ],
        "incidents": incidents,
        "participants": [
            row
            for incident, row_of in zip(told, incidents, strict=True)
            for row in _participants(alert, alert_id, row_of["incident_id"], incident)
        ],
    }


def _entity_id(alert_id: str, key: str) -> str:
    return f"{alert_id}-e-{key}"


def _entity(alert_id: str, entity: GoldEntity) -> dict[str, Any]:
    return {
        "entity_id": _entity_id(alert_id, entity.key),
        "alert_id": alert_id,
        "kind": entity.kind,
        "name": entity.name,
        "variants": LIST_SEPARATOR.join(entity.variants),
        "gender": "",
        "occupation": "",
        "country": entity.country,
    }


def _alert(alert: GoldAlert, alert_id: str) -> dict[str, Any]:
    subjects = [entity.name for key in alert.subjects if (entity := alert.entity(key))]
    return {
        "alert_id": alert_id,
        "source": f"{alert.name}.txt",
        "sha256": sha256(alert.text.encode()).hexdigest(),
        "title": "",
        "issuer": "",
        "case_code": "",
        "country": alert.country,
        "published_on": alert.published,
        "subjects": LIST_SEPARATOR.join(subjects),
        "language": "fr",
        "text": alert.text,
    }


def _incident(
    alert: GoldAlert, alert_id: str, number: int, incident: GoldIncident, spans: list[tuple[int, int]]
) -> dict[str, Any]:
    start, end = incident.mentions[0].trigger
    return {
        "incident_id": f"{alert_id}-i{number}",
        "alert_id": alert_id,
        "act": incident.act,
        "trigger": alert.text[start:end],
        "start": start,
        "end": end,
        "quote": alert.text[slice(*spans[Sentences(spans).at(start)])],
        "date_edtf": incident.date,
        "date_start": incident.first,
        "date_end": incident.last,
        "date_precision": precision(incident.date),
        "date_text": "",
        "date_basis": "none",
        "victims": LIST_SEPARATOR.join(victim.text for victim in incident.victims),
        "perpetrators": LIST_SEPARATOR.join(perpetrator.text for perpetrator in incident.perpetrators),
        "victim_count": _count(incident.victims),
        "perpetrator_type": incident.perpetrator_type,
        "target": incident.target,
        "place": incident.place.text if incident.place else "",
        "country": incident.country,
        "factuality": incident.factuality,
        "charge": incident.charge,
        "sentence_text": incident.sentence_text,
        "confidence": 1.0,
    }


def _count(victims: tuple[GoldParticipant, ...]) -> int | None:
    """Victims said or counted; None where a group has no number or where there are none."""
    counts = [victim.count or int(victim.entity != "") for victim in victims]
    return sum(counts) if counts and all(counts) else None


def _participants(alert: GoldAlert, alert_id: str, incident_id: str, incident: GoldIncident) -> list[dict[str, Any]]:
    of_role = {
        "victim": incident.victims,
        "perpetrator": incident.perpetrators,
        "place": (incident.place,) if incident.place else (),
    }
    return [
        {
            "incident_id": incident_id,
            "alert_id": alert_id,
            "role": role,
            "entity_id": _entity_id(alert_id, participant.entity) if participant.entity else "",
            "text": alert.text[participant.start : participant.end],
            "start": participant.start,
            "end": participant.end,
            "count": participant.count or None,
        }
        for role, participants in of_role.items()
        for participant in participants
    ]
