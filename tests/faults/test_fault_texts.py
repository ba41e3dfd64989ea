"""What texts may do to the pipeline: faults 5 to 10, 28 and 29, with the real one."""

import sys
import time
import unicodedata
from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language

from pipeline import extract
from pipeline.dates import parse
from pipeline.document import normalise_text, structure
from pipeline.extraction import Extraction
from pipeline.language.tokenizer import dangers
from pipeline.tables.schemas import is_day

ALERT = (
    "SÉNÉGAL – Me Awa Sarr arrêtée\n\n"
    "Le 3 juin 2019, Me Awa Sarr a été arrêtée à Thiès par des policiers. Elle est toujours détenue.\n"
    "La veille, des inconnus l'avaient menacée de mort.\n"
)
WITHOUT_DAY = "Elle a été arrêtée lundi dernier, puis en mai, puis le 3 juin. Il y a trois jours, il a disparu.\n"
RUNS = ['"', "(", "!", "*", "_", "=", "«»", "…", "l'", "😀", "\ufffd", "\u200b", "a-", ".\n"]
SHAPES = [
    *("a", "A", " ", "\n", "1", "_", '"', "é", "-", "'", "(", "a ", "A ", "a\n", "\n ", "1 ", "1/", "A.", "l'", "a-"),
    *("3 mai 2020, ", "du 3 au ", "de 2016 à ", "« ", "\t", "le ", "A, ", "\u200b", "e\u0301"),
]


def read(nlp: Language, text: str) -> Extraction:
    [result] = extract([text], nlp)
    assert isinstance(result, Extraction)
    return result


def assert_offsets(found: Extraction) -> None:
    """Every span of every table is exactly its words."""
    text = found.rows["alerts"][0]["text"]
    for table, column in (("mentions", "text"), ("dates", "text"), ("incidents", "trigger"), ("participants", "text")):
        for row in found.rows[table]:
            if row["start"] is not None:
                assert text[row["start"] : row["end"]] == row[column], table


@settings(max_examples=15)
@given(st.lists(st.tuples(st.integers(0, len(ALERT)), st.sampled_from("\u200b\u0301\u202e\u00a0\ufeff\u2060"))))
def test_fault_05_offsets_point_at_their_words_whatever_stands_between(
    nlp: Language, marks: list[tuple[int, str]]
) -> None:
    text = ALERT
    for place, mark in marks:
        text = text[:place] + mark + text[place:]
    assert_offsets(read(nlp, text))


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text.replace("\n", "\r\n"),
        lambda text: text.replace("\n", "\r"),
        lambda text: unicodedata.normalize("NFD", text),
        lambda text: "\ufeff" + text,
    ],
    ids=["CRLF", "CR", "NFD", "BOM"],
)
def test_fault_06_line_ends_and_normal_forms_change_no_row(nlp: Language, change: Callable[[str], str]) -> None:
    plain, changed = read(nlp, ALERT).rows, read(nlp, change(ALERT)).rows
    for rows in (plain, changed):
        for name in ("sha256", "source"):
            del rows["alerts"][0][name]
    assert plain == changed and plain["incidents"]


@pytest.mark.parametrize("run", RUNS)
def test_fault_08_a_hundred_thousand_of_one_symbol_cost_no_more_than_text(nlp: Language, run: str) -> None:
    length = 20_000 if run == ".\n" else 100_000  # full stops are tokens, each a sentence
    text = f"Me Awa Sarr a été arrêtée.\n{run * (length // len(run))}\nElle est détenue depuis le 3 mai 2021."
    began = time.process_time()
    found = read(nlp, text)
    assert time.process_time() - began < 5
    assert_offsets(found)
    assert [row["text"] for row in found.rows["dates"]] == ["le 3 mai 2021"]


def test_fault_09_dates_without_end_take_no_longer_than_they_are(nlp: Language) -> None:
    began = time.process_time()
    found = parse("3 mai 2020, " * 700, None)
    assert time.process_time() - began < 2
    assert {item["edtf"] for item in found} == {"2020-05-03"}


