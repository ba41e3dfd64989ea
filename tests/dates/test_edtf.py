"""Values of dates: their first and last day, their precision, and what is no value."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.dates.edtf import bounds, is_valid, precision

VALUES = [
    ("2019-06-05", "2019-06-05", "2019-06-05", "day"),
    ("2020-02", "2020-02-01", "2020-02-29", "month"),
    ("2019", "2019-01-01", "2019-12-31", "year"),
    ("2016-21", "2016-03-01", "2016-05-31", "season"),
    ("2016-22", "2016-06-01", "2016-08-31", "season"),
    ("2016-23", "2016-09-01", "2016-11-30", "season"),
    ("2015-24", "2015-12-01", "2016-02-29", "season"),
    ("2019-33", "2019-01-01", "2019-03-31", "quarter"),
    ("2019-36", "2019-10-01", "2019-12-31", "quarter"),
    ("199X", "1990-01-01", "1999-12-31", "decade"),
    ("2019-06~", "2019-06-01", "2019-06-30", "month"),
    ("2019-06-03/2019-06-07", "2019-06-03", "2019-06-07", "range"),
    ("2018-03/2018-05", "2018-03-01", "2018-05-31", "range"),
    ("2020-01/..", "2020-01-01", "", "range"),
    ("../2020-05-03", "", "2020-05-03", "range"),
    ("2020/", "2020-01-01", "", "range"),
    ("", "", "", ""),
]
NO_VALUES = [
    *(
        "2019-02-30",
        "2019-13",
        "2019-00",
        "2019-20",
        "2019-25",
        "2019-37",
        "0000",
        "20200",
        "20-01-01",
        "19-06",
        "2019-6-5",
    ),
    *(
        "2019-6-5",
        "2020-05-03/2020-05-01",
        "../..",
        "/",
        "..",
        "a",
        "2019-06-05T10:00",
        "2019/2020/2021",
        "19XX",
        "٢٠١٩",
    ),
]


@pytest.mark.parametrize(("edtf", "first", "last", "kind"), VALUES)
def test_a_value_has_bounds_and_a_precision(edtf: str, first: str, last: str, kind: str) -> None:
    assert bounds(edtf) == (first, last)
    assert precision(edtf) == kind
    assert is_valid(edtf) == (edtf != "")


@pytest.mark.parametrize("edtf", NO_VALUES)
def test_what_is_no_value_is_refused(edtf: str) -> None:
    assert not is_valid(edtf)
    with pytest.raises(ValueError):
        bounds(edtf)


@given(st.text(alphabet="0123456789-/.~X", max_size=24))
def test_any_string_is_judged_without_a_crash(text: str) -> None:
    if is_valid(text):
        first, last = bounds(text)
        assert first or last
        assert not (first and last) or first <= last


@given(st.dates())
def test_a_day_is_its_own_first_and_last_day(day) -> None:  # type: ignore[no-untyped-def]
    assert bounds(day.isoformat()) == (day.isoformat(), day.isoformat())
