"""Folders and paths: a fixed order, nothing twice, nothing that waits."""

import os
from pathlib import Path

import pytest

from pipeline.ingest import InputError, SourceAlert, read

from .makers import ALERT, outline, put, results


def test_a_folder_is_walked_in_the_order_of_bytes(tmp_path: Path) -> None:
    for name in ("b.txt", "É.txt", "a/z.txt", "B.txt", "a.txt", "a/sub/a.txt"):
        put(tmp_path, name, ALERT)
    assert [source for source, _ in outline(tmp_path, below=tmp_path)] == [
        "B.txt", "a/sub/a.txt", "a/z.txt", "a.txt", "b.txt", "É.txt",
    ]  # fmt: skip


def test_hidden_files_and_annotations_are_skipped(tmp_path: Path) -> None:
    for name in (".a.txt", ".git/b.txt", "c.gold.json", "d.txt"):
        put(tmp_path, name, ALERT)
    assert outline(tmp_path, below=tmp_path) == [("d.txt", "ok")]


def test_what_no_reader_knows_is_an_error_that_names_the_remedy(tmp_path: Path) -> None:
    for name in ("a.xlsx", "b.jpg", "README"):
        put(tmp_path, name, "x")
    found = results(tmp_path)
    assert [r.error for r in found if isinstance(r, InputError)] == ["UNSUPPORTED"] * 3
    sheet, image = (r.message for r in found if isinstance(r, InputError) and not r.source.endswith("README"))
    assert "CSV" in sheet and "recognition" in image


def test_a_missing_path(tmp_path: Path) -> None:
    assert outline(tmp_path / "non.txt", below=tmp_path) == [("non.txt", "MISSING")]


@pytest.mark.parametrize("name", ["a\0b.txt", "\ud800.txt", "x" * 300 + ".txt"])
def test_a_path_that_cannot_exist_is_an_error(tmp_path: Path, name: str) -> None:
    (result,) = results(tmp_path / name)
    assert isinstance(result, InputError)
    result.source.encode("utf-8")


def test_an_empty_folder_is_reported(tmp_path: Path) -> None:
    (tmp_path / "vide").mkdir()
    assert outline(tmp_path / "vide", below=tmp_path) == [("vide", "EMPTY")]


def test_suffixes_are_read_without_regard_to_capitals(tmp_path: Path) -> None:
    assert outline(put(tmp_path, "ALERTE.TXT", ALERT), below=tmp_path) == [("ALERTE.TXT", "ok")]


def test_fault_21_pipes_and_devices_are_refused_and_never_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "tube.txt")
    assert outline(tmp_path, Path("/dev/null"), below=tmp_path) == [
        ("tube.txt", "NOT_A_FILE"),
        ("/dev/null", "NOT_A_FILE"),
    ]


def test_fault_22_links_that_go_in_circles(tmp_path: Path) -> None:
    put(tmp_path, "a/b.txt", ALERT)
    (tmp_path / "a/en-haut").symlink_to(tmp_path)
    (tmp_path / "a/moi.txt").symlink_to(tmp_path / "a/moi.txt")
    assert outline(tmp_path, below=tmp_path) == [("a/b.txt", "ok"), ("a/en-haut", "LOOP"), ("a/moi.txt", "LOOP")]


def test_fault_22_links_out_of_the_folder_are_not_followed(tmp_path: Path) -> None:
    put(tmp_path, "dehors/secret.txt", ALERT)
    put(tmp_path, "dedans/a.txt", ALERT)
    (tmp_path / "dedans/lien.txt").symlink_to(tmp_path / "dehors/secret.txt")
    (tmp_path / "dedans/dossier").symlink_to(tmp_path / "dehors")
    assert outline(tmp_path / "dedans", below=tmp_path) == [
        ("dedans/a.txt", "ok"), ("dedans/dossier", "OUTSIDE"), ("dedans/lien.txt", "OUTSIDE"),
    ]  # fmt: skip


