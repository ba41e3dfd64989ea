"""A small dataset of invented alerts, and decisions about it, made by hand."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pandas as pd

from pipeline.dates.edtf import bounds, precision
from pipeline.document import sentences
from pipeline.review.decisions import Decision, decide
from pipeline.tables import DatasetWriter
from pipeline.tables.columns import TABLES
from pipeline.tables.frames import frames
from pipeline.tables.rows import digest

AUBRAC = (
    "PORT-LUNE : Me Solveig Aubrac arrêtée\n\n"
    "Le 3 juin 2019, Me Solveig Aubrac a été arrêtée à Port-Lune par des policiers. "
    "Son confrère Tahar Belkiran a été menacé de mort en mai 2019. "
    "Me Aubrac a été libérée le lendemain.\n"
)
NIANG = "Le 5 mars 2020, la journaliste Oumou Niang a été convoquée par la gendarmerie de Sorel."
WHO = {"reviewer": "ines", "reviewed_at": "2026-01-05T09:00:00Z"}


def span(text: str, words: str, nth: int = 1) -> tuple[int, int]:
    place = -1
    for _ in range(nth):
        place = text.index(words, place + 1)
    return place, place + len(words)


class Alert:
    """Builds the rows of one alert."""

    def __init__(self, text: str, alert_id: str = "", title: str = "") -> None:
        self.text = text
        self.id = alert_id or f"a{digest(text)}"
        head = dict.fromkeys(("issuer", "case_code", "country", "published_on", "subjects"), "")
        head |= {"alert_id": self.id, "source": f"{self.id}.txt", "sha256": "ab" * 32, "title": title}
        self.rows: dict[str, list[dict[str, Any]]] = {
            "alerts": [head | {"language": "fr", "text": text}],
            **{name: [] for name in ("entities", "mentions", "dates", "incidents", "participants")},
        }

    def entity(self, kind: str, name: str, *variants: str) -> None:
        entity_id = f"{self.id}-e{digest(name)}"
        row = {"entity_id": entity_id, "alert_id": self.id, "kind": kind, "name": name, "variants": "; ".join(variants)}
        self.rows["entities"].append(row)
        taken: list[tuple[int, int]] = []
        for form in sorted((name, *variants), key=len, reverse=True):
            start = self.text.find(form)
            while start >= 0:
                end = start + len(form)
                if not any(a < end and start < b for a, b in taken):
                    taken.append((start, end))
                    self._mention(entity_id, kind, form, start, end)
                start = self.text.find(form, start + 1)

    def _mention(self, entity_id: str, kind: str, form: str, start: int, end: int) -> None:
        row = {"mention_id": f"{entity_id}-{start}", "alert_id": self.id, "entity_id": entity_id, "kind": kind}
        self.rows["mentions"].append(row | {"form": "name", "text": form, "start": start, "end": end})

    def date(self, words: str, edtf: str) -> None:
        start, end = span(self.text, words)
        first, last = bounds(edtf)
        row = {"date_id": f"{self.id}-d{start}", "alert_id": self.id, "text": words, "start": start, "end": end}
        more = {"date_start": first, "date_end": last, "precision": precision(edtf), "basis": "explicit"}
        self.rows["dates"].append(row | more | {"edtf": edtf})

    def incident(self, act: str, trigger: str, *people: tuple[str, str], confidence: float = 0.5, **more: Any) -> None:
        start, end = span(self.text, trigger)
        incident_id = f"{self.id}-i{digest(f'{act} {start} {end}')}"
        quote = next(self.text[a:b].strip() for a, b in sentences(self.text) if a <= start < b)
        edtf = more.get("date_edtf", "")
        first, last = bounds(edtf)
        row = {"incident_id": incident_id, "alert_id": self.id, "act": act, "trigger": trigger, "start": start}
        row |= {"end": end, "quote": quote, "date_start": first, "date_end": last, "date_precision": precision(edtf)}
        row |= {"date_basis": "explicit" if edtf else "none", "perpetrator_type": "none", "target": "person"}
        for role, column in (("victim", "victims"), ("perpetrator", "perpetrators"), ("place", "place")):
            row[column] = "; ".join(name for r, name in people if r == role)
        self.rows["incidents"].append(row | {"factuality": "asserted", "confidence": confidence} | more)
        for role, name in people:
            entity = next((e for e in self.rows["entities"] if e["name"] == name), None)
            a, b = span(self.text, name)
            who = {"incident_id": incident_id, "alert_id": self.id, "role": role, "text": name, "start": a, "end": b}
            self.rows["participants"].append(who | {"entity_id": entity["entity_id"] if entity else ""})


def aubrac(**changes: Any) -> Alert:
    """An arrest, a death threat and a release; `changes` go to the arrest."""
    alert = Alert(AUBRAC, title="Me Solveig Aubrac arrêtée")
    alert.entity("person", "Solveig Aubrac", "Aubrac")
    alert.entity("person", "Tahar Belkiran")
    alert.entity("place", "Port-Lune")
    alert.date("Le 3 juin 2019", "2019-06-03")
    alert.date("mai 2019", "2019-05")
    arrest = {"date_edtf": "2019-06-03", "date_text": "Le 3 juin 2019", "perpetrator_type": "police"} | changes
    people = [("victim", "Solveig Aubrac"), ("perpetrator", "des policiers"), ("place", "Port-Lune")]
    alert.incident("arrest", "arrêtée à", *people, confidence=0.8, **arrest)
    alert.incident("death_threat", "menacé de mort", ("victim", "Tahar Belkiran"), confidence=0.3, date_edtf="2019-05")
    alert.incident("release", "libérée", ("victim", "Solveig Aubrac"), confidence=0.6)
    return alert


def niang(alert_id: str = "bulletin-7") -> Alert:
    """A summons by the police."""
    alert = Alert(NIANG, alert_id, title="Convocation d'Oumou Niang")
    alert.entity("person", "Oumou Niang")
    alert.date("Le 5 mars 2020", "2020-03-05")
    who = [("victim", "Oumou Niang"), ("perpetrator", "la gendarmerie de Sorel")]
    alert.incident("summons", "convoquée", *who, date_edtf="2020-03-05", confidence=0.7, perpetrator_type="police")
    return alert


def dataset(*alerts: Alert) -> dict[str, pd.DataFrame]:
    """The nine tables of these alerts."""
    alerts = alerts or (aubrac(), niang())
    names = ("alerts", "entities", "mentions", "dates", "incidents", "participants")
    return frames({name: [row for alert in alerts for row in alert.rows[name]] for name in names})


def row(alert: Alert, act: str) -> dict[str, Any]:
    """The incident of this act, with every column."""
    empty = {column.name: None if column.kind == "count" else "" for column in TABLES["incidents"]}
    return empty | next(incident for incident in alert.rows["incidents"] if incident["act"] == act)


_COUNT = iter(range(1, 10**9))


def said(alert: Alert, act: str, kind: Any, **more: Any) -> Decision:
    """A decision about the incident of this act as the machine has it."""
    key = more.pop("review_id", f"r{next(_COUNT)}")
    return decide(alert.rows["alerts"][0], row(alert, act), kind, review_id=key, **(WHO | more))


def added(alert: Alert, act: str, words: str, **values: str) -> Decision:
    """A missed incident."""
    start, end = span(alert.text, words)
    head = {"incident_id": f"{alert.id}-inew", "start": start, "end": end}
    detail = {"values": {"act": act, **values}}
    return decide(alert.rows["alerts"][0], head, "added", review_id=f"r{next(_COUNT)}", detail=detail, **WHO)


def on_entity(alert: Alert, name: str, kind: Any, new: str, **more: Any) -> Decision:
    """A decision about a person of the alert."""
    entity = next(e for e in alert.rows["entities"] if e["name"] == name)
    first = min((m["start"], m["end"]) for m in alert.rows["mentions"] if m["entity_id"] == entity["entity_id"])
    head = {**entity, "start": first[0], "end": first[1]}
    key = f"r{next(_COUNT)}"
    return decide(alert.rows["alerts"][0], head, kind, review_id=key, table="entities", new=new, **(WHO | more))


def write(folder: Path, *alerts: Alert, cases: Sequence[dict[str, object]] = ()) -> Path:
    """The alerts as a dataset on the disk, as `recense extract` leaves it."""
    with DatasetWriter(folder) as writer:
        for alert in alerts:
            writer.add({**alert.rows, "cases": [], "reviews": [], "errors": []})  # type: ignore[arg-type]
        writer.add({"cases": list(cases)})
    return folder
