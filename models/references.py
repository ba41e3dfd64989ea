"""Whom the pronouns and descriptions of the train split mean, as annotators read them (`corpus/references`)."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent.parent / "corpus" / "references"


@dataclass(frozen=True)
class Reference:
    """One reference: its characters, the gold keys that it means, and where people without a key are described."""

    start: int
    end: int
    keys: tuple[str, ...]
    described_at: tuple[int, ...]


def read(name: str, folder: Path = FOLDER) -> list[Reference] | None:
    """The references of an alert, in order of the text; None where nobody has annotated them."""
    path = folder / f"{name}.json"
    if not path.exists():
        return None
    return [reference(row) for row in json.loads(path.read_text(encoding="utf-8"))]


def reference(row: dict[str, Any]) -> Reference:
    """One row of a file; `-` (a thing) is no key."""
    keys = tuple(one for one in row["means"] if isinstance(one, str) and one != "-")
    described = tuple(int(one["start"]) for one in row["means"] if isinstance(one, dict))
    return Reference(row["start"], row["start"] + len(row["text"]), keys, described)
