"""The base model's rule lemmatizer, asked once for each form with its part of speech; its answers stay the same."""

from collections.abc import Callable
from functools import cached_property
from typing import Any

import numpy as np
from spacy.lang.fr.lemmatizer import FrenchLemmatizer
from spacy.language import Language
from spacy.tokens import Doc
from thinc.api import Model

from pipeline.language.tokens import table

MOST_REMEMBERED = 1 << 16  # lemmas of forms; a stream of alerts brings ever new ones
READ = ("ORTH", "POS")  # what a lemma depends on


class Lemmatizer(FrenchLemmatizer):
    """spaCy's component; only the way to the rules is another. Begins anew when its memory is full."""

    def __call__(self, doc: Doc) -> Doc:
        """Write the lemma of each token of a Doc, as spaCy does."""
        if not self.overwrite and table(doc, ("LEMMA",)).any():
            return super().__call__(doc)
        if len(self.known) > MOST_REMEMBERED:
            self.known.clear()
            self.cache.clear()
        forms = list(zip(*table(doc, READ).tolist(), strict=True))
        for form, place in dict(zip(forms, range(len(forms)), strict=True)).items():
            if form not in self.known:
                self.known[form] = doc.vocab.strings.add(self.lemmatize(doc[place])[0])
        lemmas = np.array(list(map(self.known.__getitem__, forms)), dtype=np.uint64)
        return doc.from_array(["LEMMA"], lemmas.reshape(-1, 1))  # type: ignore[arg-type]  # its stubs know thinc's only

    @cached_property
    def known(self) -> dict[tuple[int, int], int]:
        """The lemmas that were met, in numbers of spaCy's store."""
        return {}


def quicken_lemmatizer(nlp: Language) -> None:
    """Keep the index of known forms, lists of tens of thousands that are searched from their start, as dicts."""
    lemmatizer = nlp.get_pipe("lemmatizer")
    index = lemmatizer.lookups.get_table("lemma_index")  # type: ignore[attr-defined]
    for pos, forms in index.items():
        index[pos] = dict.fromkeys(forms)


@Language.factory("recense_lemmatizer", assigns=["token.lemma"])
def create(
    nlp: Language,
    name: str,
    model: Model[Any, Any] | None,
    mode: str,
    overwrite: bool,
    scorer: Callable[..., dict[str, Any]] | None,
) -> Lemmatizer:
    """The lemmatizer with the settings that a base model has for its own."""
    return Lemmatizer(nlp.vocab, model, name, mode=mode, overwrite=overwrite, scorer=scorer)
