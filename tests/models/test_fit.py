"""What training promises: models that read what they were shown, and parts that keep strangers apart."""

from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from models import linear, trees
from models.examples import Samples
from models.fitting import fit_texts, fitted, grow, pack
from models.incidents import folds
from models.linear import fit
from models.signs import Signs, encode, frequent

SEEN = [["a"], ["a"], ["b"], ["b"]]


def coded(samples: list[list[str]], least: int = 2) -> Signs:
    return frequent([encode(samples)], least)


def test_yes_or_no_is_one_column() -> None:
    model = fit(coded(SEEN), [True, True, False, False])
    assert model.labels == ("yes",)
    yes, no = model.probabilities([["a"], ["b"]])[:, 0].tolist()
    assert yes > 0.5 > no


@pytest.mark.parametrize("labels", [["x", "x", "y", "y"], ["x", "y", "z", "z"]])
def test_labels_have_a_column_each_in_order(labels: list[str]) -> None:
    model = fit(coded(SEEN), labels)
    assert model.labels == tuple(sorted(set(labels)))
    assert model.labels[int(model.probabilities([["b"]])[0].argmax())] == labels[-1]


def test_two_labels_give_the_probability_that_one_column_would() -> None:
    named = fit(coded(SEEN), ["no", "no", "yes", "yes"]).probabilities([["b"]])[0, 1]
    assert named == pytest.approx(fit(coded(SEEN), [False, False, True, True]).probabilities([["b"]])[0, 0], abs=1e-4)


def test_a_feature_seen_once_is_left_out() -> None:
    assert set(fit(coded([["a", "rare"], ["a"], ["b"], ["b"]]), [True, True, False, False]).rows) == {"a", "b"}


def test_a_feature_written_twice_in_a_sample_counts_once() -> None:
    twice = fit(coded([["a", "a"], ["a"], ["b"], ["b", "once", "once"]]), [True, True, False, False])
    assert set(twice.rows) == {"a", "b"}


def test_the_same_samples_give_the_same_model() -> None:
    one, other = (fit(coded(SEEN), ["x", "y", "z", "z"]) for _ in range(2))
    assert (one.weights == other.weights).all() and one.rows == other.rows


def test_a_part_holds_all_alerts_of_a_hand() -> None:
    hands = {f"alert-{number}": hand for number, hand in enumerate("aabbbcdde")}
    alerts: list[Any] = [SimpleNamespace(name=name) for name in hands]
    parts = folds(alerts, hands, 3)
    assert sorted(a.name for part in parts for a in part) == sorted(hands)
    where = [{number for number, part in enumerate(parts) for a in part if hands[a.name] == h} for h in "abcde"]
    assert all(len(numbers) == 1 for numbers in where)
    assert all(parts)


def test_a_linear_model_for_typical_samples_says_of_all_what_it_said_of_those() -> None:
    model = fit(coded([["a"], ["a", "typical"], ["b"], ["b", "typical"]], 1), ["x", "y", "z", "z"])
    settled = linear.settled(model, "typical")
    assert "typical" not in settled.rows
    assert settled.scores([["a"]]) == pytest.approx(model.scores([["a", "typical"]]), abs=1e-6)


def test_trees_for_typical_samples_say_of_all_what_they_said_of_those() -> None:
    rng = np.random.default_rng(1)
    samples, typical = rng.normal(size=(2000, 3)), rng.integers(0, 2, 2000)
    truths = samples[:, 0] > np.where(typical == 1, 0.8, -0.8)
    settings = {"number": 20, "rate": 0.2, "leaves": 15, "depth": 6, "least": 20, "share": 1.0, "seed": 1, "bins": 63}
    marked = trees.fit(np.column_stack([samples, typical]).tolist(), truths.tolist(), settings)
    settled = trees.settled(marked, column=3, value=1.0)
    said = marked.scores(np.column_stack([samples, np.ones(2000)]).tolist())
    assert (settled.scores(samples.tolist()) == said).all()
    assert (settled.scores([[0.0] * 3] * 2) < 0).all() and (marked.scores([[0.0] * 4]) > 0).all()


def test_trees_that_learn_of_typical_alerts_ask_no_more_than_there_is_to_read() -> None:
    rng = np.random.default_rng(1)
    made = []
    for limit, typical in ((0.8, True), (-0.8, False)) * 2:
        rows = rng.normal(size=(500, 2)).tolist()
        made.append(pack(Samples(numbers=rows, truths=[a > limit for a, _ in rows]), typical))
    settings = {"number": 20, "rate": 0.2, "leaves": 15, "depth": 6, "least": 20, "share": 1.0, "seed": 1, "bins": 63}
    trees_ = grow(made, {"trees": settings})
    assert trees_.columns.max() < 2  # samples marked twice had left a question about a third
    assert trees_.probabilities([[0.0, 0.0], [1.5, 0.0]]) == pytest.approx([0.0, 1.0], abs=0.2)


CHOICE = {"number": 40, "rate": 0.1, "leaves": 8, "depth": 4, "least": 20, "share": 1.0, "seed": 1, "bins": 63}


def test_trees_of_choices_learn_what_parts_an_option_from_its_rivals() -> None:
    samples = Samples()
    for options in np.random.default_rng(1).normal(size=(300, 3)):
        samples.add(truths=options == options.max(), numbers=options[:, None])
    low, middle, high = grow([pack(samples)], {"trees": CHOICE}, choices=True).shares([[[-2.0], [0.0], [2.0]]])[0]
    assert low < middle < 0.2 < 0.8 < high


def test_trees_of_choices_learn_nothing_of_what_all_options_share() -> None:
    samples = Samples()
    for number in [2, 10] * 150:  # an option among two is the likelier one: that is no merit of its own
        samples.add(truths=[place == 0 for place in range(number)], numbers=[[float(number)]] * number)
    chosen, alone = (grow([pack(samples)], {"trees": CHOICE}, choices=choices) for choices in (True, False))
    few, many = chosen.scores([[2.0], [10.0]])
    assert few == many
    few, many = alone.scores([[2.0], [10.0]])
    assert few > many + 1


def test_a_choice_without_a_right_option_teaches_nothing() -> None:
    scores = np.zeros(5)
    slopes, curvatures = trees.Choices([True, False, False, False, False], [2, 3])(scores, None)
    assert slopes.tolist() == [-0.5, 0.5, 0, 0, 0]
    assert curvatures.tolist() == [0.5, 0.5, 0, 0, 0]


def test_right_options_of_one_choice_share_what_is_learned() -> None:
    slopes, _ = trees.Choices([True, True, False, False], [4])(np.zeros(4), None)
    assert slopes.tolist() == [-0.25, -0.25, 0.25, 0.25]


def test_each_part_gets_the_model_of_all_others_and_there_is_one_of_all() -> None:
    parts = [[pack(Samples(truths=[True] * number))] for number in (1, 2, 3)]
    unseen, whole = fitted(parts, lambda some: sum(len(one.truths) for one in some))
    assert (unseen, whole) == ([5, 4, 3], 6)


def test_a_sign_of_a_long_text_teaches_less_than_that_of_a_short_one() -> None:
    noise = [f"mot {place}" for place in range(99)]
    settings = {"strength": 1.0, "least": 1, "faint": 0.0}
    short, long = (
        fit_texts(
            [pack(Samples(features=[["bulletin", *more], ["lettre", *more]] * 4, labels=["0", "1"] * 4))], settings
        )
        for more in ([], noise)
    )
    apart = [abs(float(np.subtract(*model.weights[model.rows["bulletin"]]))) for model in (short, long)]
    assert apart[0] > apart[1] > 0
