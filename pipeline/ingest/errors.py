"""What can be wrong with an input. The words are data: pipeline/lexicons/ingest_errors.toml."""

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import PurePath

from pipeline import lexicons
from pipeline.ingest.types import InputError

DISK = {errno.EIO, errno.ENOSPC, errno.EDQUOT, errno.EACCES}  # faults of the disk, not of the data on it


class Fault(Exception):
    """A known fault of an input; `code` is a table of ingest_errors.toml, `details` fill its placeholders.

    A `fatal` fault ends the file that the user gave, not only the member in which it was met.
    """

    def __init__(self, code: str, *, fatal: bool = False, **details: str | int) -> None:
        super().__init__(code)
        self.code, self.fatal, self.details = code, fatal, details


def message(code: str, language: str = "en", **details: str | int) -> str:
    """What `code` means and what to do, in one sentence of `language` (`en` or `fr`)."""
    entry = lexicons.table("ingest_errors")[code]
    if remedy := details.get("remedy"):
        details["remedy"] = entry["remedies"][remedy][language]
    sentence: str = entry[language]
    return sentence.format(**details)


def unsupported(name: str) -> Fault:
    """The fault of a file that no reader knows, with what to do about one of its suffix."""
    suffix = PurePath(name).suffix.lower()
    remedies = lexicons.table("ingest_errors")["UNSUPPORTED"]["remedies"]
    return Fault(
        "UNSUPPORTED", remedy=next((k for k, r in remedies.items() if suffix in r["suffixes"].split()), "other")
    )


def error(source: str, code: str, **details: str | int) -> InputError:
    """The row of one failed input."""
    return InputError(source, "read", code, message(code, "en", **details))


@contextmanager
def corrupt(*kinds: type[BaseException]) -> Iterator[None]:
    """Turns a library's exceptions for damaged data into the one fault CORRUPT."""
    try:
        yield
    except kinds as failure:
        if isinstance(failure, OSError) and failure.errno in DISK:
            raise
        raise Fault("CORRUPT") from None
