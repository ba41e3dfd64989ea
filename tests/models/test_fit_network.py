"""What training of networks promises: signs that mean something only together are learned, rare ones left out."""

from typing import Any

from models.network import fit, settled
from models.signs import Signs, encode, frequent

SETTINGS: dict[str, Any] = {
    "seed": 1,
    "units": 8,
    "spread": 0.3,
    "rate": 0.2,
    "slower": 0.9,
    "epochs": 30,
    "batch": 16,
    "dropout": 0.0,
    "ridge": 0.1,
    "least": 2,
}
EITHER = [(["a"], True), (["b"], True), (["a", "b"], False), (["c"], False)] * 20  # no linear model can learn it


def coded(samples: list[list[str]]) -> Signs:
    return frequent([encode(samples)], SETTINGS["least"])


def test_signs_that_change_their_meaning_where_they_meet_are_learned() -> None:
    network = fit(coded([signs for signs, _ in EITHER]), [truth for _, truth in EITHER], SETTINGS)
    odds = network.scores([["a"], ["b"], ["a", "b"], ["c"]])[:, 0].tolist()
    assert [value > 0 for value in odds] == [True, True, False, False]


def test_signs_that_few_samples_have_are_left_out() -> None:
    network = fit(coded([["a", "once"], ["a"], ["b"], ["b"]]), [True, True, False, False], SETTINGS)
    assert set(network.units.rows) == {"a", "b"}


def test_the_same_samples_give_the_same_network() -> None:
    one, other = (
        fit(coded([signs for signs, _ in EITHER]), [truth for _, truth in EITHER], SETTINGS) for _ in range(2)
    )
    assert (one.units.weights == other.units.weights).all() and (one.weights == other.weights).all()


def test_a_network_settled_on_a_sign_says_of_all_what_it_said_of_those_that_have_it() -> None:
    network = fit(coded([signs for signs, _ in EITHER]), [truth for _, truth in EITHER], SETTINGS)
    alone = settled(network, "b").scores([["a"], ["c"]]).round(4).tolist()
    assert alone == network.scores([["a", "b"], ["c", "b"]]).round(4).tolist()
    assert "b" not in settled(network, "b").units.rows
