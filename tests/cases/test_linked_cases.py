"""Which incidents of several alerts are taken for one occasion."""

import random
import stat
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pytest
from generated import generated
from hypothesis import given
from hypothesis import strategies as st

from pipeline.cases import explain, link, link_dataset
from pipeline.cases.blocks import WINDOW, pairs
from pipeline.cases.compare import levels
from pipeline.cases.incidents import from_tables
from pipeline.cases.names import is_name, skeleton
from pipeline.cases.scenes import annotated, measure, read_scenes
from pipeline.lexicons import table
from pipeline.messages import knows, speaking
from pipeline.tables import DatasetError, DatasetWriter, OutputError, read_dataset
from pipeline.tables.columns import TABLES
from pipeline.tables.output import workspace
from pipeline.tables.schemas import check

SCENES = Path(__file__).parents[2] / "corpus" / "cases"


def told(alert: str, **changes: Any) -> dict[str, Any]:
    """An arrest of Inès Corvelle on 3 May 2021 at Mbako, as one alert tells it, but for the changes."""
    row = {"incident_id": f"{alert}-i1", "alert_id": alert, "act": "arrest", "country": "CM", "place": "Mbako"}
    row |= {"date_start": "2021-05-03", "date_end": "2021-05-03", "victims": "Inès Corvelle", "victim_count": 1}
    return row | {"perpetrator_type": "police", "factuality": "asserted"} | changes


def cases_of(*rows: dict[str, Any], **published: str) -> list[set[str]]:
    alerts = pa.table(
        {
            "alert_id": [row["alert_id"] for row in rows],
            "published_on": [published.get(row["alert_id"], "2021-05-10") for row in rows],
        }
    )
    found: dict[str, set[str]] = {}
    for row in link(from_tables(pa.Table.from_pylist(list(rows)), alerts)).cases.to_pylist():
        found.setdefault(row["case_id"], set()).add(row["incident_id"])
    return sorted(found.values(), key=min)


def test_the_labelled_scenes_are_told_apart_as_well_as_promised() -> None:
    figures = measure(read_scenes(SCENES))
    assert figures.same >= 40 and figures.hard >= 60
    assert figures.precision >= 0.95
    assert figures.recall >= 0.85


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"victims": "CORVELLE Ines", "place": "", "perpetrator_type": "none"},
        {"victims": "Me Inès Corvel", "date_start": "2021-05-04", "date_end": "2021-05-04"},
        {"victims": "Mme Corvelle"},
        {"date_start": "2021-05-01", "date_end": "2021-05-31"},
        {"date_start": "2021-05-03", "date_end": ""},
        {"act": "abduction", "perpetrator_type": "unidentified"},
        {"place": "commissariat de Mbako"},
        {"victims": "avocate Inès Corvelle"},
        {"victims": "I. Corvelle"},
        {"victims": "Inès Marthe Corvelle", "place": ""},
        {"victims": "Inès Cor Velle"},
        {"victims": "Inès Cor'velle"},
        {"victims": "Inès Corvelle; Bastien Corvelle", "victim_count": 2},
    ],
)
def test_one_occasion_told_otherwise_is_one_case(changes: dict[str, Any]) -> None:
    assert cases_of(told("a"), told("b", **changes)) == [{"a-i1", "b-i1"}]


