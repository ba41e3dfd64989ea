"""A Doc read by the pipeline becomes rows of every table (SPEC section 8)."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from hashlib import sha256
from typing import TYPE_CHECKING

from pipeline.tables.columns import TABLES
from pipeline.tables.languages import language

if TYPE_CHECKING:  # a dataset can be read and exported without loading spaCy and the readers of files
    from spacy.tokens import Doc

    from pipeline.dates.types import DateExpression
    from pipeline.incidents.types import Incident, Participant
    from pipeline.ingest.types import SourceAlert
    from pipeline.language.extensions import Entity

Row = dict[str, object]
Rows = dict[str, list[Row]]

_COPIED = (
    *("act", "date_edtf", "date_start", "date_end", "date_precision", "date_text", "country", "factuality"),
    *("charge", "sentence_text", "confidence"),
)


def digest(text: str) -> str:
    """The first 16 hexadecimal digits of a text's SHA-256."""
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]


class _Ids:
    """Keys made of an alert's key and a row's own content, so that other rows may come and go."""

    def __init__(self, alert_id: str) -> None:
        self._alert_id = alert_id
        self._seen: dict[str, int] = {}

    def new(self, letter: str, *content: object) -> str:
        words = "\x1f".join(map(str, content))
        nth = self._seen[letter + words] = self._seen.get(letter + words, 0) + 1
        mark = digest(words if nth == 1 else f"{words}\x1f{nth}")
        return f"{self._alert_id}-{letter}{mark}"


class _Sentences:
    """The sentence around a place in the text: spaCy's where it has set them, else the line."""

    def __init__(self, doc: Doc, text: str) -> None:
        if doc.has_annotation("SENT_START"):
            self._spans = [(sentence.start_char, sentence.end_char) for sentence in doc.sents]
        else:
            ends = [place for place, char in enumerate(text) if char == "\n"] + [len(text)]
            self._spans = list(zip([0, *(end + 1 for end in ends)], ends, strict=False))
        self._starts = [start for start, _ in self._spans]
        self._text = text

    def around(self, place: int) -> str:
        if not self._spans:
            return ""
        start, end = self._spans[max(0, bisect_right(self._starts, place) - 1)]
        return self._text[start:end].strip()


def _joined(names: Iterable[str]) -> str:
    """Names on one line, each once, `; ` between them."""
    return "; ".join(dict.fromkeys(" ".join(name.split()) for name in names if name.strip()))


def _header(doc: Doc, name: str) -> str:
    value = doc._.header.get(name)
    return str(value[0]) if value else ""


def _alert(doc: Doc, text: str, alert: SourceAlert, alert_id: str) -> dict[str, object]:
    given = alert.given
    names = {entity["key"]: entity["name"] for entity in doc._.entities}
    return {
        "alert_id": alert_id,
        "source": alert.source,
        "sha256": alert.sha256,
        "title": given.title or _header(doc, "title"),
        "issuer": given.issuer or _header(doc, "issuer"),
        "case_code": _header(doc, "case_code"),
        "country": given.country or doc._.country,
        "published_on": given.published_on or doc._.published_on,
        "subjects": _joined(names[key] for key in doc._.subjects if key in names),
        "language": language(text),
        "text": text,
    }


def _entity(entity: Entity, alert_id: str, entity_id: str) -> dict[str, object]:
    return {
        "entity_id": entity_id,
        "alert_id": alert_id,
        "kind": entity["kind"],
        "name": " ".join(entity["name"].split()),
        "variants": _joined(variant for variant in entity["variants"] if variant != entity["name"]),
        "gender": entity["gender"],
        "occupation": entity["occupation"],
        "country": entity["country"],
    }


def _mentions(text: str, entity: Entity, entity_id: str, alert_id: str, ids: _Ids) -> list[dict[str, object]]:
    return [
        {
            "mention_id": ids.new("m", entity_id, mention["start"], mention["end"]),
            "alert_id": alert_id,
            "entity_id": entity_id,
            "kind": entity["kind"],
            "form": mention["form"],
            "text": text[mention["start"] : mention["end"]],
            "start": mention["start"],
            "end": mention["end"],
        }
        for mention in entity["mentions"]
    ]


