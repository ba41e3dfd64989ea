"""What is learned of the countries that alerts are about: the words that speak for each, and trees that choose."""

from dataclasses import dataclass
from pathlib import Path

from pipeline.document.country.ballot import Ballot
from pipeline.document.country.numbers import candidates, numbers
from pipeline.document.country.words import Words, names, words
from pipeline.learned.associations import Associations
from pipeline.learned.trees import Trees

NAME = "header_country"  # its files: `header_country.npz`, `header_country_trees.npz`


def options(
    spoken: Associations, told: Words, ballot: Ballot, size: int, blocks: int, strange: str = ""
) -> tuple[list[str], list[list[float]]]:
    """The countries that come into question for a text of `size` characters, and their numbers; no word speaks for the
    one that is `strange`, as if no alert about it had been learned from."""
    sums = spoken.sums(told.small), spoken.sums(told.pieces)
    if strange:
        for of_sort in sums:
            of_sort[spoken.at[strange]] = 0
    known = len(told.small) + len(told.pieces)
    found = candidates(ballot, sums, spoken.labels, known)
    return found, numbers(ballot, found, sums, spoken.at, size, blocks, known)


@dataclass(frozen=True)
class CountryModel:
    """The choice of an alert's country."""

    spoken: Associations
    trees: Trees

    def choose(self, text: str, ballot: Ballot, blocks: int) -> str:
        """The code of the country that a text is about, "" for none or for several."""
        found, rows = options(self.spoken, words(text), ballot, len(text), blocks)
        scores: list[float] = self.trees.scores(rows).tolist()
        return found[scores.index(max(scores))]

    def most_telling(self, text: str, code: str) -> tuple[int, int]:
        """Where the name starts and ends whose pieces speak most for a country; (0, 0) where none does."""
        at = self.spoken.at.get(code)
        if at is None:  # one of two Congos, which no alert of train is about
            return (0, 0)
        said = [(self.spoken.sums(own)[at], start, end) for start, end, own in names(text)]
        weight, start, end = max(said, key=lambda one: (one[0], -one[1]), default=(0.0, 0, 0))
        return (start, end) if weight > 0 else (0, 0)

    def save(self, folder: Path) -> None:
        """Write the files into a folder."""
        self.spoken.save(folder / f"{NAME}.npz")
        self.trees.save(folder / f"{NAME}_trees.npz")

    @classmethod
    def load(cls, folder: Path) -> "CountryModel | None":
        """Read what `save` wrote; None where it wrote nothing."""
        if not (folder / f"{NAME}.npz").exists():
            return None
        return cls(Associations.load(folder / f"{NAME}.npz"), Trees.load(folder / f"{NAME}_trees.npz"))
