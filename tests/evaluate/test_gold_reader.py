"""Quotes, triggers and names find their place in the text."""

from itertools import pairwise
from pathlib import Path

import pytest
from gold_cases import gold, incident, write
from hypothesis import given
from hypothesis import strategies as st

from pipeline.evaluate.gold import name_mentions, read_gold


def test_a_quote_is_found_by_its_number_where_it_stands_twice(tmp_path: Path) -> None:
    text = "Arrêtée en mai, libérée en juin. Arrêtée en mai encore.\n"
    write(tmp_path, text, gold())
    content = gold([incident("arrest", "Arrêtée", "Arrêtée en mai")])
    content["incidents"][0]["mentions"][0]["nth"] = 2
    alert = read_gold(write(tmp_path, text, content))[0]
    (mention,) = alert.incidents[0].mentions
    assert mention.quote == (33, 47)
    assert text[slice(*mention.trigger)] == "Arrêtée"
    assert mention.trigger == (33, 40)


def test_dates_carry_their_first_and_last_day(tmp_path: Path) -> None:
    content = gold(dates=[("février 2020", "2020-02"), ("depuis", "2020-03-01/.."), ("récemment", None)])
    alert = read_gold(write(tmp_path, "En février 2020, et depuis, récemment.\n", content))[0]
    assert [(d.first, d.last) for d in alert.dates] == [("2020-02-01", "2020-02-29"), ("2020-03-01", ""), ("", "")]


def test_folders_are_read_to_the_bottom_in_order_of_name(tmp_path: Path) -> None:
    write(tmp_path / "b" / "c", "Un.\n", gold(), "alpha")
    write(tmp_path / "a", "Deux.\n", gold(), "beta")
    assert [alert.name for alert in read_gold(tmp_path)] == ["alpha", "beta"]


@pytest.mark.parametrize(
    ("text", "names", "found"),
    [
        # The longer name first, none inside another, also across entities.
        ("Barreau de Kinlo, à Kinlo.", [("k", "Kinlo"), ("b", "Barreau de Kinlo")], {"b": [(0, 16)], "k": [(20, 25)]}),
        # A letter or a digit goes on with a word; a hyphen or an apostrophe ends it.
        ("Les Kinlois de Kinlo2 à Kinlo-Sud.", [("k", "Kinlo")], {"k": [(24, 29)]}),
        ("L'Ordre d’Ali, Alima.", [("a", "Ali")], {"a": [(10, 13)]}),
        # Exact strings: case counts.
        ("KINLO, Kinlo", [("k", "Kinlo")], {"k": [(7, 12)]}),
        # All the names of one entity in order of the text.
        ("Moreau. Lila Moreau. Moreau.", [("l", "Lila Moreau"), ("l", "Moreau")], {"l": [(0, 6), (8, 19), (21, 27)]}),
        ("rien", [("k", "Kinlo"), ("e", "")], {}),
    ],
)
def test_names_are_found_longest_first_at_word_borders(
    text: str, names: list[tuple[str, str]], found: dict[str, list[tuple[int, int]]]
) -> None:
    assert name_mentions(text, names) == found


@given(
    st.text("Aa b-", max_size=40), st.lists(st.tuples(st.sampled_from("xy"), st.text("Aab", max_size=3)), max_size=5)
)
def test_mentions_point_at_a_name_and_never_overlap(text: str, names: list[tuple[str, str]]) -> None:
    found = name_mentions(text, names)
    assert all((key, text[start:end]) in names for key, spans in found.items() for start, end in spans)
    spans = sorted(span for spans in found.values() for span in spans)
    assert all(a[1] <= b[0] for a, b in pairwise(spans))
