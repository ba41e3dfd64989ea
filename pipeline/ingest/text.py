"""Plain text and Markdown: the text as it stands."""

from collections.abc import Iterator

from pipeline.ingest.encodings import decode
from pipeline.ingest.parts import Found, Part, alert


def read(part: Part) -> Iterator[Found]:
    """The one alert of a text file."""
    content = part.read()
    yield alert(part, decode(content), content)
