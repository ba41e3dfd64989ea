"""spaCy component `recense_incidents`: the incidents of a Doc from its names, groups, references and dates."""

from typing import TYPE_CHECKING

from spacy.language import Language

from pipeline.language.extensions import declare
from pipeline.settings import ARTEFACTS

if TYPE_CHECKING:
    from pipeline.incidents.reader import IncidentReader


@Language.factory(
    "recense_incidents",
    assigns=["doc._.incidents", "doc._.subjects"],
    requires=["doc._.entities", "doc._.groups", "doc._.references", "doc._.dates", "token.dep", "token.lemma"],
    default_config={"artefacts": str(ARTEFACTS)},
)
def create(nlp: Language, name: str, artefacts: str) -> "IncidentReader":
    """The component, whose parts are loaded once a pipeline has it."""
    from pipeline.incidents.reader import IncidentReader

    declare()
    return IncidentReader(artefacts)
