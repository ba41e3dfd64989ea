"""Tune the NER of fr_core_news_md on the annotated alerts (persons, organisations, places)."""

import random
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import spacy
from spacy.language import Language
from spacy.tokens import Doc, Span
from spacy.training import Example
from spacy.util import filter_spans
from thinc.api import fix_random_seed

from pipeline.evaluate.gold import GoldAlert, read_gold
from pipeline.language.products import one_thread, use_numpy_products
from pipeline.settings import BASE_MODEL

LABELS = {"person": "PER", "organisation": "ORG", "place": "LOC"}


def annotated(nlp: Language, alert: GoldAlert) -> Doc:
    """The alert's Doc with its gold names as entities; spans are widened to tokens."""
    doc = nlp.make_doc(alert.text)
    spans = [
        doc.char_span(start, end, LABELS[entity.kind], alignment_mode="expand")
        for entity in alert.entities
        if entity.kind in LABELS
        for start, end in entity.mentions
    ]
    doc.ents = filter_spans([span for span in spans if span is not None])
    return doc


def paragraphs(doc: Doc) -> Iterator[Doc]:
    """Pieces between blank lines: short examples train better than whole alerts."""
    start = 0
    for token in doc:
        if token.is_space and token.text.count("\n") >= 2 and token.ent_iob_ != "I":
            if token.i > start:
                yield doc[start : token.i].as_doc()
            start = token.i + 1
    if start < len(doc):
        yield doc[start:].as_doc()


def shout(doc: Doc) -> Doc:
    """The same text in capitals: headlines in capitals are rare in the corpus and common in archives."""
    copy = Doc(doc.vocab, words=[t.text.upper() for t in doc], spaces=[bool(t.whitespace_) for t in doc])
    copy.set_ents([Span(copy, e.start, e.end, label=e.label) for e in doc.ents])
    return copy


def swap(doc: Doc, pool: dict[str, list[list[str]]], rng: random.Random) -> Doc:
    """The same prose told of others, each name replaced by one of its kind: context teaches, not the name."""
    words: list[str] = []
    spaces: list[bool] = []
    spans: list[tuple[int, int, str]] = []
    at = 0
    for entity in doc.ents:
        words += [t.text for t in doc[at : entity.start]]
        spaces += [bool(t.whitespace_) for t in doc[at : entity.start]]
        name = rng.choice(pool[entity.label_])
        spans.append((len(words), len(words) + len(name), entity.label_))
        words += name
        spaces += [True] * (len(name) - 1) + [bool(entity[-1].whitespace_)]
        at = entity.end
    words += [t.text for t in doc[at:]]
    spaces += [bool(t.whitespace_) for t in doc[at:]]
    copy = Doc(doc.vocab, words=words, spaces=spaces)
    copy.set_ents([Span(copy, start, end, label=label) for start, end, label in spans])
    return copy


def example(piece: Doc) -> Example:
    """A piece with its names, and the same words without."""
    words, spaces = [t.text for t in piece], [bool(t.whitespace_) for t in piece]
    return Example(Doc(piece.vocab, words=words, spaces=spaces), piece)


def train(alerts: Iterable[GoldAlert], settings: dict[str, Any]) -> Language:
    """A pipeline that holds only the tuned `ner`; `settings` are those of `config.toml`, section `ner`.

    Its weights are the averages over all updates, which read strangers' texts a little better than the last ones.
    """
    fix_random_seed(settings["seed"])
    nlp = spacy.load(
        BASE_MODEL, exclude=["tok2vec", "morphologizer", "parser", "attribute_ruler", "lemmatizer", "senter"]
    )
    use_numpy_products(nlp, held=True)
    recogniser: Any = nlp.get_pipe("ner")
    rng = random.Random(settings["seed"])
    pieces = [example(piece) for alert in alerts for piece in paragraphs(annotated(nlp, alert))]
    pool: dict[str, list[list[str]]] = {label: [] for label in LABELS.values()}
    for piece in pieces:
        for entity in piece.reference.ents:
            pool[entity.label_].append([t.text for t in entity])
    optimizer = nlp.resume_training()
    optimizer.learn_rate = settings["learn_rate"]
    with one_thread():
        for _ in range(settings["epochs"]):
            rng.shuffle(pieces)
            for start in range(0, len(pieces), settings["batch"]):
                batch = [changed(piece, pool, settings, rng) for piece in pieces[start : start + settings["batch"]]]
                recogniser.update(batch, drop=settings["dropout"], sgd=optimizer)  # `Language.update` copies all Docs
    averages = optimizer.averages or {}
    for node in recogniser.model.walk():
        for name in node.param_names:
            if node.has_param(name):
                node.set_param(name, coarse(averages.get((node.id, name), node.get_param(name))))
    return nlp


def changed(piece: Example, pool: dict[str, list[list[str]]], settings: dict[str, Any], rng: random.Random) -> Example:
    """A piece as it is, told of others, or in capitals, as chance has it."""
    reference = piece.reference
    if rng.random() < settings["swap"]:
        reference = swap(reference, pool, rng)
    if len(piece.reference) < 60 and rng.random() < settings["shout"]:
        reference = shout(reference)
    return piece if reference is piece.reference else example(reference)


def coarse(weights: Any) -> Any:
    """Weights to eleven binary digits: those behind decide nothing, and do not compress in the wheel."""
    return weights.astype("float16").astype("float32")


def save(nlp: Language, folder: Path) -> None:
    """Write the component alone; the vocabulary is that of the base model."""
    nlp.get_pipe("ner").to_disk(folder, exclude=["vocab"])  # type: ignore[attr-defined]


def main(settings: dict[str, Any], corpus: Path, artefacts: Path) -> None:
    """Train on the train split and store the component."""
    save(train(read_gold(corpus / "train"), settings), artefacts / "ner")
