"""Readers for tests: functions that a worker calls once and that give what it reads alerts with.

They read words of the text as orders, so that a test can say of each alert what it does to its worker.
"""

import fcntl
import os
import signal
from pathlib import Path
from typing import Any

from pipeline.ingest import SourceAlert
from pipeline.tables.columns import TABLES
from pipeline.tables.rows import digest

Rows = dict[str, list[dict[str, Any]]]


def rows_of(alert: SourceAlert) -> Rows:
    """The rows of an alert in which every *arrêtée* is an arrest of nobody in particular."""
    text, key = alert.text, alert.given.id or f"a{digest(alert.text)}"
    rows: Rows = {table: [] for table in TABLES}
    head = dict.fromkeys(("title", "issuer", "case_code", "country", "published_on", "subjects"), "")
    head |= {"alert_id": key, "source": alert.source, "sha256": alert.sha256, "text": text, "language": "fr"}
    rows["alerts"].append(head)
    start = text.find("arrêtée")
    if start >= 0:
        values = {"incident_id": f"{key}-i1", "alert_id": key, "act": "arrest", "trigger": "arrêtée", "quote": text}
        values |= {"start": start, "end": start + 7, "victim_count": None, "confidence": 0.5, "target": "person"}
        values |= {"date_basis": "none", "perpetrator_type": "none", "factuality": "asserted"}
        rows["incidents"].append(dict.fromkeys((column.name for column in TABLES["incidents"]), "") | values)
    return rows


def plain() -> Any:
    return rows_of


def counting() -> Any:
    """Leaves a line for each alert that it reads in the file that the environment names."""

    def read(alert: SourceAlert) -> Rows:
        with Path(os.environ["RECENSE_TEST_COUNT"]).open("a") as file:
            file.write(f"{Path(alert.source).name}\n")
        return rows_of(alert)

    return read


def chaos() -> Any:
    """Does to its process what the text says."""

    def read(alert: SourceAlert) -> Rows:
        if "raise" in alert.text:
            raise RuntimeError(alert.text)
        if "hang" in alert.text:
            signal.pause()
        if "exit" in alert.text:
            os._exit(3)
        if "segfault" in alert.text:
            os.kill(os.getpid(), signal.SIGSEGV)
        if "kill" in alert.text:
            os.kill(os.getpid(), signal.SIGKILL)
        if "bloat" in alert.text:
            return {"alerts": [{"text": bytearray(40_000_000_000)}]}
        return rows_of(alert)

    return read


def unlucky() -> Any:
    """Dies at the first alert that it meets, once for all workers: killed from outside, as it were."""

    def read(alert: SourceAlert) -> Rows:
        mark = Path(os.environ["RECENSE_TEST_COUNT"])
        if not mark.exists():
            mark.touch()
            os.kill(os.getpid(), signal.SIGKILL)
        return rows_of(alert)

    return read


def gated() -> Any:
    """Rings at the alert with the number 27 and waits there until the test opens the gate (see `batch_runs.Gate`).

    The bell's end here is open as long as this process lives.
    """
    place = Path(os.environ["RECENSE_TEST_GATE"])
    bell = os.open(place / "bell", os.O_WRONLY)
    read_alert = chaos()

    def read(alert: SourceAlert) -> Rows:
        if "Alerte 27." in alert.text:
            os.write(bell, f"{os.getpid()}\n".encode())
            with (place / "gate").open("rb") as gate:
                fcntl.flock(gate, fcntl.LOCK_SH)
        return read_alert(alert)

    return read


def broken() -> Any:
    raise ImportError("no pipeline here")


def fragile() -> Any:
    """A worker that any PDF ends, as a fault in a library would."""
    import pypdfium2

    pypdfium2.PdfDocument = lambda content: os.kill(os.getpid(), signal.SIGSEGV)
    return rows_of
