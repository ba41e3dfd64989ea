"""The one way in: paths become alerts and errors, and nothing that a file holds can stop the run."""

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path, PurePath

from pipeline.ingest import archive, docx, files, html, jsonlines, mail, pdf, tabular, text
from pipeline.ingest.errors import Fault, error, unsupported
from pipeline.ingest.limits import Limits
from pipeline.ingest.names import visible
from pipeline.ingest.parts import Budget, Part, Reader, error_of
from pipeline.ingest.types import InputError, SourceAlert

READERS: dict[str, Reader] = {
    ".txt": text.read,
    ".text": text.read,
    ".md": text.read,
    ".markdown": text.read,
    ".html": html.read,
    ".htm": html.read,
    ".pdf": pdf.read,
    ".docx": docx.read,
    ".eml": mail.read,
    ".mbox": mail.read_mailbox,
    ".csv": tabular.read,
    ".tsv": tabular.read,
    ".parquet": tabular.read_parquet,
    ".json": jsonlines.read,
    ".jsonl": jsonlines.read_lines,
    ".ndjson": jsonlines.read_lines,
    ".zip": archive.read_zip,
    ".tar": archive.read_tar,
    ".tar.gz": archive.read_tar,
    ".tar.bz2": archive.read_tar,
    ".tar.xz": archive.read_tar,
    ".tgz": archive.read_tar,
    ".gz": archive.read_compressed,
}


Watch = Callable[[str], Fault | None]  # told of each part before it is read; a fault is given in the part's place


def _anything(source: str) -> None:
    """The watch that lets every part be read."""


def read(paths: Iterable[Path], limits: Limits = Limits()) -> Iterator[SourceAlert | InputError]:  # noqa: B008
    """Every alert of `paths` (files and folders), and an error for whatever could not be read, in a fixed order.

    Folders are walked in the order of the names' bytes, without hidden files and annotations (`*.gold.json`); a file
    that is met twice is read once. Each file ends in at least one alert or error; a given fact that cannot be read
    (BAD_DATE, BAD_COUNTRY) and a change during the reading (CHANGED) add an error to the alerts. No exception escapes.
    """
    for path, fault in files.walk(paths):
        source = visible(str(path))
        if fault:
            yield error_of(source, fault)
        else:
            yield from read_file(path, source, files.stamp(path), limits)


def read_file(
    path: Path,
    source: str,
    before: tuple[int, int, int] | None,
    limits: Limits = Limits(),  # noqa: B008
    watch: Watch = _anything,
) -> Iterator[SourceAlert | InputError]:
    """What one file holds, by the rules of `read`; CHANGED where its stamp is not what it was `before`."""
    yield from _read_part(Part(source, path.name, partial(files.open_file, path), limits, Budget(limits)), watch)
    if before != files.stamp(path):
        yield error(source, "CHANGED")


def _reader_of(name: str) -> Reader:
    suffixes = [suffix.lower() for suffix in PurePath(name).suffixes]
    reader = READERS.get("".join(suffixes[-2:])) or READERS.get("".join(suffixes[-1:]))
    if reader is None:
        raise unsupported(name)
    return reader


def _read_part(part: Part, watch: Watch) -> Iterator[SourceAlert | InputError]:
    """What a part and the parts within it hold: at least one alert or error."""
    nothing = True
    try:
        if part.depth > part.limits.depth:
            raise Fault("LIMIT", limit="depth", value=part.limits.depth)
        if refused := watch(part.source):
            raise refused
        for found in _reader_of(part.name)(part):
            nothing = False
            if isinstance(found, Part):
                yield from _read_part(found, watch)
            else:
                yield found
        if nothing:
            raise Fault("EMPTY")
    except Fault as fault:
        if fault.fatal and part.depth:
            raise
        yield error_of(part.source, fault)
    except OSError as failure:
        yield error_of(part.source, files.fault_of(failure))
    except MemoryError:
        yield error(part.source, "MEMORY")
    except RecursionError:
        yield error(part.source, "LIMIT", limit="depth", value=part.limits.depth)
    except Exception as failure:
        # The one boundary: a fault of a library on one input ends that input only. No traceback, for it may quote.
        yield error(part.source, "CRASHED", cause=type(failure).__name__)
