"""A dataset of a hundred thousand incidents: the alerts of corpus/train over and over, each time a text of its own.

python tests/browser/large.py SMALL LARGE [INCIDENTS], where SMALL was made by `recense extract corpus/train`.
"""

import random
import sys
from pathlib import Path
from typing import Any

from pipeline.review.apply import rows_of
from pipeline.tables import DatasetWriter, read_dataset

SEED = 20260105


def enlarge(small: Path, large: Path, incidents: int = 100_000) -> int:
    """Write copies of the small dataset's alerts until there are that many incidents; how many there are."""
    tables = read_dataset(small)
    alerts = list(rows_of(tables, set(tables["alerts"]["alert_id"])).values())
    chance = random.Random(SEED)
    written = turn = 0
    with DatasetWriter(large) as writer:
        while written < incidents:
            for rows in alerts:
                if written < incidents:
                    writer.add(_copy(rows, turn, chance))
                    written += len(rows["incidents"])
            turn += 1
    return written


def _copy(rows: dict[str, list[dict[str, Any]]], turn: int, chance: random.Random) -> dict[str, list[dict[str, Any]]]:
    old = rows["alerts"][0]["alert_id"]
    new = f"{old}-{turn}"

    def renamed(name: str, value: Any) -> Any:
        return new + value[len(old) :] if name.endswith("_id") and isinstance(value, str) and value else value

    copied = {t: [{name: renamed(name, value) for name, value in row.items()} for row in rows[t]] for t in rows}
    copied["alerts"][0]["text"] += f"\nCopie {turn}."
    for row in copied["incidents"]:
        row["confidence"] = min(1.0, max(0.0, row["confidence"] + chance.uniform(-0.1, 0.1)))
    return copied


if __name__ == "__main__":
    print(enlarge(Path(sys.argv[1]), Path(sys.argv[2]), *map(int, sys.argv[3:])))
