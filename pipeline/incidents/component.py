"""spaCy component `recense_incidents`."""

from spacy.language import Language
from spacy.tokens import Doc


@Language.factory("recense_incidents")
def create(nlp: Language, name: str):  # type: ignore[no-untyped-def]
    """A placeholder until the room is built."""

    def component(doc: Doc) -> Doc:
        return doc

    return component
