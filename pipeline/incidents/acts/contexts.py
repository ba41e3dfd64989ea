"""The meaning of the words around a match, as the base model's vectors of words have it: they know words that no
training text had (Mikolov, T. et al. (2013), Distributed representations of words and phrases, NIPS)."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from pipeline.incidents.acts.lexicon import Match, head
from pipeline.incidents.encoding.codes import acts
from pipeline.incidents.scene.scene import Scene
from pipeline.learned.linear import Floats

AROUND = 6  # tokens before and behind
OFFERED = 2.0  # how much an act counts that frames may tell, where numbers of vectors are mostly under 1


def contexts(scene: Scene, found: Sequence[Match]) -> Floats:
    """For each match (rows) the vectors of its head and of what that hangs on, the means of those before and behind it,
    and which acts its frames may tell."""
    sums = word_vectors(scene)
    heads = [head(scene.tokens, match) for match in found]
    own, over = sums[[token.i + 1 for token in heads]], sums[[token.head.i + 1 for token in heads]]
    np.cumsum(sums, axis=0, out=sums)
    first, last = (np.array([match.tokens[end] for match in found]) for end in (0, -1))
    before, behind = np.maximum(0, first - AROUND), np.minimum(len(sums) - 1, last + 1 + AROUND)
    return np.hstack([own, over, mean(sums, before, first), mean(sums, last + 1, behind), offered(found)])


def word_vectors(scene: Scene) -> Floats:
    """A row of nothing, then the vector of each token; nothing where its word has none."""
    vectors, words = scene.doc.vocab.vectors, scene.doc.to_array("ORTH")
    rows = vectors.find(keys=words)
    found = np.zeros((len(words) + 1, vectors.shape[1]), dtype=np.float32)
    np.take(vectors.data, rows, axis=0, out=found[1:], mode="clip")
    found[1:][rows < 0] = 0
    return found


def mean(sums: Floats, start: NDArray[np.intp], end: NDArray[np.intp]) -> Floats:
    """The mean vector of the tokens from each start to each end, given the sums of all before each token."""
    found: Floats = (sums[end] - sums[start]) / np.maximum(1, end - start)[:, None].astype(np.float32)
    return found


def offered(found: Sequence[Match]) -> Floats:
    """For each match (rows) which acts (columns) its frames may tell; look-alikes tell none."""
    places = acts()
    rows = np.zeros((len(found), len(places)), dtype=np.float32)
    for row, match in zip(rows, found, strict=True):
        for frame in match.frames:
            if frame.act in places:
                row[int(places[frame.act])] = OFFERED
    return rows
