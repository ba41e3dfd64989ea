import os
import sqlite3
from pathlib import Path

import pytest
from desk import aubrac, niang, said

from pipeline.review.log import Clash, DecisionLog, LogError, log_path, read_log


def test_what_was_appended_is_read_back_in_order_by_anyone(tmp_path: Path) -> None:
    decisions = [said(aubrac(), "arrest", "accepted"), said(niang(), "summons", "rejected", comment="« double »")]
    with DecisionLog(tmp_path / "jeu") as log:
        log.append(*decisions)
    assert read_log(tmp_path / "jeu") == decisions


def test_reading_makes_no_file(tmp_path: Path) -> None:
    assert read_log(tmp_path / "jeu") == [] and list(tmp_path.iterdir()) == []


def test_the_same_decision_sent_twice_counts_once(tmp_path: Path) -> None:
    first = said(aubrac(), "arrest", "accepted", review_id="k")
    again = said(aubrac(), "arrest", "accepted", review_id="k", reviewed_at="2026-01-05T09:00:07Z")
    with DecisionLog(tmp_path / "jeu") as log:
        assert log.append(first) == 1
        assert log.append(again) == 0
        with pytest.raises(Clash):
            log.append(said(aubrac(), "arrest", "rejected", review_id="k"))
        assert log.read() == [first]


def test_a_check_that_fails_leaves_the_log_as_it_was(tmp_path: Path) -> None:
    def refuse(_: object) -> None:
        raise LookupError

    with DecisionLog(tmp_path / "jeu") as log:
        log.append(said(aubrac(), "arrest", "accepted"))
        with pytest.raises(LookupError):
            log.append(said(aubrac(), "release", "accepted"), said(niang(), "summons", "noted"), check=refuse)
        assert log.last() == 1


def test_nothing_in_the_log_can_be_changed_or_removed(tmp_path: Path) -> None:
    with DecisionLog(tmp_path / "jeu") as log:
        log.append(said(aubrac(), "arrest", "accepted"))
    with sqlite3.connect(log_path(tmp_path / "jeu")) as database:
        for statement in ("UPDATE decisions SET reviewer = 'x'", "DELETE FROM decisions"):
            with pytest.raises(sqlite3.IntegrityError):
                database.execute(statement)


def test_only_its_owner_can_read_the_log(tmp_path: Path) -> None:
    old = os.umask(0)
    try:
        with DecisionLog(tmp_path / "jeu") as log:
            log.append(said(aubrac(), "arrest", "accepted"))
            modes = {path.name: oct(path.stat().st_mode & 0o777) for path in log.path.parent.iterdir()}
            assert set(modes.values()) == {"0o600"} and "reviews.sqlite-wal" in modes
            assert log.path.parent.stat().st_mode & 0o777 == 0o700
    finally:
        os.umask(old)


def test_a_file_that_is_no_log_is_named(tmp_path: Path) -> None:
    path = log_path(tmp_path / "jeu")
    path.parent.mkdir()
    path.write_text("ceci n'est pas une base" * 100, encoding="utf-8")
    with pytest.raises(LogError, match=r"reviews\.sqlite"):
        DecisionLog(tmp_path / "jeu")
