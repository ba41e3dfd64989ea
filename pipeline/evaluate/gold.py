"""Reads gold files (SPEC section 6) with every quote, name and trigger resolved to its characters in the text.

What cannot be resolved is left out and told as a `Problem` (of an ambiguous quote or trigger the first place counts);
`check` lists these and `score` says how many there are.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline.dates.edtf import bounds

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with a gold file: `kind` is a short code, `where` a path in its JSON; no text of the alert."""

    alert: str
    kind: str
    where: str = ""

    def __str__(self) -> str:
        return f"{self.alert}: {self.kind} {self.where}".strip()


@dataclass(frozen=True, slots=True)
class GoldEntity:
    """An entity and every place where its name or a variant stands."""

    key: str
    kind: str
    name: str
    variants: tuple[str, ...]
    country: str
    mentions: tuple[Span, ...]

    @property
    def names(self) -> tuple[str, ...]:
        return (self.name, *self.variants)


@dataclass(frozen=True, slots=True)
class GoldDate:
    """A date expression; `value` is "" where the gold has null; `first` and `last` are its ISO days."""

    start: int
    end: int
    value: str
    first: str
    last: str


@dataclass(frozen=True, slots=True)
class GoldMention:
    """One telling of an incident: the span of the quote and the span of the trigger in it."""

    quote: Span
    trigger: Span


@dataclass(frozen=True, slots=True)
class GoldParticipant:
    """An entity (`entity` is its key, the span its first mention) or a bare description (`entity` is "")."""

    entity: str
    text: str
    start: int
    end: int
    count: int


@dataclass(frozen=True, slots=True)
class GoldIncident:
    """An incident of the gold; empty strings where the JSON has null or nothing."""

    act: str
    mentions: tuple[GoldMention, ...]
    date: str
    first: str
    last: str
    victims: tuple[GoldParticipant, ...]
    perpetrators: tuple[GoldParticipant, ...]
    perpetrator_type: str
    target: str
    place: GoldParticipant | None
    country: str
    factuality: str
    charge: str
    sentence_text: str


@dataclass(frozen=True, slots=True)
class GoldAlert:
    """One alert with its gold; `name` is the file's name without suffixes."""

    name: str
    text: str
    country: str
    published: str
    subjects: tuple[str, ...]
    entities: tuple[GoldEntity, ...]
    dates: tuple[GoldDate, ...]
    incidents: tuple[GoldIncident, ...]
    problems: tuple[Problem, ...]

    def entity(self, key: str) -> GoldEntity | None:
        return next((e for e in self.entities if e.key == key), None)


def gold_paths(folder: Path) -> list[Path]:
    """Every `NAME.gold.json` under a folder, in order of name."""
    return sorted(Path(folder).rglob("*.gold.json"), key=lambda path: (path.name, path.as_posix()))


def read_gold(folder: Path) -> list[GoldAlert]:
    """All alerts with gold under a folder, recursively, in order of name."""
    return [read_alert(path) for path in gold_paths(folder)]


def text_path(gold_path: Path) -> Path:
    """The text that a gold file belongs to."""
    return gold_path.with_name(gold_path.name.removesuffix(".gold.json") + ".txt")


def read_alert(path: Path) -> GoldAlert:
    """One `NAME.gold.json` with the `NAME.txt` beside it."""
    name = path.name.removesuffix(".gold.json")
    try:
        text = text_path(path).read_bytes().decode("utf-8")
        data = json.loads(path.read_bytes())
    except FileNotFoundError:
        return _unreadable(name, "no_text")
    except UnicodeDecodeError:
        return _unreadable(name, "not_utf8")
    except ValueError:
        return _unreadable(name, "not_json")
    if not isinstance(data, dict):
        return _unreadable(name, "not_an_object")
    return _Reader(name, text).alert(data)


def occurrences(text: str, piece: str) -> list[Span]:
    """Where a piece stands in a text, overlapping ones too, case and all."""
    found: list[Span] = []
    start = text.find(piece) if piece else -1
    while start >= 0:
        found.append((start, start + len(piece)))
        start = text.find(piece, start + 1)
    return found


