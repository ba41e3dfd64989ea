"""spaCy component `recense_incidents`: the incidents of a Doc from its names, groups, references and dates."""

from collections.abc import Callable
from functools import cache
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc

from pipeline.language.extensions import declare
from pipeline.settings import ARTEFACTS


@Language.factory(
    "recense_incidents",
    assigns=["doc._.incidents", "doc._.subjects"],
    requires=["doc._.entities", "doc._.groups", "doc._.references", "doc._.dates", "token.dep", "token.lemma"],
    default_config={"artefacts": str(ARTEFACTS)},
)
def create(nlp: Language, name: str, artefacts: str) -> Callable[[Doc], Doc]:
    """Fill `doc._.incidents` and read `doc._.subjects` again in their light.

    The models in the folder `artefacts` are loaded with the first Doc.
    """
    from pipeline.incidents.grammar.parse import release
    from pipeline.incidents.incident import read_incidents
    from pipeline.incidents.model import Models, load_models
    from pipeline.incidents.references.antecedents import resolve
    from pipeline.incidents.scene.staging import set_scene
    from pipeline.incidents.subjects import about

    declare()

    @cache
    def models() -> Models | None:
        folder = Path(artefacts)
        return load_models(folder) if (folder / "incidents.json").exists() else None

    def component(doc: Doc) -> Doc:
        trained = models()
        if trained is not None:
            scene = set_scene(doc)
            resolve(scene, trained.antecedents, trained.resolving)
            doc._.incidents = read_incidents(scene, trained)
            doc._.subjects = about.subjects(scene, doc._.incidents, trained.subjects, trained.thresholds["subject"])
            release(scene.tokens)
        return doc

    return component