@pytest.mark.parametrize("function", [structure, lambda text: parse(text, "2020-05-18"), dangers, normalise_text])
@pytest.mark.parametrize("shape", SHAPES)
def test_fault_10_four_times_the_text_takes_four_times_as_long(function: Callable[[str], Any], shape: str) -> None:
    def seconds(length: int) -> float:
        text = normalise_text(shape * (length // len(shape)))
        began = time.process_time()
        function(text)
        return time.process_time() - began

    small = min(seconds(5_000), seconds(5_000))
    assert seconds(20_000) < 4**1.3 * small + 0.1


@pytest.mark.parametrize(
    "words",
    ["31 février 2020", "30/02/2020", "le 45 mai 2020", "3 mai 20200", "0000-00-00", "12 mai 0000"],
)
def test_fault_28_a_day_that_does_not_exist_has_no_value(nlp: Language, words: str) -> None:
    found = read(nlp, f"Il a été arrêté. {words}. Puis rien.")
    assert_offsets(found)
    for row in found.rows["dates"]:
        assert row["precision"] != "day" or row["edtf"] == ""
    assert {row["date_edtf"] for row in found.rows["incidents"]} <= {"", *(r["edtf"] for r in found.rows["dates"])}


@pytest.mark.parametrize("day", ["1650-05-12", "1066-10-14", "2999-12-31"])
def test_fault_28_days_that_machines_do_not_count_to_are_kept(nlp: Language, day: str) -> None:
    assert is_day(day)
    [row] = read(nlp, f"Note du {day}.").rows["dates"] or [{"edtf": day}]
    assert row["edtf"] == day
    read(nlp, f"Note du {day}.").tables["dates"]


def at(now: datetime, monkeypatch: pytest.MonkeyPatch) -> None:
    """Make every module that might read a clock see this one."""

    class Then(datetime):
        @classmethod
        def now(cls, tz: Any = None) -> Any:
            return cls(*now.timetuple()[:6], tzinfo=tz)

        today = utcnow = now

    class Day(date):
        @classmethod
        def today(cls) -> Any:
            return cls(*now.timetuple()[:3])

    for name, module in list(sys.modules.items()):
        if name.startswith(("dateparser", "pipeline")):
            for thing, fake in (("datetime", Then), ("date", Day)):
                if getattr(module, thing, None) in (datetime, date):
                    monkeypatch.setattr(module, thing, fake)


def test_fault_29_two_days_of_reading_give_the_same_rows(nlp: Language, monkeypatch: pytest.MonkeyPatch) -> None:
    seen = []
    for now in (datetime(2019, 2, 28, 23, 59), datetime(2031, 7, 1) + timedelta(days=1)):
        with monkeypatch.context() as clock:
            at(now, clock)
            seen.append([read(nlp, text).rows for text in (WITHOUT_DAY, ALERT)])
    assert seen[0] == seen[1]
    assert {row["edtf"] for row in seen[0][0]["dates"]} <= {""}


def test_long_texts_are_read_in_pieces_with_one_entity_a_person(nlp: Language, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = read(nlp, ALERT * 6)
    monkeypatch.setattr("pipeline.extraction.PIECE_CHARACTERS", 450)
    found = read(nlp, ALERT * 6)
    assert_offsets(found)
    assert found.doc.text == whole.doc.text
    assert len([row for row in found.rows["entities"] if row["name"] == "Awa Sarr"]) == 1
    for table in ("dates", "mentions"):
        names = [(row["start"], row["end"]) for row in whole.rows[table] if row.get("form", "name") == "name"]
        assert [(r["start"], r["end"]) for r in found.rows[table] if r.get("form", "name") == "name"] == names
    assert found.rows["alerts"][0]["title"] == whole.rows["alerts"][0]["title"]
    found.tables  # noqa: B018  (and it keeps the schemas)
