"""Bytes become text. Alerts are French, so what is not Unicode is cp1252, or Mac Roman where its accents say so.

(charset-normalizer was tried for this choice: between the same two it takes 2 % of the training alerts' lines in cp1252
for Mac Roman, the five commonest accents none; of whole alerts in either encoding both get all.)

Text in valid UTF-8 is kept character for character, but for U+0000 and lone surrogates, which no database and no
XML can hold: each becomes one U+FFFD, so that offsets into the kept text stay true. Mojibake is left as it is.
"""

import codecs
import io
import re
from collections.abc import Iterator
from typing import BinaryIO

from pipeline.ingest.errors import Fault

# UTF-32 first: its mark begins with that of UTF-16.
MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# First bytes of formats that come with a wrong suffix: PDF, zip and docx, PNG, JPEG, GIF, OLE (doc, xls), gzip, ELF.
SIGNATURES = (
    b"%PDF-",
    b"PK\x03\x04",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"\xd0\xcf\x11\xe0",
    b"\x1f\x8b",
    b"\x7fELF",
)
SAMPLE = 65_536
# The bytes of é, è, à, ê and ç, which tell the two apart: no French word has what they are in the other.
FRENCH = {encoding: [letter.encode(encoding) for letter in "éèàêç"] for encoding in ("cp1252", "mac_roman")}
UNKEEPABLE = re.compile("[\x00\ud800-\udfff]")
CONTROLS = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
# Codecs that a declaration may name: character sets, not Python's transformations such as idna or punycode.
CHARACTER_SETS = re.compile(r"(ascii|iso|cp\d|mac|koi8|latin|big5|gb|euc|shift|hz|tis|viscii|windows)")


def clean(text: str) -> str:
    """`text` without what cannot be kept: U+0000 and lone surrogates become U+FFFD, one for one."""
    return UNKEEPABLE.sub("\ufffd", text)


def is_blank(text: str) -> bool:
    """Whether there is nothing to see: white space, format and control characters only."""
    return not any(c.isprintable() and not c.isspace() for c in text)


def decode(content: bytes, declared: str = "") -> str:
    """The text of `content`; BINARY where it is none.

    In this order: byte order mark, UTF-16 and UTF-32 by their pattern of zeros, UTF-8, UTF-8 with damaged places, the
    `declared` character set (of a page or mail), cp1252 or Mac Roman.
    """
    refuse_signature(content)
    mark, encoding = _unicode(content[:SAMPLE])
    body = content[mark:]
    text = body.decode(encoding, "replace") if encoding else _decode_8bit(body, declared)
    refuse_binary(text)
    return text


def refuse_signature(content: bytes) -> None:
    """BINARY where the first bytes are those of another format."""
    if content.startswith(SIGNATURES):
        raise Fault("BINARY")


def refuse_binary(text: str) -> None:
    """BINARY where control characters are more than stray ones: over 3 and 5 %, or over 30 % of a short text."""
    sample = text[:SAMPLE]
    controls = len(CONTROLS.findall(sample))
    if controls > max(3, 0.05 * len(sample)) or controls > 0.3 * len(sample):
        raise Fault("BINARY")


def _unicode(head: bytes) -> tuple[int, str]:
    """Length of the byte order mark and the encoding, which is empty where UTF-8 is still to be tried."""
    for mark, encoding in MARKS:
        if head.startswith(mark):
            return len(mark), encoding if encoding != "utf-8" else ""
    for width, encodings in ((4, ("utf-32-le", "utf-32-be")), (2, ("utf-16-le", "utf-16-be"))):
        head = head[: len(head) // width * width]
        zeros = [head[i::width].count(0) * width for i in range(width)]
        # Latin text: the high bytes are nearly all zero, the low byte never.
        for low, encoding in zip((0, width - 1), encodings, strict=True):
            high = zeros[:low] + zeros[low + 1 :]
            if head and zeros[low] == 0 and min(high) > 0.7 * len(head):
                return 0, encoding
    return 0, ""


def _decode_8bit(content: bytes, declared: str) -> str:
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        pass
    text = content.decode("utf-8", "replace")
    damaged = text.count("\ufffd")
    if sum(not c.isascii() for c in text) >= 2 * damaged:  # as many accents stand as are broken
        return text
    try:
        if declared and CHARACTER_SETS.match(codecs.lookup(declared).name):
            return content.decode(declared)
    except (LookupError, ValueError):
        pass
    try:
        return content.decode(_legacy(content))
    except UnicodeDecodeError:
        return content.decode("latin_1")


def _legacy(content: bytes) -> str:
    """cp1252 or Mac Roman, by the number of bytes that are accents in each."""
    counts = {encoding: sum(map(content.count, accents)) for encoding, accents in FRENCH.items()}
    return "mac_roman" if counts["mac_roman"] > counts["cp1252"] else "cp1252"


class Lines(Iterator[str]):
    """The lines of a stream, decoded one by one, so that a file of any size is read and one bad line spoils no other.

    A line over `limit` bytes raises TOO_LARGE; iteration may go on after it. `number` is that of the last line, from 1.
    """

    def __init__(self, stream: BinaryIO, limit: int) -> None:
        head = stream.read(SAMPLE)
        refuse_signature(head)
        mark, encoding = _unicode(head)
        stream.seek(mark)
        refuse_binary(head[mark:].decode(encoding or "latin_1", "replace"))
        self._lines = io.TextIOWrapper(stream, encoding, "replace", newline="") if encoding else stream
        self._limit, self._legacy = limit, _legacy(head)
        self.number = 0

    def __next__(self) -> str:
        line = self._lines.readline(self._limit + 1)
        if not line:
            raise StopIteration
        self.number += 1
        if len(line) > self._limit:
            while line and line[-1:] not in ("\n", b"\n"):
                line = self._lines.readline(self._limit + 1)
            raise Fault("TOO_LARGE", limit="record_bytes", value=self._limit)
        return line if isinstance(line, str) else _decode_8bit(line, self._legacy)
