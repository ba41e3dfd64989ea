"""The file `hashes.csv` of a corpus: what its texts and gold were when a person last agreed to them."""

import csv
from hashlib import sha256
from pathlib import Path

from pipeline.evaluate.gold import Problem, gold_paths, text_path

NAME = "hashes.csv"
_COLUMNS = ("alert", "text_sha256", "gold_sha256")


def current_hashes(folder: Path) -> dict[str, tuple[str, str]]:
    """SHA-256 of the text and of the gold of each alert under a folder; "" for a text that is not there."""
    return {
        path.name.removesuffix(".gold.json"): (_digest(text_path(path)), _digest(path)) for path in gold_paths(folder)
    }


def write_hashes(folder: Path) -> int:
    """Pin the corpus as it is now, after a change that was meant; the number of alerts."""
    hashes = current_hashes(folder)
    lines = [",".join(_COLUMNS), *(f"{alert},{text},{gold}" for alert, (text, gold) in sorted(hashes.items()))]
    (Path(folder) / NAME).write_text("\n".join(lines) + "\n", encoding="utf-8")
    return len(hashes)


def hash_problems(folder: Path) -> list[Problem]:
    """Alerts whose text or gold is not what `hashes.csv` holds; none where there is no such file."""
    path = Path(folder) / NAME
    if not path.exists():
        return []
    with path.open(encoding="utf-8", newline="") as lines:
        pinned = {row["alert"]: (row["text_sha256"], row["gold_sha256"]) for row in csv.DictReader(lines)}
    current = current_hashes(folder)
    problems = [Problem(alert, "not_pinned") for alert in current.keys() - pinned.keys()]
    problems += [Problem(alert, "pinned_but_missing") for alert in pinned.keys() - current.keys()]
    for alert in current.keys() & pinned.keys():
        kinds = ("text_changed", "gold_changed")
        changed = zip(kinds, current[alert], pinned[alert], strict=True)
        problems += [Problem(alert, kind) for kind, now, then in changed if now != then]
    return problems


def _digest(path: Path) -> str:
    return sha256(path.read_bytes()).hexdigest() if path.exists() else ""
