"""Keeps the sides of a corpus apart: no hand, no issuer and no text on two of train, dev and test."""

import csv
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

from pipeline.document import normalise_text
from pipeline.evaluate.gold import GoldAlert, Problem, gold_paths, read_alert
from pipeline.normalise import organisation_type

PROVENANCE = "provenance.csv"
NEEDED = {"alert", "split", "hand"}  # its columns
_EDGE_LINES = 3  # an alert is signed in its first or its last lines
_OFFICES = ("government", "judiciary", "police", "military", "prison", "intelligence")
_LINE_START = 8  # characters that may stand before the name: a dash, a number, an article


def split_problems(folder: Path) -> list[Problem]:
    """What lies on two sides, or elsewhere than `provenance.csv` says; none where there is no such file.

    Only the names of organisations and of hands are told, in `where`; an alert's name is its file's.
    """
    path = Path(folder) / PROVENANCE
    if not path.exists():
        return []
    with path.open(encoding="utf-8", newline="") as lines:
        table = csv.DictReader(lines)
        if lacking := NEEDED - set(table.fieldnames or ()):
            return [Problem(PROVENANCE, "first_line_lacks_columns", ", ".join(sorted(lacking)))]
        provenance = {row["alert"]: row for row in table}
    alerts = [(read_alert(gold), gold.relative_to(folder).parts[0]) for gold in gold_paths(folder)]
    problems = [Problem(name, "in_provenance_but_missing") for name in provenance.keys() - {a.name for a, _ in alerts}]
    for alert, side in alerts:
        if alert.name not in provenance:
            problems.append(Problem(alert.name, "not_in_provenance"))
        elif provenance[alert.name]["split"] != side:
            problems.append(Problem(alert.name, "on_another_side_than_provenance"))
    hands = ((row["hand"], row["split"], alert) for alert, row in provenance.items())
    problems += _on_two_sides("hand", hands)
    problems += _on_two_sides("issuer", ((name, side, a.name) for a, side in alerts for name in issuers(a)))
    texts = ((normalise_text(a.text).strip(), side, a.name) for a, side in alerts if a.text)
    problems += [Problem(problem.alert, problem.kind) for problem in _on_two_sides("text", texts)]
    return problems


def issuers(alert: GoldAlert) -> set[str]:
    """Organisations that may have signed an alert, in lower case: those that begin one of its first or last lines.

    They are taken from the gold, not from the header reader, whose slips must not fail a corpus. A single common noun
    (*Observatoire*, *Collectif*) names no one organisation and is left out, and so are offices of the state, to which
    many write.
    """
    edges = _edge_lines(alert.text)
    return {
        entity.name.lower()
        for entity in alert.entities
        if entity.kind == "organisation" and _is_name(entity.name) and organisation_type(entity.name) not in _OFFICES
        for start, _ in entity.mentions
        if any(line <= start < line + _LINE_START for line in edges)
    }


def _is_name(words: str) -> bool:
    return len(words.split()) > 1 or words.isupper()


def _edge_lines(text: str) -> list[int]:
    """Where the first and the last lines that hold something begin."""
    starts, position = [], 0
    for line in text.splitlines(keepends=True):
        if line.strip():
            starts.append(position)
        position += len(line)
    return starts[:_EDGE_LINES] + starts[-_EDGE_LINES:]


def _on_two_sides(kind: str, items: Iterable[tuple[str, str, str]]) -> list[Problem]:
    """One problem for each thing, out of (thing, side, alert), that is met on more than one side."""
    met: defaultdict[str, dict[str, str]] = defaultdict(dict)
    for thing, side, alert in items:
        met[thing].setdefault(side, alert)
    return [
        Problem(min(sides.values()), f"{kind}_on_two_sides", thing) for thing, sides in met.items() if len(sides) > 1
    ]
