"""The base model's parser, holding Python's lock while it decides.

spaCy lets the lock go and takes it again for each product of a decision, which costs more than the product. Where many
texts are read together, a step of all of them costs less the other way: decision by decision, the lock held.
"""

from collections.abc import Callable, Iterable
from typing import Any

from spacy.language import Language
from spacy.pipeline import DependencyParser, TrainablePipe
from spacy.tokens import Doc
from thinc.api import Model

FEWEST = 12  # texts from which on a step of Python's costs less than the lock


class Parser(DependencyParser):  # type: ignore[misc]  # spaCy's is compiled, without types
    """spaCy's component with its network and its moves; only the loop over the decisions is another."""

    def predict(self, docs: Iterable[Doc]) -> Any:
        """The states in which the decisions about each Doc end."""
        docs = list(docs)
        if len(docs) < FEWEST or not any(map(len, docs)):
            return super().predict(docs)
        states = self.moves.init_batch(docs)
        network = self.model.predict(docs)
        going = [state for state in states if not state.is_final()]
        while going:
            going = self.transition_states(going, network.predict(going))
        return states

    pipe = TrainablePipe.pipe  # spaCy's parser would divide the batches again


@Language.factory(
    "recense_parser",
    assigns=["token.dep", "token.head", "token.is_sent_start", "doc.sents"],
)
def create(
    nlp: Language,
    name: str,
    model: Model[Any, Any],
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
