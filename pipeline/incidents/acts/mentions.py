"""A mention: one place in the text that tells an act."""

from dataclasses import dataclass

from pipeline.incidents.acts.lexicon import Frame


@dataclass(slots=True)
class Mention:
    """Tokens that tell an act, the token that governs them, and with which probability the model believes it."""

    act: str
    probability: float
    tokens: tuple[int, ...]
    head: int
    sentence: int
    frames: tuple[Frame, ...] = ()