def inside_word(text: str, start: int, end: int) -> bool:
    """Whether a span lies inside a longer word or number: `mai` of `semaine`, `Darfour` of `Darfouriens`.

    A letter or a digit goes on with a word; a hyphen or an apostrophe (`Genève-Paris`) does not.
    """
    return text[start - 1 : start].isalnum() or text[end : end + 1].isalnum()


def name_mentions(text: str, names: Iterable[tuple[str, str]]) -> dict[str, list[Span]]:
    """Mentions per key from pairs of key and name: longest first, none inside another, none inside a longer word."""
    taken = bytearray(len(text))
    found: dict[str, list[Span]] = {}
    for key, name in sorted(dict.fromkeys(names), key=lambda pair: (-len(pair[1]), pair[1])):
        for start, end in occurrences(text, name):
            if not inside_word(text, start, end) and not any(taken[start:end]):
                taken[start:end] = b"\1" * (end - start)
                found.setdefault(key, []).append((start, end))
    return {key: sorted(spans) for key, spans in found.items()}


def _unreadable(name: str, kind: str) -> GoldAlert:
    return GoldAlert(name, "", "", "", (), (), (), (), (Problem(name, kind),))


class _Reader:
    """Turns the JSON of one alert into a GoldAlert and gathers the problems on the way."""

    def __init__(self, name: str, text: str) -> None:
        self.name, self.text = name, text
        self.problems: list[Problem] = []
        self.entities: dict[str, GoldEntity] = {}

    def alert(self, data: dict[str, Any]) -> GoldAlert:
        header = self.field(data, "header", dict, "") or {}
        self.read_entities(self.items(data, "entities", ""))
        subjects = self.field(header, "subjects", list, "header") or []
        dates = [self.date(d, f"dates[{i}]") for i, d in enumerate(self.items(data, "dates", ""))]
        incidents = [self.incident(d, f"incidents[{i}]") for i, d in enumerate(self.items(data, "incidents", ""))]
        return GoldAlert(
            name=self.name,
            text=self.text,
            country=self.word(header, "country", "header"),
            published=self.word(header, "published", "header"),
            subjects=tuple(subject for subject in subjects if self.known(subject, "header.subjects")),
            entities=tuple(self.entities.values()),
            dates=tuple(date for date in dates if date),
            incidents=tuple(incidents),
            problems=tuple(self.problems),
        )

    def problem(self, kind: str, where: str) -> None:
        self.problems.append(Problem(self.name, kind, where))

    def field(self, data: dict[str, Any], key: str, kind: type, where: str) -> Any:
        """A required field of the right type, else None and a problem."""
        value = data.get(key)
        if isinstance(value, kind):
            return value
        self.problem("missing_field" if value is None else "wrong_type", f"{where}.{key}".strip("."))
        return None

    def items(self, data: dict[str, Any], key: str, where: str) -> list[dict[str, Any]]:
        """A required list of objects; what is no object in it is told and left out."""
        items = self.field(data, key, list, where) or []
        for number, item in enumerate(items):
            if not isinstance(item, dict):
                self.problem("wrong_type", f"{where}.{key}[{number}]".strip("."))
        return [item for item in items if isinstance(item, dict)]

    def word(self, data: dict[str, Any], key: str, where: str) -> str:
        """An optional text, "" where there is null or nothing."""
        return (self.field(data, key, str, where) or "") if data.get(key) is not None else ""

    def names(self, item: dict[str, Any], where: str) -> list[str]:
        """The name and the variants of an entity."""
        names = [self.field(item, "name", str, where), *(self.field(item, "variants", list, where) or [])]
        if not all(isinstance(name, str) and name in self.text and name for name in names):
            self.problem("name_not_in_text", where)
        return [name for name in names if isinstance(name, str)]

    def read_entities(self, items: list[dict[str, Any]]) -> None:
        keys = [self.field(item, "key", str, f"entities[{i}]") or "" for i, item in enumerate(items)]
        names = [self.names(item, f"entities[{i}]") for i, item in enumerate(items)]
        owner: dict[str, str] = {}
        for i, key in enumerate(keys):
            if any(owner.setdefault(name, key) != key for name in names[i]):
                self.problem("name_of_two_entities", f"entities[{i}]")
        mentions = name_mentions(self.text, ((key, name) for i, key in enumerate(keys) for name in names[i]))
        for i, (key, item) in enumerate(zip(keys, items, strict=True)):
            where = f"entities[{i}]"
            if key in self.entities:
                self.problem("key_twice", where)
            if key not in mentions:
                self.problem("entity_without_mention", where)
            self.entities[key] = GoldEntity(
                key=key,
                kind=self.field(item, "kind", str, where) or "",
                name=names[i][0] if names[i] else "",
                variants=tuple(names[i][1:]),
                country=self.word(item, "country", where),
                mentions=tuple(mentions.get(key, ())),
            )

    def known(self, key: object, where: str) -> bool:
        if isinstance(key, str) and key in self.entities:
            return True
        self.problem("unknown_entity", where)
        return False

    def quote(self, item: dict[str, Any], where: str) -> Span | None:
        found = occurrences(self.text, self.field(item, "quote", str, where) or "")
        nth = item.get("nth")
        if not found:
            self.problem("quote_not_in_text", where)
            return None
        if nth is None and len(found) > 1:
            self.problem("quote_ambiguous", where)
        if nth is not None and not (isinstance(nth, int) and 1 <= nth <= len(found)):
            self.problem("nth_out_of_range", where)
            return None
        return found[(nth or 1) - 1]

    def value(self, value: object, where: str) -> tuple[str, str, str]:
        """An EDTF value (null is empty) with its first and last day."""
        try:
            if value is None:
                return "", "", ""
            if isinstance(value, str) and value:
                return (value, *bounds(value))
        except ValueError:
            pass
        self.problem("not_edtf", where)
        return "", "", ""

    def date(self, item: dict[str, Any], where: str) -> GoldDate | None:
        span = self.quote(item, where)
        if "value" not in item:
            self.problem("missing_field", f"{where}.value")
        return GoldDate(*span, *self.value(item.get("value"), where)) if span else None

    def mention(self, item: dict[str, Any], where: str) -> GoldMention | None:
        span = self.quote(item, where)
        if span is None:
            return None
        found = occurrences(item["quote"], self.field(item, "trigger", str, where) or "")
        if len(found) != 1:
            self.problem("trigger_ambiguous" if found else "trigger_not_in_quote", where)
        if not found:
            return None
        return GoldMention(span, (span[0] + found[0][0], span[0] + found[0][1]))

    def participant(self, item: object, where: str) -> GoldParticipant | None:
        if isinstance(item, str):
            if not self.known(item, where):
                return None
            entity = self.entities[item]
            start, end = entity.mentions[0] if entity.mentions else (-1, -1)
            return GoldParticipant(item, entity.name, start, end, 0)
        if not isinstance(item, dict):
            self.problem("wrong_type", where)
            return None
        span = self.quote(item, where)
        count = self.field(item, "count", int, where) if "count" in item else 0
        return GoldParticipant("", item["quote"], *span, count or 0) if span else None

    def participants(self, data: dict[str, Any], role: str, where: str) -> tuple[GoldParticipant, ...]:
        items = self.field(data, role, list, where) or []
        read = [self.participant(item, f"{where}.{role}[{i}]") for i, item in enumerate(items)]
        return tuple(participant for participant in read if participant)

    def incident(self, data: dict[str, Any], where: str) -> GoldIncident:
        items = self.items(data, "mentions", where)
        mentions = [self.mention(item, f"{where}.mentions[{i}]") for i, item in enumerate(items)]
        if not items:
            self.problem("incident_without_mention", where)
        if "date" not in data:
            self.problem("missing_field", f"{where}.date")
        value, first, last = self.value(data.get("date"), f"{where}.date")
        return GoldIncident(
            act=self.field(data, "act", str, where) or "",
            mentions=tuple(mention for mention in mentions if mention),
            date=value,
            first=first,
            last=last,
            victims=self.participants(data, "victims", where),
            perpetrators=self.participants(data, "perpetrators", where),
            perpetrator_type=self.field(data, "perpetrator_type", str, where) or "",
            target=self.field(data, "target", str, where) or "",
            place=self.participant(data["place"], f"{where}.place") if data.get("place") else None,
            country=self.word(data, "country", where),
            factuality=self.field(data, "factuality", str, where) or "",
            charge=self.word(data, "charge", where),
            sentence_text=self.word(data, "sentence_text", where),
        )
