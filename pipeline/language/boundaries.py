"""spaCy component `recense_boundaries`: sentence starts from the document's own splitter, before the parser."""

from bisect import bisect_right
from collections.abc import Callable

from spacy.language import Language
from spacy.tokens import Doc

from pipeline.document import sentences
from pipeline.language.extensions import declare


@Language.factory("recense_boundaries", assigns=["token.is_sent_start", "doc.sents"])
def create(nlp: Language, name: str) -> Callable[[Doc], Doc]:
    """Set `is_sent_start` of every token, so that no sentence of the parser crosses a block.

    A sentence starts at the first token that begins in its span; all other tokens are inside.
    """
    declare()

    def component(doc: Doc) -> Doc:
        spans = doc._.sentences or sentences(doc.text)
        starts = [span[0] for span in spans]
        last = 0
        for token in doc:
            sentence = bisect_right(starts, token.idx)
            token.is_sent_start = sentence > last or token.i == 0
            last = sentence
        return doc

    return component
