"""The base model's named entity recogniser, deciding about all words at once where spaCy's takes them one by one.

Its network sees the word itself and, inside a name, also the first word of the name and the word before. So outside of
names no decision hangs on another: all are taken together. From every word that begins a name, the name is followed to
its end, again all names together, and what lies within another name is dropped at last. The names are those that spaCy
finds, word by word, in the order of the text.

The moves are those of Lample, G. et al. (2016), Neural architectures for named entity recognition, NAACL.
"""

from collections.abc import Callable, Iterable, Sequence
from functools import cached_property
from itertools import accumulate
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from spacy.language import Language
from spacy.pipeline import EntityRecognizer
from spacy.tokens import Doc, Span
from spacy.vocab import Vocab
from thinc.api import Model

Floats = NDArray[np.float32]
Integers = NDArray[np.intp]
Flags = NDArray[np.bool_]
Found = list[tuple[int, int, str]]  # names as [start, end) in tokens, with their label
NEVER = -np.inf


class Moves(NamedTuple):
    """The columns of the scores: those of beginning a name, of naming one word, and by label of going on and ending."""

    begin: Integers
    unit: Integers
    outside: int
    on: dict[int, int]  # by the column of a beginning
    end: dict[int, int]
    labels: dict[int, str]  # by the column of a beginning or of a name of one word


def moves_of(names: Sequence[str]) -> Moves:
    """The columns of moves that spaCy calls `B-PER`, `I-PER`, `L-PER`, `U-PER`, `O` and so on."""
    column = {name: place for place, name in enumerate(names)}
    begin = {place: name[2:] for name, place in column.items() if name.startswith("B-")}
    unit = {place: name[2:] for name, place in column.items() if name.startswith("U-") and name[2:]}
    return Moves(
        np.array(sorted(begin), dtype=np.intp),
        np.array(sorted(unit), dtype=np.intp),
        column["O"],
        {place: column[f"I-{label}"] for place, label in begin.items()},
        {place: column[f"L-{label}"] for place, label in begin.items()},
        begin | unit,
    )


class Network:
    """The layers above the vectors of words: what a state's words add to hidden units, and these to each move."""

    def __init__(self, model: Model[Any, Any], docs: Sequence[Doc]) -> None:
        vectors = model.get_ref("tok2vec").predict(docs)
        lower, self.upper = model.get_ref("lower"), model.get_ref("upper")
        added = lower.predict(vectors)  # words, the places they stand in, hidden units, pieces
        self.nothing, self.word, self.first, self.last = added[0], added[1:, 0], added[1:, 1], added[1:, 2]
        self.bias: Floats = np.asarray(lower.get_param("b"))

    def outside(self) -> Floats:
        """The scores of each word's moves outside of a name."""
        return self._scores(self.word + self.nothing[1] + self.nothing[2])

    def inside(self, at: Integers, start: Integers) -> Floats:
        """The scores of the moves at words inside of names that began at `start`."""
        return self._scores(self.word[at] + self.first[start] + self.last[at - 1])

    def _scores(self, hidden: Floats) -> Floats:
        hidden += self.bias
        scores: Floats = self.upper.predict(np.maximum(hidden[..., 0], hidden[..., 1]))
        return scores


class Recogniser(EntityRecognizer):  # type: ignore[misc]  # spaCy's is compiled, without types
    """spaCy's component with its network and its moves; only the way to the decisions is another."""

    @cached_property
    def moves_by_kind(self) -> Moves:
        """The columns of the scores; known once the network is loaded."""
        return moves_of([self.moves.get_class_name(column) for column in range(self.moves.n_moves)])

    def predict(self, docs: Iterable[Doc]) -> list[Found]:
        """The names in each Doc."""
        docs = list(docs)
        if not any(map(len, docs)):
            return [[] for _ in docs]
        network, moves = Network(self.model, docs), self.moves_by_kind
        starts = list(accumulate(map(len, docs), initial=0))
        space = np.concatenate([doc.to_array("IS_SPACE") for doc in docs]).astype(bool)
        ends = last_words(docs)
        move = outside_moves(network.outside(), space, ends, moves)
        begun = np.flatnonzero(np.isin(move, moves.begin))
        end = dict(zip(begun.tolist(), follow(network, begun, move[begun], ends, moves), strict=True))
        found: list[Found] = [[] for _ in docs]
        free, number = 0, 0  # the first word that no name has yet, the Doc
        for start in np.flatnonzero(move != moves.outside).tolist():
            if start >= free:
                free = end.get(start, start + 1)
                while start >= starts[number + 1]:
                    number += 1
                offset = starts[number]
                found[number].append((start - offset, free - offset, moves.labels[int(move[start])]))
        return found

    def set_annotations(self, docs: Sequence[Doc], found: Sequence[Found]) -> None:
        """Write the names of each Doc into `doc.ents`."""
        for doc, names in zip(docs, found, strict=True):
            doc.set_ents([Span(doc, start, end, label=label) for start, end, label in names], default="outside")


def last_words(docs: Sequence[Doc]) -> Flags:
    """Of each word of the Docs, one after the other: is it the last of its sentence, which no name crosses?"""
    return np.concatenate([np.append(doc.to_array("SENT_START")[1:] == 1, True) for doc in docs if len(doc)])


def outside_moves(scores: Floats, space: Flags, ends: Flags, moves: Moves) -> Integers:
    """The best move of each word outside of a name: no name begins at white space, none of several words at an end."""
    allowed = np.full_like(scores, NEVER)
    allowed[:, moves.outside] = scores[:, moves.outside]
    allowed[:, moves.unit] = np.where(space[:, None], NEVER, scores[:, moves.unit])
    allowed[:, moves.begin] = np.where((space | ends)[:, None], NEVER, scores[:, moves.begin])
    best: Integers = allowed.argmax(axis=1)
    return best


def follow(network: Network, begun: Integers, move: Integers, ends: Flags, moves: Moves) -> list[int]:
    """The ends (exclusive) of names of several words, given their first words and the moves that began them."""
    end = np.zeros_like(begun)
    on = np.array([moves.on[column] for column in move.tolist()], dtype=np.intp)
    last = np.array([moves.end[column] for column in move.tolist()], dtype=np.intp)
    going = np.arange(len(begun))
    at = begun + 1
    while len(going):
        scores, row = network.inside(at, begun[going]), np.arange(len(going))
        stops = (scores[row, last[going]] > scores[row, on[going]]) | ends[at]
        end[going[stops]] = at[stops] + 1
        going, at = going[~stops], at[~stops] + 1
    return [int(place) for place in end]


@Language.factory(
    "recense_ner",
    assigns=["doc.ents", "token.ent_iob", "token.ent_type"],
)
def create(
    nlp: Language,
    name: str,
    model: Model[Any, Any],
    moves: Any,
    update_with_oracle_cut_size: int,
    incorrect_spans_key: str | None,
    scorer: Callable[..., dict[str, Any]] | None,
) -> Recogniser:
    """The recogniser with the settings that a base model has for its own."""
    vocab: Vocab = nlp.vocab
    return Recogniser(
        vocab,
        model,
        name,
        moves=moves,
        update_with_oracle_cut_size=update_with_oracle_cut_size,
        incorrect_spans_key=incorrect_spans_key,
        scorer=scorer,
    )
