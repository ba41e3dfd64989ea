import csv
from collections.abc import Callable
from pathlib import Path

import pytest
from desk import Alert, added, row, said, write
from desk import dataset as tables_of
from visitor import Visitor, words

from pipeline.cli import main
from pipeline.review.apply import apply
from pipeline.review.cases import merged
from pipeline.review.log import DecisionLog, read_log
from pipeline.tables import read_dataset
from pipeline.tables.rows import digest

Visit = Callable[..., Visitor]


def telling(number: int, day: str = "", **more: str) -> Alert:
    """One of several alerts about one arrest."""
    alert = Alert(f"Bulletin {number} : Yao Kobina a été arrêté.", f"k{number}", title=f"Bulletin {number}")
    alert.entity("person", "Yao Kobina")
    alert.incident("arrest", "arrêté", ("victim", "Yao Kobina"), date_edtf=day, **more)
    return alert


ALERTS = [telling(1, "2019-06"), telling(2, "2019-06-03", country="GH"), telling(3, "2019-06-03", country="TG")]
KEYS = [row(alert, "arrest")["incident_id"] for alert in ALERTS]


def linked(*together: int) -> list[dict[str, object]]:
    """The rows of `cases` where some of the alerts were linked by the machine."""
    return [
        {"case_id": "c1", "incident_id": KEYS[n], "alert_id": ALERTS[n].id, "score": 0.9, "reason": "same victim"}
        for n in together
    ]


@pytest.fixture
def three(dataset: Path) -> Path:
    write(dataset, *ALERTS, cases=linked(0, 1))
    return dataset


def cases(folder: Path) -> dict[str, str]:
    table = apply(read_log(folder), read_dataset(folder)).tables["cases"]
    return dict(zip(table["incident_id"], table["case_id"], strict=True))


def test_a_case_shows_its_alerts_side_by_side_and_where_they_differ(visit: Visit, three: Path) -> None:
    shown = words(visit().get(f"/row/{digest(KEYS[0])}/case").text)
    assert "Affaire : 2 alertes" in shown and "Bulletin 1" in shown and "Bulletin 2" in shown
    assert "Date 3 juin 2019 selon 2 · ils divergent juin 2019 3 juin 2019" in shown
    assert "same victim" in shown


def test_of_a_field_the_narrowest_date_and_what_most_say_stand() -> None:
    together = merged([row(alert, "arrest") for alert in (*ALERTS, telling(4, "2019-06-03", country="TG"))])
    assert (together["date_edtf"].value, together["date_edtf"].sources) == ("2019-06-03", (1, 2, 3))
    assert (together["country"].value, together["country"].sources, together["country"].apart) == ("TG", (2, 3), True)
    assert not together["victims"].apart and together["place"].value == ""


def test_an_alert_is_joined_to_a_case_and_parted_again(visit: Visit, three: Path) -> None:
    ines = visit()
    assert "Bulletin 3" in words(ines.get(f"/row/{digest(KEYS[0])}/tool/case").text)
    assert ines.decide(KEYS[0], "joined", other=digest(KEYS[2])).status_code == 200
    assert set(cases(three)) == set(KEYS) and len(set(cases(three).values())) == 1
    assert "Affaire : 3 alertes" in words(ines.get(f"/row/{digest(KEYS[1])}/case").text)
    answer = ines.decide(KEYS[1], "parted", then=digest(KEYS[0]))
    assert answer.headers["hx-redirect"].startswith(f"/row/{digest(KEYS[0])}/case")
    assert set(cases(three)) == {KEYS[0], KEYS[2]}
    ines.back("undo", KEYS[1])
    assert set(cases(three)) == set(KEYS)


def exported(folder: Path, out: Path) -> dict[str, str]:
    """The cases as an export hands them over."""
    assert main(["export", str(folder), "--to", "csv", "--out", str(out)]) == 0
    lines = (out / "cases.csv").read_text(encoding="utf-8-sig").splitlines()
    return {row["incident_id"]: row["case_id"] for row in csv.DictReader(lines)}


def test_an_export_hands_over_the_cases_as_people_left_them(visit: Visit, three: Path, tmp_path: Path) -> None:
    ines = visit()
    ines.decide(KEYS[0], "joined", other=digest(KEYS[2]))
    assert exported(three, tmp_path / "a") == cases(three)
    ines.decide(KEYS[1], "rejected")
    ines.decide(KEYS[2], "parted")
    assert exported(three, tmp_path / "b") == cases(three) == {}