@pytest.mark.parametrize(
    "changes",
    [
        {"victims": "Bastien Corvelle"},
        {"victims": "Inès Delmotte"},
        {"victims": "Inès Marthe Delmotte"},
        {"victims": "B. Corvelle"},
        {"victims": "partisans d'Inès Corvelle", "place": ""},
        {"date_start": "2021-05-13", "date_end": "2021-05-13"},
        {"act": "conviction"},
        {"country": "SN", "place": "Ndiobène"},
        {"factuality": "negated"},
        {"victims": "une avocate", "place": ""},
        {"victims": "Corvelle", "date_start": "", "date_end": "", "place": ""},
    ],
)
def test_another_occasion_is_no_case(changes: dict[str, Any]) -> None:
    assert cases_of(told("a"), told("b", **changes)) == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Bayram Mammadzade", "Bayram Məmmədzadə"),
        ("Hoda Abdel Moneim Sadek", "Houda Abdelmonem"),
        ("Sam Chigumba", "Samantha Chigumba"),
        ("Dana Jumabaïeva", "Dana Zhumabayeva"),
        ("Luqman Slim", "Lokmane Selim"),
        ("E. V. Zaïtseva", "Yelena Zaytseva"),
    ],
)
def test_one_name_is_known_however_it_is_written(one: str, other: str) -> None:
    assert cases_of(told("a", victims=one), told("b", victims=other, place="")) == [{"a-i1", "b-i1"}]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Abdulrahman al-Harthi", "Abdullah al-Harthi"),
        ("Hamidou Tembely", "Amadou Tembely"),
        ("Awa Baldé", "Thierno Baldé"),
    ],
)
def test_two_names_that_look_alike_stay_two(one: str, other: str) -> None:
    assert cases_of(told("a", victims=one), told("b", victims=other)) == []


def test_groups_without_names_are_known_by_number_place_and_day() -> None:
    group = {"victims": "dix-huit avocats", "victim_count": 18}
    same = told("b", victims="18 avocats", victim_count=18)
    assert cases_of(told("a", **group), same) == [{"a-i1", "b-i1"}]
    assert cases_of(told("a", **group), told("b", victims="sept avocats", victim_count=7)) == []


def test_an_alert_tells_an_occasion_once() -> None:
    twice = told("a", incident_id="a-i2", victims="Corvelle")
    assert cases_of(told("a"), twice, told("b")) == [{"a-i1", "b-i1"}]
    assert cases_of(told("a"), twice) == []


def test_no_single_link_joins_what_does_not_fit() -> None:
    both = told("b", victims="Corvelle; Delmotte", victim_count=2)
    assert cases_of(told("a"), both, told("c", victims="Yann Delmotte")) in (
        [{"a-i1", "b-i1"}],
        [{"b-i1", "c-i1"}],
    )


def test_a_telling_that_names_two_people_vouches_for_those_that_name_one_each() -> None:
    both = told("b", victims="Inès Corvelle; Yann Delmotte", victim_count=2)
    assert cases_of(told("a"), both, told("c", victims="Yann Delmotte")) == [{"a-i1", "b-i1", "c-i1"}]


def test_a_surname_that_two_people_bear_joins_neither_unless_the_rest_tells_whose_it_is() -> None:
    brother, bare = told("b", victims="Bastien Corvelle"), told("c", victims="Corvelle")
    assert cases_of(told("a"), brother, bare) == []
    assert cases_of(told("a"), brother | {"place": "Nkolbong"}, bare) == [{"a-i1", "c-i1"}]


def test_of_two_acts_of_a_kind_each_is_joined_to_its_like() -> None:
    """An arrest that is also told as a disappearance: each alert tells both."""
    acts = {"arrest": "2021-05-03", "enforced_disappearance": "2021-05-04"}
    rows = [
        told(alert, incident_id=f"{alert}-{act}", act=act, date_start=day, date_end="")
        for alert in ("a", "b")
        for act, day in acts.items()
    ]
    rows[3]["date_start"] = "2021-05-03"  # by its date it would go with the other alert's arrest
    assert cases_of(*rows) == [{"a-arrest", "b-arrest"}, {f"{alert}-enforced_disappearance" for alert in "ab"}]


def test_one_dies_once_whatever_day_is_told() -> None:
    death = {"act": "killing", "perpetrator_type": "none"}
    other_day = {"date_start": "2021-05-13", "date_end": "2021-05-13"}
    assert cases_of(told("a", **death), told("b", **death | other_day)) == [{"a-i1", "b-i1"}]
    assert cases_of(told("a", **death), told("b", **death | other_day, victims="Corvelle")) == []


