"""How many persons an alert is about, by its words."""

from collections.abc import Callable

import numpy as np
import pytest

from pipeline.incidents.scene.scene import Scene
from pipeline.incidents.subjects import topics
from pipeline.learned.linear import Linear

Read = Callable[[str], Scene]
WORDS = {"bulletin": (2.0, -1.0, -1.0), "client": (-1.0, 2.0, -1.0), "avocat arrêter": (-1.0, -1.0, 2.0)}


@pytest.fixture
def model() -> Linear:
    rows = {word: row for row, word in enumerate(WORDS)}
    weights = np.array(list(WORDS.values()), dtype=np.float32)
    return Linear(("0", "1", "2"), rows, weights, np.zeros(3, dtype=np.float32))


def test_names_count_by_their_kind_alone(read: Read) -> None:
    signs = [topics.signs(read(f"Me {name} a été arrêtée.")) for name in ("Awa Diop", "Lila Moreau")]
    assert signs[0] == signs[1]
    assert "arrêter" in signs[0] and not {"awa", "diop"} & set(" ".join(signs[0]).split())


def test_line_breaks_are_no_words(read: Read) -> None:
    assert topics.signs(read("Un bulletin\n\nmensuel.")) == topics.signs(read("Un bulletin mensuel."))


@pytest.mark.parametrize(("text", "best"), [("Le bulletin paraît.", 0), ("Le client attend.", 1), ("Rien.", None)])
def test_words_tell_what_an_alert_is(read: Read, model: Linear, text: str, best: int | None) -> None:
    odds = topics.numbers(read(text), model)
    assert sum(odds) == pytest.approx(1, abs=1e-5)
    assert max(odds) == pytest.approx(1 / 3, abs=1e-5) if best is None else odds.index(max(odds)) == best


def test_a_word_says_less_the_longer_the_text(read: Read, model: Linear) -> None:
    short, long = (topics.numbers(read(text), model)[0] for text in (
        "Le bulletin paraît.",
        "Le bulletin paraît. Le tribunal de la ville a rendu hier un jugement que personne n'attendait plus.",
    ))  # fmt: skip
    assert short > long > 1 / 3


@pytest.mark.parametrize(("persons", "label"), [(0, "0"), (1, "1"), (2, "2"), (7, "2")])
def test_several_are_one_kind(persons: int, label: str) -> None:
    assert topics.kind(persons) == label
