"""Helpers of the tests of the command."""

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline.ingest import SourceAlert
from pipeline.tables.columns import TABLES


@dataclass
class Outcome:
    status: int
    out: str
    err: str


def command(*words: str | Path, **options: Any) -> subprocess.Popen[bytes]:
    """Starts the command as a process of its own."""
    settings = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "env": {**os.environ, "LC_ALL": "C"}}
    call = [sys.executable, "-c", "import sys; from pipeline.cli import main; sys.exit(main())", *map(str, words)]
    return subprocess.Popen(call, **(settings | options))


def rows_of(alert: SourceAlert) -> dict[str, list[dict[str, Any]]]:
    """The rows of an alert in which every *arrêtée* is an arrest of nobody in particular."""
    rows: dict[str, list[dict[str, Any]]] = {table: [] for table in TABLES}
    text, key = alert.text, f"a{alert.sha256[:16]}"
    english = text.startswith("The ")
    head = dict.fromkeys(("title", "issuer", "case_code", "country", "published_on", "subjects"), "")
    head |= {"alert_id": key, "source": alert.source, "sha256": alert.sha256, "text": text}
    rows["alerts"].append(head | {"language": "en" if english else "fr"})
    start = text.find("arrêtée")
    if start >= 0:
        empty = [column.name for column in TABLES["incidents"]]
        values = {"incident_id": f"{key}-i1", "alert_id": key, "act": "arrest", "trigger": "arrêtée", "quote": text}
        values |= {"start": start, "end": start + 7, "victim_count": None, "confidence": 0.5, "target": "person"}
        values |= {"date_basis": "none", "perpetrator_type": "none", "factuality": "asserted"}
        rows["incidents"].append(dict.fromkeys(empty, "") | values)
    return rows
