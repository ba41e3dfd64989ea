"""Archives: zip, tar (plain or compressed) and single compressed files.

Members are unpacked one at a time into memory or an unnamed temporary file, never under a name of the archive's
choosing, and every unpacked byte is booked, so that an archive of any make ends at a limit and not with the machine.
"""

import bz2
import gzip
import lzma
import stat
import struct
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from tempfile import SpooledTemporaryFile
from typing import IO, Any, BinaryIO, cast

from pipeline.ingest.errors import Fault, corrupt, error
from pipeline.ingest.names import is_hidden, is_unsafe, visible
from pipeline.ingest.parts import Found, Part

IN_MEMORY = 16_000_000  # bytes of a member beyond which it goes to disk
CHUNK = 1 << 20
HEADER_ROOM = 16_000_000  # bytes that the headers between two members of a tar may take
OPENERS: dict[str, Callable[[BinaryIO], Any]] = {
    "gz": gzip.open,
    "tgz": gzip.open,
    "bz2": bz2.open,
    "xz": lzma.open,
}
OF_ROWS = (".csv", ".tsv", ".jsonl", ".ndjson", ".mbox")  # what can be read up to a cut
# What zipfile, tarfile and the decompressors raise on damaged data.
DAMAGE = (
    zipfile.BadZipFile,
    tarfile.TarError,
    zlib.error,
    lzma.LZMAError,
    struct.error,
    OSError,
    EOFError,
    ValueError,
)


class Metered:
    """A stream of unpacked bytes that books what it gives and raises LIMIT or CORRUPT."""

    def __init__(self, stream: Any, packed: Callable[[], int], part: Part) -> None:
        self._stream, self._packed, self._part = stream, packed, part
        self._given = 0
        self.allowance = part.limits.total_bytes + HEADER_ROOM

    def read(self, size: int) -> bytes:
        """At most `size` bytes, fewer or none at the end."""
        with corrupt(*DAMAGE):
            chunk: bytes = self._stream.read1(min(size, CHUNK))  # unlike read, gives what stands before a damage
        limits = self._part.limits
        self._given += len(chunk)
        self.allowance -= len(chunk)
        self._part.budget.spend(len(chunk))
        if self._given > limits.ratio_from and self._given > limits.ratio * max(1, self._packed()):
            raise Fault("LIMIT", limit="ratio", value=limits.ratio)
        if self.allowance < 0:
            raise Fault("LIMIT", limit="header_bytes", value=HEADER_ROOM)
        return chunk


def _spool(read: Callable[[int], bytes]) -> BinaryIO:
    """All of a stream in a seekable file that vanishes when it is closed."""
    spool = SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115
    try:
        while chunk := read(CHUNK):
            spool.write(chunk)
    except BaseException:
        spool.close()
        raise
    return cast(BinaryIO, spool)


def read_zip(part: Part) -> Iterator[Found]:
    """The members of a zip in the order of its directory."""
    with part.open() as stream, corrupt(*DAMAGE), zipfile.ZipFile(stream) as archive:
        for info in archive.infolist():
            kind = stat.S_IFMT(info.external_attr >> 16)
            if info.is_dir():
                continue
            part.budget.member()
            if is_unsafe(info.filename) or kind not in (0, stat.S_IFREG):
                yield _refused(part, info.filename, "UNSAFE_MEMBER")
            elif is_hidden(info.filename):
                continue
            elif info.flag_bits & 0x1:
                yield _refused(part, info.filename, "ENCRYPTED")
            else:
                yield part.inside(info.filename, info.filename, _zip_opener(part, archive, info))


def _zip_opener(part: Part, archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> Callable[[], BinaryIO]:
    def opener() -> BinaryIO:
        try:
            with corrupt(*DAMAGE), archive.open(info) as member:
                return _spool(Metered(member, lambda: info.compress_size, part).read)
        except NotImplementedError:  # a way of packing that zipfile does not know
            raise Fault("UNSUPPORTED", remedy="archive") from None

    return opener


def read_tar(part: Part) -> Iterator[Found]:
    """The members of a tar, plain or compressed, in its order; those before a damage are kept."""
    with part.open() as stream, corrupt(*DAMAGE):
        unpack = OPENERS.get(part.name.lower().rpartition(".")[2])
        unpacked = Metered(unpack(stream) if unpack else stream, stream.tell, part)
        unpacked.allowance = HEADER_ROOM
        with tarfile.open(fileobj=cast(IO[bytes], unpacked), mode="r|") as archive:
            while (info := archive.next()) is not None:
                archive.members = []  # type: ignore[attr-defined]
                unpacked.allowance = info.size + HEADER_ROOM
                if info.isdir():
                    continue
                part.budget.member()
                if is_unsafe(info.name) or not info.isreg():
                    yield _refused(part, info.name, "UNSAFE_MEMBER")
                elif not is_hidden(info.name):
                    yield part.inside(info.name, info.name, _tar_opener(part, archive, info))


def _tar_opener(part: Part, archive: tarfile.TarFile, info: tarfile.TarInfo) -> Callable[[], BinaryIO]:
    def opener() -> BinaryIO:
        with corrupt(*DAMAGE):
            member = archive.extractfile(info)
            if member is None:
                raise Fault("UNSAFE_MEMBER")
            return _spool(member.read)

    return opener


def read_compressed(part: Part) -> Iterator[Found]:
    """The one file within a .gz, under the source of the .gz itself; of rows, those before a cut are kept."""
    name = part.name.rpartition(".")[0]
    cut: list[Fault] = []

    def opener() -> BinaryIO:
        with part.open() as stream, corrupt(*DAMAGE):
            unpacked = Metered(gzip.GzipFile(fileobj=stream, mode="rb"), stream.tell, part)
            return _spool(_until_cut(unpacked, cut) if name.lower().endswith(OF_ROWS) else unpacked.read)

    yield part.inside("", name, opener)
    if cut:
        raise cut[0]


def _until_cut(stream: Metered, cut: list[Fault]) -> Callable[[int], bytes]:
    """Reads on until a damage, which is put into `cut` instead of raised when something was read before it."""
    started = False

    def read(size: int) -> bytes:
        nonlocal started
        try:
            chunk = stream.read(size)
        except Fault as fault:
            if fault.code != "CORRUPT" or not started:
                raise
            cut.append(fault)
            return b""
        started = True
        return chunk

    return read


def _refused(part: Part, name: str, code: str) -> Found:
    return error(f"{part.source}#{visible(name)}", code)
