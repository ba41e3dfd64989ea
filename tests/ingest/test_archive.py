"""Archives: members under their names, nothing written, nothing without a limit."""

import bz2
import gzip
import io
import lzma
import random
import tarfile
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.ingest import Limits

from .makers import ALERT, alerts, outline, put, tarred, texts, zipped


def tree(folder: Path) -> list[str]:
    return sorted(str(path) for path in folder.rglob("*"))


def test_members_are_named_after_a_hash_sign_at_every_depth(tmp_path: Path) -> None:
    inner = tarred({"m.jsonl": '{"text": "Un."}\n{"id": "x", "text": "Deux."}\n'}, "w:gz")
    content = zipped({"b/c.csv": "id,text\n7,Arrêtée.\n,Libérée.\n", "d.tar.gz": inner, "e.txt": ALERT})
    assert outline(put(tmp_path, "a.zip", content), below=tmp_path) == [
        ("a.zip#b/c.csv#7", "ok"), ("a.zip#b/c.csv#2", "ok"), ("a.zip#d.tar.gz#m.jsonl#1", "ok"),
        ("a.zip#d.tar.gz#m.jsonl#x", "ok"), ("a.zip#e.txt", "ok"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "mode"),
    [("a.tar", "w"), ("a.tar.gz", "w:gz"), ("a.tgz", "w:gz"), ("a.tar.bz2", "w:bz2"), ("a.tar.xz", "w:xz")],
)
def test_tars_of_every_make(tmp_path: Path, name: str, mode: str) -> None:
    path = put(
        tmp_path, name, tarred({"x/a.txt": ALERT, "b.txt": "Libérée.", "c.bin": b"\0" * 9999, "d.txt": "Fin."}, mode)
    )
    assert outline(path, below=tmp_path) == [
        (f"{name}#x/a.txt", "ok"), (f"{name}#b.txt", "ok"), (f"{name}#c.bin", "UNSUPPORTED"), (f"{name}#d.txt", "ok"),
    ]  # fmt: skip


def test_a_single_compressed_file_keeps_its_own_name(tmp_path: Path) -> None:
    text = put(tmp_path, "a.txt.gz", gzip.compress(ALERT.encode()))
    lines = put(tmp_path, "b.jsonl.gz", gzip.compress(b'{"text": "Un."}\n'))
    other = put(tmp_path, "c.gz", gzip.compress(ALERT.encode()))
    assert outline(text, lines, other, below=tmp_path) == [
        ("a.txt.gz", "ok"), ("b.jsonl.gz#1", "ok"), ("c.gz", "UNSUPPORTED"),
    ]  # fmt: skip


def test_the_same_file_packed_or_not_has_one_text_and_one_hash(tmp_path: Path) -> None:
    found = alerts(
        put(tmp_path, "a.txt", ALERT),
        put(tmp_path, "a.zip", zipped({"a.txt": ALERT})),
        put(tmp_path, "a.tar", tarred({"a.txt": ALERT})),
        put(tmp_path, "a.txt.gz", gzip.compress(ALERT.encode())),
    )
    assert len({(alert.text, alert.sha256) for alert in found}) == 1


def test_hidden_members_folders_and_annotations_are_skipped(tmp_path: Path) -> None:
    content = zipped({"a/": "", "a/.b.txt": ALERT, "__MACOSX/a/._c.txt": "x", "c.gold.json": "{}", "./d.txt": ALERT})
    assert outline(put(tmp_path, "a.zip", content), below=tmp_path) == [("a.zip#./d.txt", "ok")]


def test_an_archive_without_a_file_is_empty(tmp_path: Path) -> None:
    assert outline(put(tmp_path, "a.zip", zipped({})), put(tmp_path, "b.tar", tarred({})), below=tmp_path) == [
        ("a.zip", "EMPTY"), ("b.tar", "EMPTY"),
    ]  # fmt: skip


def test_fault_15_an_encrypted_zip(tmp_path: Path) -> None:
    content = bytearray(zipped({"a.txt": ALERT, "b.txt": ALERT}))
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        content[content.find(mark) + offset] |= 1
    assert outline(put(tmp_path, "a.zip", bytes(content)), below=tmp_path) == [
        ("a.zip#a.txt", "ENCRYPTED"),
        ("a.zip#b.txt", "ok"),
    ]