def _date(date: DateExpression, alert_id: str, ids: _Ids) -> dict[str, object]:
    names = ("text", "start", "end", "edtf", "date_start", "date_end", "precision", "basis")
    values: dict[str, object] = {name: date[name] for name in names}  # type: ignore[literal-required]
    return {"date_id": ids.new("d", date["start"], date["end"]), "alert_id": alert_id, **values}


def _participants(
    incident: Incident, incident_id: str, alert_id: str, entity_ids: dict[str, str]
) -> list[dict[str, object]]:
    """One row per role and entity (or description), the first that the incident names."""
    found: dict[tuple[object, ...], dict[str, object]] = {}
    for member in incident["participants"]:
        entity_id = entity_ids.get(member["entity"], "")
        same = (member["role"], entity_id or (member["text"], member["start"], member["end"]))
        row: dict[str, object] = {
            "incident_id": incident_id,
            "alert_id": alert_id,
            "role": member["role"],
            "entity_id": entity_id,
            "text": member["text"],
            "start": member["start"] if member["start"] >= 0 else None,
            "end": member["end"] if member["start"] >= 0 else None,
            "count": member["count"] or None,
        }
        found.setdefault(same, row)
    return list(found.values())


def _incident(
    text: str, incident: Incident, incident_id: str, alert_id: str, names: dict[str, str], sentences: _Sentences
) -> dict[str, object]:
    def called(role: str) -> list[str]:
        return [_name(member, names) for member in incident["participants"] if member["role"] == role]

    start, end = incident["mentions"][0]
    copied: dict[str, object] = {name: incident[name] for name in _COPIED}  # type: ignore[literal-required]
    return copied | {
        "incident_id": incident_id,
        "alert_id": alert_id,
        "trigger": text[start:end],
        "start": start,
        "end": end,
        "quote": sentences.around(start),
        "date_basis": incident["date_basis"] or "none",
        "victims": _joined(called("victim")),
        "perpetrators": _joined(called("perpetrator")),
        "victim_count": incident["victim_count"] or None,
        "perpetrator_type": incident["perpetrator_type"] or "none",
        "target": incident["target"] or "person",
        "place": _joined(called("place")[:1]),
    }


def _name(member: Participant, names: dict[str, str]) -> str:
    return names.get(member["entity"]) or member["text"]


def rows(doc: Doc, alert: SourceAlert) -> Rows:
    """The rows of all nine tables for one Doc; `cases`, `reviews` and `errors` have none yet.

    Keys derive from the given id (else from the text) and from each row's content. What the alert's container gives
    wins over what was read in the text.
    """
    text = doc.text
    alert_id = alert.given.id or f"a{digest(text)}"
    ids = _Ids(alert_id)
    sentences = _Sentences(doc, text)
    names: dict[str, str] = {entity["key"]: entity["name"] for entity in doc._.entities}
    entity_ids: dict[str, str] = {}
    result: Rows = {table: [] for table in TABLES}
    result["alerts"].append(_alert(doc, text, alert, alert_id))
    for entity in doc._.entities:
        first = entity["mentions"][0]["start"] if entity["mentions"] else -1
        entity_id = entity_ids[entity["key"]] = ids.new("e", entity["kind"], entity["name"], first)
        result["entities"].append(_entity(entity, alert_id, entity_id))
        result["mentions"].extend(_mentions(text, entity, entity_id, alert_id, ids))
    result["dates"].extend(_date(date, alert_id, ids) for date in doc._.dates)
    for incident in doc._.incidents:
        incident_id = ids.new("i", incident["act"], *min(incident["mentions"]))
        result["incidents"].append(_incident(text, incident, incident_id, alert_id, names, sentences))
        result["participants"].extend(_participants(incident, incident_id, alert_id, entity_ids))
    return result
