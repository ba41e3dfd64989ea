"""What the page shows of one incident: its fields, its alert's text, its neighbours in time and in the queue."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from pipeline.messages import say
from pipeline.normalise import country_name
from pipeline.review.blind import Verdict, verdicts
from pipeline.review.fields import CODED, FIELDS, ROLES, seen, text_value
from pipeline.review.queue import Filters, Queue
from pipeline.review.state import Drift, Row, Standing, State
from pipeline.review.web.text import ROLE_OF, Piece, marks, others, pieces
from pipeline.show.dates import spoken
from pipeline.show.view import by_time, label
from pipeline.tables.rows import digest

KEYS = dict(zip(FIELDS, ("1", "2", "3", "4", "5", "6", "7", "8", "9", "0", "g", "p"), strict=True))
OF_JUSTICE = ("charge", "sentence_text")
JUSTICE = ("prosecution", "conviction")


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a row as shown: `basis` says what the value rests on, `was` what the machine had said."""

    name: str
    key: str
    value: str
    shown: str
    basis: str
    mark: str  # the kind of its words, "" where the text holds none
    was: str | None
    by: str


@dataclass(frozen=True, slots=True)
class Stop:
    """An incident of the same alert in the strip by time."""

    name: str
    act: str
    date: str
    status: str
    here: bool


@dataclass(slots=True)
class RowPage:
    """Everything on the page of one incident."""

    name: str
    queue: Queue
    filters: Filters
    state: State
    incident: Row
    standing: Standing
    fields: list[Field]
    paragraphs: list[list[Piece]]
    strip: list[Stop]
    drifts: list[Drift]
    verdicts: dict[str, Verdict]
    number: int
    total: int
    before: str
    after: str
    version: str
    sources: str
    present: set[str]
    notice: dict[str, Any] = field(default_factory=dict)


def row_page(queue: Queue, filters: Filters, place: int) -> RowPage | None:
    """The page of the incident at a place of the queue; None where somebody has just taken it back."""
    key = queue.ids[place]
    state = queue.desk.state(queue.alerts[place], queue.blind)
    incident = state.row("incidents", key)
    if incident is None:
        return None
    order = queue.ordered(filters, keep=place)
    at = int((order == place).nonzero()[0][0])
    standing = state.stands(key)
    own = marks(state, incident)
    return RowPage(
        name=queue.name(place),
        queue=queue,
        filters=filters,
        state=state,
        incident=incident,
        standing=standing,
        fields=_fields(incident, standing, {mark.kind for mark in own}),
        paragraphs=pieces(state.text, own, others(state, incident, queue.place)),
        strip=_strip(queue, state, incident),
        drifts=state.to_look_at(key),
        verdicts=_verdicts(queue, place),
        number=at + 1,
        total=len(order),
        before=queue.name(int(order[at - 1])) if at else "",
        after=queue.name(int(order[at + 1])) if at + 1 < len(order) else "",
        version=version(state, incident),
        sources=_sources(state, incident),
        present={mark.kind for mark in own},
    )


def version(state: State, incident: Row) -> str:
    """What a judgement of the whole row rests on; it changes with every value and every standing."""
    standing = state.stands(incident["incident_id"])
    again = [drift.decision.review_id for drift in state.to_look_at(incident["incident_id"])]
    return digest(json.dumps([seen(incident), standing.status, standing.reviewer, again]))


def shown(column: str, value: str) -> str:
    """A value of a field in words of the language spoken."""
    if not value:
        return ""
    if column == "date_edtf":
        return spoken(value)
    if column == "country":
        return country_name(value) or value
    if column in CODED:
        return label(CODED[column], value)
    return value.replace("; ", " ; ") if column in ROLES else value


def _fields(incident: Row, standing: Standing, present: set[str]) -> list[Field]:
    found = []
    for name in FIELDS:
        value = text_value(incident[name])
        if name in OF_JUSTICE and not value and incident["act"] not in JUSTICE:
            continue
        mark = ROLE_OF.get(name, "")
        was = standing.was.get(name)
        by = _by(standing, name) if was is not None else ""
        basis = _basis(name, incident) if was is None else ""
        kind = mark if mark in present else ""
        found.append(Field(name, KEYS[name], value, shown(name, value), basis, kind, was, by))
    return found


def _by(standing: Standing, column: str) -> str:
    return next((d.reviewer for d in reversed(standing.decisions) if d.column == column), standing.reviewer)


def _basis(name: str, incident: Row) -> str:
    if name == "date_edtf" and incident["date_edtf"]:
        basis = label("basis", incident["date_basis"])
        return f"« {' '.join(incident['date_text'].split())} » · {basis}" if incident["date_text"] else basis
    if name == "act":
        return f"« {' '.join(incident['trigger'].split())} »"
    return ""


def _sources(state: State, incident: Row) -> str:
    said = [
        " ".join(p["text"].split())
        for p in state.rows["participants"]
        if p["incident_id"] == incident["incident_id"] and p["role"] == "source"
    ]
    return " ; ".join(dict.fromkeys(said))


def _strip(queue: Queue, state: State, incident: Row) -> list[Stop]:
    ordered: Sequence[Row] = sorted(state.rows["incidents"], key=by_time)
    return [
        Stop(
            queue.name(queue.place[row["incident_id"]]),
            label("act", row["act"]),
            spoken(row["date_edtf"]) or say("show.undated"),
            state.stands(row["incident_id"]).status,
            row is incident,
        )
        for row in ordered
        if row["incident_id"] in queue.place
    ]


def _verdicts(queue: Queue, place: int) -> dict[str, Verdict]:
    """What the two who judged this row blind have said, for whoever adjudicates."""
    alert_id = queue.alerts[place]
    decisions = queue.desk.decisions.get(alert_id, [])
    if queue.blind or not any(decision.scope for decision in decisions):
        return {}
    given = verdicts(queue.desk.tables.rows(alert_id), decisions).get(queue.ids[place], {})
    return given if len(given) > 1 else {}
