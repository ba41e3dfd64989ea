from typing import Any

import pytest

from pipeline.messages import speaking
from pipeline.show.view import AlertView, Value, view

Rows = dict[str, list[dict[str, Any]]]


def shown(rows: Rows) -> AlertView:
    with speaking("fr"):
        return view(rows)


def words(alert: AlertView, value: Value) -> str:
    assert value.mark is not None
    return alert.text[value.mark.start : value.mark.end]


def test_incidents_come_by_time_and_those_without_a_date_last(rows: Rows) -> None:
    rows["incidents"][0].update(date_edtf="", date_start="", date_end="", date_text="")
    alert = shown(rows)
    assert [(i.number, i.act.text, i.date.text) for i in alert.incidents] == [
        (1, "Détention", "depuis février 2021"),
        (2, "Menaces de mort", "2 février 2021"),
        (3, "Arrestation", ""),
    ]


def test_each_value_leads_to_its_words(rows: Rows) -> None:
    alert = shown(rows)
    detention, threat, arrest = alert.incidents
    assert words(alert, arrest.act) == "arrêté"
    assert words(alert, arrest.date) == "Le 3 février 2021"
    assert (arrest.victims[0].text, words(alert, arrest.victims[0])) == ("Inès Corvelle", "Inès Corvelle")
    assert words(alert, arrest.perpetrators[0]) == "des policiers"
    assert words(alert, arrest.places[0]) == "Port-Lune"
    assert words(alert, threat.victims[0]) == "sa sœur"
    assert (detention.victims[0].text, words(alert, detention.victims[0])) == ("Inès Corvelle", "elle")
    assert words(alert, detention.sources[0]) == "son avocat"


def test_of_two_equal_date_expressions_the_nearer_one_is_meant(rows: Rows) -> None:
    alert = shown(rows)
    start = alert.text.rindex("février 2021")
    detention = alert.incidents[0]
    assert detention.date.mark is not None
    assert detention.date.mark.start == start


def test_words_that_serve_several_incidents_know_them_all(rows: Rows) -> None:
    rows["participants"][-2].update(rows["participants"][0] | {"incident_id": "i-detention"})
    name = next(mark for mark in shown(rows).marks if mark.kind == "victim" and mark.incidents != (2,))
    assert name.incidents == (1, 3)


@pytest.mark.parametrize(("start", "end"), [(None, None), (-1, 4), (5, 5), (7, 3), (0, 10**6)])
def test_a_span_outside_the_text_is_no_mark_and_the_value_stays(rows: Rows, start: int | None, end: int | None) -> None:
    rows["participants"][1].update(start=start, end=end)
    arrest = shown(rows).incidents[2]
    assert arrest.perpetrators == (Value("des policiers"),)


def test_names_of_a_column_without_participants_are_shown(rows: Rows) -> None:
    rows["participants"].clear()
    assert shown(rows).incidents[2].victims == (Value("Inès Corvelle"),)


def test_a_country_said_as_the_place_is_shown_once(rows: Rows) -> None:
    rows["incidents"][0]["place"] = "France"
    rows["participants"][2]["text"] = "France"
    arrest = shown(rows).incidents[2]
    assert (arrest.places[0].text, arrest.country) == ("France", "")


def test_the_english_view_has_english_labels(rows: Rows) -> None:
    with speaking("en"):
        alert = view(rows)
    assert alert.incidents[2].act.text == "Arrest"
    assert ("Published on", "12 March 2021") in alert.facts
