"""The base model's parser, holding Python's lock while it decides.

spaCy lets the lock go and takes it again for each product of a decision, which costs more than the product. Where many
texts are read together, a step of all of them costs less the other way: decision by decision, the lock held. Nor does a
step go through thinc, which has as much to do for a handful of numbers as for many.

What a word adds to the hidden units of a state is computed for all words beforehand, a hundred megabytes, in room that
is kept: to get it anew from the system each time costs more than to fill it.
"""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

import numpy as np
from spacy.language import Language
from spacy.pipeline import DependencyParser, TrainablePipe
from spacy.tokens import Doc
from thinc.api import Model

from pipeline.language.products import one_thread

TOGETHER = 64  # texts: a step of all costs each of them less
FEWEST = 12  # texts from which on a step of Python's costs less than the lock
KEPT = 1 << 16  # words at once from which on no room is kept for them

Network = Model[Any, Any]


class Parser(DependencyParser):  # type: ignore[misc]  # spaCy's is compiled, without types
    """spaCy's component with its network and its moves; only the loop over the decisions is another."""

    def predict(self, docs: Iterable[Doc]) -> Any:
        """The states in which the decisions about each Doc end."""
        docs = list(docs)
        if len(docs) < FEWEST or not any(map(len, docs)) or self.model.attrs["unseen_classes"]:
            return super().predict(docs)
        states = self.moves.init_batch(docs)
        network = self.model.predict(docs)
        weights, bias = (network.vec2scores.get_param(name) for name in "Wb")
        going = [state for state in states if not state.is_final()]
        with one_thread():
            while going:
                hidden = network.state2vec.predict(network.get_token_ids(going))
                going = self.transition_states(going, hidden @ weights.T + bias)
        return states

    def pipe(self, stream: Iterable[Doc], *, batch_size: int = TOGETHER) -> Iterator[Doc]:
        """Parse Docs, always as many together, whatever suits the components before."""
        yield from TrainablePipe.pipe(self, stream, batch_size=TOGETHER)


def keep_room(model: Network) -> None:
    """Let a network compute what words add to hidden units always in the same room, one batch after another."""
    lower = model.layers[1]
    dims: dict[str, int | None] = {name: lower.get_dim(name) for name in lower.dim_names}
    params: dict[str, Any] = {name: lower.get_param(name) for name in lower.param_names}
    model.layers[1] = Model("lower_in_room", _lower, layers=[lower], dims=dims, params=params, attrs={"room": []})


def _lower(model: Network, vectors: Any, is_train: bool) -> tuple[Any, Any]:
    if is_train or len(vectors) >= KEPT:
        output, backprop = model.layers[0](vectors, is_train)
        return output, backprop
    weights: Any = model.get_param("W")
    pad: Any = model.get_param("pad")
    room: list[Any] = model.attrs["room"]
    needed = len(vectors) + 1
    if not room or len(room[0]) < needed:
        room[:] = [np.empty((1 << needed.bit_length(), *weights.shape[:3]), dtype=np.float32)]
    added = room[0][:needed]
    with one_thread():
        np.matmul(vectors, weights.reshape(-1, weights.shape[3]).T, out=added[1:].reshape(len(vectors), -1))
    added[0] = pad[0]  # of places in a state where no word stands
    return added, None


@Language.factory(
    "recense_parser",
    assigns=["token.dep", "token.head", "token.is_sent_start", "doc.sents"],
)
def create(
    nlp: Language,
    name: str,
    model: Network,
    moves: Any,
    update_with_oracle_cut_size: int,
    learn_tokens: bool,
    min_action_freq: int,
    scorer: Callable[..., dict[str, Any]] | None,
) -> Parser:
    """The parser with the settings that a base model has for its own."""
    return Parser(
        nlp.vocab,
        model,
        name,
        moves=moves,
        update_with_oracle_cut_size=update_with_oracle_cut_size,
        learn_tokens=learn_tokens,
        min_action_freq=min_action_freq,
        scorer=scorer,
    )
