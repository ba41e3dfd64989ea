import json
from pathlib import Path

import pytest
from desk import AUBRAC, NIANG, added, aubrac, dataset, niang, on_entity, said

from pipeline.cli import main
from pipeline.evaluate import check
from pipeline.evaluate.gold import read_gold
from pipeline.review.apply import apply
from pipeline.review.decisions import Decision
from pipeline.review.learn import Learned, learn
from pipeline.review.log import DecisionLog

WHOLE = [said(aubrac(), act, "accepted") for act in ("arrest", "release")] + [
    said(aubrac(), "death_threat", "rejected")
]


def learned(out: Path, *decisions: Decision) -> Learned:
    return learn(apply(decisions, dataset()), out)


def test_a_wholly_reviewed_alert_becomes_gold_that_holds(tmp_path: Path) -> None:
    counts = learned(tmp_path / "or", *WHOLE, said(niang(), "summons", "corrected", column="country", new="SN"))
    assert counts == Learned(alerts=1, unfinished=1, without_words=0)
    assert check(tmp_path / "or") == []
    [alert] = read_gold(tmp_path / "or")
    assert alert.text == AUBRAC
    assert [(i.act, i.date, [v.text for v in i.victims]) for i in alert.incidents] == [
        ("arrest", "2019-06-03", ["Solveig Aubrac"]),
        ("release", "", ["Solveig Aubrac"]),
    ]
    [arrest, _] = alert.incidents
    assert AUBRAC[slice(*arrest.mentions[0].trigger)] == "arrêtée à"
    assert (arrest.place and arrest.place.text, arrest.perpetrators[0].text) == ("Port-Lune", "des policiers")
    assert {e.name: e.variants for e in alert.entities}["Solveig Aubrac"] == ("Aubrac",)
    assert [d.value for d in alert.dates] == ["2019-06-03", "2019-05"]


def test_corrections_and_additions_are_learned(tmp_path: Path) -> None:
    corrected = said(niang(), "summons", "corrected", column="victims", new="la journaliste")
    missed = added(niang(), "threat", "gendarmerie de", victims="Oumou Niang")
    reviewed = apply([corrected, missed], dataset())
    rows = reviewed.tables["incidents"]
    final = [
        Decision(
            **{
                **{n: getattr(missed, n) for n in missed.__slots__},
                "review_id": key,
                "row_id": key,
                "decision": "accepted",
                "detail": {},
            }
        )
        for key in rows["incident_id"][rows["alert_id"] == "bulletin-7"]
    ]
    learn(apply([corrected, missed, *final], dataset()), tmp_path / "or")
    assert check(tmp_path / "or") == []
    [alert] = read_gold(tmp_path / "or")
    assert alert.text == NIANG
    assert {i.act: [v.text for v in i.victims] for i in alert.incidents} == {
        "summons": ["la journaliste"],
        "threat": ["Oumou Niang"],
    }


def test_parted_persons_are_two_entities(tmp_path: Path) -> None:
    learned(tmp_path / "or", *WHOLE, on_entity(aubrac(), "Solveig Aubrac", "parted", "Aubrac"))
    assert check(tmp_path / "or") == []
    assert {"Solveig Aubrac", "Aubrac"} <= {e.name for e in read_gold(tmp_path / "or")[0].entities}


def test_who_has_no_words_in_the_text_is_counted_and_left_out(tmp_path: Path) -> None:
    corrected = said(aubrac(), "release", "corrected", column="perpetrators", new="la junte")
    accepted = said(aubrac(), "arrest", "accepted")
    release = Decision(
        **{**{n: getattr(corrected, n) for n in corrected.__slots__}, "review_id": "z", "decision": "accepted"}
    )
    assert learned(tmp_path / "or", corrected, release, accepted, WHOLE[2]).without_words == 1
    assert check(tmp_path / "or") == []


def test_an_alert_with_something_to_look_at_again_is_not_learned(tmp_path: Path) -> None:
    counts = learn(apply(WHOLE, dataset(aubrac(date_edtf="2018"), niang())), tmp_path / "or")
    assert (counts.alerts, list((tmp_path / "or").iterdir())) == (0, [])


def test_the_command_writes_a_folder_once(tmp_path: Path, dataset: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with DecisionLog(dataset) as log:
        log.append(*WHOLE)
    call = ["learn", str(dataset), "--out", str(tmp_path / "or"), "--lang", "fr"]
    assert main(call) == 0
    assert "1 alerte entièrement relue est devenue" in capsys.readouterr().err
    assert sorted(path.suffix for path in (tmp_path / "or").iterdir()) == [".json", ".txt"]
    assert {oct(path.stat().st_mode & 0o777) for path in (tmp_path / "or").iterdir()} == {"0o600"}
    assert main(call) == 2
    assert json.loads(next((tmp_path / "or").glob("*.json")).read_text())["header"]["subjects"] == []
