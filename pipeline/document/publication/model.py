"""What is learned of days of publication: a linear model of the words around a day, trees that choose among all."""

from dataclasses import dataclass
from pathlib import Path

from pipeline.document.publication.candidates import Candidate
from pipeline.document.publication.numbers import numbers
from pipeline.document.publication.signs import NONE, signs
from pipeline.document.types import Block, Field
from pipeline.learned.linear import Linear
from pipeline.learned.stack import Stack, rivalry

NAME = "header_published"  # its files: `header_published.npz`, `header_published_trees.npz`


def all_signs(found: list[Candidate], blocks: tuple[Block, ...]) -> list[list[str]]:
    """The signs of each candidate, and last those of none. Of a day without a year all years stand at one place."""
    first = {one.start: one for one in reversed(found)}
    placed = {start: signs(one, blocks) for start, one in first.items()}
    return [*(placed[one.start] for one in found), NONE]


@dataclass(frozen=True)
class PublicationModel:
    """The choice of the day of publication."""

    stack: Stack[Linear]

    def choose(
        self, text: str, blocks: tuple[Block, ...], found: list[Candidate], ruled: Field | None
    ) -> Candidate | None:
        """The candidate that is the day of publication, None for none of them."""
        odds = rivalry(self.stack.first.odds(all_signs(found, blocks)))
        rows = [[*row, *rival] for row, rival in zip(numbers(text, blocks, found, ruled), odds, strict=True)]
        scores: list[float] = self.stack.trees.scores(rows).tolist()
        return [*found, None][scores.index(max(scores))]

    def save(self, folder: Path) -> None:
        """Write the files into a folder."""
        self.stack.save(folder, NAME)

    @classmethod
    def load(cls, folder: Path) -> "PublicationModel | None":
        """Read what `save` wrote; None where it wrote nothing."""
        return cls(Stack.load(folder, NAME)) if (folder / f"{NAME}.npz").exists() else None
