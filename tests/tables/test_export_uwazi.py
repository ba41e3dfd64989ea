"""The dataset for Uwazi, read by the rules of its CSV import (docs.uwazi.io, reference)."""

import csv
import re
import stat
from collections import Counter

import pytest
from table_samples import TEXT, entity, sample_doc, source, span

from pipeline.tables import DatasetWriter, export_uwazi, rows

LOCALISED = {"title", "text", "markdown", "select"}
DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def imported(folder):
    """The entities by template, or AssertionError where Uwazi would refuse a header or a cell."""
    with (folder / "templates.csv").open(encoding="utf-8", newline="") as file:
        properties = list(csv.reader(file))[1:]
    entities = {}
    for template in ("alerts", "persons", "organisations", "incidents"):
        kinds = {name: kind for owner, name, kind in properties if owner == template}
        with (folder / f"{template}.csv").open(encoding="utf-8", newline="") as file:
            lines = list(csv.DictReader(file))
            file.seek(0)
            header = next(csv.reader(file))
        assert Counter(header).most_common(1)[0][1] == 1
        for name, _, suffix in (column.partition("__") for column in header):
            assert name in kinds
            assert not suffix or (kinds[name] in LOCALISED and name not in header and f"{name}__fr" in header)
        for line in lines:
            assert line.get("title") or line["title__fr"]
            for name, value in line.items():
                match kinds[name.partition("__")[0]]:
                    case "date":
                        assert not value or DAY.fullmatch(value)
                    case "daterange" if value:
                        first, last = value.split(":")
                        assert (first or last) and all(not day or DAY.fullmatch(day) for day in (first, last))
                    case "numeric":
                        assert not value or float(value) >= 0
        entities[template] = lines
    titles = {template: {line.get("title") for line in lines} for template, lines in entities.items()}
    for line in entities["incidents"]:
        for name, template in (("persons",) * 2, ("organisations",) * 2, ("alert", "alerts")):
            assert set(filter(None, line[name].split("|"))) <= titles[template]
    return entities


def test_uwazi_can_import_it(sample, tmp_path):
    counts = export_uwazi(sample, tmp_path / "uwazi")
    entities = imported(tmp_path / "uwazi")
    [alert], [person], (arrest, threat) = entities["alerts"], entities["persons"], entities["incidents"]
    assert alert["title"].startswith("Arrestation de Me Awa Sarr [a") and alert["text"] == TEXT
    assert (person["title"], person["gender__fr"], person["gender__en"]) == ("Awa Sarr", "Féminin", "Feminine")
    assert (arrest["title__fr"], arrest["title__en"]) == (
        "Arrestation – Awa Sarr – 2019-06-03",
        "Arrest – Awa Sarr – 2019-06-03",
    )
    assert (arrest["date"], arrest["date_edtf"], threat["date"]) == ("2019-06-03:2019-06-03", "2019-06-03", "")
    assert (arrest["country__fr"], arrest["country__en"]) == ("Sénégal", "Senegal")
    assert (arrest["huridocs"], arrest["acled"]) == ("030101000000", "Arrests")
    assert (arrest["persons"], threat["persons"], threat["victims"]) == ("Awa Sarr", "", "Dix-huit avocats")
    assert {table: count for table, count in counts.items() if count} == {
        "alerts": 1,
        "entities": 1,
        "incidents": 2,
        "participants": 1,
    }


@pytest.mark.parametrize(
    ("first", "last", "cell"),
    [("2020-01-01", "", "2020-01-01:"), ("", "2020-05-03", ":2020-05-03"), ("2019-06-01", "2019-06-30", None)],
)
def test_open_and_partial_dates_are_ranges(tmp_path, first, last, cell):
    doc = sample_doc()
    doc._.incidents[0] |= {"date_edtf": "2019-06", "date_start": first, "date_end": last}
    with DatasetWriter(tmp_path / "set") as writer:
        writer.add(rows(doc, source(TEXT)))
    export_uwazi(tmp_path / "set", tmp_path / "uwazi")
    assert imported(tmp_path / "uwazi")["incidents"][0]["date"] == (cell or f"{first}:{last}")


def test_one_name_is_one_person_in_two_alerts_and_parts_no_cell(tmp_path):
    with DatasetWriter(tmp_path / "set") as writer:
        for number in (1, 2):
            odd = [entity("sarr", "person", "Awa|Sarr\n=1", [span(TEXT, "Awa Sarr")])]
            writer.add(rows(sample_doc(entities=odd), source(TEXT, id=f"k{number}")))
    counts = export_uwazi(tmp_path / "set", tmp_path / "uwazi")
    entities = imported(tmp_path / "uwazi")
    assert [line["title"] for line in entities["persons"]] == ["Awa/Sarr =1"]
    assert [line["persons"] for line in entities["incidents"]] == ["Awa/Sarr =1", ""] * 2
    assert (len(entities["alerts"]), counts["entities"]) == (2, 2)


def test_fault_49_only_the_owner_can_read_it(sample, tmp_path):
    export_uwazi(sample, tmp_path / "uwazi")
    assert {stat.filemode(path.stat().st_mode) for path in (tmp_path / "uwazi").iterdir()} == {"-rw-------"}
