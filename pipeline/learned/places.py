"""The places of words among many, looked for many at a time.

A dict goes from pointer to pointer for one word after the other, and waits at each for the memory. Here a word is one
number in one array, and numpy has many of them on their way at once.
"""

from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

ROOM = 2  # slots for each word at least: most words are found at the first look

Numbers = NDArray[np.int64]


class Places:
    """The place of each of some words that differ; that behind the last for any other.

    The first bits of a slot are the first of a word's hash, the others its place; the last bits of the hash say in
    which slot to look first.
    """

    def __init__(self, words: Sequence[str]) -> None:
        self.words = words
        self.bits = len(words).bit_length()
        self.low = (1 << self.bits) - 1
        self.mask = (1 << (ROOM * len(words)).bit_length()) - 1
        self.slots: Numbers = np.full(self.mask + 1, len(words), dtype=np.int64)  # all of them free
        at = hashed(words, len(words))
        own = (at & ~self.low) | np.arange(len(words))
        while len(own):
            at &= self.mask
            free = (self.slots.take(at) & self.low) == len(words)
            self.slots[at[free]] = own[free]  # of those that come to one slot the last has it
            rest = self.slots.take(at) != own
            own, at = own[rest], at[rest] + 1

    def __reduce__(self) -> tuple[type["Places"], tuple[Sequence[str]]]:
        """Copied by its words alone: in another process their hashes are others."""
        return Places, (self.words,)

    def of(self, words: Iterable[str], count: int) -> Numbers:
        """The places of `count` words."""
        hashes = hashed(words, count)
        found, rest = self._look(hashes)
        step = 0
        while len(rest):
            step += 1
            found[rest], again = self._look(hashes[rest], step)
            rest = rest[again]
        return found

    def _look(self, hashes: Numbers, step: int = 0) -> tuple[Numbers, Numbers]:
        """The places in the slots some steps behind the first of each word, and which of them are those of others."""
        met = self.slots.take((hashes + step) & self.mask)
        found = met & self.low
        return found, np.flatnonzero(((met ^ hashes) >> self.bits != 0) & (found != len(self.words)))


def hashed(words: Iterable[str], count: int) -> Numbers:
    """The hashes of words."""
    return np.fromiter(map(hash, words), dtype=np.int64, count=count)
