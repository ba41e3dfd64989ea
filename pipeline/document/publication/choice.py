"""The day of publication that an alert states of itself, with the words that state it."""

from pipeline.document.publication.candidates import candidates
from pipeline.document.publication.model import PublicationModel
from pipeline.document.publication.rules import by_rule, is_sure
from pipeline.document.types import Block, Field


def published_on(text: str, blocks: tuple[Block, ...], model: PublicationModel | None = None) -> Field | None:
    """The day of publication with its words, None where the alert does not state one; by rules where no model is.

    What a rule is sure of is another day by the model, or that one, but never none.
    """
    ruled = by_rule(text, blocks)
    if model is None:
        return ruled
    found = candidates(text, blocks, ruled)
    chosen = model.choose(text, blocks, found, ruled) if found else None
    if chosen is None:
        return ruled if ruled and is_sure(text, blocks, ruled) else None
    return ruled if ruled and chosen.value == ruled.value else Field(chosen.value, chosen.start, chosen.end)
