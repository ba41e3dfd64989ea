"""`python tests/dates/probe.py`: how well `pipeline.dates.parse` reads the probes, texts that it was not written for.

The probes keep the form of `cases/README.md`; a line `# word` names the phenomenon of the texts under it. Failing texts
are shown only with `--failing`: a rule made for a text that was looked up is no longer measured by that text.
"""

import argparse
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.dates import parse
from pipeline.dates.edtf import bounds

PROBES = Path(__file__).parent / "probes"
MARK = re.compile(r"\[([^\[\]|]+)(?:\|([^\[\]|]*)\|[a-z]+)?\]")
PUBLISHED = re.compile(r"\s*@(\d{4}-\d\d-\d\d)$")


@dataclass(frozen=True, slots=True)
class Date:
    """A date expression, annotated or found; `first` and `last` are ISO days, empty where open or without a value."""

    start: int
    end: int
    first: str
    last: str
    shown: str


@dataclass(frozen=True, slots=True)
class Reading:
    """One probe as annotated and as read: the pairs are its annotated dates with the found ones that overlap them."""

    phenomenon: str
    text: str
    gold: list[Date]
    found: list[Date]
    pairs: list[tuple[Date, Date]]

    @property
    def right(self) -> int:
        """How many annotated dates are found with the same first and last day."""
        return sum((gold.first, gold.last) == (found.first, found.last) for gold, found in self.pairs)

    @property
    def is_right(self) -> bool:
        """All dates found, with their values, and nothing else."""
        return self.right == len(self.gold) == len(self.found)


def read(path: Path) -> Iterator[Reading]:
    """The probes of a file, each read by the date reader."""
    phenomenon = ""
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            phenomenon = line.removeprefix("#").strip()
        elif line.strip():
            yield probe(phenomenon, line)


def probe(phenomenon: str, line: str) -> Reading:
    """One annotated line, read by the date reader without its annotation."""
    published = PUBLISHED.search(line)
    marked = PUBLISHED.sub("", line).rstrip().replace("\\n", "\n")
    text, gold, done = "", [], 0
    for mark in MARK.finditer(marked):
        text += marked[done : mark.start()]
        first, last = bounds(mark[2]) if mark[2] else ("", "")
        gold.append(Date(len(text), len(text) + len(mark[1]), first, last, f"{mark[1]} = {mark[2] or '?'}"))
        text, done = text + mark[1], mark.end()
    text += marked[done:]
    found = [
        Date(d["start"], d["end"], d["date_start"], d["date_end"], f"{d['text']} = {d['edtf'] or '?'}")
        for d in parse(text, published[1] if published else None)
    ]
    return Reading(phenomenon, text, gold, found, list(paired(gold, found)))


def paired(gold: Sequence[Date], found: Sequence[Date]) -> Iterator[tuple[Date, Date]]:
    """The annotated dates in order, each with the first found one that overlaps it and is not taken."""
    left = list(found)
    for date in gold:
        for other in left:
            if date.start < other.end and other.start < date.end:
                left.remove(other)
                yield date, other
                break


def report(name: str, readings: Sequence[Reading]) -> Iterator[str]:
    """The figures of one set and its table of phenomena, as lines."""
    gold, found = sum(len(r.gold) for r in readings), sum(len(r.found) for r in readings)
    pairs, right = sum(len(r.pairs) for r in readings), sum(r.right for r in readings)
    whole = sum(r.is_right for r in readings)
    yield f"{name}: {len(readings)} texts, {gold} dates"
    yield f"  spans F1 {200 * pairs / max(gold + found, 1):.1f}  values {100 * right / max(pairs, 1):.1f}"
    yield f"  both F1 {200 * right / max(gold + found, 1):.1f}  texts right {100 * whole / max(len(readings), 1):.1f}"
    for phenomenon in dict.fromkeys(r.phenomenon for r in readings):
        rows = [r.is_right for r in readings if r.phenomenon == phenomenon]
        yield f"    {phenomenon:<14}{sum(rows):>3} of {len(rows)}"


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="Measure the date reader on the probes.")
    parser.add_argument("--failing", action="store_true", help="also show each text that is not entirely right")
    failing = parser.parse_args().failing
    for path in sorted(PROBES.glob("*.txt")):
        readings = list(read(path))
        print("\n".join(report(path.stem, readings)))
        for r in readings if failing else ():
            if not r.is_right:
                print(f"\n{r.phenomenon}: {r.text}", *(f"  - {d.shown}" for d in r.gold), sep="\n")
                print(*(f"  + {d.shown}" for d in r.found), sep="\n")
