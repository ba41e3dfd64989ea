"""What the head and the foot of an alert say of the alert itself."""

from pipeline.document.published import published_on
from pipeline.document.types import Block, Field, Header
from pipeline.ingest.types import Given


def read_header(text: str, blocks: tuple[Block, ...], given: Given) -> Header:
    """The header of a normalised text. A given value wins over what is read; its span is -1."""
    return Header(
        published_on=_given(given.published_on) or published_on(text, blocks),
        country=_given(given.country),
    )


def _given(value: str) -> Field | None:
    return Field(value) if value else None
