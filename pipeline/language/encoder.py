"""The layers of an encoder, a few hundred words at a time: what a layer makes of them stays in the processor's cache.

thinc goes through all words of all texts once for each function of a layer, which costs as much again as the products.
A layer here is thinc's: a window of three words, maxout, the layer's norm, and the words added again.
"""

from itertools import accumulate
from typing import Any, NamedTuple

import numpy as np
from numpy.lib.stride_tricks import as_strided
from numpy.typing import NDArray
from thinc.api import Model

from pipeline.language.products import one_thread

ROWS = 512  # words at a time
TINY = np.float32(1e-8)  # what thinc adds to a variance
FUNCTIONS = {"expand_window", "maxout", "layernorm", "dropout"}

Floats = NDArray[np.float32]
Network = Model[Any, Any]


class Layer(NamedTuple):
    """The parts of a layer that have parameters."""

    maxout: Network
    norm: Network


def quick(encoder: Network) -> Network:
    """An encoder that gives what another gives; the other itself where it is made of other layers or is trained."""
    found = layers(encoder)
    if not found:
        return encoder
    attrs = {"layers": found, "pad": encoder.attrs["pad"]}
    return Model("quick_encoder", _forward, layers=[encoder], attrs=attrs)


def layers(encoder: Network) -> list[Layer]:
    """The layers of an encoder from the first on, none where one of them is of another make."""
    found = []
    for residual in encoder.layers[0].layers:
        parts = {node.name: node for node in residual.walk() if not node.layers}
        if not residual.name.startswith("residual") or set(parts) != FUNCTIONS:
            return []
        if parts["expand_window"].attrs["window_size"] != 1:
            return []
        found.append(Layer(parts["maxout"], parts["layernorm"]))
    return found


def _forward(model: Network, vectors: list[Floats], is_train: bool) -> tuple[list[Floats], Any]:
    if is_train or not vectors:
        output, backprop = model.layers[0](vectors, is_train)
        return output, backprop
    with one_thread():
        return encode(model.attrs["layers"], vectors, model.attrs["pad"]), None


def encode(through: list[Layer], vectors: list[Floats], pad: int) -> list[Floats]:
    """The vectors of the words of each text in the light of their neighbours; `pad` rows of nothing part the texts."""
    width = vectors[0].shape[1]
    *starts, end = accumulate((len(text) + pad for text in vectors), initial=1 + pad)
    words = np.zeros((end + 1, width), dtype=np.float32)  # a row of nothing at either end, for the windows
    for text, start in zip(vectors, starts, strict=True):
        words[start : start + len(text)] = text
    seen, best, other = (np.empty((ROWS, size), dtype=np.float32) for size in (3 * width, width, width))
    after = np.zeros_like(words)
    for layer in through:
        for start in range(0, len(words) - 2, ROWS):
            some = min(ROWS, len(words) - 2 - start)
            # A window is three rows that lie one behind the other.
            window = as_strided(words[start:], (some, 3 * width), (words.strides[0], words.itemsize))
            np.copyto(seen[:some], window)
            found = apply(layer, seen[:some], best[:some], other[:some])
            inside = slice(start + 1, start + 1 + some)
            np.add(words[inside], found, out=after[inside])
        words, after = after, words
    return [words[start : start + len(text)] for text, start in zip(vectors, starts, strict=True)]


def apply(layer: Layer, seen: Floats, best: Floats, other: Floats) -> Floats:
    """What a layer makes of words with their neighbours; `best` and `other` are room to work in."""
    weights: Any = layer.maxout.get_param("W")
    bias: Any = layer.maxout.get_param("b")
    gain: Any = layer.norm.get_param("G")
    shift: Any = layer.norm.get_param("b")
    np.matmul(seen, weights[:, 0].T, out=best)
    best += bias[:, 0]
    for piece in range(1, weights.shape[1]):
        np.matmul(seen, weights[:, piece].T, out=other)
        other += bias[:, piece]
        np.maximum(best, other, out=best)
    best -= best.mean(axis=1, keepdims=True)
    variance = np.einsum("ij,ij->i", best, best) / np.float32(best.shape[1]) + TINY
    best *= (variance ** np.float32(-0.5))[:, None]
    best *= gain
    best += shift
    return best
