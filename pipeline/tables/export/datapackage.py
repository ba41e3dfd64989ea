"""The dataset as a frictionless data package: CSV files and a `datapackage.json` that says what each column holds.

Data Package and Table Schema, version 1 (https://specs.frictionlessdata.io).
"""

import json
from pathlib import Path
from typing import Any

from pipeline.messages import language
from pipeline.tables.columns import ABOUT, TABLES, Column, codes
from pipeline.tables.export.acts import taxonomy, with_derived
from pipeline.tables.export.csv import write_rows, write_table
from pipeline.tables.export.files import text_folder

DESCRIPTOR = "datapackage.json"
_TYPES = {"date": "date", "count": "integer", "offset": "integer", "score": "number"}  # the other kinds are text
_BOUNDS: dict[str, dict[str, Any]] = {
    "key": {"required": True, "unique": True},
    "count": {"minimum": 1},
    "offset": {"minimum": 0},
    "score": {"required": True, "minimum": 0, "maximum": 1},
    "country": {"pattern": "[A-Z]{2}"},
}
_KEYS = {"alert_id": "alerts", "entity_id": "entities", "incident_id": "incidents"}  # column: the table it refers to


def _constraints(column: Column) -> dict[str, Any]:
    if column.kind != "code":
        return _BOUNDS.get(column.kind, {})
    listed = [code.code for code in codes(column.codes)]
    return {"enum": [code for code in listed if code], **({} if "" in listed else {"required": True})}


def _field(column: Column) -> dict[str, Any]:
    field = {
        "name": column.name,
        "title": column.heading,
        "description": getattr(column, language()),
        "type": _TYPES.get(column.kind, "string"),
        "constraints": _constraints(column),
    }
    return {name: value for name, value in field.items() if value}


def _references(table: str) -> list[dict[str, Any]]:
    found = [
        {"fields": column.name, "reference": {"resource": _KEYS[column.name], "fields": column.name}}
        for column in TABLES[table]
        if column.name in _KEYS and column.kind == "id"
    ]
    if table == "incidents":
        found.append({"fields": "act", "reference": {"resource": "acts", "fields": "act"}})
    return found


def _resource(table: str) -> dict[str, Any]:
    schema: dict[str, Any] = {"fields": [_field(column) for column in with_derived(table)], "missingValues": [""]}
    if key := next((column.name for column in TABLES[table] if column.kind == "key"), ""):
        schema["primaryKey"] = key
    if references := _references(table):
        schema["foreignKeys"] = references
    return _described(table, ABOUT[table].heading, getattr(ABOUT[table], language()), schema)


def _acts() -> dict[str, Any]:
    names = next(iter(taxonomy().values()))
    fields: list[dict[str, Any]] = [{"name": name, "type": "string"} for name in names]
    fields[0]["constraints"] = {"required": True, "unique": True}
    return _described("acts", "Actes", "", {"fields": fields, "primaryKey": "act", "missingValues": [""]})


def _described(name: str, title: str, description: str, schema: dict[str, Any]) -> dict[str, Any]:
    resource = {
        "name": name,
        "path": f"{name}.csv",
        "title": title,
        "description": description,
        "profile": "tabular-data-resource",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": schema,
    }
    return {name: value for name, value in resource.items() if value}


def export_datapackage(dataset: Path | str, out: Path | str) -> dict[str, int]:
    """Write a data package into the folder `out`: a file a table, `acts.csv` with the list of acts, and the descriptor.

    Returns the rows of each table. Titles and explanations are in the language spoken where there are two. UTF-8
    without byte order mark; a cell that a spreadsheet would run has an apostrophe before it.
    """
    resources = [*(_resource(table) for table in TABLES), _acts()]
    with text_folder(out, [DESCRIPTOR, *(resource["path"] for resource in resources)]) as opened:
        counts = {table: write_table(opened(f"{table}.csv"), dataset, table) for table in TABLES}
        acts = list(taxonomy().values())
        write_rows(opened("acts.csv"), [acts[0], *(act.values() for act in acts)])
        package = {"name": "recense", "title": "Recense", "profile": "tabular-data-package", "resources": resources}
        opened(DESCRIPTOR).write(json.dumps(package, ensure_ascii=False, indent=1) + "\n")
    return counts
