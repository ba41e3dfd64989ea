"""spaCy component `recense_boundaries`: sentence starts from the document's own splitter, before the parser."""

from collections.abc import Callable

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc

from pipeline.document import sentences
from pipeline.language.extensions import declare

START, INSIDE = 1, -1


@Language.factory("recense_boundaries", assigns=["token.is_sent_start", "doc.sents"])
def create(nlp: Language, name: str) -> Callable[[Doc], Doc]:
    """Set `is_sent_start` of every token, so that no sentence of the parser crosses a block.

    A sentence starts at the first token that begins in its span; all other tokens are inside.
    """
    declare()

    def component(doc: Doc) -> Doc:
        if not len(doc):
            return doc
        starts = np.array([span[0] for span in doc._.sentences or sentences(doc.text)])
        number = np.searchsorted(starts, doc.to_array(["IDX"]).ravel().astype(np.int64), side="right")
        begins = np.diff(number, prepend=-1) > 0
        flags = np.where(begins, START, INSIDE).astype(np.uint64).reshape(-1, 1)  # spaCy keeps -1 in this type
        doc.from_array(["SENT_START"], flags)  # type: ignore[arg-type]  # its stubs know thinc's arrays only
        return doc

    return component
