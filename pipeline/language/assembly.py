"""The pipeline in one place: what runs, in which order."""

import gc
from pathlib import Path

import spacy
from spacy.language import Language

from pipeline.language.demonstratives import keep_whole
from pipeline.language.embeddings import remember_embeddings
from pipeline.language.lemmas import quicken_lemmatizer
from pipeline.language.parser import keep_room
from pipeline.language.products import use_numpy_products
from pipeline.language.tokenizer import GuardedTokenizer
from pipeline.settings import ARTEFACTS, BASE_MODEL

BEFORE_PARSER = ["recense_document", "recense_boundaries"]
IN_PLACE = {  # of the base model's, with its networks and tables
    "parser": "recense_parser",
    "ner": "recense_ner",
    "lemmatizer": "recense_lemmatizer",
}
BATCH = 16  # alerts that are read together: of more, what the networks make no longer fits into a processor's cache
YOUNG = 100_000  # objects that are new at most, before the collector looks for garbage among them
FIRST = "Le 3 mai 2020, Me Anna Petit a été arrêtée par la police."  # reading it loads what is loaded at first use
AFTER_NER = ["recense_names", "recense_groups", "recense_references", "recense_dates", "recense_incidents"]

LEARNED = ("recense_document", "recense_dates", "recense_incidents")  # with models of their own


def load(artefacts: Path = ARTEFACTS) -> Language:
    """The French pipeline with the tuned NER and every component of Recense (takes seconds: once per process).

    Without a trained NER in `artefacts` (before `make train` ran for the first time) the base model's own is kept.
    """
    nlp = spacy.load(
        BASE_MODEL,
        exclude=["attribute_ruler", "senter"],  # it copies POS to TAG, which nobody reads
        config={f"components.{name}.factory": factory for name, factory in IN_PLACE.items()},
    )
    nlp.batch_size = BATCH
    keep_whole(nlp)
    nlp.tokenizer = GuardedTokenizer(nlp.tokenizer)
    if (artefacts / "ner").exists():
        nlp.get_pipe("ner").from_disk(artefacts / "ner", exclude=["vocab"])  # type: ignore[attr-defined]
    use_numpy_products(nlp)
    remember_embeddings(nlp)
    keep_room(nlp.get_pipe("parser").model)  # type: ignore[attr-defined]
    quicken_lemmatizer(nlp)
    own = {name: {"artefacts": str(artefacts)} for name in LEARNED}
    for name in reversed(BEFORE_PARSER):
        nlp.add_pipe(name, first=True, config=own.get(name, {}))
    for name in AFTER_NER:
        nlp.add_pipe(name, config=own.get(name, {}))
    nlp(FIRST)
    gc.collect()
    gc.freeze()  # what is loaded stays: the collector need not walk through it again and again
    gc.set_threshold(YOUNG)  # nor need it look after every few words of an alert
    return nlp
