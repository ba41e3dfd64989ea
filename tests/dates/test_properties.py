"""What holds of every text, whatever stands in it."""

import time
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.dates import parse
from pipeline.dates.edtf import bounds, is_valid, precision
from pipeline.dates.feasts import easter
from pipeline.lexicons import rows

WORDS = """
le la les l' au du de d' des à en et , . ( ) - – / : « » 3 12 31 25 1er 2019 2020 87 l2 O3 12/03 12/03/2019
2019-06-05 3.6.19 mai mars juin février janv. sept. lundi mardi sa di dimanche soir nuit matin veille
lendemain jour jours semaine mois an année hier demain dernier prochain suivant même ce cette là ci deux trois
vingt quelques depuis jusqu' avant après il y a dans entre plus tard tôt fin début mi printemps été hiver Noël
Pâques Aïd saint meurtre son chien sera arrêté loi années 1990 trimestre premier second vers environ
31/12/9999 cette aujourd'hui aujourd’hui week-end
"""
FORMS = [row["form"] for row in rows("dates_words")]
pieces = st.lists(st.sampled_from([*WORDS.split(), "\n", "\n\n"]) | st.sampled_from(FORMS), max_size=40)
texts = pieces.map(" ".join) | pieces.map("".join) | st.text(max_size=60)
edges = st.sampled_from(["", "0001-01-01", "2020-02-29", "9999-12-31"])
days = st.none() | edges | st.dates().map(date.isoformat)


@settings(max_examples=400, deadline=None)
@given(texts, days)
def test_any_text_is_read(text: str, published: str | None) -> None:
    found = parse(text, published)
    end = 0
    for item in found:
        assert end <= item["start"] < item["end"] <= len(text)
        end = item["end"]
        assert text[item["start"] : item["end"]] == item["text"]
        assert item["edtf"] == "" or is_valid(item["edtf"])
        assert (item["date_start"], item["date_end"]) == bounds(item["edtf"])
        assert item["precision"] == precision(item["edtf"])
        assert item["basis"] in ("explicit", "inherited", "relative", "anaphoric", "none")
        if item["date_start"] and item["date_end"]:
            assert item["date_start"] <= item["date_end"]
    assert parse(text, published) == found


REPEATED = [
    "3 mai 2020, ",
    "mai ",
    "1",
    "1/",
    "1 ",
    "l",
    "2020 ",
    "le lendemain ",
    "du 3 au ",
    "les 3, ",
    "après le crime, ",
    "2 0 1 9 ",
    "le 3 fé vrier 2 0 1 9 ",
    "le Il ",
    "> le 3 mai 2020 :\n",
    "le 3 mai 2020, il dit : « ",
    "depuis le vote du 3 mai, ",
    "/ . - ",
    "lundi et ",
    "en mars et ",
    "deux jours avant le vote, ",
    "les 3 et 4 mai et ",
    "du lundi au mardi et ",
]


@pytest.mark.parametrize("piece", REPEATED)
def test_reading_time_grows_with_the_length_of_the_text(piece: str) -> None:
    def seconds(size: int) -> float:
        text = piece * (size // len(piece))
        begin = time.process_time()
        parse(text, "2020-05-18")
        return time.process_time() - begin

    seconds(2_000)
    small, large = seconds(10_000), seconds(40_000)
    assert large < 12 * small + 0.2  # linear would be 4, quadratic 16


def test_200_kilobytes_of_dates_are_all_found() -> None:
    text = "3 mai 2020, " * 16_667
    found = parse(text, "2020-05-18")
    assert len(found) == 16_667
    assert {item["edtf"] for item in found} == {"2020-05-03"}


def test_a_publication_date_must_be_a_date() -> None:
    with pytest.raises(ValueError):
        parse("Arrêté hier.", "18 mai 2020")


def test_a_contradicting_weekday_is_noted() -> None:
    (item,) = parse("Arrêtée le lundi 5 juin 2019.")
    assert (item["edtf"], item["note"]) == ("2019-06-05", "weekday contradicts the date")


def test_an_impossible_day_is_noted() -> None:
    (item,) = parse("Arrêtée le 31 février 2020.")
    assert (item["edtf"], item["basis"], item["note"]) == ("", "none", "no such day in the calendar")


@pytest.mark.parametrize("year", ["20200", "0000", "99999"])
def test_a_year_that_is_none_gives_no_value(year: str) -> None:
    assert all(not item["edtf"].startswith(year[:4]) for item in parse(f"Arrêté le 3 mai {year}, puis en {year}."))


EASTERS = [(1818, "03-22"), (1943, "04-25"), (2008, "03-23"), (2016, "03-27"), (2019, "04-21"), (2038, "04-25")]


@pytest.mark.parametrize(("year", "day"), EASTERS)
def test_easter(year: int, day: str) -> None:
    assert easter(year).isoformat() == f"{year}-{day}"
