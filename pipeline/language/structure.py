"""spaCy component `recense_document`: the structure of the alert as attributes of its Doc."""

from dataclasses import fields
from functools import cached_property
from pathlib import Path
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc

from pipeline.document import structure
from pipeline.document.header import BY_RULES, HeaderModels
from pipeline.document.types import Document, Header
from pipeline.ingest.types import Given
from pipeline.language.extensions import declare
from pipeline.language.tokens import text_of
from pipeline.settings import ARTEFACTS

HEADER = [field.name for field in fields(Header)]
GIVEN = "recense_given"  # doc.user_data: a dict of the fields of `Given` that the caller knows


def header(document: Document) -> dict[str, list[Any]]:
    """The header's fields that are known, each as [value, start, end]."""
    found = ((name, getattr(document.header, name)) for name in HEADER)
    return {name: [field.value, field.start, field.end] for name, field in found if field is not None}


class Structurer:
    """Fill the Doc's header, blocks, sections, sentences, published_on and country.

    The text must be normalised (`pipeline.document.normalise_text`), so that offsets hold. What the caller put in
    `doc.user_data["recense_given"]` (fields of `Given`) wins over what is read. The country and the day are chosen by
    the models in the folder `artefacts`, where it holds them, else by rules.
    """

    def __init__(self, artefacts: str = "") -> None:
        self.artefacts = artefacts

    @cached_property
    def models(self) -> HeaderModels:
        """The stored models, loaded with the first Doc."""
        return HeaderModels.load(Path(self.artefacts)) if self.artefacts else BY_RULES

    def __call__(self, doc: Doc) -> Doc:
        """Structure one Doc."""
        given = doc.user_data.get(GIVEN)
        document = structure(text_of(doc), Given(**given) if given else None, self.models)
        doc._.header = header(document)
        doc._.blocks = [[block.kind, block.start, block.end] for block in document.blocks]
        doc._.sections = [[section.kind, section.start, section.end] for section in document.sections]
        doc._.sentences = [list(span) for span in document.sentences]
        doc._.published_on = doc._.header.get("published_on", [""])[0]
        doc._.country = doc._.header.get("country", [""])[0]
        return doc


@Language.factory(
    "recense_document",
    assigns=[
        "doc._.header",
        "doc._.blocks",
        "doc._.sections",
        "doc._.sentences",
        "doc._.published_on",
        "doc._.country",
    ],
    default_config={"artefacts": str(ARTEFACTS)},
)
def create(nlp: Language, name: str, artefacts: str) -> Structurer:
    """The component, for `nlp.add_pipe("recense_document")`."""
    declare()
    return Structurer(artefacts)
