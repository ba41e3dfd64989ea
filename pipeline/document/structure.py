"""The whole of `document` in one call."""

from pipeline.document.blocks import blocks
from pipeline.document.header import BY_RULES, HeaderModels, read_header
from pipeline.document.sections import sections
from pipeline.document.sentences import split_block
from pipeline.document.text import normalise_text
from pipeline.document.types import Document
from pipeline.ingest.types import Given


def structure(text: str, given: Given | None = None, models: HeaderModels = BY_RULES) -> Document:
    """The header, blocks, sections and sentences of an alert; what is given from outside wins over what is read.

    Its country and day of publication are chosen by `models`, where there are none by rules.
    """
    text = normalise_text(text)
    parts = blocks(text)
    kinds = sections(text, parts)
    header = read_header(text, parts, kinds, given or Given(), models)
    spans = tuple(span for block in parts for span in split_block(text, block))
    return Document(text, header, parts, kinds, spans)
