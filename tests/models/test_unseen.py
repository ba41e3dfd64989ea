"""What `make train` says of alerts read by models that have not seen them."""

import json
from pathlib import Path

from models.unseen import groups, report
from pipeline.evaluate.gold import GoldAlert, read_gold
from pipeline.evaluate.score import judge_alert

TEXT = "Le 3 mai 2020, Me Awa Diop a été arrêtée à Dakar."
INCIDENT = {
    "act": "arrest",
    "mentions": [{"quote": "arrêtée", "trigger": "arrêtée"}],
    "date": None,
    "victims": [],
    "perpetrators": [],
    "perpetrator_type": "none",
    "target": "person",
    "country": "",
    "factuality": "asserted",
}


def alerts(folder: Path, *names: str) -> list[GoldAlert]:
    for name in names:
        gold = {"header": {"country": None, "published": None, "subjects": []}, "entities": [], "dates": []}
        (folder / f"{name}.txt").write_text(TEXT, encoding="utf-8")
        (folder / f"{name}.gold.json").write_text(json.dumps(gold | {"incidents": [INCIDENT]}), encoding="utf-8")
    return read_gold(folder)


def test_alerts_are_told_apart_by_their_hands(tmp_path: Path) -> None:
    found = alerts(tmp_path, "un", "deux", "trois")
    hands = {"un": "a", "deux": "b", "trois": "c"}
    by = dict(groups(found, hands, {"typical": ["a"], "continued": ["b"]}))
    assert by == {"typical": {"un"}, "continued": {"deux"}, "others": {"trois"}, "all": {"un", "deux", "trois"}}


def test_each_line_counts_the_alerts_of_its_group_alone(tmp_path: Path) -> None:
    judged = [judge_alert(alert, None) for alert in alerts(tmp_path, "un", "deux", "trois")]
    first, second = report(judged, [("typical", {"un"}), ("others", {"deux", "trois"})])
    assert first.startswith("typical (1 alerts): clean 0.0000  incidents 0.0000")
    assert second.startswith("others (2 alerts)")
