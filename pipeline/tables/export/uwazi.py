"""The dataset for HURIDOCS' Uwazi: a CSV file per template, as its import reads them.

Rules (docs.uwazi.io, reference of the CSV import): a column `title`; several values of a cell between `|`; dates
`2019-06-05`, ranges `first:last` where either side may be empty; a relationship names the titles of its entities; a
column in several languages has a suffix (`act__fr`, `act__en`) and needs that of the collection's default language.
"""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TextIO

from pipeline.messages import LANGUAGES, say
from pipeline.tables.alerts import alerts
from pipeline.tables.columns import TABLES, codes
from pipeline.tables.export.acts import DERIVED, derived
from pipeline.tables.export.csv import write_rows
from pipeline.tables.export.files import text_folder
from pipeline.tables.rows import Row, Rows

SEPARATOR = "|"
_LIST = {column.name: column.codes for column in TABLES["incidents"] if column.codes} | {"gender": "gender"}
# Template: its properties and the type that each needs in Uwazi; `select` columns come once per language.
TEMPLATES: dict[str, dict[str, str]] = {
    "alerts": {
        **{"alert_id": "text", "published_on": "date", "country": "select", "issuer": "text", "case_code": "text"},
        **{"subjects": "text", "text": "markdown"},
    },
    "persons": {"variants": "text", "gender": "select", "occupation": "text", "country": "select"},
    "organisations": {"variants": "text", "country": "select"},
    "incidents": {
        **{"incident_id": "text", "act": "select", "date": "daterange", "date_edtf": "text", "victims": "text"},
        **{"perpetrators": "text", "persons": "relationship", "organisations": "relationship"},
        **{"perpetrator_type": "select", "victim_count": "numeric", "target": "select", "place": "text"},
        **{"country": "select", "factuality": "select", "charge": "text", "sentence_text": "text", "quote": "markdown"},
        **{"confidence": "numeric", "huridocs": "text", "acled": "text", "alert": "relationship"},
    },
}
_ENTITIES = {"person": "persons", "organisation": "organisations"}  # kind: template
_GUIDE = "templates.csv"
Values = dict[str, object]


def _titles() -> list[str]:
    return [f"title__{language}" for language in LANGUAGES]


def _header(template: str) -> list[str]:
    """The columns of a template's file."""
    names = _titles() if template == "incidents" else ["title"]
    for name, kind in TEMPLATES[template].items():
        names += [f"{name}__{language}" for language in LANGUAGES] if kind == "select" else [name]
    return names


def _one_line(value: object) -> str:
    """A title: one line in which nothing parts values."""
    return " ".join(str(value).replace(SEPARATOR, "/").split())


def _labels(name: str, code: object) -> Values:
    found = [entry for entry in codes(_LIST.get(name, "country")) if entry.code == code]
    return {f"{name}__{language}": getattr(found[0], f"label_{language}") if found else "" for language in LANGUAGES}


def _values(template: str, row: Row, **more: object) -> list[object]:
    """A line of a template's file: the row's columns, labels in the place of codes, and `more` over them."""
    values: Values = {**row, **more}
    for name, kind in TEMPLATES[template].items():
        if kind == "select":
            values |= _labels(name, row[name])
    return [values[name] if values[name] is not None else "" for name in _header(template)]


def _alert_title(row: Row) -> str:
    """The alert's title with its key, since a relationship finds an entity by its title."""
    return _one_line(f"{row['title'] or row['published_on']} [{row['alert_id']}]")


def _incident(row: Row, named: dict[str, list[str]], alert: str) -> list[object]:
    when = f"{row['date_start']}:{row['date_end']}"
    return _values(
        "incidents",
        row,
        **{f"title__{language}": _one_line(_incident_title(row, language)) for language in LANGUAGES},
        **dict(zip((column.name for column in DERIVED), derived(str(row["act"])), strict=True)),
        **{template: SEPARATOR.join(dict.fromkeys(titles)) for template, titles in named.items()},
        date="" if when == ":" else when,
        alert=alert,
    )


def _incident_title(row: Row, language: str) -> str:
    parts = [_labels("act", row["act"])[f"act__{language}"], row["victims"], row["date_edtf"]]
    return " – ".join(str(part) for part in parts if part)


def _lines(rows: Rows) -> Iterator[tuple[str, str, list[object]]]:
    """Of one alert: template, title and line of each of its entities."""
    alert = _alert_title(rows["alerts"][0])
    yield "alerts", alert, _values("alerts", rows["alerts"][0], title=alert)
    titles: dict[object, tuple[str, str]] = {}
    for row in rows["entities"]:
        if template := _ENTITIES.get(str(row["kind"])):
            titles[row["entity_id"]] = template, _one_line(row["name"])
            yield template, _one_line(row["name"]), _values(template, row, title=_one_line(row["name"]))
    for row in rows["incidents"]:
        named: dict[str, list[str]] = {template: [] for template in _ENTITIES.values()}
        for member in rows["participants"]:
            if member["incident_id"] == row["incident_id"] and member["entity_id"] in titles:
                template, title = titles[member["entity_id"]]
                named[template].append(title)
        yield "incidents", "", _incident(row, named, alert)


def export_uwazi(dataset: Path | str, out: Path | str) -> dict[str, int]:
    """Write the folder `out`: `alerts.csv`, `persons.csv`, `organisations.csv`, `incidents.csv` (import them in this
    order) and `templates.csv`, which says what properties the four templates need.

    One name is one entity, whatever the alerts that have it. Returns how many rows of each table it holds.
    """
    counts = dict.fromkeys(TABLES, 0)
    seen: set[tuple[str, str]] = set()
    files = {template: f"{template}.csv" for template in TEMPLATES}
    with text_folder(out, [*files.values(), _GUIDE]) as opened:
        add = {template: _writer(opened(name), template) for template, name in files.items()}
        _write_guide(opened(_GUIDE))
        for rows in alerts(dataset):
            entities = {row["entity_id"] for row in rows["entities"] if row["kind"] in _ENTITIES}
            counts["participants"] += sum(row["entity_id"] in entities for row in rows["participants"])
            for template, title, line in _lines(rows):
                counts["entities" if template in _ENTITIES.values() else template] += 1
                if template == "incidents" or (template, title) not in seen:
                    add[template](line)
                if template in _ENTITIES.values():
                    seen.add((template, title))
    return counts


def _writer(file: TextIO, template: str) -> Callable[[Iterable[object]], object]:
    """A function that writes one more line below the header."""
    write_rows(file, [_header(template)])
    return lambda line: write_rows(file, [line])


def _write_guide(file: TextIO) -> None:
    head = [say("uwazi.template"), say("uwazi.property"), say("uwazi.type")]
    write_rows(file, [head, *([*line] for line in _properties())])


def _properties() -> Iterator[tuple[str, str, str]]:
    for template, properties in TEMPLATES.items():
        yield template, "title", "title"
        for name, kind in properties.items():
            yield template, name, kind
