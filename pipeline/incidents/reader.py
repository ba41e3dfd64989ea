"""Reads the incidents of Docs, several together."""

from collections.abc import Iterable, Iterator
from functools import cached_property
from pathlib import Path

from spacy.tokens import Doc

from pipeline.incidents.grammar.parse import release
from pipeline.incidents.incident import read_incidents
from pipeline.incidents.model import Models, load_models
from pipeline.incidents.references.antecedents import resolve
from pipeline.incidents.scene.staging import set_scene
from pipeline.incidents.subjects import about
from pipeline.language.products import one_thread

WORDS = 10_000  # that are read together: what is noted of each takes a thousand bytes or two


def together(stream: Iterable[Doc], words: int = WORDS) -> Iterator[list[Doc]]:
    """Docs in lists of so many words, those of one and the same list one behind the other; a longer Doc alone."""
    docs: list[Doc] = []
    for doc in stream:
        if docs and sum(map(len, docs)) + len(doc) > words:
            yield docs
            docs = []
        docs.append(doc)
    if docs:
        yield docs


class IncidentReader:
    """Fills `doc._.incidents` and reads `doc._.subjects` again in their light, by the models in a folder."""

    def __init__(self, artefacts: str) -> None:
        self.artefacts = Path(artefacts)

    @cached_property
    def models(self) -> Models | None:
        """The models, loaded with the first Doc; None before any were trained."""
        return load_models(self.artefacts) if (self.artefacts / "incidents.json").exists() else None

    def __call__(self, doc: Doc) -> Doc:
        """Read one Doc."""
        self.read([doc])
        return doc

    def pipe(self, stream: Iterable[Doc], **settings: int) -> Iterator[Doc]:
        """Read Docs, some of them together; how many spaCy would take together does not matter."""
        for docs in together(stream):
            self.read(docs)
            yield from docs

    def read(self, docs: list[Doc]) -> None:
        """Read Docs together, step by step."""
        models = self.models
        if models is None:
            return
        scenes = list(map(set_scene, docs))
        with one_thread():
            resolve(scenes, models.antecedents, models.resolving)
            for doc, found in zip(docs, read_incidents(scenes, models), strict=True):
                doc._.incidents = found
            for doc, scene in zip(docs, scenes, strict=True):
                doc._.subjects = about.subjects(scene, doc._.incidents, models, models.thresholds["subject"])
                release(scene.tokens)