def test_a_case_of_which_one_telling_is_rejected_is_none(visit: Visit, three: Path) -> None:
    visit().decide(KEYS[1], "rejected")
    assert cases(three) == {}


def test_joined_alerts_stay_joined_when_all_keys_change(visit: Visit, three: Path) -> None:
    visit().decide(KEYS[0], "joined", other=digest(KEYS[2]))
    tables = tables_of(*ALERTS)
    for name in ("incidents", "participants"):
        tables[name]["incident_id"] = tables[name]["incident_id"].str.replace("-i", "-iv2", regex=False)
    reviewed = apply(read_log(three), tables)
    assert list(reviewed.tables["cases"]["alert_id"]) == ["k1", "k3"] and reviewed.drifted == []


def test_a_joining_whose_other_telling_is_gone_is_to_be_looked_at_again(visit: Visit, three: Path) -> None:
    visit().decide(KEYS[0], "joined", other=digest(KEYS[2]))
    reviewed = apply(read_log(three), tables_of(*ALERTS[:2]))
    assert [drift.reason for drift in reviewed.drifted] == ["row"] and reviewed.applied == []


def test_cases_are_left_alone_where_nobody_said_anything_of_them() -> None:
    tables = tables_of(*ALERTS)
    reviewed = apply([said(ALERTS[0], "arrest", "accepted")], tables)
    assert reviewed.tables["cases"].equals(tables["cases"])


ALIKE = [telling(1, "2019-06"), telling(2, "2019-06-03"), telling(3, "2019-06-03")]


def link(folder: Path) -> dict[str, str]:
    """The cases after the machine has linked anew, with what people said of them on top."""
    assert main(["link", str(folder)]) == 0
    return cases(folder)


def test_linking_counts_what_people_have_decided(visit: Visit, dataset: Path) -> None:
    ines = visit_of(visit, dataset, *ALIKE)
    assert set(link(dataset)) == set(KEYS)
    ines.decide(KEYS[1], "corrected", column="date_edtf", old="2019-06-03", new="2018-06-03")
    assert set(link(dataset)) == {KEYS[0], KEYS[2]}
    ines.back("undo", KEYS[1])
    assert set(link(dataset)) == set(KEYS)
    ines.decide(KEYS[2], "rejected")
    assert set(link(dataset)) == {KEYS[0], KEYS[1]} == set(read_dataset(dataset)["cases"]["incident_id"])


def test_an_added_incident_is_linked_and_leaves_its_case_when_taken_back(
    visit: Visit, dataset: Path, tmp_path: Path
) -> None:
    unread = Alert("Bulletin 4 : le 3 juin 2019, Yao Kobina a été arrêté.", "k4")
    ines = visit_of(visit, dataset, ALIKE[1], unread)
    with DecisionLog(dataset) as log:
        log.append(added(unread, "arrest", "arrêté", victims="Yao Kobina", date_edtf="2019-06-03"))
    assert link(dataset) == exported(dataset, tmp_path / "a") and set(cases(dataset)) == {KEYS[1], "k4-inew"}
    assert "Affaire : 2 alertes" in words(ines.get(f"/row/{digest(KEYS[1])}/case").text)
    ines.back("undo", KEYS[1])
    assert cases(dataset) == {} == exported(dataset, tmp_path / "b")
    assert "Affaire : 1 alerte" in words(ines.get(f"/row/{digest(KEYS[1])}/case").text)


def test_what_people_said_of_cases_stays_on_top_of_a_new_linking(visit: Visit, dataset: Path) -> None:
    ines = visit_of(visit, dataset, *ALIKE, telling(4, "2021-01-05"))
    other = row(telling(4), "arrest")["incident_id"]
    link(dataset)
    ines.decide(KEYS[1], "parted")
    ines.decide(KEYS[0], "joined", other=digest(other))
    assert set(link(dataset)) == {KEYS[0], KEYS[2], other}
    assert set(read_dataset(dataset)["cases"]["incident_id"]) == set(KEYS)


def visit_of(visit: Visit, folder: Path, *alerts: Alert) -> Visitor:
    write(folder, *alerts)
    return visit()