def test_undated_tellings_belong_together_only_if_published_together() -> None:
    undated = {"date_start": "", "date_end": "", "place": ""}
    rows = told("a", **undated), told("b", **undated)
    assert cases_of(*rows, a="2021-05-10", b="2021-05-14") == [{"a-i1", "b-i1"}]
    assert cases_of(*rows, a="2021-05-10", b="2023-05-14") == []
    assert cases_of(*rows, a="", b="") == []  # nobody knows when they were told


def test_the_order_of_rows_changes_no_case() -> None:
    rows = [telling.row for telling in read_scenes(SCENES).tellings]
    first = cases_of(*rows)
    random.Random(1).shuffle(rows)
    assert cases_of(*rows) == first and len(first) > 20


def test_what_large_blocks_leave_out_is_counted_and_the_rest_is_compared() -> None:
    crowd = [told(f"a{n:03d}", victims="des militants", victim_count=None, place="") for n in range(60)]
    alerts = pa.table({"alert_id": [row["alert_id"] for row in crowd], "published_on": ["2021-05-10"] * 60})
    left, _, blocked = pairs(from_tables(pa.Table.from_pylist(crowd), alerts))
    compared, possible = len(left), 60 * 59 // 2
    assert compared == 60 * WINDOW - WINDOW * (WINDOW + 1) // 2
    assert blocked.cut["day"] == 1 and compared + blocked.left_out["day"] == possible


def test_work_grows_with_the_number_of_incidents() -> None:
    """Ten times the incidents: about ten times the pairs; `tests/cases/scaling.py` measures time and memory."""
    sizes = []
    for count in (2_000, 20_000):
        incidents, alerts, _ = generated(count)
        sizes.append(len(pairs(from_tables(incidents, alerts))[0]))
    assert sizes[1] < 13 * sizes[0]


def test_generated_affairs_are_mostly_told_apart() -> None:
    incidents, alerts, occasions = generated(5_000)
    occasion = dict(zip(incidents["incident_id"].to_pylist(), occasions, strict=True))
    groups: dict[str, list[int]] = {}
    for row in link(from_tables(incidents, alerts)).cases.to_pylist():
        groups.setdefault(row["case_id"], []).append(occasion[row["incident_id"]])
    pure = sum(len(set(group)) == 1 for group in groups.values())
    assert len(groups) > 500 and pure / len(groups) > 0.9


@pytest.mark.parametrize(
    ("language", "reason"),
    [
        ("fr", "même victime; même jour; même acte; même lieu; auteurs de même type"),
        ("en", "same victim; same day; same act; same place; perpetrators of the same type"),
    ],
)
def test_each_link_has_its_reason_in_words_and_names_nobody(language: Any, reason: str) -> None:
    with speaking(language):
        score, said = explain(told("a"), told("b"))
        assert (round(score, 1), said) == (1.0, reason)
        score, said = explain(told("a"), told("b", victims="Bastien Corvelle", place="Nkolbong"))
        assert score < 0.2 and "orvelle" not in said


@pytest.mark.parametrize("feature", ["names", "dates"])
def test_whatever_was_found_of_names_and_dates_has_its_words(feature: str) -> None:
    for language in ("fr", "en"):
        with speaking(language):  # type: ignore[arg-type]
            assert [level for level in levels(feature) if not knows(f"cases.{feature}_{level}")] == []


def written(folder: Path, *rows: dict[str, Any]) -> Path:
    blank = {column.name: "" for column in TABLES["incidents"]} | {"start": 0, "end": 1, "confidence": 0.5}
    blank |= {"date_basis": "none", "target": "person"}
    with DatasetWriter(folder) as writer:
        for row in rows:
            alert = dict.fromkeys((column.name for column in TABLES["alerts"]), "")
            alert |= {"alert_id": row["alert_id"], "text": row["alert_id"], "published_on": "2021-05-10"}
            writer.add({"alerts": [alert], "incidents": [blank | row]})
    return folder


