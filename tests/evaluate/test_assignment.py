"""The one-to-one assignment against every possible one."""

from itertools import permutations

from hypothesis import given
from hypothesis import strategies as st

from pipeline.evaluate.assignment import assign


def test_the_best_total_wins_over_the_best_first_choice() -> None:
    # Greedy takes 9 and leaves 1: 10. The best is 8 + 8.
    assert assign([[9, 8], [8, 1]]) == [(0, 1), (1, 0)]


def test_nothing_is_assigned_without_weight() -> None:
    assert assign([[0, 0], [0, 3]]) == [(1, 1)]
    assert assign([]) == []
    assert assign([[], []]) == []


def test_weights_too_large_for_a_float_are_told_apart() -> None:
    assert assign([[10**20, 10**20 + 1], [10**20, 10**20]]) == [(0, 1), (1, 0)]


@st.composite
def tables(draw: st.DrawFn) -> list[list[int]]:
    columns = draw(st.integers(1, 5))
    row = st.lists(st.integers(0, 9), min_size=columns, max_size=columns)
    return draw(st.lists(row, min_size=1, max_size=5))


@given(tables())
def test_no_other_assignment_weighs_more(weights: list[list[int]]) -> None:
    pairs = assign(weights)
    assert len({row for row, _ in pairs}) == len({column for _, column in pairs}) == len(pairs)
    size = max(len(weights), len(weights[0]))
    padded = [
        [weights[r][c] if r < len(weights) and c < len(weights[0]) else 0 for c in range(size)] for r in range(size)
    ]
    best = max(sum(padded[r][c] for r, c in enumerate(order)) for order in permutations(range(size)))
    assert sum(weights[r][c] for r, c in pairs) == best
