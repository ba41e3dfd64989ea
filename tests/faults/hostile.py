"""Makes hostile files of every format, the same for the same seed: 500 for the test, any number to soak.

python tests/faults/hostile.py FOLDER [NUMBER [SEED]]
"""

import gzip
import io
import json
import os
import random
import sys
import tarfile
import zipfile
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parents[1]))

import docx
import pyarrow
import pyarrow.parquet as pq
from ingest.makers import ALERT, pdf, tarred

CANARY = "CANARI-DU-DISQUE"  # what stands in a file that XML entities try to reach
Made = tuple[str, bytes]  # suffix, content
Rng = random.Random


def paragraph(rng: Rng) -> str:
    """An alert of its own, so that no two are one."""
    return f"{ALERT}\nDossier {rng.getrandbits(64):x}.\n"


def zipped(members: Mapping[str, str | bytes]) -> bytes:
    """A zip without the time of its making."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, member in members.items():
            archive.writestr(zipfile.ZipInfo(name), member, zipfile.ZIP_DEFLATED)
    return content.getvalue()


@cache
def template() -> dict[str, bytes]:
    """The members of a document of Word."""
    content = io.BytesIO()
    made = docx.Document()
    made.add_paragraph("PARAGRAPHE")
    made.save(content)
    with zipfile.ZipFile(content) as package:
        return {name: package.read(name) for name in package.namelist()}


def document(rng: Rng) -> bytes:
    name = "word/document.xml"
    return zipped(template() | {name: template()[name].replace(b"PARAGRAPHE", paragraph(rng).encode())})


def mail(rng: Rng, body: bytes = b"", kind: str = "text/plain") -> bytes:
    return f"Subject: Alerte\nContent-Type: {kind}\n\n".encode() + (body or paragraph(rng).encode())


def parquet(rng: Rng) -> bytes:
    content = io.BytesIO()
    pq.write_table(pyarrow.table({"text": [paragraph(rng) for _ in range(3)]}), content)
    return content.getvalue()


def rows(rng: Rng) -> bytes:
    return b"".join(json.dumps({"id": n, "text": paragraph(rng)}).encode() + b"\n" for n in range(3))


SOUND: dict[str, Callable[[Rng], bytes]] = {
    ".txt": lambda rng: paragraph(rng).encode(),
    ".html": lambda rng: f"<html><body><h1>Alerte</h1><p>{paragraph(rng)}</p></body></html>".encode(),
    ".pdf": lambda rng: pdf([(50, 800, f"Alerte {rng.getrandbits(32)}.")]),
    ".docx": document,
    ".eml": mail,
    ".mbox": lambda rng: b"From a\n" + mail(rng) + b"\nFrom b\n" + mail(rng),
    ".csv": lambda rng: f'id,text\n1,"{paragraph(rng)}"\n2,"{paragraph(rng)}"\n'.encode(),
    ".jsonl": rows,
    ".json": lambda rng: json.dumps([{"text": paragraph(rng)}]).encode(),
    ".parquet": parquet,
    ".zip": lambda rng: zipped({"a.txt": paragraph(rng), "b.docx": document(rng)}),
    ".tar": lambda rng: tarred({"a.txt": paragraph(rng)}),
    ".tar.gz": lambda rng: gzip.compress(tarred({"a.txt": paragraph(rng)}), mtime=0),
    ".txt.gz": lambda rng: gzip.compress(paragraph(rng).encode(), mtime=0),
}


def sound(rng: Rng) -> Made:
    suffix = rng.choice(sorted(SOUND))
    return suffix, SOUND[suffix](rng)


def cut(rng: Rng) -> Made:
    suffix, content = sound(rng)
    return suffix, content[: rng.randrange(len(content))]


def flipped(rng: Rng) -> Made:
    suffix, content = sound(rng)
    damaged = bytearray(content)
    for _ in range(rng.randint(1, 30)):
        damaged[rng.randrange(len(damaged))] ^= 1 << rng.randrange(8)
    return suffix, bytes(damaged)


def spliced(rng: Rng) -> Made:
    """A piece of one format in the midst of another."""
    (suffix, content), (_, other) = sound(rng), sound(rng)
    place = rng.randrange(len(content))
    return suffix, content[:place] + other[rng.randrange(len(other)) :][:2000] + content[place:]


def misnamed(rng: Rng) -> Made:
    return rng.choice([*sorted(SOUND), ".xyz", ".doc", ""]), sound(rng)[1]


def encoded(rng: Rng) -> Made:
    """Encodings that are wrong, broken, or hold what no table can."""
    text = paragraph(rng)
    return rng.choice([".txt", ".html", ".csv", ".jsonl"]), rng.choice([
        text.encode("cp1252"), text.encode("utf-16"), text.encode("utf-16")[:-1], text.encode("utf-32-be"),
        text.encode().replace("é".encode(), b"\xc3"), text.replace("é", "\0").encode(),
        text.encode("utf-8").replace(b"a", b"\xed\xa0\x80"), text.encode("mac_roman"), b"\xff\xfe\0\0" + text.encode(),
        b"\0" * 5000, bytes(rng.randrange(256) for _ in range(3000)), b"\xef\xbb\xbf" * 50,
    ])  # fmt: skip


def giant(rng: Rng) -> Made:
    """Lines without end."""
    line = rng.choice(["_", "«»", "3 mai 2020, ", "mot ", "[", '{"a":', "<div>", '"', "\u200b", "é"])
    return rng.choice([".txt", ".html", ".csv", ".json", ".jsonl", ".eml"]), (line * 60_000).encode()


def bomb(rng: Rng) -> Made:
    zeros = bytes(11_000_000)
    if rng.random() < 0.5:
        return ".txt.gz", gzip.compress(zeros, mtime=0)
    return ".zip", zipped({"a.txt": zeros, "b.txt": paragraph(rng)})


def nested(rng: Rng) -> Made:
    content, name = paragraph(rng).encode(), "a.txt"
    for depth in range(rng.randint(2, 12)):
        kind = rng.choice([".zip", ".tar", ".txt.gz"])
        content = gzip.compress(content, mtime=0) if kind == ".txt.gz" else (
            zipped({name: content}) if kind == ".zip" else tarred({name: content})
        )  # fmt: skip
        name = f"{depth}{kind if kind != '.txt.gz' else Path(name).suffix + '.gz'}"
    return "." + name.partition(".")[2], content


TRICKS = ["../../dehors.txt", "/tmp/dehors.txt", "C:\\dehors.txt", "..\\dehors.txt", "a/../../dehors.txt", "a\0b.txt",
          "\u202etxt.a", "x" * 300 + ".txt", "con.txt", "./.cache/a.txt", "a\nb.txt"]  # fmt: skip


def trick(rng: Rng) -> Made:
    """Members whose paths or kinds lead out of the archive."""
    names = rng.sample(TRICKS, 3)
    if rng.random() < 0.4:
        content = io.BytesIO()
        with tarfile.open(fileobj=content, mode="w") as archive:
            for name in names:
                info = tarfile.TarInfo(name.replace("\0", ""))
                info.type = rng.choice([tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.FIFOTYPE, tarfile.CHRTYPE])
                info.linkname = "/etc/passwd"
                archive.addfile(info)
        return ".tar", content.getvalue()
    return ".zip", zipped({name: paragraph(rng) for name in names})


def entities(rng: Rng, secret: str = "/etc/hostname") -> Made:
    """XML that reaches for files, for the network, or grows without end."""
    system = rng.choice([f"file://{secret}", "http://127.0.0.1:9/x", f"php://filter/resource={secret}"])
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 9))
    head = f'<!DOCTYPE a [<!ENTITY l0 "ha"><!ENTITY x SYSTEM "{system}">{laughs}]>'
    xml = f'<?xml version="1.0"?>{head}<a>&x;&l8;</a>'
    if rng.random() < 0.3:
        return ".html", f"{xml}<html><body><p>{paragraph(rng)}&x;</p></body></html>".encode()
    members = dict(template())
    target = rng.choice(["word/document.xml", "word/styles.xml", "[Content_Types].xml"])
    body = members[target].partition(b"?>")[2]
    members[target] = b'<?xml version="1.0"?>' + head.encode() + body.replace(b"PARAGRAPHE", b"&x;&l8;")
    return ".docx", zipped(members)


def loop(rng: Rng) -> Made:
    """Mails within mails, parts without end, headers without end."""
    content = mail(rng)
    match rng.randrange(4):
        case 0:
            for _ in range(rng.randint(3, 60)):
                content = mail(rng, content, "message/rfc822")
        case 1:
            parts = b"".join(b"--b\nContent-Disposition: attachment; filename=a.txt\n\nFin.\n" for _ in range(400))
            content = mail(rng, parts + b"--b--\n", "multipart/mixed; boundary=b")
        case 2:
            content = b"Subject: " + b"=?utf-8?q?=C3=A9?= " * 5000 + b"\n" + content
        case _:
            content = mail(rng, kind=f"text/plain; charset={rng.choice(['rot13', 'idna', 'x' * 500, 'utf-7'])}")
    return ".eml", content


KINDS = [sound, cut, flipped, spliced, misnamed, encoded, giant, bomb, nested, trick, entities, loop]
NAMES = ["{}", "caf\udce9 {}", "deux\nlignes {}", "droite\u202egauche {}", "{} '\"$(id)`", "é" * 60 + " {}"]


def make(folder: Path, number: int = 500, seed: int = 0) -> list[Path]:
    """Write so many hostile files into a folder and its subfolders; their paths."""
    rng = random.Random(seed)
    paths = []
    for index in range(number):
        suffix, content = KINDS[index % len(KINDS)](rng)
        path = folder / str(index % 7) / f"{rng.choice(NAMES).format(index)}{suffix}"
        path.parent.mkdir(parents=True, exist_ok=True)
        Path(os.fsencode(path).decode("utf-8", "surrogateescape")).write_bytes(content)
        paths.append(path)
    return paths


if __name__ == "__main__":
    words = sys.argv[1:]
    print(len(make(Path(words[0]), *map(int, words[1:3]))))
