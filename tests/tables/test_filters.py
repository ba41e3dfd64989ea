"""The line by which an analyst says which incidents are wanted."""

from pathlib import Path

import pytest

from pipeline.messages import speaking
from pipeline.tables import read_dataset, select
from pipeline.tables.filters import FilterError, parse
from pipeline.tables.rows import Row, Rows
from pipeline.tables.selection import Chosen

ARREST = {
    "alert_id": "k1",
    "act": "arrest",
    "country": "KZ",
    "date_start": "2019-06-03",
    "date_end": "2019-06-05",
    "victims": "Aïda Norova; deux avocats",
    "perpetrators": "la police d'Almaty",
    "place": "Almaty",
    "quote": "Me Norova a été arrêtée.",
    "factuality": "reported",
    "perpetrator_type": "police",
    "target": "person",
    "confidence": 0.8,
}


@pytest.mark.parametrize(
    "line",
    [
        "act=arrest",
        "act=detention|arrest",
        "act=liberty",
        "act!=threat",
        "country=KZ",
        "country=kz",
        "country=Kazakhstan",
        "country=TR|KZ, act=arrest",
        "from=2019-06-04",
        "from=2019",
        "to=2019-06",
        "to=2019-06-03",
        "from=2019-06-05,to=2019-06-05",
        "victims=norova",
        "victims=aida norova",
        "perpetrators=Police",
        "factuality!=feared|negated",
        "confidence>=0.8",
        "",
    ],
)
def test_what_fits_is_kept(line):
    assert parse(line)(ARREST)


@pytest.mark.parametrize(
    "line",
    [
        "act=detention",
        "act!=arrest",
        "country!=KZ",
        "act=arrest,country=TR",
        "from=2019-06-06",
        "to=2019-06-02",
        "to=2018",
        "victims=nor",
        "confidence>=0.81",
        "factuality=asserted",
    ],
)
def test_what_does_not_fit_is_left_out(line):
    assert not parse(line)(ARREST)


def test_open_dates_overlap_and_no_date_fits_no_period():
    since, until, undated = (
        ARREST | {"date_start": first, "date_end": last}
        for first, last in (("2020-01-01", ""), ("", "2018-03-01"), ("",) * 2)
    )
    assert parse("from=2024")(since) and not parse("to=2019")(since)
    assert parse("to=2001")(until) and not parse("from=2019")(until)
    assert not parse("from=1900")(undated) and not parse("to=2100")(undated)
    assert parse("act=arrest")(undated)


@pytest.mark.parametrize(
    ("line", "hint"),
    [
        ("acte=arrest", "act"),
        ("act=arest", "arrest"),
        ("act", "act=arrest"),
        ("act=", "act=arrest"),
        ("from=juin", "2019-06"),
        ("from=2019|2020", "="),
        ("from!=2019", "="),
        ("country=Atlantide", "Atlantide"),
        ("confidence=0.5", ">="),
        ("confidence>=beaucoup", "beaucoup"),
    ],
)
@pytest.mark.parametrize("language", ["fr", "en"])
def test_a_slip_is_answered_with_what_would_fit(line, hint, language):
    with speaking(language), pytest.raises(FilterError, match=hint):
        parse(line)


def test_a_selection_holds_what_belongs_to_the_wanted_incidents(sample, tmp_path):
    counts = select(sample, tmp_path / "part", [Chosen(parse("act=arrest"))])
    part, whole = read_dataset(tmp_path / "part"), read_dataset(sample)
    assert part["incidents"]["act"].tolist() == ["arrest"]
    assert set(part["participants"]["incident_id"]) == set(part["incidents"]["incident_id"])
    assert part["alerts"].equals(whole["alerts"]) and part["mentions"].equals(whole["mentions"])
    assert counts["errors"] == 0 and counts == {table: len(data) for table, data in part.items()}
    assert set(select(sample, tmp_path / "none", [Chosen(parse("act=exile"))]).values()) == {0}


def test_a_selection_of_everything_is_the_dataset(sample, tmp_path):
    select(sample, tmp_path / "whole", [])
    for table, data in read_dataset(sample).items():
        assert read_dataset(tmp_path / "whole")[table].equals(data)


class Joined:
    """A step that makes a case of everything, as people do who join alerts that no machine has linked."""

    def __init__(self) -> None:
        self.seen: list[Row] = []

    def alert(self, rows: Rows) -> Rows:
        self.seen += rows["incidents"]
        return rows

    def loose(self, table: str, rows: list[Row]) -> list[Row]:
        made = [
            {
                "case_id": "c1",
                "incident_id": i["incident_id"],
                "alert_id": i["alert_id"],
                "score": 1.0,
                "reason": "joined",
            }
            for i in self.seen
        ]
        return [*rows, *made] if table == "cases" else rows


def test_a_step_may_add_cases_where_there_are_none(sample: Path, tmp_path: Path) -> None:
    assert select(sample, tmp_path / "joined", [Joined()])["cases"] == 2
