"""Rows of one invented alert, as the tables room makes them, for what is shown of it."""

from typing import Any

import pytest

TEXT = """Valdavie, 12 mars 2021

Inès Corvelle reste menacée

Le 3 février 2021, des policiers ont arrêté Inès Corvelle à Port-Lune.
La veille de l'arrestation, des inconnus avaient menacé de mort sa sœur.

Selon son avocat, elle serait détenue depuis février 2021."""

EMPTY = (
    *("quote", "date_edtf", "date_start", "date_end", "date_precision", "date_text"),
    *("victims", "perpetrators", "place", "charge", "sentence_text"),
)


def span(words: str, nth: int = 1) -> dict[str, Any]:
    start = -1
    for _ in range(nth):
        start = TEXT.index(words, start + 1)
    return {"text": words, "start": start, "end": start + len(words)}


def trigger(words: str, nth: int = 1) -> dict[str, Any]:
    found = span(words, nth)
    return {"trigger": words, "start": found["start"], "end": found["end"]}


def incident(key: str, act: str, told: dict[str, Any], **values: Any) -> dict[str, Any]:
    empty = dict.fromkeys(EMPTY, "")
    row = empty | {"incident_id": key, "alert_id": "a1", "act": act, "date_basis": "none", "victim_count": None}
    row |= {
        "perpetrator_type": "none",
        "target": "person",
        "country": "FR",
        "factuality": "asserted",
        "confidence": 0.5,
    }
    return row | told | values


def participant(incident_id: str, role: str, words: dict[str, Any], entity: str = "") -> dict[str, Any]:
    return {"incident_id": incident_id, "alert_id": "a1", "role": role, "entity_id": entity, "count": None} | words


def date(words: dict[str, Any], edtf: str, start: str, end: str) -> dict[str, Any]:
    return {
        "date_id": f"d{words['start']}",
        "alert_id": "a1",
        "edtf": edtf,
        "date_start": start,
        "date_end": end,
    } | words


@pytest.fixture
def rows() -> dict[str, list[dict[str, Any]]]:
    """Three incidents: an arrest, a death threat the day before (whose date holds a trigger), a detention."""
    alert = {
        "alert_id": "a1",
        "source": "alertes/valdavie.txt",
        "sha256": "00",
        "title": "Inès Corvelle reste menacée",
        "issuer": "Comité des voix libres",
        "case_code": "VL 3/21",
        "country": "FR",
        "published_on": "2021-03-12",
        "subjects": "Inès Corvelle",
        "language": "fr",
        "text": TEXT,
    }
    arrest = incident(
        "i-arrest",
        "arrest",
        trigger("arrêté"),
        quote="Le 3 février 2021, des policiers ont arrêté Inès Corvelle à Port-Lune.",
        date_edtf="2021-02-03",
        date_start="2021-02-03",
        date_end="2021-02-03",
        date_text="Le 3 février 2021",
        victims="Inès Corvelle",
        perpetrators="des policiers",
        perpetrator_type="police",
        place="Port-Lune",
        confidence=0.82,
    )
    threat = incident(
        "i-threat",
        "death_threat",
        trigger("menacé de mort"),
        quote="La veille de l'arrestation, des inconnus avaient menacé de mort sa sœur.",
        date_edtf="2021-02-02",
        date_start="2021-02-02",
        date_end="2021-02-02",
        date_text="La veille de l'arrestation",
        victims="sa sœur",
        perpetrators="des inconnus",
        perpetrator_type="unidentified",
        target="relative",
    )
    detention = incident(
        "i-detention",
        "detention",
        trigger("détenue"),
        quote="Selon son avocat, elle serait détenue depuis février 2021.",
        date_edtf="2021-02/..",
        date_start="2021-02-01",
        date_text="février 2021",
        victims="Inès Corvelle",
        factuality="alleged",
    )
    return {
        "alerts": [alert],
        "entities": [{"entity_id": "e1", "alert_id": "a1", "kind": "person", "name": "Inès Corvelle"}],
        "mentions": [],
        "dates": [
            date(span("12 mars 2021"), "2021-03-12", "2021-03-12", "2021-03-12"),
            date(span("Le 3 février 2021"), "2021-02-03", "2021-02-03", "2021-02-03"),
            date(span("La veille de l'arrestation"), "2021-02-02", "2021-02-02", "2021-02-02"),
            date(span("février 2021", 2), "2021-02/..", "2021-02-01", ""),
        ],
        "incidents": [arrest, detention, threat],
        "participants": [
            participant("i-arrest", "victim", span("Inès Corvelle", 2), "e1"),
            participant("i-arrest", "perpetrator", span("des policiers")),
            participant("i-arrest", "place", span("Port-Lune")),
            participant("i-threat", "victim", span("sa sœur")),
            participant("i-threat", "perpetrator", span("des inconnus")),
            participant("i-detention", "victim", span("elle", 3), "e1"),
            participant("i-detention", "source", span("son avocat")),
        ],
        "cases": [],
        "reviews": [],
        "errors": [],
    }
