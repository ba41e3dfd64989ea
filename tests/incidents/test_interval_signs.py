"""What speaks for a date of an act: the ways to it, how long it lasts, the turns of custody on its days."""

from collections.abc import Callable

import pytest
from occasions import occasion

from pipeline.incidents.occasions import interval_signs as signs
from pipeline.incidents.occasions.interval_options import Option
from pipeline.incidents.occasions.reading import When
from pipeline.incidents.scene.scene import Scene
from pipeline.incidents.when.durations import Duration, days

Read = Callable[[str], Scene]


def option(edtf: str, kind: str = "told") -> Option:
    """A date that is made in some way."""
    return Option(edtf, -1, kind)


def test_all_ways_to_a_date_count() -> None:
    one, two = signs.ways([option("2020-05-02/2020-05-19")]), signs.ways([option("", "until"), option("", "lasted")])
    assert one[-1] == 1.0 and sum(one[:-1]) == 0.0
    assert two[-1] == 2.0 and sum(two[:-1]) == 2.0


@pytest.mark.parametrize(
    ("text", "edtf", "as_long"),
    [
        ("Awa Diop a passé dix-sept jours en cellule.", "2020-05-02/2020-05-19", 1.0),
        ("Awa Diop a passé dix-sept jours en cellule.", "2020-05-02/2020-05-18", 1.0),  # both ends counted
        ("Awa Diop a passé dix-sept jours en cellule.", "2020-05-02/2020-05-30", 0.0),
        ("Awa Diop a passé dix-sept jours en cellule.", "2020-05-02/..", 0.0),
        ("Awa Diop a passé sept mois en prison.", "2020-01-02/2020-08-09", 1.0),
        ("Awa Diop a passé sept mois en prison.", "2020-01-02/2020-08", 1.0),  # as the end is reckoned from months
        ("Awa Diop a passé deux ans en prison.", "2018-05-02/2020", 1.0),
        ("Awa Diop a passé deux ans en prison.", "2018-05-02/2019-11", 0.0),
        ("Awa Diop a passé deux ans en prison.", "../2020", 0.0),
        ("Awa Diop a été détenue.", "2020-05-02/2020-05-19", -1.0),  # no length is told
    ],
)
def test_a_date_may_last_as_long_as_the_text_says(read: Read, text: str, edtf: str, as_long: float) -> None:
    told = signs.lengths(read(text), occasion(0, "detention", "", "awa"))
    assert signs.as_long(told, option(edtf)) == as_long


def test_units_are_counted_in_days() -> None:
    assert [days(Duration(2, unit, "")) for unit in ("day", "week", "month", "year")] == [2, 14, 60, 730]


def test_the_day_of_a_release_ends_custody_and_begins_none() -> None:
    told = [
        ("detention", "2020-05-19", "awa", "asserted"),
        ("arrest", "2020-05-02", "awa", "asserted"),
        ("release", "2020-05-19", "awa", "asserted"),
        ("arrest", "2020-05-07", "bela", "asserted"),  # somebody else
        ("release", "2020-05-08", "awa", "negated"),  # did not happen
    ]
    found = [occasion(number, *one) for number, one in enumerate(told)]
    rules = [When(date, number) for number, (_, date, *_) in enumerate(told)]
    turned = signs.turns(found, rules, 0)
    assert turned == {"beginning": {"2020-05-02"}, "lasting": set(), "ending": {"2020-05-19"}}
    assert signs.bounded(turned, option("2020-05-02/2020-05-19")) == [1, 0, 0, 0, 0, 1]
    assert signs.bounded(turned, option("2020-05-19/..")) == [0, 0, 1, 0, 0, 0]
    assert signs.bounded(turned, option("2020-05-19")) == [0, 0, 1, 0, 0, 0]  # a day ends no interval
    assert signs.bounded(turned, option("")) == [0] * 6


def test_a_release_in_a_month_lies_on_no_day_of_it() -> None:
    found = [occasion(0, "detention", "", "awa"), occasion(1, "release", "2020-05", "awa", "asserted")]
    turned = signs.turns(found, [When("", -1), When("2020-05", 1)], 0)
    assert signs.bounded(turned, option("2020-02-03/2020-05"))[-1] == 1
    assert signs.bounded(turned, option("2020-05-01/.."))[2] == 0
