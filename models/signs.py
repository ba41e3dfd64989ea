"""The signs of samples as a sparse matrix: a row for each sample, a column for each sign."""

from collections.abc import Iterable, Sequence
from itertools import compress, islice
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

Codes = NDArray[np.int32]

_told = 0  # how many signs of the alphabet were told to others (`news`)
_alphabet: dict[str, int] = {}  # each sign that was met, and its code: millions of times the same ones are met


class Coded(NamedTuple):
    """The codes of the signs of some samples, one after another, and how many each sample has."""

    codes: Codes
    lengths: Codes


class Signs(NamedTuple):
    """1 where the sample of a row has the sign of a column, and the names of the signs."""

    matrix: csr_matrix
    names: list[str]


def met() -> list[str]:
    """The signs that were met, in order of their codes."""
    return [*_alphabet]


def news() -> list[str]:
    """Those that were met since this was asked last."""
    global _told
    told, _told = _told, len(_alphabet)
    return [*islice(_alphabet, told, None)]


def codes(signs: Iterable[str]) -> Codes:
    """The code of each sign."""
    code = _alphabet.setdefault
    return np.array([code(sign, len(_alphabet)) for sign in signs], dtype=np.int32)


def encode(samples: Sequence[Sequence[str]], *more: str) -> Coded:
    """The signs of samples as codes, each once; `more` are signs of all of them."""
    code = _alphabet.setdefault
    lengths, found = [], list[int]()
    for sample in samples:
        own = {code(sign, len(_alphabet)) for sign in (*sample, *more)}
        lengths.append(len(own))
        found += own
    return Coded(np.array(found, dtype=np.int32), np.array(lengths, dtype=np.int32))


def frequent(made: Iterable[Coded], least: int) -> Signs:
    """The samples of several, with those signs that `least` of them have at least, in order of their names."""
    some = list(made)
    found = np.concatenate([one.codes for one in some])
    lengths = np.concatenate([one.lengths for one in some])
    kept = np.bincount(found, minlength=len(_alphabet)) >= least
    names = sorted(compress(_alphabet, kept))
    columns = np.full(len(_alphabet), -1, dtype=np.int32)
    columns[[_alphabet[name] for name in names]] = np.arange(len(names), dtype=np.int32)
    places = columns[found]
    counted = np.concatenate([[0], np.cumsum(places >= 0)])
    starts = counted[np.concatenate([[0], np.cumsum(lengths)])]
    places = places[places >= 0]
    ones = np.ones(len(places), dtype=np.float32)
    matrix = csr_matrix((ones, places, starts), shape=(len(lengths), len(names)))
    matrix.sort_indices()  # a model depends on its samples, not on which process met which sign first
    return Signs(matrix, names)