def test_a_way_of_packing_that_is_not_known(tmp_path: Path) -> None:
    content = bytearray(zipped({"a.txt": ALERT}))
    for mark, offset in ((b"PK\x03\x04", 8), (b"PK\x01\x02", 10)):
        content[content.find(mark) + offset] = 9  # deflate64
    assert outline(put(tmp_path, "a.zip", bytes(content)), below=tmp_path) == [("a.zip#a.txt", "UNSUPPORTED")]


def test_fault_16_a_cut_zip_is_corrupt(tmp_path: Path) -> None:
    content = zipped({"a.txt": ALERT, "b.txt": ALERT})
    for cut in range(1, len(content), len(content) // 10):
        assert outline(put(tmp_path, "a.zip", content[:cut]), below=tmp_path) == [("a.zip", "CORRUPT")]


def test_fault_16_a_damaged_member_spoils_no_other(tmp_path: Path) -> None:
    content = bytearray(zipped({"a.txt": ALERT, "b.txt": ALERT}))
    content[60] ^= 0xFF
    assert outline(put(tmp_path, "a.zip", bytes(content)), below=tmp_path) == [
        ("a.zip#a.txt", "CORRUPT"),
        ("a.zip#b.txt", "ok"),
    ]


@pytest.mark.parametrize(
    ("name", "pack"),
    [("a.tar", bytes), ("a.tar.gz", gzip.compress), ("a.tar.bz2", bz2.compress), ("a.tar.xz", lzma.compress)],
)
def test_fault_16_what_stands_before_the_cut_of_a_tar_is_kept(
    tmp_path: Path, name: str, pack: Callable[[bytes], bytes]
) -> None:
    noise = random.Random(1).randbytes(60_000)
    content = pack(tarred({"a.txt": ALERT, "b.bin": noise, "c.txt": "Arrêtée. " * 3000}))
    codes = [code for _, code in outline(put(tmp_path, name, content[: int(len(content) * 0.8)]), below=tmp_path)]
    assert codes[-1] == "CORRUPT"
    assert codes[0] == "ok" or name.endswith(("bz2", "xz"))  # whose blocks are larger than this file


def test_fault_16_a_cut_gz_is_corrupt(tmp_path: Path) -> None:
    content = gzip.compress(ALERT.encode())
    for cut in range(1, len(content), len(content) // 10):
        assert outline(put(tmp_path, "a.txt.gz", content[:cut]), below=tmp_path) == [("a.txt.gz", "CORRUPT")]


def test_fault_16_rows_before_the_cut_of_a_gz_are_kept(tmp_path: Path) -> None:
    noise = random.Random(1).randbytes(200_000).hex()
    rows = "".join(f'{{"text": "Alerte {n} {noise[n * 40 : n * 40 + 40]}"}}\n' for n in range(5000))
    content = gzip.compress(rows.encode())
    found = outline(put(tmp_path, "a.jsonl.gz", content[: len(content) // 2]), below=tmp_path)
    assert found[0] == ("a.jsonl.gz#1", "ok") and 1000 < len(found) < 4000
    assert [code for _, code in found[-2:]] == ["BAD_JSON", "CORRUPT"] and found[-1][0] == "a.jsonl.gz"


@pytest.mark.parametrize("name", ["a.zip", "a.tar", "a.tar.gz", "a.txt.gz"])
def test_fault_16_what_is_no_archive_is_corrupt(tmp_path: Path, name: str) -> None:
    assert outline(put(tmp_path, name, ALERT * 20), below=tmp_path) == [(name, "CORRUPT")]


def test_fault_20_a_member_that_unpacks_to_a_thousand_times_its_size(tmp_path: Path) -> None:
    content = zipped({"a.txt": b"a" * 30_000_000, "b.txt": ALERT})
    assert outline(put(tmp_path, "a.zip", content), below=tmp_path) == [("a.zip#a.txt", "LIMIT"), ("a.zip#b.txt", "ok")]
    assert outline(put(tmp_path, "a.txt.gz", gzip.compress(b"a" * 30_000_000)), below=tmp_path) == [
        ("a.txt.gz", "LIMIT")
    ]
    bomb = tarred({"a.bin": b"a" * 30_000_000, "b.txt": ALERT}, "w:gz")
    assert outline(put(tmp_path, "a.tar.gz", bomb), below=tmp_path) == [
        ("a.tar.gz#a.bin", "UNSUPPORTED"),
        ("a.tar.gz", "LIMIT"),
    ]


def test_fault_20_nested_archives_share_one_budget(tmp_path: Path) -> None:
    inner = zipped({f"{n}.txt": "Arrêtée. " * 50 for n in range(10)})
    path = put(tmp_path, "a.zip", zipped({f"{n}.zip": inner for n in range(10)}, zipfile.ZIP_STORED))
    assert len(alerts(path)) == 100
    by_size = outline(path, below=tmp_path, limits=Limits(total_bytes=20_000))
    assert by_size[-1] == ("a.zip", "LIMIT") and 0 < len(by_size) < 60
    by_count = outline(path, below=tmp_path, limits=Limits(members=25))
    assert by_count[-1] == ("a.zip", "LIMIT") and len(by_count) == 23  # 22 alerts in 3 archives


def test_fault_20_archives_nested_too_deep(tmp_path: Path) -> None:
    content = zipped({"fond.txt": ALERT})
    for _ in range(6):
        content = zipped({"n.zip": content})
    ((source, code),) = outline(put(tmp_path, "a.zip", content), below=tmp_path)
    assert (source, code) == ("a.zip" + "#n.zip" * 6, "LIMIT")
    assert outline(put(tmp_path, "a.zip", content), below=tmp_path, limits=Limits(depth=7))[0][1] == "ok"


def test_fault_20_headers_of_a_tar_that_fill_the_memory(tmp_path: Path) -> None:
    info = tarfile.TarInfo("a.txt")
    info.pax_headers = {"comment": "a" * 40_000_000}
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w", format=tarfile.PAX_FORMAT) as archive:
        archive.addfile(info)
    assert outline(put(tmp_path, "a.tar", buffer.getvalue()), below=tmp_path) == [("a.tar", "LIMIT")]


UNSAFE = [
    "../dehors.txt",
    "a/../../dehors.txt",
    "/tmp/dehors.txt",
    "C:\\dehors.txt",
    "..\\dehors.txt",
    "\\\\hôte\\x.txt",
]


@pytest.mark.parametrize("name", UNSAFE)
def test_fault_21_members_that_lead_out_are_refused_and_nothing_is_written(tmp_path: Path, name: str) -> None:
    put(tmp_path, "a.zip", zipped({name: ALERT, "b.txt": ALERT}))
    put(tmp_path, "a.tar", tarred({name: ALERT, "b.txt": ALERT}))
    before = tree(tmp_path)
    assert [code for _, code in outline(tmp_path, below=tmp_path)] == ["UNSAFE_MEMBER", "ok"] * 2
    assert tree(tmp_path) == before


@pytest.mark.parametrize("kind", [tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.CHRTYPE, tarfile.BLKTYPE, tarfile.FIFOTYPE])
def test_fault_21_links_devices_and_pipes_of_a_tar_are_refused(tmp_path: Path, kind: bytes) -> None:
    info = tarfile.TarInfo("lien.txt")
    info.type, info.linkname = kind, "/etc/hostname"
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w") as archive:
        archive.addfile(info)
    assert outline(put(tmp_path, "a.tar", buffer.getvalue()), below=tmp_path) == [("a.tar#lien.txt", "UNSAFE_MEMBER")]


def test_fault_21_symbolic_links_of_a_zip_are_refused(tmp_path: Path) -> None:
    info = zipfile.ZipInfo("lien.txt")
    info.external_attr = 0o120777 << 16
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr(info, "/etc/hostname")
    assert outline(put(tmp_path, "a.zip", buffer.getvalue()), below=tmp_path) == [("a.zip#lien.txt", "UNSAFE_MEMBER")]


def test_fault_26_the_same_text_in_two_archives_keeps_both_sources(tmp_path: Path) -> None:
    first, second = alerts(
        put(tmp_path, "a.zip", zipped({"x.txt": ALERT})), put(tmp_path, "b.zip", zipped({"y.txt": ALERT}))
    )
    assert first.sha256 == second.sha256 and first.source != second.source


def test_large_members_go_through_an_unnamed_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TMPDIR", str(tmp_path / "tmp"))
    (tmp_path / "tmp").mkdir()
    monkeypatch.setattr("pipeline.ingest.archive.IN_MEMORY", 100)
    assert texts(put(tmp_path, "a.zip", zipped({"a.txt": ALERT}))) == [ALERT]
    assert tree(tmp_path / "tmp") == []