def test_a_dataset_gets_its_cases_and_nothing_else_changes(tmp_path: Path) -> None:
    dataset = written(tmp_path / "set", told("a"), told("b", victims="Ines Corvelle"), told("c", victims="Li Wu"))
    before = {path.name: path.read_bytes() for path in dataset.iterdir() if path.name != "cases.parquet"}
    linked = link_dataset(dataset)
    cases = read_dataset(dataset)["cases"]
    check("cases", cases)
    assert (linked.count, cases["incident_id"].tolist()) == (1, ["a-i1", "b-i1"])
    assert cases["case_id"].nunique() == 1 and (cases["score"] > 0.8).all() and (cases["reason"] != "").all()
    assert before == {path.name: path.read_bytes() for path in dataset.iterdir() if path.name != "cases.parquet"}
    assert stat.filemode((dataset / "cases.parquet").stat().st_mode) == "-rw-------"
    assert [path.name for path in tmp_path.iterdir()] == ["set"]
    again = (dataset / "cases.parquet").read_bytes()
    link_dataset(dataset)
    assert (dataset / "cases.parquet").read_bytes() == again


def test_two_runs_do_not_write_at_once_and_no_dataset_is_refused(tmp_path: Path) -> None:
    dataset = written(tmp_path / "set", told("a"), told("b"))
    with workspace(dataset.with_name("set.cases")), pytest.raises(OutputError):
        link_dataset(dataset)
    assert read_dataset(dataset)["cases"].empty
    with pytest.raises(DatasetError):
        link_dataset(tmp_path)


def test_a_dataset_without_incidents_has_no_cases(tmp_path: Path) -> None:
    with DatasetWriter(tmp_path / "set"):
        pass
    assert link_dataset(tmp_path / "set").count == 0
    assert read_dataset(tmp_path / "set")["cases"].empty


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("Inès Corvelle", True),
        ("Zainab al-Mansouri", True),
        ("张伟", True),
        ("deux avocats", False),
        ("sa cliente", False),
    ],
)
def test_a_name_is_not_a_description(text: str, named: bool) -> None:
    assert is_name(text) is named


def test_spellings_of_one_sound_share_their_consonants() -> None:
    assert skeleton("umarova") == skeleton("omarova") == skeleton("oumarova")
    assert skeleton("chirine") == skeleton("shirin") and skeleton("li") == "li"


@given(
    st.lists(
        st.tuples(
            st.text(st.sampled_from("AaéBb张 ;-'\u00ad0"), max_size=12),
            st.sampled_from(["", "2020-01-01", "0001-01-01", "9999-12-31"]),
            st.sampled_from(["", "2021-01-01", "9999-12-31"]),
            st.sampled_from(["", "CM", "TR"]),
        ),
        max_size=12,
    )
)
def test_any_rows_can_be_linked(rows: list[tuple[str, str, str, str]]) -> None:
    listed = [
        told(f"a{n}", victims=victims, date_start=first, date_end=last, country=country, place=victims[:3])
        for n, (victims, first, last, country) in enumerate(rows)
    ]
    alerts = pa.table({"alert_id": [row["alert_id"] for row in listed], "published_on": pa.array([""] * len(listed))})
    schema = pa.schema([(name, pa.int64() if name == "victim_count" else pa.string()) for name in told("a")])
    found = link(from_tables(pa.Table.from_pylist(listed, schema), alerts)).cases.to_pylist()
    assert len({row["incident_id"] for row in found}) == len(found)
    assert all(table("cases")["threshold"] <= row["score"] <= 1 for row in found)


def test_scenes_are_read_as_arrays_of_one_length() -> None:
    incidents = annotated(read_scenes(SCENES))
    assert len(incidents) + 1 == len(incidents.starts) and incidents.starts[-1] == len(incidents.names)
    assert np.all(incidents.first <= incidents.last)
