"""One word that tells an act done on several days makes a row for each."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from pipeline.incidents.acts.mentions import Mention
from pipeline.incidents.occasions.reading import Occasion, Reading, When
from pipeline.incidents.occasions.repeats import repeated
from pipeline.incidents.scene.scene import Scene

Read = Callable[[str], Scene]


def summoned(scene: Scene, victim: str = "awa") -> Occasion:
    """A summons by the first verb of a text, on the first day that it tells."""
    head = next(token.i for token in scene.tokens if token.lower_ in ("convoquée", "convoqués", "convoqué"))
    reading = Reading(Mention("summons", 0.9, (head,), head, scene.sentence_of[head]))
    when = When(scene.dates[0]["edtf"], 0)
    return Occasion([reading], {}, frozenset([victim]), {}, frozenset(), "none", 0, "asserted", when=when)


def days(scene: Scene, found: list[Occasion]) -> list[str]:
    return [one.when.edtf for one in repeated(scene, found)]


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ("Me Awa Diop a été convoquée le 3 mai 2020, puis le 9 mai 2020.", ["2020-05-03", "2020-05-09"]),
        ("Me Awa Diop a été convoquée en 2014 et de nouveau en 2017.", ["2014", "2017"]),
        ("Me Awa Diop a été convoquée le 3 mai 2020.", ["2020-05-03"]),
        ("Me Awa Diop a été convoquée entre 2014 et 2017.", None),
        ("Me Awa Diop a été convoquée le 3 mai 2020, et le 9 mai 2020 son bureau était vide.", ["2020-05-03"]),
        ("Me Awa Diop a été convoquée le 3 mai 2020 et, le 9 mai 2020, sa mère est tombée malade.", ["2020-05-03"]),
        ("Me Awa Diop a été convoquée le 3 mai 2020 et le 9 mai 2020 par un juge.", ["2020-05-03", "2020-05-09"]),
        ("Me Awa Diop a été convoquée le 3 mai 2020 et relâchée le 9 mai 2020.", ["2020-05-03"]),
        ("Me Awa Diop a été convoquée le 3 mai 2020, et en 2017 déjà.", ["2020-05-03"]),
    ],
)
def test_days_that_are_joined_make_a_row_each(read: Read, told: str, expected: list[str] | None) -> None:
    scene = read(told)
    one = summoned(scene)
    assert days(scene, [one]) == (expected or [one.when.edtf])


def test_of_a_group_some_may_have_been_hit_on_each_day(read: Read) -> None:
    scene = read("Huit syndicalistes ont été convoqués le 3 mai 2020 et le 9 mai 2020.")
    assert days(scene, [summoned(scene, "group:0")]) == ["2020-05-03"]


def test_a_day_that_dates_another_row_is_no_repetition(read: Read) -> None:
    scene = read("Me Awa Diop a été convoquée le 3 mai 2020, puis le 9 mai 2020, où elle a été arrêtée.")
    one = summoned(scene)
    other = replace(one, date=1, when=When(scene.dates[1]["edtf"], 1))
    assert days(scene, [one, other]) == ["2020-05-03", "2020-05-09"]
