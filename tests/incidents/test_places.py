"""The places of words: what a dict would say, in any process."""

import pickle
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.learned import places
from pipeline.learned.places import Places

SOME = [f"word:{number}" for number in range(3000)]


@given(st.lists(st.sampled_from([*SOME, "", "other", "word:", "été"]), max_size=50))
def test_each_word_has_its_place_and_any_other_that_behind_the_last(asked: list[str]) -> None:
    expected = {word: place for place, word in enumerate(SOME)}
    assert Places(SOME).of(asked, len(asked)).tolist() == [expected.get(word, len(SOME)) for word in asked]


def test_words_that_come_to_one_slot_are_told_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(places, "ROOM", 1)  # hardly a slot is free
    assert Places(SOME).of(SOME, len(SOME)).tolist() == list(range(len(SOME)))


def test_of_no_words_none_is_found() -> None:
    assert Places([]).of(["word"], 1).tolist() == [0]
    assert Places(SOME).of([], 0).tolist() == []


def test_a_process_with_other_hashes_finds_the_same() -> None:
    read = "import pickle, sys; print(pickle.load(sys.stdin.buffer).of(['b', 'x', 'a'], 3).tolist())"
    for seed in ("1", "2"):
        told = subprocess.run(
            [sys.executable, "-c", read],
            input=pickle.dumps(Places(["a", "b"])),
            env={"PYTHONPATH": ":".join(sys.path), "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        )
        assert told.stdout.decode().strip() == "[1, 2, 0]"
