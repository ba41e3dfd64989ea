"""The spans of the dataset as W3C Web Annotations (JSON-LD, https://www.w3.org/TR/annotation-model).

Each annotation points into its alert's text by place (`TextPositionSelector`, code points) and by words
(`TextQuoteSelector`): an incident's trigger, a participant's words, an entity's mention, a date.
"""

import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

from pipeline.tables.alerts import alerts
from pipeline.tables.columns import TABLES
from pipeline.tables.export.files import text_file
from pipeline.tables.rows import Row, Rows

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
_AROUND = 32  # characters before and after the words
_COLLECTION = "urn:recense:annotations"
Annotation = dict[str, object]


def _urn(key: object) -> str:
    return f"urn:recense:{quote(str(key), safe='')}"


def _target(text: str, row: Row) -> dict[str, object]:
    start, end = int(str(row["start"])), int(str(row["end"]))
    words = {
        "type": "TextQuoteSelector",
        "exact": text[start:end],
        "prefix": text[max(0, start - _AROUND) : start],
        "suffix": text[end : end + _AROUND],
    }
    place = {"type": "TextPositionSelector", "start": start, "end": end}
    return {"source": _urn(row["alert_id"]), "selector": [place, words]}


def _said(purpose: str, value: object) -> dict[str, object]:
    return {"type": "TextualBody", "purpose": purpose, "value": str(value), "format": "text/plain"}


def _about(purpose: str, key: object) -> dict[str, object]:
    return {"type": "SpecificResource", "purpose": purpose, "source": _urn(key)}


def _bodies(table: str, row: Row) -> tuple[str, list[dict[str, object]]]:
    """Why the words are annotated (a motivation of the W3C's vocabulary), and with what."""
    match table:
        case "incidents":
            tags = [_said("tagging", row[name]) for name in ("date_edtf", "factuality") if row[name]]
            return "classifying", [_said("classifying", row["act"]), *tags]
        case "participants":
            return "linking", [_said("tagging", row["role"]), _about("linking", row["incident_id"])]
        case "mentions":
            return "identifying", [_about("identifying", row["entity_id"]), _said("tagging", row["kind"])]
        case _:
            return "tagging", [_said("tagging", row["edtf"])] if row["edtf"] else []


def _annotations(rows: Rows, counts: Counter[str]) -> Iterator[Annotation]:
    text = str(rows["alerts"][0]["text"])
    for table in ("incidents", "participants", "mentions", "dates"):
        for place, row in enumerate(rows[table]):
            if row["start"] is None:
                continue
            counts[table] += 1
            key = f"{row['incident_id']}/{place}" if table == "participants" else row[TABLES[table][0].name]
            motivation, bodies = _bodies(table, row)
            annotation = {"id": _urn(key), "type": "Annotation", "motivation": motivation}
            yield annotation | ({"body": bodies} if bodies else {}) | {"target": _target(text, row)}


def export_annotations(dataset: Path | str, out: Path | str) -> dict[str, int]:
    """Write the annotations as one collection into the file `out`; returns how many rows of each table it holds."""
    counts: Counter[str] = Counter()
    page = {"id": f"{_COLLECTION}/1", "type": "AnnotationPage", "partOf": _COLLECTION, "startIndex": 0}
    head = json.dumps({"@context": CONTEXT, "id": _COLLECTION, "type": "AnnotationCollection"})
    with text_file(out) as file:
        file.write(f'{head[:-1]}, "first": {json.dumps(page)[:-1]}, "items": [')
        between = "\n"
        for rows in alerts(dataset):
            for annotation in _annotations(rows, counts):
                file.write(between + json.dumps(annotation, ensure_ascii=False))
                between = ",\n"
        file.write(f'\n]}}, "total": {counts.total()}}}\n')
    return {table: counts[table] for table in TABLES}
