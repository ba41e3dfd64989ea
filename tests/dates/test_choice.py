"""The choice of what an expression counts from: which values are proposed, and what hangs on the one that is chosen."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.dates import parse, read
from pipeline.dates.candidates import candidates, kind, times_around
from pipeline.dates.choice import Judge
from pipeline.dates.context import contexts
from pipeline.dates.edtf import is_valid
from pipeline.dates.find import find
from pipeline.dates.resolve import settled
from pipeline.dates.signs import Question

TOLD = "Le 3 mai 2019, Me Diop est arrêtée. Le 7 mai 2019, son frère est battu. Le lendemain, il quitte la ville."


def proposed(text: str, published: str = "") -> dict[str, list[str]]:
    """The values proposed for each expression that leaves a choice."""
    tokens, found = find(text)
    state, _ = settled(tokens, found, contexts(tokens, found), published)
    out = {}
    for index, item in enumerate(found):
        if kind(item.reading):
            around = times_around(state, index, None)
            values = candidates(state, index, state.values[index], around)
            out[text[item.start : item.end]] = [one.value.edtf for one in values]
    return out


def prefers(*values: str) -> Judge:
    """A judge who takes any of these values where it is proposed, else what the rules say."""

    def judge(question: Question) -> int:
        return next((n for n, one in enumerate(question.found) if one.value.edtf in values), 0)

    return judge


def values(text: str, published: str, judge: Judge | None) -> list[str]:
    return [item["edtf"] for item in read(text, published, judge=judge)]


def test_what_says_all_by_itself_leaves_no_choice() -> None:
    assert proposed("Arrêtée le 3 mai 2019, jugée en mars 2020, libre depuis hier.", "2020-05-18") == {}


def test_the_rules_come_first_and_every_time_told_gives_a_value() -> None:
    assert proposed(TOLD) == {"Le lendemain": ["2019-05-08", "2019-05-04", ""]}


def test_a_daybreak_may_be_that_of_the_day_told_or_of_the_next() -> None:
    assert proposed("Le 3 mai 2019, on l'a arrêtée. Elle a été relâchée à l'aube.") == {
        "l'aube": ["2019-05-03", "2019-05-04", ""]
    }


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("En mai 2019, il est arrêté. Le 4, on le juge.", {"2019-05-04", "2019-04-04", "2019-06-04"}),
        ("En mai 2019, il est arrêté. En octobre, on le juge.", {"2018-10", "2019-10", "2020-10"}),
        ("Le mercredi 8 mai 2019, il est arrêté. Mardi, on le juge.", {"2019-05-07", "2019-05-14"}),
    ],
)
def test_days_and_months_are_proposed_on_both_sides_of_a_time_told(text: str, wanted: set[str]) -> None:
    assert wanted <= set(list(proposed(text, "2020-05-18").values())[-1])


def test_nothing_is_proposed_where_nothing_is_told() -> None:
    assert proposed("Le lendemain, il quitte la ville.") == {"Le lendemain": [""]}


def test_the_day_of_publication_in_the_head_gives_no_lendemain() -> None:
    text = "Paris, le 18 mai 2020\n\nLe lendemain, il quitte la ville."
    assert "2020-05-19" not in proposed(text, "2020-05-18")["Le lendemain"]


def test_later_times_count_from_what_was_chosen() -> None:
    text = f"{TOLD} Deux jours plus tard, il revient."
    assert values(text, "2020-05-18", None)[2:] == ["2019-05-08", "2019-05-10"]
    assert values(text, "2020-05-18", prefers("2019-05-04"))[2:] == ["2019-05-04", "2019-05-06"]


def test_a_judge_who_follows_the_rules_changes_nothing() -> None:
    text = "Le 3 mai, Me Diop est arrêtée. La veille, jusqu'au soir, on l'avait suivie. Elle sera jugée le 22."
    assert read(text, "2020-05-18", judge=prefers()) == parse(text, "2020-05-18")


def test_depuis_stays_open_whatever_is_chosen() -> None:
    text = "Arrêté le 3 mars 2019. Il est détenu depuis le 7."
    assert values(text, "2019-06-18", prefers("2019-02-07"))[1] == "2019-02-07/.."


PIECES = [
    *("Le 3 mai 2019,", "le 31", "le lendemain", "La veille,", "mardi", "en mars", "ce jour-là", "à Noël", "\n\n"),
    *("il est arrêté.", "une semaine plus tard", "au printemps", "depuis le 22", "deux jours après son arrestation"),
]


@given(st.lists(st.sampled_from(PIECES), max_size=9), st.sampled_from(["", "2019-05-18"]), st.lists(st.integers(0, 40)))
def test_any_choice_is_a_date_of_the_same_words(pieces: Sequence[str], published: str, picks: list[int]) -> None:
    text, left = " ".join(pieces), list(picks)

    def judge(question: Question) -> int:
        widths = {len(row) for row in question.numbers()}
        assert len(widths) == 1 and len(question.signs()) == len(question.found)
        return (left.pop() if left else 0) % len(question.found)

    for item in read(text, published, judge=judge):
        assert not item["edtf"] or is_valid(item["edtf"])
        assert text[item["start"] : item["end"]] == item["text"]
