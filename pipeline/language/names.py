"""spaCy component `recense_names`: from the model's named entities to the names and entities of an alert."""

from collections.abc import Callable

from spacy.language import Language
from spacy.tokens import Doc, Span

from pipeline.language.demonstratives import tag_demonstratives
from pipeline.language.entities import entities
from pipeline.language.extensions import declare
from pipeline.language.mentions import names
from pipeline.language.words import Name, Words

LABELS = {"person": "PER", "organisation": "ORG", "place": "LOC"}


@Language.factory(
    "recense_names",
    requires=["doc.ents"],
    assigns=["doc.ents", "doc.spans", "doc._.entities", "token.pos", "token.lemma", "token.morph"],
    retokenizes=False,
)
def create(nlp: Language, name: str) -> Callable[[Doc], Doc]:
    """Fill `doc._.entities` and `doc.spans["names"]` (label: the kind; id: the entity's key); `doc.ents` follow.

    Demonstratives are tagged first, as the pronouns that they are.
    """
    declare()

    def component(doc: Doc) -> Doc:
        tag_demonstratives(doc)
        words = Words.of(doc)
        found = names(doc, words)
        doc._.entities = entities(words, found)
        owners = {mention["start"]: entity["key"] for entity in doc._.entities for mention in entity["mentions"]}
        doc.spans["names"] = [span(doc, name, owners[words.starts[name.start]]) for name in found]
        doc.ents = [Span(doc, name.start, name.end, label=LABELS[name.kind]) for name in found]
        return doc

    return component


def span(doc: Doc, name: Name, key: str) -> Span:
    """The span of a name, labelled with its kind and its entity."""
    return Span(doc, name.start, name.end, label=name.kind, span_id=key, kb_id=key)
