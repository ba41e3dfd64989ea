"""The dataset as FollowTheMoney entities, read by FollowTheMoney."""

import json
import stat

import pytest
from followthemoney import model
from table_samples import TEXT, incident, participant, sample_doc, source, span

from pipeline.messages import speaking
from pipeline.tables import DatasetWriter, export_ftm, rows


def entities_of(dataset, out):
    counts = export_ftm(dataset, out)
    return counts, [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]


def dated(tmp_path, *dates):
    """A dataset of one arrest a date."""
    arrests = [
        incident(TEXT, "arrest", "arrêtée", participant(TEXT, "victim", "Me Awa Sarr", "sarr"), **date)
        for date in dates
    ]
    for number, arrest in enumerate(arrests):
        arrest["mentions"] = [span(TEXT, "arrêtée"[: 7 - number])]
    with DatasetWriter(tmp_path / "dated") as writer:
        writer.add(rows(sample_doc(incidents=arrests), source(TEXT)))
    return tmp_path / "dated"


def test_every_entity_is_valid_and_nothing_is_lost_in_cleaning(sample, tmp_path):
    _, entities = entities_of(sample, tmp_path / "x.ftm.json")
    ids = {entity["id"] for entity in entities}
    assert len(ids) == len(entities)
    for entity in entities:
        schema = model.get(entity["schema"])
        schema.validate(entity)
        for name, values in entity["properties"].items():
            kept = schema.get(name)
            assert sorted(filter(None, (kept.type.clean(value) for value in values))) == sorted(values), name
            if kept.type.name == "entity":
                assert set(values) <= ids


def test_an_alert_its_persons_and_its_incidents_hang_together(sample, tmp_path):
    with speaking("en"):
        counts, entities = entities_of(sample, tmp_path / "x.ftm.json")
    by_schema = {}
    for entity in entities:
        by_schema.setdefault(entity["schema"], []).append(entity)
    [article], [person] = by_schema["Article"], by_schema["Person"]
    arrest, threat = by_schema["Event"]
    [link] = by_schema["UnknownLink"]
    assert article["properties"]["bodyText"] == [TEXT]
    assert person["properties"]["name"] == ["Awa Sarr"] and person["properties"]["gender"] == ["female"]
    assert person["properties"]["proof"] == arrest["properties"]["proof"] == [article["id"]]
    assert arrest["properties"]["name"] == ["Arrest: Awa Sarr"]
    assert (arrest["properties"]["date"], arrest["properties"]["involved"]) == (["2019-06-03"], [person["id"]])
    assert "huridocs: 030101000000" in arrest["properties"]["keywords"]
    assert link["properties"] | {"date": 0} == {
        "subject": [person["id"]],
        "object": [arrest["id"]],
        "role": ["victim"],
        "date": 0,
    }
    assert threat["properties"]["summary"] == ["des inconnus → Dix-huit avocats"]
    held = {"alerts": 1, "entities": 1, "incidents": 2, "participants": 1}
    assert {table: count for table, count in counts.items() if count} == held


@pytest.mark.parametrize(
    ("edtf", "start", "end", "told"),
    [
        ("2019-06", "2019-06-01", "2019-06-30", {"date": ["2019-06"]}),
        ("2019~", "2019-01-01", "2019-12-31", {"date": ["2019"]}),
        ("2019-22", "2019-06-01", "2019-08-31", {"startDate": ["2019-06-01"], "endDate": ["2019-08-31"]}),
        ("2020-01/..", "2020-01-01", "", {"startDate": ["2020-01-01"]}),
        ("", "", "", {}),
    ],
)
def test_a_date_is_as_precise_as_it_is_known(tmp_path, edtf, start, end, told):
    dataset = dated(tmp_path, {"date_edtf": edtf, "date_start": start, "date_end": end})
    _, entities = entities_of(dataset, tmp_path / "x")
    [event] = [entity for entity in entities if entity["schema"] == "Event"]
    dates = {name: values for name, values in event["properties"].items() if name.lower().endswith("date")}
    assert dates == told


def test_keys_that_it_does_not_allow_are_replaced(dataset_of, tmp_path):
    _, entities = entities_of(dataset_of("Un"), tmp_path / "x")
    assert entities[0]["id"] == "k0"
    with DatasetWriter(tmp_path / "odd") as writer:
        writer.add(rows(sample_doc(), source(TEXT, id="fiche 7/ç")))
    _, entities = entities_of(tmp_path / "odd", tmp_path / "y")
    article, person = entities[0], next(entity for entity in entities if entity["schema"] == "Person")
    assert article["id"].startswith("x") and person["properties"]["proof"] == [article["id"]]


def test_fault_49_only_the_owner_can_read_it(sample, tmp_path):
    export_ftm(sample, tmp_path / "x")
    assert stat.filemode((tmp_path / "x").stat().st_mode) == "-rw-------"
