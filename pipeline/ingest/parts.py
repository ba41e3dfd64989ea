"""What the readers are given and what they hand back.

A reader is a function of one Part. It yields the alerts and errors that it finds in it, and the parts inside it
(members of an archive, attachments of a mail), which the caller reads in their turn before the reader goes on.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from typing import BinaryIO

from pipeline.ingest.encodings import clean, is_blank
from pipeline.ingest.errors import Fault, error
from pipeline.ingest.limits import Limits
from pipeline.ingest.names import visible
from pipeline.ingest.types import Given, InputError, SourceAlert


class Budget:
    """What one given file may still unpack to, all its nested archives together."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._bytes = self._members = 0

    def spend(self, count: int) -> None:
        """Books unpacked bytes; LIMIT when there are too many."""
        self._bytes += count
        if self._bytes > self._limits.total_bytes:
            raise Fault("LIMIT", fatal=True, limit="total_bytes", value=self._limits.total_bytes)

    def member(self) -> None:
        """Books one member; LIMIT when there are too many."""
        self._members += 1
        if self._members > self._limits.members:
            raise Fault("LIMIT", fatal=True, limit="members", value=self._limits.members)


@dataclass(frozen=True, slots=True)
class Part:
    """A file, a member or an attachment: `source` names it in tables, the suffix of `name` tells its format."""

    source: str
    name: str
    opener: Callable[[], BinaryIO]
    limits: Limits
    budget: Budget
    depth: int = 0

    def open(self) -> BinaryIO:
        """Its bytes as a seekable stream that the caller closes; EMPTY where there are none."""
        stream = self.opener()
        if stream.seek(0, 2) == 0:
            stream.close()
            raise Fault("EMPTY")
        stream.seek(0)
        return stream

    def read(self) -> bytes:
        """All its bytes, for the formats that are held whole; TOO_LARGE beyond the limit."""
        with self.open() as stream:
            content = stream.read(self.limits.file_bytes + 1)
        if len(content) > self.limits.file_bytes:
            raise Fault("TOO_LARGE", limit="file_bytes", value=self.limits.file_bytes)
        return content

    def inside(self, label: str, name: str, opener: Callable[[], BinaryIO]) -> "Part":
        """A part within this one; an empty `label` keeps the source (a single compressed file)."""
        source = f"{self.source}#{visible(label)}" if label else self.source
        return Part(source, name, opener, self.limits, self.budget, self.depth + 1)


Found = SourceAlert | InputError | Part
Reader = Callable[[Part], Iterator[Found]]
NOTHING_GIVEN = Given()


def alert(part: Part, text: str, content: bytes, given: Given = NOTHING_GIVEN, source: str = "") -> SourceAlert:
    """The alert with this text and these facts, cleaned; EMPTY and TOO_LARGE are raised. The hash is of `content`."""
    text = clean(text)
    if is_blank(text):
        raise Fault("EMPTY")
    if len(text) > part.limits.text_chars:
        raise Fault("TOO_LARGE", limit="text_chars", value=part.limits.text_chars)
    if given is not NOTHING_GIVEN:
        given = Given(*(clean(getattr(given, fact)) for fact in Given.__slots__))
    return SourceAlert(source or part.source, text, sha256(content).hexdigest(), given)


def error_of(source: str, fault: Fault) -> InputError:
    """The row of a fault."""
    return error(source, fault.code, **fault.details)
