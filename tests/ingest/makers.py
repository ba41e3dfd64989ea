"""Makes the files that the tests read: small, written by hand, with invented persons."""

import io
import tarfile
import zipfile
from collections.abc import Mapping
from pathlib import Path

from pipeline.ingest import InputError, Limits, SourceAlert, read

ALERT = (
    "KAZAKHSTAN : une avocate menacée\n\nMe Ayna Bekova, avocate à Almaty, a été arrêtée le 5 juin 2019. "
    "« Je n’ai pas peur », a-t-elle déclaré ; son frère, lui, a fui où il pouvait.\n"
)

Result = SourceAlert | InputError


def put(folder: Path, name: str, content: str | bytes) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def results(*paths: Path, limits: Limits | None = None) -> list[Result]:
    return list(read(paths, limits or Limits()))


def alerts(*paths: Path, limits: Limits | None = None) -> list[SourceAlert]:
    """The alerts, where nothing failed."""
    found = results(*paths, limits=limits)
    assert [result for result in found if isinstance(result, InputError)] == []
    return [result for result in found if isinstance(result, SourceAlert)]


def texts(*paths: Path, limits: Limits | None = None) -> list[str]:
    return [alert.text for alert in alerts(*paths, limits=limits)]


def outline(*paths: Path, below: Path, limits: Limits | None = None) -> list[tuple[str, str]]:
    """Source (without the folder) and `ok` or the code of the error, for each result in order."""
    return [
        (r.source.removeprefix(f"{below}/"), r.error if isinstance(r, InputError) else "ok")
        for r in results(*paths, limits=limits)
    ]


def zipped(members: Mapping[str, str | bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def tarred(members: Mapping[str, str | bytes], mode: str = "w") -> bytes:
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode=mode) as archive:  # type: ignore[call-overload]
        for name, content in members.items():
            data = content.encode() if isinstance(content, str) else content
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return buffer.getvalue()


def pdf(*pages: list[tuple[int, int, str]], trailer: str = "", drawing: str = "") -> bytes:
    """A PDF whose pages set each `(x, y, words)` in Helvetica; `drawing` is put on every page."""
    objects = ["<</Type/Catalog/Pages 2 0 R>>", ""]
    font = "<</Font<</F1<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>>>>>"
    kids = []
    for lines in pages:
        words = " ".join(f"1 0 0 1 {x} {y} Tm ({text}) Tj" for x, y, text in lines)
        stream = f"{drawing}\nBT /F1 11 Tf {words} ET"
        kids.append(f"{len(objects) + 1} 0 R")
        objects.append(
            f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents {len(objects) + 2} 0 R/Resources{font}>>"
        )
        objects.append(f"<</Length {len(stream.encode('cp1252'))}>>stream\n{stream}\nendstream")
    objects[1] = f"<</Type/Pages/Kids[{' '.join(kids)}]/Count {len(kids)}>>"
    out = b"%PDF-1.4\n"
    offsets = []
    for number, body in enumerate(objects, start=1):
        offsets.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n".encode("cp1252")
    table = "".join(f"{offset:010d} 00000 n \n" for offset in offsets)
    end = f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}"
    end += f"trailer<</Size {len(objects) + 1}/Root 1 0 R{trailer}>>\nstartxref\n{len(out)}\n%%EOF"
    return out + end.encode("ascii")
