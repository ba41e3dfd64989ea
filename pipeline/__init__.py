"""Recense reads French-language alerts about threatened people and turns them into tables of incidents."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pipeline.extraction import Extraction, extract
    from pipeline.language.assembly import load

__all__ = ["Extraction", "extract", "load"]
__version__ = "0.1.0"


def __getattr__(name: str) -> Any:
    """The façade imports spaCy and pandas only when asked, so that `import pipeline` is instant."""
    if name == "load":
        from pipeline.language.assembly import load

        return load
    if name in ("extract", "Extraction"):
        from pipeline import extraction

        return getattr(extraction, name)
    raise AttributeError(f"module 'pipeline' has no attribute {name!r}")
