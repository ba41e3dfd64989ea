"""The value of an expression that counts from an event, once the event has a date."""

import pytest

from pipeline.dates.recount import recounted


@pytest.mark.parametrize(
    ("words", "event", "value"),
    [
        ("la veille de son arrestation", "2020-05-03", "2020-05-02"),
        ("trois jours après leur enlèvement", "2020-05-03", "2020-05-06"),
        ("Le lundi suivant l'attaque", "2020-05-08", "2020-05-11"),
        ("un mois avant sa libération", "2020-05-03", "2020-04"),
        ("la nuit qui a suivi sa capture", "2020-05-03", "2020-05-03/2020-05-04"),
        ("Le lendemain des arrestations", "2020-05-03/2020-05-04", "2020-05-05"),
        ("depuis le jour de sa détention", "2020-05-03/..", "2020-05-03/.."),
        ("le lendemain", "2020-05-03", ""),  # names no event
        ("la veille de son procès", "2020-05", ""),  # of no day
        ("la veille de son procès", "../2020-05-03", ""),
        ("la veille de son procès", "", ""),
        ("le lendemain du siège", "2020-05-03/2020-07-01", ""),
        ("la veille de son procès", "2020-05-03~", ""),
        ("depuis le jour de sa détention", "2020-05-03~/..", ""),
    ],
)
def test_an_expression_counts_from_the_day_of_the_event_that_it_names(words: str, event: str, value: str) -> None:
    assert recounted(words, event) == value
