"""Embeddings of words that were met before: a word's own vector depends on nothing around it, so it is kept.

Most of what the neural parts read are words that they have just read; only the encoder looks at the words around them.
"""

from itertools import chain
from typing import Any

import numpy as np
from numpy.typing import NDArray
from spacy.language import Language
from spacy.tokens import Doc
from thinc.api import Model

from pipeline.language.encoder import quick

MOST_REMEMBERED = 1 << 14  # words; a stream of alerts brings ever new ones
TOGETHER = 256  # words that are embedded at once, always as many: the last bits of a product depend on its height

Floats = NDArray[np.float32]
Network = Model[Any, Any]
Key = bytes  # what an embedding reads of a token (`READ`), as hashes; all else that it reads follows from them
READ: list[int | str] = ["ORTH", "NORM", "SPACY"]


class Memory:
    """The vectors of words by what an embedding reads of them; begins anew when it is full."""

    def __init__(self) -> None:
        self.rows: dict[Key, int] = {}
        self.vectors: Floats = np.zeros((0, 0), dtype=np.float32)

    def embed(self, model: Network, docs: list[Doc]) -> list[Floats]:
        """The vectors of the tokens of each Doc, as `model` embeds them."""
        keys = [_keys(doc) for doc in docs]
        new = [key for key in dict.fromkeys(chain.from_iterable(keys)) if key not in self.rows]
        if len(self.rows) + len(new) > MOST_REMEMBERED:
            self.rows, self.vectors = {}, self.vectors[:0]
            new = list(dict.fromkeys(chain.from_iterable(keys)))
        if new:
            self._learn(model, docs[0], new)
        row = self.rows.__getitem__
        return [self.vectors.take(list(map(row, of_doc)), axis=0) for of_doc in keys]

    def _learn(self, model: Network, like: Doc, new: list[Key]) -> None:
        """Embed words that were never met, in Docs of one length."""
        filled = new + [new[-1]] * (-len(new) % TOGETHER)
        docs = [_doc(like, filled[start : start + TOGETHER]) for start in range(0, len(filled), TOGETHER)]
        vectors = np.concatenate([model.predict([doc])[0] for doc in docs])
        known, needed = len(self.rows), len(self.rows) + len(new)
        if needed > len(self.vectors):
            self.vectors = np.resize(self.vectors, (max(needed, MOST_REMEMBERED), vectors.shape[1]))
        self.vectors[known:needed] = vectors[: len(new)]
        self.rows.update(zip(new, range(known, needed), strict=True))


def _keys(doc: Doc) -> list[Key]:
    """The key of each token."""
    read = np.ascontiguousarray(doc.to_array(READ))
    keys: list[Key] = read.view(f"V{read.itemsize * len(READ)}").ravel().tolist()
    return keys


def _doc(like: Doc, keys: list[Key]) -> Doc:
    """A Doc of words that stand in no text together."""
    read = np.frombuffer(b"".join(keys), dtype=np.uint64).reshape(-1, len(READ))
    words = [like.vocab.strings[orth] for orth in read[:, 0].tolist()]
    doc = Doc(like.vocab, words=words, spaces=read[:, 2].astype(bool).tolist())
    return doc.from_array(["NORM"], read[:, 1:2])  # type: ignore[arg-type]  # its stubs know thinc's arrays only


def _embed(model: Network, docs: list[Doc], is_train: bool) -> tuple[list[Floats], Any]:
    embed = model.layers[0]
    if is_train or not docs:
        output, backprop = embed(docs, is_train)
        return output, backprop
    return model.attrs["memory"].embed(embed, docs), _no_backprop


def _no_backprop(_gradient: Any) -> Any:
    raise RuntimeError("embeddings that are remembered cannot be trained")


def remember_embeddings(nlp: Language) -> None:
    """Let the embeddings of a pipeline remember the words they have met, and its encoders be quick."""
    for _, component in nlp.pipeline:
        if isinstance(model := getattr(component, "model", None), Model):
            for node in list(model.walk()):
                if _is_tok2vec(node):
                    attrs = {"memory": Memory()}
                    node.layers[0] = Model("remembered_embedding", _embed, layers=[node.layers[0]], attrs=attrs)
                    node.layers[1] = quick(node.layers[1])


def _is_tok2vec(node: Network) -> bool:
    """Is a node a chain of an embedding, from Docs to an array each, and an encoder?"""
    if len(node.layers) != 2 or not node.layers[0].layers:
        return False
    names = [layer.name for layer in node.layers[0].layers]
    return names[-1] == "ragged2list" and "extract_features" in names[0] and "static_vectors" in names[0]
