"""The figures of the README: `python docs/figures.py` measures them and writes them there.

Recense and the script of an afternoon (afternoon.py) read the same alerts and are judged by the same scorer.
"""

import csv
import re
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

import afternoon
import pandas as pd

from pipeline.evaluate import Scores, judge, summarise
from pipeline.evaluate.score import Judgement
from pipeline.tables import read_dataset

ROOT = Path(__file__).parent.parent
README = ROOT / "README.md"
BUILD = ROOT / "build" / "figures"
RECENSE = [sys.executable, "-c", "import sys; from pipeline.cli import main; sys.exit(main())"]
PLACE = r"(<!-- {name}: docs/figures\.py -->).*?(<!-- -->)"
FIELDS = {"date": "date", "victims": "victims", "perpetrator_type": "perpetrator type", "country": "country"}
Tables = dict[str, pd.DataFrame]


def read(split: str) -> Tables:
    """What Recense reads in a split of the corpus, now."""
    out = BUILD / split
    line = ["extract", f"corpus/{split}", "--out", str(out), "--rebuild", "--quiet"]
    subprocess.run([*RECENSE, *line], cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    return read_dataset(out)


def judged(tables: Tables, split: str) -> list[Judgement]:
    """Each alert of a split against its gold."""
    return list(judge(tables, ROOT / "corpus" / split))


def lines(scores: Iterable[Scores]) -> list[str]:
    """The lines of the table: one figure each, for each of the scores."""
    told: dict[str, list[float | None]] = {}
    for s in scores:
        found = {
            "**rows that need no touch** (F1 of clean rows)": s.clean.f1,
            "incidents found (F1)": s.incidents.f1,
            **{f"of the rows found, right: {label}": s.fields[name].accuracy for name, label in FIELDS.items()},
            "dates found (F1)": s.dates.f1,
            "values of the dates found": s.date_values.accuracy,
            "persons found (F1)": s.persons.f1,
            "country / day of publication of the alert": s.header_country.accuracy,
            "": s.header_published.accuracy,
        }
        for name, value in found.items():
            told.setdefault(name, []).append(value)
    days = told.pop("")
    *rest, header = told.items()
    rows = [f"| {name} | {' | '.join(map(figure, values))} |" for name, values in rest]
    both = (f"{figure(one)} / {figure(two)}" for one, two in zip(header[1], days, strict=True))
    return [*rows, f"| {header[0]} | {' | '.join(both)} |"]


def figure(value: float | None) -> str:
    """Three digits, without the zero before the point."""
    return "–" if value is None else f"{value:.3f}".removeprefix("0")


def by_genre(judgements: list[Judgement]) -> str:
    """The clean rows of each hand of dev, by what it wrote, best first."""
    with (ROOT / "corpus" / "provenance.csv").open(encoding="utf-8", newline="") as file:
        genres = {row["alert"]: row["genre"].split(":")[0] for row in csv.DictReader(file)}
    parts: dict[str, list[Judgement]] = {}
    for judgement in judgements:
        parts.setdefault(genres[judgement.gold.name], []).append(judgement)
    found = sorted(((summarise(part).clean.f1 or 0.0, genre) for genre, part in parts.items()), reverse=True)
    return "; ".join(f"{genre} {figure(f1)}" for f1, genre in found)


def confidence(scores: Scores) -> str:
    """What sorting by confidence is worth."""
    halves = scores.calibration.confident_half or 0.0, scores.calibration.doubtful_half or 0.0
    error = 100 * (scores.calibration.error or 0.0)
    return (
        f"Of the more confident half of its rows on test {halves[0]:.0%} need no touch, of the other {halves[1]:.0%}; "
        f"on average it is off by {error:.0f} points."
    )


def put(text: str, name: str, what: str) -> str:
    """A text with something new in its place."""
    return re.sub(PLACE.format(name=name), lambda found: found[1] + what + found[2], text, flags=re.DOTALL)


if __name__ == "__main__":
    script = summarise(judged(afternoon.dataset(ROOT / "corpus" / "test"), "test"))
    dev, test = judged(read("dev"), "dev"), summarise(judged(read("test"), "test"))
    head = ["| | script, test | Recense, test | Recense, dev |", "|---|---|---|---|"]
    table = "\n".join([*head, *lines([script, test, summarise(dev)])])
    text = put(README.read_text(encoding="utf-8"), "figures", f"\n\n{table}\n\n")
    text = put(text, "genres", by_genre(dev))
    text = put(text, "confidence", confidence(test))
    README.write_text(text, encoding="utf-8")
