"""The dataset as FollowTheMoney entities, one JSON object a line (https://followthemoney.tech).

An alert is an `Article`; persons and organisations are `Person` and `Organization`, incidents `Event`, each with its
alert as `proof`; an `UnknownLink` tells the role of a person or organisation in an incident.
"""

import json
import re
from collections import Counter
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

from pipeline.messages import language
from pipeline.tables.alerts import alerts
from pipeline.tables.columns import TABLES
from pipeline.tables.export.acts import DERIVED, derived, taxonomy
from pipeline.tables.export.cells import visible
from pipeline.tables.export.files import text_file
from pipeline.tables.rows import Row, Rows

_SCHEMATA = {"person": "Person", "organisation": "Organization"}
_GENDERS = {"f": "female", "m": "male"}
_LANGUAGES = {"fr": "fra", "en": "eng", "es": "spa", "ar": "ara", "pt": "por"}  # ISO 639-1 to 639-3
_KEY = re.compile(r"[0-9a-zA-Z]([0-9a-zA-Z.\-]*[0-9a-zA-Z])?")
_PREFIX = re.compile(r"(\d{4}(?:-(?:0\d|1[0-2])(?:-\d{2})?)?)[~?%]?")  # dates that a prefix of ISO 8601 can tell
Entity = dict[str, object]


def _id(key: object) -> str:
    """The key as FollowTheMoney allows it."""
    text = str(key)
    return text if _KEY.fullmatch(text) else f"x{sha256(text.encode('utf-8', 'surrogatepass')).hexdigest()[:16]}"


def _entity(schema: str, key: object, **properties: object) -> Entity:
    """An entity with its properties as lists of texts, empty ones left out."""
    lists = {name: value if isinstance(value, list) else [value] for name, value in properties.items()}
    full = {name: [visible(str(value)) for value in values if value] for name, values in lists.items()}
    return {"id": _id(key), "schema": schema, "properties": {name: values for name, values in full.items() if values}}


def _when(incident: Row) -> dict[str, object]:
    """When an incident happened: as precise as it is known, an interval by its ends."""
    edtf = str(incident["date_edtf"])
    if match := _PREFIX.fullmatch(edtf):
        return {"date": match[1]}
    return {"startDate": incident["date_start"], "endDate": incident["date_end"]}


def _alert(row: Row) -> Entity:
    return _entity(
        "Article",
        row["alert_id"],
        title=row["title"],
        fileName=row["source"],
        publisher=row["issuer"],
        publishedAt=row["published_on"],
        country=str(row["country"]).lower(),
        language=_LANGUAGES.get(str(row["language"]), ""),
        bodyText=str(row["text"]).rstrip(),  # it takes blanks away at the end
    )


def _party(row: Row) -> Entity:
    more = {"gender": _GENDERS.get(str(row["gender"]), ""), "position": row["occupation"]}
    return _entity(
        _SCHEMATA[str(row["kind"])],
        row["entity_id"],
        name=row["name"],
        alias=str(row["variants"]).split("; "),
        country=str(row["country"]).lower(),
        proof=_id(row["alert_id"]),
        **(more if row["kind"] == "person" else {}),
    )


def _event(row: Row, involved: list[object]) -> Entity:
    act = str(row["act"])
    elsewhere = zip(DERIVED, derived(act), strict=True)
    return _entity(
        "Event",
        row["incident_id"],
        name=": ".join(filter(None, [taxonomy()[act][f"label_{language()}"], str(row["victims"])])),
        **_when(row),
        country=str(row["country"]).lower(),
        location=row["place"],
        involved=[_id(key) for key in involved],
        description=row["quote"],
        summary=" → ".join(filter(None, [str(row["perpetrators"]), str(row["victims"])])),
        keywords=[act, row["factuality"], *(f"{column.name}: {code}" for column, code in elsewhere if code)],
        proof=_id(row["alert_id"]),
    )


def _link(row: Row, incident: Row) -> Entity:
    key = f"{row['incident_id']}-{row['role']}-{str(row['entity_id']).rpartition('-')[2]}"
    return _entity(
        "UnknownLink",
        key,
        subject=_id(row["entity_id"]),
        object=_id(row["incident_id"]),
        role=row["role"],
        **_when(incident),
    )


def _entities(rows: Rows, counts: Counter[str]) -> Iterator[Entity]:
    """The entities of one alert; what each table gives of them is counted."""
    parties = {row["entity_id"]: row for row in rows["entities"] if row["kind"] in _SCHEMATA}
    incidents = {row["incident_id"]: row for row in rows["incidents"]}
    links = [row for row in rows["participants"] if row["entity_id"] in parties]
    counts.update(alerts=1, entities=len(parties), incidents=len(incidents), participants=len(links))
    yield _alert(rows["alerts"][0])
    yield from map(_party, parties.values())
    for key, row in incidents.items():
        involved = [link["entity_id"] for link in links if link["incident_id"] == key]
        yield _event(row, list(dict.fromkeys(involved)))
    for row in links:
        yield _link(row, incidents[row["incident_id"]])


def export_ftm(dataset: Path | str, out: Path | str) -> dict[str, int]:
    """Write the file `out` of FollowTheMoney entities; returns how many rows of each table it holds.

    Groups (`dix-huit avocats`) and descriptions are no entities there: they stand in the events' `summary`.
    """
    counts: Counter[str] = Counter()
    with text_file(out) as file:
        for rows in alerts(dataset):
            for entity in _entities(rows, counts):
                file.write(json.dumps(entity, ensure_ascii=False) + "\n")
    return {table: counts[table] for table in TABLES}
