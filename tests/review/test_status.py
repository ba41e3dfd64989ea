import json
from pathlib import Path

import pytest
from desk import Alert, added, aubrac, dataset, niang, said

from pipeline.cli import main
from pipeline.review.decisions import Decision
from pipeline.review.log import DecisionLog
from pipeline.review.status import Status, rate, status


def correction(column: str, old: str, new: str) -> list[Decision]:
    """A correction of the arrest, then the row accepted."""
    machine = aubrac()
    corrected = said(machine, "arrest", "corrected", column=column, new=new)
    return [corrected, said(aubrac(**{column: new}), "arrest", "accepted")]


def of(*decisions: Decision) -> Status:
    return status(decisions, dataset())


@pytest.mark.parametrize(
    ("right", "of", "low", "high"),
    [(8, 10, 0.490, 0.943), (0, 10, 0.0, 0.278), (10, 10, 0.722, 1.0), (81, 263, 0.255, 0.366), (0, 0, 0.0, 1.0)],
)
def test_the_interval_is_wilsons(right: int, of: int, low: float, high: float) -> None:
    found = rate(right, of)
    assert (round(found.low, 3), round(found.high, 3)) == (low, high)


def test_rows_accepted_as_they_were_are_the_machines_success() -> None:
    found = of(
        said(aubrac(), "arrest", "accepted"), said(aubrac(), "release", "rejected"), said(niang(), "summons", "noted")
    )
    assert (found.incidents, found.decided, found.accepted, found.rejected) == (4, 2, 1, 1)
    assert (found.unchanged.right, found.unchanged.of) == (1, 2)


def test_a_corrected_field_counts_against_the_machine_in_that_field_only() -> None:
    found = of(*correction("country", "", "SN"))
    assert found.unchanged.right == 0 and found.unchanged.of == 1
    assert {name: r.right for name, r in found.fields.items() if not r.right} == {"country": 0}


def test_what_a_person_added_is_no_row_of_the_machine() -> None:
    found = of(added(aubrac(), "smear", "confrère"))
    assert (found.added, found.incidents, found.unchanged.of) == (1, 4, 0)


def test_decisions_that_no_longer_fit_are_counted_apart() -> None:
    found = status([said(aubrac(), "arrest", "accepted")], dataset(aubrac(date_edtf="2018"), niang()))
    assert (found.decided, found.to_look_at) == (0, 1)


def test_the_whole_is_estimated_only_once_each_fifth_of_confidence_was_judged() -> None:
    alerts = []
    for number in range(100):
        alert = Alert(f"Le 5 mars 2020, Oumou Niang a été convoquée pour la {number}e fois.", f"n{number}")
        alert.incident("summons", "convoquée", confidence=number / 100)
        alerts.append(alert)
    tables = dataset(*alerts)
    surest = [said(alert, "summons", "accepted") for alert in alerts[80:]]
    half = [said(alert, "summons", "accepted") for alert in alerts[0:80:4]]
    assert status(surest, tables).missing == [10, 10, 10, 10, 0]
    more = [said(alert, "summons", "rejected") for alert in alerts[1:80:4]]
    whole = status([*surest, *half, *more], tables)
    assert whole.missing == [0] * 5 and whole.estimate
    assert whole.unchanged.share == pytest.approx(40 / 60)  # of the rows judged
    assert whole.estimate.share == pytest.approx(0.8 * 0.5 + 0.2)  # of all: four fifths are half right, one wholly
    assert whole.estimate.low < 0.6 < whole.estimate.high


def test_two_who_judge_blind_are_compared_field_by_field() -> None:
    log = [
        said(aubrac(), act, "accepted", scope="blind", reviewer=name)
        for name in ("a", "b")
        for act in ("arrest", "release")
    ]
    log += [said(aubrac(), "death_threat", "rejected", scope="blind", reviewer="a")]
    log += [said(aubrac(), "death_threat", "accepted", scope="blind", reviewer="b")]
    double = of(*log).double
    assert double and double.rows == 3
    assert double.f1["status"] == pytest.approx(2 * 2 / 5) and double.f1["victims"] == 1
    assert double.kappa["status"].value == 0  # b accepts everything: no more agreement than chance gives


def test_the_command_tells_people_and_machines(
    tmp_path: Path, dataset: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with DecisionLog(dataset) as log:
        log.append(said(aubrac(), "arrest", "accepted"))
    assert main(["status", str(dataset), "--lang", "fr"]) == 0
    out = capsys.readouterr().out
    assert "1 sur 4 incidents décidés" in out and "21–100 %" in out and "ines" in out
    assert main(["status", str(dataset), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["unchanged"]["right"] == 1
