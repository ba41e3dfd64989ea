"""Samples in parts that keep a hand together, so that a part is read as strangers' texts."""

from collections.abc import Callable, Sequence
from typing import TypeVar

T = TypeVar("T")


def by_hand(given: Sequence[T], hand: Callable[[T], str], number: int) -> list[list[T]]:
    """Some things in as many parts as wanted, hands dealt out in order of their names; `hand` says whose a thing is."""
    names = {name: place for place, name in enumerate(sorted({hand(one) for one in given}))}
    parts: list[list[T]] = [[] for _ in range(number)]
    for one in given:
        parts[names[hand(one)] % number].append(one)
    return parts
