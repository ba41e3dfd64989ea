"""The spaCy component `recense_dates`."""

from functools import cached_property
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc, Span

from pipeline.dates import read
from pipeline.dates.choice import Judge, by_model
from pipeline.language.extensions import declare
from pipeline.language.tokens import text_of
from pipeline.learned.stack import Stack
from pipeline.settings import ARTEFACTS

MODEL = "date_values"  # its files: `date_values.npz`, `date_values_trees.npz`


class DateReader:
    """Fill `doc._.dates` with DateExpression dicts and `doc.spans["dates"]` with the token spans that hold them.

    Works in any pipeline, `spacy.blank("fr")` included. Relative and partial dates count from `doc._.published_on` (an
    ISO date, set per Doc); starts of blocks are taken from `doc._.blocks` where they are set. What an expression counts
    from is chosen by the model in the folder `artefacts`, where it holds one, else by rules.

    >>> import spacy
    >>> nlp = spacy.blank("fr")
    >>> reader = nlp.add_pipe("recense_dates")
    >>> doc = nlp.make_doc("Elle a été arrêtée lundi.")
    >>> doc._.published_on = "2020-05-18"
    >>> [date["edtf"] for date in nlp(doc)._.dates]
    ['2020-05-18']
    """

    def __init__(self, artefacts: str = "") -> None:
        self.artefacts = artefacts

    @cached_property
    def judge(self) -> Judge | None:
        """The stored model, loaded with the first Doc."""
        folder = Path(self.artefacts)
        stored = self.artefacts and (folder / f"{MODEL}.npz").exists()
        return by_model(Stack.load(folder, MODEL)) if stored else None

    def __call__(self, doc: Doc) -> Doc:
        """Read the dates of one Doc."""
        dates = read(text_of(doc), doc._.published_on or None, [block[1] for block in doc._.blocks], self.judge)
        doc._.dates = dates
        spans: list[Span] = []
        for item in dates:
            span = doc.char_span(item["start"], item["end"], label="DATE", alignment_mode="expand")
            if span is not None:
                spans.append(span)
        doc.spans["dates"] = spans
        return doc


@Language.factory(
    "recense_dates",
    assigns=["doc._.dates", "doc.spans"],
    requires=[],
    default_config={"artefacts": str(ARTEFACTS)},
)
def create(nlp: Language, name: str, artefacts: str) -> DateReader:
    """The component, for `nlp.add_pipe("recense_dates")`."""
    declare()
    return DateReader(artefacts)
