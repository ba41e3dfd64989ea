"""What makes a row doubtful: its act told again of one of the same people, another act told by its word."""

from dataclasses import replace

from occasions import occasion

from pipeline.incidents.confidence import again, otherwise
from pipeline.incidents.encoding.codes import ELSE
from pipeline.incidents.occasions.reading import Occasion, When


def dated(number: int, day: str, victim: str, sentence: int = 0) -> Occasion:
    return replace(occasion(number, "arrest", day, victim, sentence=sentence), when=When(day, number if day else -1))


def test_a_second_arrest_of_the_same_person_is_told_from_that_of_another() -> None:
    found = [dated(0, "2020-03-05", "awa"), dated(1, "", "awa", sentence=4), dated(2, "2020-03-05", "samba")]
    first, second, third = (again(found, place, [0, 1, 2]) for place in range(3))
    assert first[:6] == [1, 0, 0, 0, 1, 0]  # one more, behind it, that has no day
    assert second[:6] == [1, 1, 0, 0, 1, 1]
    assert first[-1] == second[-1] == 4
    assert third == [0] * 6 + [ELSE] * 4


def test_an_arrest_of_another_day_is_another() -> None:
    found = [dated(0, "2020-03-05", "awa"), dated(1, "2021-03-05", "awa")]
    assert again(found, 0, [0, 1])[:6] == [1, 0, 0, 0, 0, 0]
    assert again(found, 0, [0, 1])[-2:] == [ELSE, ELSE]


def test_two_acts_told_by_one_word_know_each_other() -> None:
    found = [occasion(0, "arrest", "", "awa"), occasion(0, "abduction", "", "awa"), occasion(3, "release", "", "awa")]
    by_word = {0: [0, 1], 3: [2]}
    assert [otherwise(found, place, by_word)[0] for place in range(3)] == [1, 1, 0]
