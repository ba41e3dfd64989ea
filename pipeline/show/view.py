"""What is shown of one alert: its rows in words a reader knows, each value with the span of the words it rests on."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pipeline.messages import language, say
from pipeline.normalise import country_name
from pipeline.show.dates import spoken
from pipeline.tables.columns import codes

KINDS = ("act", "victim", "perpetrator", "date", "place", "source")  # the innermost kind comes first
Row = Mapping[str, Any]
Rows = Mapping[str, Sequence[Row]]


@dataclass(frozen=True, slots=True)
class Mark:
    """A span of the text, what it tells, and the numbers of the incidents that rest on it."""

    start: int
    end: int
    kind: str
    incidents: tuple[int, ...] = ()

    @property
    def key(self) -> str:
        """An identifier for links, unique within an alert."""
        return f"{self.kind}-{self.start}-{self.end}"


@dataclass(frozen=True, slots=True)
class Value:
    """A value as shown, with the mark of its words where the text holds them."""

    text: str
    mark: Mark | None = None


@dataclass(frozen=True, slots=True)
class IncidentView:
    """One incident; `number` counts the incidents of the alert by time, those without a date last."""

    number: int
    act: Value
    date: Value
    edtf: str
    victims: tuple[Value, ...]
    perpetrators: tuple[Value, ...]
    perpetrator_type: str
    places: tuple[Value, ...]
    country: str
    sources: tuple[Value, ...]
    target: str
    factuality: str
    factuality_label: str
    confidence: float
    quote: str
    charge: str
    sentence_text: str


@dataclass(frozen=True, slots=True)
class AlertView:
    """One alert: the head, the incidents by time, the text and its marks in order."""

    title: str
    facts: tuple[tuple[str, str], ...]  # label, value
    text: str
    language: str
    incidents: tuple[IncidentView, ...] = ()
    marks: tuple[Mark, ...] = ()


def view(rows: Rows) -> AlertView:
    """The view of one alert from its rows (SPEC section 8), in the language spoken."""
    alert = rows["alerts"][0]
    ordered = sorted(rows["incidents"], key=by_time)
    names = {row["entity_id"]: row["name"] for row in rows["entities"]}
    roles = _roles(rows["participants"])
    dates = {row["incident_id"]: date_of(row, rows["dates"]) for row in ordered}
    marks = _marks(ordered, rows, dates, len(alert["text"]))
    return AlertView(
        title=alert["title"] or alert["source"],
        facts=tuple(_facts(alert)),
        text=alert["text"],
        language=alert["language"],
        incidents=tuple(
            _incident(number, row, roles.get(row["incident_id"], ()), dates[row["incident_id"]], marks, names)
            for number, row in enumerate(ordered, 1)
        ),
        marks=tuple(sorted(marks.values(), key=lambda mark: (mark.start, -mark.end, -KINDS.index(mark.kind)))),
    )


def by_time(row: Row) -> tuple[str, int, str]:
    """The place of an incident among those of its alert: by time, those without a date last."""
    return (row["date_start"] or row["date_end"] or "9999-99-99", row["start"], row["act"])


def _facts(alert: Row) -> Iterable[tuple[str, str]]:
    values = {
        "country": _country(alert["country"]),
        "published_on": spoken(alert["published_on"]),
        "issuer": alert["issuer"],
        "case_code": alert["case_code"],
        "subjects": alert["subjects"],
        "source": alert["source"],
    }
    return ((say(f"show.{name}"), value) for name, value in values.items() if value)


def _roles(participants: Iterable[Row]) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = {}
    for row in participants:
        found.setdefault(row["incident_id"], []).append(row)
    return found


def date_of(incident: Row, dates: Iterable[Row]) -> Row | None:
    """The date expression that gave an incident its date: the nearest of those with the same words."""
    same = [row for row in dates if incident["date_text"] and row["text"] == incident["date_text"]]
    return min(same, key=lambda row: abs(row["start"] - incident["start"]), default=None)


def _marks(
    ordered: Sequence[Row], rows: Rows, dates: Mapping[str, Row | None], length: int
) -> dict[tuple[int, int, str], Mark]:
    """All marks by span and kind; a span that holds no words is none."""
    numbers = {row["incident_id"]: number for number, row in enumerate(ordered, 1)}
    spans: dict[tuple[int, int, str], set[int]] = {(row["start"], row["end"], "date"): set() for row in rows["dates"]}
    for row in ordered:
        spans.setdefault((row["start"], row["end"], "act"), set()).add(numbers[row["incident_id"]])
        if date := dates[row["incident_id"]]:
            spans[date["start"], date["end"], "date"].add(numbers[row["incident_id"]])
    for row in rows["participants"]:
        if row["incident_id"] in numbers and row["role"] in KINDS:
            spans.setdefault((row["start"], row["end"], row["role"]), set()).add(numbers[row["incident_id"]])
    return {
        (start, end, kind): Mark(start, end, kind, tuple(sorted(incidents)))
        for (start, end, kind), incidents in spans.items()
        if start is not None and 0 <= start < end <= length
    }


def _incident(
    number: int,
    row: Row,
    participants: Sequence[Row],
    date: Row | None,
    marks: Mapping[tuple[int, int, str], Mark],
    names: Mapping[str, str],
) -> IncidentView:
    def values(role: str, column: str = "") -> tuple[Value, ...]:
        """Who or what has the role, each once with the first of its words; else what the column says."""
        found: dict[str, Value] = {}
        for person in (person for person in participants if person["role"] == role):
            name = names.get(person["entity_id"]) or " ".join(person["text"].split())
            found.setdefault(name, Value(name, marks.get((person["start"], person["end"], role))))
        said = row[column] if column else ""
        return tuple(found.values()) or tuple(Value(name) for name in said.split("; ") if name)

    country = _country(row["country"])
    return IncidentView(
        number=number,
        act=Value(label("act", row["act"]), marks.get((row["start"], row["end"], "act"))),
        date=Value(spoken(row["date_edtf"]), marks.get((date["start"], date["end"], "date")) if date else None),
        edtf=row["date_edtf"],
        victims=values("victim", "victims"),
        perpetrators=values("perpetrator", "perpetrators"),
        perpetrator_type=""
        if row["perpetrator_type"] == "none"
        else label("perpetrator_type", row["perpetrator_type"]),
        places=values("place", "place"),
        country="" if country == row["place"] else country,
        sources=values("source"),
        target=label("target", row["target"]),
        factuality=row["factuality"],
        factuality_label=label("factuality", row["factuality"]),
        confidence=float(row["confidence"]),
        quote=" ".join(row["quote"].split()),
        charge=row["charge"],
        sentence_text=row["sentence_text"],
    )


def label(codes_list: str, code: str) -> str:
    """What a coded value is called in the language spoken; the code itself where the lexicon lacks it."""
    return next((getattr(c, f"label_{language()}") for c in codes(codes_list) if c.code == code), code)


def _country(code: str) -> str:
    return (country_name(code) or code) if code else ""
