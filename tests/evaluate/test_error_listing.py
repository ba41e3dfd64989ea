"""Each row that is not clean is listed once for each thing that is wrong with it."""

import io
from pathlib import Path

from gold_cases import gold, incident, write
from rich.console import Console

from pipeline.evaluate import gold_dataset, judge, render, render_error_summary, render_errors, row_errors, summarise
from pipeline.evaluate.errors import RowError, count_by_confusion, count_by_kind

TEXT = "Lila Moreau a été arrêtée en mai. Paul Anka fut menacé de mort. Ses amis ont fui. Une radio a fermé.\n"
PEOPLE = [("lila", "person", "Lila Moreau"), ("paul", "person", "Paul Anka")]


def errors(tmp_path: Path) -> list[RowError]:
    expected = gold(
        [
            incident("arrest", "arrêtée", date="2021-05", victims=["lila"]),
            incident("death_threat", "menacé de mort", victims=["paul"]),
            incident("exile", "fui", victims=[{"quote": "Ses amis"}]),
        ],
        entities=PEOPLE,
    )
    said = gold(
        [
            incident("arrest", "arrêtée", date="2020-05", victims=["paul"], target="animal"),
            incident("threat", "menacé", victims=["paul"]),
            incident("organisation_closure", "fermé"),
        ],
        entities=PEOPLE,
    )
    truth = write(tmp_path / "gold", TEXT, expected)
    return row_errors(judge(gold_dataset(write(tmp_path / "said", TEXT, said)), truth))


def test_errors_say_what_was_expected_and_what_was_said(tmp_path: Path) -> None:
    assert [(e.kind, e.act, e.trigger, e.expected, e.said) for e in errors(tmp_path)] == [
        ("date", "arrest", "arrêtée", "2021-05", "2020-05"),
        ("victims", "arrest", "arrêtée", "Lila Moreau", "Paul Anka"),
        ("target", "arrest", "arrêtée", "person", "animal"),
        ("act", "death_threat", "menacé", "death_threat", "threat"),
        ("missed", "exile", "fui", "exile", ""),
        ("spurious", "organisation_closure", "fermé", "", "organisation_closure"),
    ]


def test_errors_quote_their_sentence(tmp_path: Path) -> None:
    assert errors(tmp_path)[4].quote == "Ses amis ont fui."


def test_errors_are_counted(tmp_path: Path) -> None:
    found = errors(tmp_path)
    assert count_by_kind(found)["missed"] == 1
    assert count_by_confusion([*found, *found])[0] == ("act", "death_threat", "threat", 2)


def test_nothing_is_listed_for_a_perfect_table(tmp_path: Path) -> None:
    truth = write(tmp_path, TEXT, gold([incident("arrest", "arrêtée", date="2021-05")]))
    assert row_errors(judge(gold_dataset(truth), truth)) == []


def test_the_reports_are_readable(tmp_path: Path) -> None:
    console = Console(file=io.StringIO(), width=80)
    found = errors(tmp_path)
    console.print(render_errors(found))
    console.print(render(summarise(judge(gold_dataset(tmp_path / "said"), tmp_path / "gold"))))
    printed = console.file.getvalue()
    assert "expected Lila Moreau  said Paul Anka" in printed
    assert "Scores over 1 alerts" in printed
    console.file = io.StringIO()
    console.print(render_error_summary(found))
    assert "Lila" not in console.file.getvalue()  # a summary quotes no alert
    assert "…" not in printed  # no figure or name is cut at the width of a terminal
