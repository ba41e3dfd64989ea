"""The spaCy component `recense_dates`."""

from spacy.language import Language
from spacy.tokens import Doc, Span

from pipeline.dates import read
from pipeline.language.extensions import declare


class DateReader:
    """Fill `doc._.dates` with DateExpression dicts and `doc.spans["dates"]` with the token spans that hold them.

    Works in any pipeline, `spacy.blank("fr")` included. Relative and partial dates count from `doc._.published_on` (an
    ISO date, set per Doc); starts of blocks are taken from `doc._.blocks` where they are set.

    >>> import spacy
    >>> nlp = spacy.blank("fr")
    >>> reader = nlp.add_pipe("recense_dates")
    >>> doc = nlp.make_doc("Elle a été arrêtée lundi.")
    >>> doc._.published_on = "2020-05-18"
    >>> [date["edtf"] for date in nlp(doc)._.dates]
    ['2020-05-18']
    """

    def __call__(self, doc: Doc) -> Doc:
        """Read the dates of one Doc."""
        dates = read(doc.text, doc._.published_on or None, [block[1] for block in doc._.blocks])
        doc._.dates = dates
        spans: list[Span] = []
        for item in dates:
            span = doc.char_span(item["start"], item["end"], label="DATE", alignment_mode="expand")
            if span is not None:
                spans.append(span)
        doc.spans["dates"] = spans
        return doc


@Language.factory("recense_dates", assigns=["doc._.dates", "doc.spans"], requires=[])
def create(nlp: Language, name: str) -> DateReader:
    """The component, for `nlp.add_pipe("recense_dates")`."""
    declare()
    return DateReader()