def test_links_within_the_folder_do_not_double_a_file(tmp_path: Path) -> None:
    put(tmp_path, "a/a.txt", ALERT)
    (tmp_path / "b.txt").symlink_to(tmp_path / "a/a.txt")
    (tmp_path / "c").symlink_to(tmp_path / "a")
    assert outline(tmp_path, below=tmp_path) == [("a/a.txt", "ok")]


def test_fault_22_a_broken_link(tmp_path: Path) -> None:
    (tmp_path / "a.txt").symlink_to(tmp_path / "parti.txt")
    assert outline(tmp_path, below=tmp_path) == [("a.txt", "MISSING")]


def test_fault_22_names_that_cannot_be_printed_are_escaped(tmp_path: Path) -> None:
    for name in (b"caf\xe9.txt", b"deux\nlignes.txt", "droite\u202egauche.txt".encode()):
        Path(os.fsdecode(os.fsencode(tmp_path) + b"/" + name)).write_text(ALERT)
    assert outline(tmp_path, below=tmp_path) == [
        ("caf\\xe9.txt", "ok"), ("deux\\nlignes.txt", "ok"), ("droite\\u202egauche.txt", "ok"),
    ]  # fmt: skip


@pytest.mark.skipif(not Path("/proc/self/mem").exists(), reason="needs a file that opens and cannot be read")
def test_fault_22_a_file_that_cannot_be_read(tmp_path: Path) -> None:
    link = tmp_path / "a.txt"
    link.symlink_to("/proc/self/mem")
    (result,) = results(link)
    assert isinstance(result, InputError) and result.error in {"UNREADABLE", "EMPTY"}


@pytest.mark.skipif(os.geteuid() == 0, reason="root reads everything")
def test_fault_22_a_folder_and_a_file_without_permission(tmp_path: Path) -> None:
    put(tmp_path, "a/b.txt", ALERT)
    put(tmp_path, "c.txt", ALERT).chmod(0)
    (tmp_path / "a").chmod(0)
    try:
        assert outline(tmp_path, below=tmp_path) == [("a", "UNREADABLE"), ("c.txt", "UNREADABLE")]
    finally:
        (tmp_path / "a").chmod(0o700)


def test_fault_26_a_file_given_twice_is_read_once(tmp_path: Path) -> None:
    path = put(tmp_path, "a.txt", ALERT)
    assert outline(path, tmp_path, path, tmp_path / ".." / tmp_path.name / "a.txt", below=tmp_path) == [("a.txt", "ok")]


def test_fault_26_the_same_text_in_two_files_is_read_twice_with_one_hash(tmp_path: Path) -> None:
    first, second = results(put(tmp_path, "a.txt", ALERT), put(tmp_path, "b.txt", ALERT))
    assert isinstance(first, SourceAlert) and isinstance(second, SourceAlert)
    assert first.sha256 == second.sha256 and first.source != second.source


def test_fault_27_a_file_that_changes_while_it_is_read_is_reported(tmp_path: Path) -> None:
    path = put(tmp_path, "a.jsonl", '{"text": "Un."}\n{"text": "Deux."}\n')
    codes = []
    for result in read([path]):
        codes.append(result.error if isinstance(result, InputError) else "ok")
        put(tmp_path, "a.jsonl", '{"text": "Un."}\n')
    assert codes == ["ok", "ok", "CHANGED"]


def test_fault_27_a_file_deleted_before_its_turn_is_missing(tmp_path: Path) -> None:
    put(tmp_path, "a.txt", ALERT)
    put(tmp_path, "b.txt", ALERT)
    codes = []
    for result in read([tmp_path]):
        codes.append(result.error if isinstance(result, InputError) else "ok")
        (tmp_path / "b.txt").unlink(missing_ok=True)
    assert codes == ["ok", "MISSING"]
