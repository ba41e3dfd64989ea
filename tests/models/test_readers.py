"""Alerts shared out among processes: asked part by part, answered in order, and each remembers what was read."""

from collections.abc import Iterator
from contextlib import closing
from typing import Any

import pytest

from models.examples import Samples
from models.fitting import Packed, pack
from models.readers import Readers, share
from models.signs import frequent

PARTS = [["Lomé", "Dakar", "Tunis"], ["Alger", "Bamako"]]


class Alert:
    """As much of an alert as these tests ask for."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.read = ""


def hold(number: int) -> Any:
    return [[Alert(name) for name in share(part, number)] for part in PARTS]


@pytest.fixture
def readers() -> Iterator[Readers]:
    with closing(Readers(hold)) as started:
        yield started


def named(alert: Any, more: str = "") -> str:
    return alert.name + more


def note(alert: Any, what: str) -> None:
    alert.read += what


def noted(alert: Any) -> str:
    return str(alert.read)


def letters(alert: Any) -> Packed:
    return pack(Samples(features=[[*alert.name.casefold()], ["mot"]]))


def met_elsewhere(alert: Any) -> None:
    pack(Samples(features=[[f"only {alert.name}"]]))


def missing(number: int) -> Any:
    raise FileNotFoundError("no such alert")


def broken(alert: Any) -> None:
    raise ValueError(f"cannot read {alert.name}")


def test_each_alert_is_asked_once_in_order(readers: Readers) -> None:
    assert readers.each(named) == PARTS


def test_each_part_is_told_its_own(readers: Readers) -> None:
    assert readers.each(named, ["!", "?"]) == [["Lomé!", "Dakar!", "Tunis!"], ["Alger?", "Bamako?"]]


def test_an_alert_remembers_what_was_read_of_it(readers: Readers) -> None:
    readers.each(note, ["un", "deux"])
    readers.each(note, ["…", "…"])
    assert readers.each(noted) == [["un…"] * 3, ["deux…"] * 2]


def test_signs_mean_the_same_whichever_process_met_them_first(readers: Readers) -> None:
    for _ in range(2):  # what was met before is not sent again
        made = readers.samples(letters)
        theirs = frequent([one.signs for part in made for one in part], 1)
        ours = frequent([letters(Alert(name)).signs for part in PARTS for name in part], 1)
        assert theirs.names == ours.names
        assert (theirs.matrix != ours.matrix).nnz == 0


def test_signs_met_between_two_questions_are_not_lost(readers: Readers) -> None:
    readers.each(met_elsewhere)
    (made, *_), *_ = readers.samples(letters)
    assert frequent([made.signs], 1).names == sorted({*"lomé", "mot"})


def test_what_cannot_be_held_is_told() -> None:
    with pytest.raises(FileNotFoundError, match="no such alert"):
        Readers(missing)


def test_what_goes_wrong_in_a_process_is_told_with_its_place(readers: Readers) -> None:
    with pytest.raises(ValueError, match="cannot read") as told:
        readers.each(broken)
    assert "in broken" in "".join(told.value.__notes__)
