"""What tests of runs look at."""

import hashlib
from collections.abc import Callable, Iterable
from pathlib import Path

from pipeline.batch.progress import Summary

Run = Callable[..., Summary]


def print_of(dataset: Path) -> dict[str, str]:
    """A fingerprint of what users read in a dataset."""
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in dataset.iterdir() if path.is_file()}


def names(paths: Iterable[Path]) -> list[str]:
    return sorted(path.name for path in paths)
