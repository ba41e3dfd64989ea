"""`python -m models.gate`: the scores on the dev split may not fall under the baseline that was last agreed to.

Fails (status 1) where a figure lies under its floor or where the gold is not what the floors were measured on.
`--update --reason "…" --date YYYY-MM-DD` writes the figures of now as the new baseline; it refuses to lower one
without `--lower`. The gate trains nothing: it measures the artefacts that are there.
"""

import argparse
import json
import sys
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from hashlib import sha256
from pathlib import Path

from pipeline import extract, ingest
from pipeline.evaluate import Scores, score
from pipeline.evaluate.hashes import NAME
from pipeline.extraction import Extraction
from pipeline.tables.columns import TABLES
from pipeline.tables.frames import frames

ROOT = Path(__file__).parent.parent
BASELINE = ROOT / "models" / "baseline.json"
CORPUS = ROOT / "corpus"
TOLERANCE = 0.005  # two of the 428 incidents of dev: what another processor's rounding may flip
DIGITS = 4


@dataclass(frozen=True, slots=True)
class Baseline:
    """The figures that were agreed to, the day and the reason, and the digest of the gold they were measured on."""

    date: str
    reason: str
    gold: str
    figures: dict[str, float]


def figures(scores: Scores) -> dict[str, float]:
    """The figures that the gate watches, 0 to 1 and higher is better; a score of nothing counts 0."""
    found = {
        "clean rows F1": scores.clean.f1,
        "incidents F1": scores.incidents.f1,
        "context F1": scores.incidents_context.f1,
        **{f"{name.replace('_', ' ')} accuracy": share.accuracy for name, share in scores.fields.items()},
        "persons F1": scores.persons.f1,
        **{f"{kind} mentions F1": tally.f1 for kind, tally in scores.mentions_by_kind.items()},
        "dates F1": scores.dates.f1,
        "date values accuracy": scores.date_values.accuracy,
        "header country accuracy": scores.header_country.accuracy,
        "header published accuracy": scores.header_published.accuracy,
        "header subjects F1": scores.header_subjects.f1,
        "1 - calibration error": 1 - (1 if scores.calibration.error is None else scores.calibration.error),
    }
    return {name: round(value or 0.0, DIGITS) for name, value in found.items()}


def falls(now: dict[str, float], floors: dict[str, float], tolerance: float) -> list[str]:
    """The figures that lie more than a tolerance under their floor, each as a line for a person."""
    return [
        f"{name}: {now[name]:.{DIGITS}f} is under the baseline {floor:.{DIGITS}f}"
        for name, floor in floors.items()
        if name in now and now[name] < floor - tolerance
    ]


def problems(now: dict[str, float], gold: str, baseline: Baseline) -> list[str]:
    """Why the gate does not open, each reason as a line for a person; empty where it does."""
    found = [] if gold == baseline.gold else ["the gold is not what the baseline was measured on: write a new baseline"]
    found += [f"{name}: not in the baseline" for name in now.keys() - baseline.figures.keys()]
    found += [f"{name}: in the baseline but no longer measured" for name in baseline.figures.keys() - now.keys()]
    return sorted(found) + falls(now, baseline.figures, TOLERANCE)


def renewed(now: dict[str, float], gold: str, old: Baseline | None, date: str, reason: str, lower: bool) -> Baseline:
    """The new baseline. Raises ValueError where there is no reason or day, or where a figure falls without `lower`."""
    if not reason.strip() or not date:
        raise ValueError("a new baseline needs --reason and --date")
    lowered = falls(now, old.figures, 0) if old else []
    if lowered and not lower:
        raise ValueError("\n".join([*lowered, "give --lower if that is meant"]))
    return Baseline(date, reason.strip(), gold, now)


def read_baseline(path: Path) -> Baseline | None:
    """The baseline in a file; None where there is no such file."""
    return Baseline(**json.loads(path.read_text(encoding="utf-8"))) if path.exists() else None


def write_baseline(baseline: Baseline, path: Path) -> None:
    """Write what `read_baseline` reads."""
    path.write_text(json.dumps(asdict(baseline), ensure_ascii=False, indent=2) + "\n", encoding="utf-8")


def gold_digest(corpus: Path) -> str:
    """The SHA-256 of the corpus' pinned hashes: it changes with any text or gold that a person agreed to change."""
    return sha256((corpus / NAME).read_bytes()).hexdigest()


def measure(folder: Path) -> Scores:
    """The scores of the pipeline as it is on a folder of annotated alerts."""
    tables: dict[str, list[dict[str, object]]] = {table: [] for table in TABLES}
    for item in extract(ingest.read([folder])):
        if isinstance(item, Extraction):
            for table, rows in item.rows.items():
                tables[table] += rows
    return score(frames(tables), folder)


def report(now: dict[str, float], old: Baseline | None) -> Iterable[str]:
    """A line for each figure: its name, now, and the floor."""
    yield f"{'':28}{'now':>9}{'floor':>9}"
    for name, value in now.items():
        floor = old.figures.get(name) if old else None
        yield f"{name:28}{value:9.{DIGITS}f}" + (f"{floor:9.{DIGITS}f}" if floor is not None else "        –")


def arguments(given: Sequence[str]) -> argparse.Namespace:
    """What the command line asks for."""
    parser = argparse.ArgumentParser(prog="python -m models.gate", description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--update", action="store_true", help="write the figures of now as the new baseline")
    parser.add_argument("--reason", default="", help="why there is a new baseline")
    parser.add_argument("--date", default="", help="the day of the new baseline, YYYY-MM-DD")
    parser.add_argument("--lower", action="store_true", help="allow the new baseline to lie under the old one")
    return parser.parse_args(given)


def main(given: Sequence[str]) -> int:
    """Measure and compare, or measure and write; the exit status."""
    asked = arguments(given)
    now, gold, old = figures(measure(CORPUS / "dev")), gold_digest(CORPUS), read_baseline(BASELINE)
    print(*report(now, old), sep="\n")
    if asked.update:
        try:
            write_baseline(renewed(now, gold, old, asked.date, asked.reason, asked.lower), BASELINE)
        except ValueError as refusal:
            print(refusal, file=sys.stderr)
            return 1
        return 0
    found = problems(now, gold, old) if old else ["there is no baseline: write one with --update"]
    print(*found, sep="\n", file=sys.stderr, end="\n" if found else "")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
