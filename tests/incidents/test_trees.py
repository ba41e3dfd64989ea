"""The trees of decision: sums that can be reckoned by hand, the same as those of the library that grows them."""

from math import exp
from pathlib import Path

import numpy as np
import pytest

from models import trees
from pipeline.learned.linear import Linear
from pipeline.learned.stack import ALONE, HOPELESS, Stack, probability, rivalry
from pipeline.learned.trees import Trees

# One tree: column 0 <= 1.5 gives -1; else column 1 <= 0 gives 2, above it 3. A second tree is a leaf of 0.5.
TWO = Trees(
    columns=np.array([0, 0, 1, 0, 0, 0], np.intp),
    limits=np.array([1.5, 0, 0.0, 0, 0, 0], np.float32),
    lefts=np.array([1, 1, 3, 3, 4, 5], np.intp),
    rights=np.array([2, 1, 4, 3, 4, 5], np.intp),
    values=np.array([0, -1, 0, 2, 3, 0.5], np.float32),
    roots=np.array([0, 5], np.intp),
    bias=0.25,
)
SETTINGS = {"seed": 1, "number": 20, "rate": 0.1, "leaves": 6, "depth": 4, "least": 5, "share": 0.5, "bins": 63}


@pytest.mark.parametrize(("sample", "leaf"), [([1.5, 9.0], -1), ([2.0, 0.0], 2), ([2.0, 0.1], 3)])
def test_a_sample_falls_into_one_leaf_of_each_tree(sample: list[float], leaf: float) -> None:
    assert TWO.scores([sample]).tolist() == [leaf + 0.5 + 0.25]
    assert TWO.probabilities([sample]) == pytest.approx([1 / (1 + exp(-leaf - 0.75))])


@pytest.mark.parametrize(("value", "leaf"), [(-3.0, -1), (-2.5, -1), (-2.4, 1), (-0.0, 1), (0.0, 1), (1e-30, 2)])
def test_values_below_and_about_nothing_stand_in_order(value: float, leaf: float) -> None:
    tree = Trees(  # one column: <= -2.5 gives -1, <= 0 gives 1, above 2
        columns=np.zeros(5, np.intp),
        limits=np.array([-2.5, 0, 0.0, 0, 0], np.float32),
        lefts=np.array([1, 1, 3, 3, 4], np.intp),
        rights=np.array([2, 1, 4, 3, 4], np.intp),
        values=np.array([0, -1, 0, 1, 2], np.float32),
        roots=np.zeros(1, np.intp),
        bias=0.0,
    )
    assert tree.scores([[value]]).tolist() == [leaf]


def test_no_samples_give_no_probabilities() -> None:
    assert TWO.probabilities([]) == TWO.shares([]) == []
    assert TWO.shares([[]]) == [[]]


def test_the_options_of_a_choice_share_one_by_their_scores() -> None:
    (alone,), (low, high) = TWO.shares([[[1.0, 0.0]], [[2.0, 0.0], [2.0, 0.1]]])
    assert alone == 1 and TWO.shares([[[]]]) == [[1]], "one option is right, whatever speaks for it"
    assert (low, high) == pytest.approx((1 / (1 + exp(1)), 1 / (1 + exp(-1))))


def test_trees_say_what_the_library_that_grew_them_says() -> None:
    numbers = np.random.default_rng(3).normal(size=(400, 5)).round(1).astype(np.float32)
    truths = (numbers[:, 0] * numbers[:, 1] > 0.1).tolist()
    library = trees.grown(numbers, truths, SETTINGS)
    assert trees.as_arrays(library).scores(numbers.tolist()) == pytest.approx(
        library.predict(numbers, raw_score=True), abs=2e-3
    )


def test_limits_are_not_rounded_over_the_values_that_they_part() -> None:
    near = [1.0, float(np.nextafter(np.float32(1), np.float32(2)))]
    library = trees.grown([[value] for value in near * 40], [False, True] * 40, SETTINGS)
    assert trees.as_arrays(library).scores([[value] for value in near]) == pytest.approx(
        library.predict(np.array(near)[:, None], raw_score=True), abs=2e-2
    )


def test_trees_come_back_from_their_file(tmp_path: Path) -> None:
    TWO.save(tmp_path / "two.npz")
    samples = [[1.0, 1.0], [2.0, -1.0], [3.0, 1.0]]
    assert Trees.load(tmp_path / "two.npz").scores(samples).tolist() == TWO.scores(samples).tolist()


def test_the_trees_of_a_stack_have_most_of_the_say_unless_the_linear_model_sees_no_hope(tmp_path: Path) -> None:
    stack = Stack(Linear(("yes",), {"a": 0}, np.array([[2.0]], np.float32), np.array([0.0], np.float32)), TWO)
    hopeless = HOPELESS - 1
    asked, left = stack.probabilities([2.0, hopeless], [[0.0, 0.0], []])
    assert asked == pytest.approx(probability((2.0 + 2 * TWO.scores([[0.0, 0.0]])[0]) / 3))
    assert left == pytest.approx(probability(hopeless))
    assert stack.probabilities([], []) == []
    stack.save(tmp_path, "one")
    assert Stack.load(tmp_path, "one").probabilities([2.0], [[0.0, 0.0]]) == [asked]


def test_a_candidate_knows_its_best_rival() -> None:
    likely, open_, unlikely = rivalry([1.0, 0.0, -2.0])
    assert likely == pytest.approx([1.0, 0.0, 0.5 + probability(-2.0), 0.0])
    assert open_ == pytest.approx([0.0, 1.0, probability(1.0) + probability(-2.0), 1.0])
    assert unlikely[1] == 1.0 and unlikely[3] == 2.0


def test_who_is_alone_has_no_rival_and_equals_are_of_one_rank() -> None:
    assert rivalry([0.5]) == [[0.5, ALONE, pytest.approx(0.0), 0.0]]
    first, second = rivalry([0.5, 0.5])
    assert first == second == pytest.approx([0.5, 0.5, probability(0.5), 0.0])
    assert rivalry([]) == []
