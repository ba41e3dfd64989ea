"""The tables of a dataset (SPEC section 8) as typed records per alert, as far as scoring looks at them."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd


@dataclass(frozen=True, slots=True)
class PredictedEntity:
    """An entity; `names` are its name and variants, `mentions` all its spans, `name_spans` those of form `name`."""

    id: str
    kind: str
    names: tuple[str, ...]
    mentions: tuple[tuple[int, int], ...]
    name_spans: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class PredictedDate:
    """A date expression with its first and last day, "" where open or unknown."""

    start: int
    end: int
    first: str
    last: str


@dataclass(frozen=True, slots=True)
class PredictedParticipant:
    """A participant; `entity` is "" for a bare description; the span is (-1, -1) where none is told."""

    entity: str
    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class PredictedIncident:
    """An incident; the span is that of its trigger."""

    id: str
    act: str
    start: int
    end: int
    date: str
    first: str
    last: str
    victims: tuple[PredictedParticipant, ...]
    victims_text: str
    perpetrator_type: str
    target: str
    country: str
    factuality: str
    confidence: float


@dataclass(frozen=True, slots=True)
class PredictedAlert:
    """An alert of the dataset. `mentions` are (start, end, kind) of the mentions that are names."""

    id: str
    source: str
    text: str
    country: str
    published: str
    subjects: tuple[str, ...]
    entities: tuple[PredictedEntity, ...]
    mentions: frozenset[tuple[int, int, str]]
    dates: tuple[PredictedDate, ...]
    incidents: tuple[PredictedIncident, ...]

    def entity(self, entity_id: str) -> PredictedEntity | None:
        return next((e for e in self.entities if e.id == entity_id), None)


Row = Mapping[str, Any]
LIST_SEPARATOR = "; "


def predicted_alerts(dataset: Mapping[str, pd.DataFrame]) -> list[PredictedAlert]:
    """The alerts of a dataset, in the order of its table `alerts`."""
    names = ("entities", "mentions", "dates", "incidents", "participants")
    tables = {name: _by_alert(dataset[name]) for name in names}
    return [
        _alert(row, {name: rows[row["alert_id"]] for name, rows in tables.items()}) for row in _rows(dataset["alerts"])
    ]


def _rows(frame: pd.DataFrame) -> list[dict[str, Any]]:
    return [{str(key): value for key, value in row.items()} for row in frame.to_dict("records")]


def _by_alert(frame: pd.DataFrame) -> defaultdict[str, list[Row]]:
    rows: defaultdict[str, list[Row]] = defaultdict(list)
    for row in _rows(frame):
        rows[row["alert_id"]].append(row)
    return rows


def _offset(value: Any) -> int:
    """An offset, -1 where the table has none."""
    return -1 if pd.isna(value) else int(value)


def _parts(joined: str) -> tuple[str, ...]:
    return tuple(part for part in joined.split(LIST_SEPARATOR) if part)


def _alert(row: Row, tables: Mapping[str, list[Row]]) -> PredictedAlert:
    spans: defaultdict[str, list[tuple[int, int, str]]] = defaultdict(list)
    for m in tables["mentions"]:
        spans[m["entity_id"]].append((int(m["start"]), int(m["end"]), m["form"]))
    victims: defaultdict[str, list[PredictedParticipant]] = defaultdict(list)
    for p in tables["participants"]:
        if p["role"] == "victim":
            participant = PredictedParticipant(p["entity_id"], p["text"], _offset(p["start"]), _offset(p["end"]))
            victims[p["incident_id"]].append(participant)
    return PredictedAlert(
        id=row["alert_id"],
        source=row["source"],
        text=row["text"],
        country=row["country"],
        published=row["published_on"],
        subjects=_parts(row["subjects"]),
        entities=tuple(_entity(e, spans[e["entity_id"]]) for e in tables["entities"]),
        mentions=frozenset(
            (int(m["start"]), int(m["end"]), m["kind"]) for m in tables["mentions"] if m["form"] == "name"
        ),
        dates=tuple(
            PredictedDate(int(d["start"]), int(d["end"]), d["date_start"], d["date_end"]) for d in tables["dates"]
        ),
        incidents=tuple(_incident(i, tuple(victims[i["incident_id"]])) for i in tables["incidents"]),
    )


def _entity(row: Row, spans: list[tuple[int, int, str]]) -> PredictedEntity:
    return PredictedEntity(
        id=row["entity_id"],
        kind=row["kind"],
        names=(row["name"], *_parts(row["variants"])),
        mentions=tuple((start, end) for start, end, _ in spans),
        name_spans=tuple((start, end) for start, end, form in spans if form == "name"),
    )


def _incident(row: Row, victims: tuple[PredictedParticipant, ...]) -> PredictedIncident:
    return PredictedIncident(
        id=row["incident_id"],
        act=row["act"],
        start=int(row["start"]),
        end=int(row["end"]),
        date=row["date_edtf"],
        first=row["date_start"],
        last=row["date_end"],
        victims=victims,
        victims_text=row["victims"],
        perpetrator_type=row["perpetrator_type"],
        target=row["target"],
        country=row["country"],
        factuality=row["factuality"],
        confidence=float(row["confidence"]),
    )
