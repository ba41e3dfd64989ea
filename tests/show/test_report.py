"""The report that is handed over on paper."""

import re
import stat
from pathlib import Path

import pytest
from lxml import html

from pipeline.messages import speaking
from pipeline.show.report import export_report
from pipeline.tables import DatasetWriter
from pipeline.tables.columns import TABLES

COUNTRIES = ("KZ", "TR", "")


def written(path: Path, text: str = "Me Solveig Aubrac a été arrêtée.", incidents: int = 3) -> Path:
    alert = dict.fromkeys((column.name for column in TABLES["alerts"]), "")
    alert |= {"alert_id": "k1", "title": f"Alerte <script>alert(1)</script> {text}", "text": text, "language": "fr"}
    blank = {column.name: "" for column in TABLES["incidents"]} | {"target": "person", "factuality": "reported"}
    blank |= {"act": "arrest", "quote": text, "start": 0, "end": 2, "victim_count": None, "confidence": 0.5}
    blank |= {"date_basis": "none", "perpetrator_type": "police", "victims": "Solveig Aubrac", "alert_id": "k1"}
    rows = [
        blank | {"incident_id": f"k1-i{n}", "country": COUNTRIES[n % 3], "date_start": f"20{10 + n}-01-02"}
        for n in range(incidents)
    ]
    with DatasetWriter(path / "set") as writer:
        writer.add({"alerts": [alert], "incidents": rows})
        writer.add({"alerts": [alert | {"alert_id": "k2", "text": "Rien."}]})
    return path / "set"


@pytest.mark.parametrize(("language", "act", "when"), [("fr", "Arrestation", "non daté"), ("en", "Arrest", "undated")])
def test_it_counts_and_tells_every_incident(tmp_path: Path, language: str, act: str, when: str) -> None:
    with speaking(language):  # type: ignore[arg-type]
        counts = export_report(written(tmp_path), tmp_path / "r.html")
    page = html.fromstring((tmp_path / "r.html").read_bytes())
    assert page.get("lang") == language
    tables = {t.find("caption").text: [row.text_content().split() for row in t.iter("tr")] for t in page.iter("table")}
    assert [len(rows) for rows in tables.values()] == [3, 1, 1, 1, 3]
    assert [f"{act}3"] in [row for rows in tables.values() for row in rows]
    assert len(page.findall(".//article")) == 3
    assert page.find(".//blockquote").text == "Me Solveig Aubrac a été arrêtée."
    assert {table: count for table, count in counts.items() if count} == {"alerts": 1, "incidents": 3}


def test_fault_43_it_runs_and_loads_nothing(tmp_path: Path) -> None:
    export_report(written(tmp_path, "« <img src=x onerror=y> » \u202eevil"), tmp_path / "r.html")
    text = (tmp_path / "r.html").read_text(encoding="utf-8")
    page = html.fromstring(text.encode())
    assert "default-src 'none'" in text and "\u202e" not in text and "⟨U+202E⟩" in text
    tags = {element.tag for element in page.iter() if isinstance(element.tag, str)}
    assert not tags & {"script", "img", "link", "iframe", "object", "form"}
    attributes = {name for element in page.iter() for name in element.attrib}
    assert not {name for name in attributes if name.startswith("on") or name in ("src", "href", "style")}
    assert not re.findall(r"url\(|@import|https?:", text)


def test_the_same_dataset_gives_the_same_report_which_its_owner_alone_can_read(tmp_path: Path) -> None:
    dataset = written(tmp_path)
    for name in ("a", "b"):
        export_report(dataset, tmp_path / name)
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()
    assert stat.filemode((tmp_path / "a").stat().st_mode) == "-rw-------"


def test_a_long_summary_is_cut_and_still_adds_up(tmp_path: Path) -> None:
    export_report(written(tmp_path, incidents=40), tmp_path / "r.html")
    page = html.fromstring((tmp_path / "r.html").read_bytes())
    for table in page.iter("table"):
        numbers = [int(row.find("td[@class='n']").text) for row in table.iter("tr")]
        assert sum(numbers) == 40 and len(numbers) <= 16
