"""Scores of names, persons and subjects against gold: `python -m pipeline.language.score corpus/train`."""

import json
import re
import sys
from collections import Counter
from pathlib import Path
from typing import Any

from spacy.tokens import Doc

KINDS = ("person", "organisation", "place")
Spans = set[tuple[int, int, str]]


def gold_mentions(text: str, gold: dict[str, Any]) -> dict[tuple[int, int, str], str]:
    """Every occurrence of every name and variant, longest first, with the key of its entity."""
    owner = {
        form: entity
        for entity in reversed(gold["entities"])
        if entity["kind"] in KINDS
        for form in (entity["name"], *entity["variants"])
    }
    if not owner:
        return {}
    forms = "|".join(re.escape(form) for form in sorted(owner, key=len, reverse=True))
    found = re.finditer(rf"(?<!\w)(?:{forms})(?!\w)", text)
    return {(m.start(), m.end(), owner[m.group()]["kind"]): owner[m.group()]["key"] for m in found}


def predicted_mentions(doc: Doc) -> dict[tuple[int, int, str], str]:
    """The same of a processed Doc."""
    return {
        (mention["start"], mention["end"], entity["kind"]): entity["key"]
        for entity in doc._.entities
        for mention in entity["mentions"]
        if mention["form"] == "name" and entity["kind"] in KINDS
    }


def matched_persons(gold: dict[Any, str], found: dict[Any, str]) -> int:
    """How many persons match one to one by shared mentions (greedily, most shared first)."""
    shared = Counter((gold[span], found[span]) for span in gold.keys() & found.keys() if span[2] == "person")
    used: set[str] = set()
    matches = 0
    for (left, right), _ in shared.most_common():
        if f"g{left}" not in used and f"p{right}" not in used:
            used |= {f"g{left}", f"p{right}"}
            matches += 1
    return matches


def add(counts: Counter[str], name: str, right: int, predicted: int, expected: int) -> None:
    """Add to the sums of one score."""
    counts.update({f"{name} right": right, f"{name} predicted": predicted, f"{name} expected": expected})


def count(doc: Doc, gold: dict[str, Any], counts: Counter[str]) -> None:
    """Add one alert's figures to the sums."""
    wanted = gold_mentions(doc.text, gold)
    found = predicted_mentions(doc)
    for kind in KINDS:
        right, predicted = ({span for span in spans if span[2] == kind} for spans in (wanted, found))
        add(counts, kind, len(right & predicted), len(predicted), len(right))
    wanted_persons = {key for span, key in wanted.items() if span[2] == "person"}
    found_persons = {key for span, key in found.items() if span[2] == "person"}
    add(counts, "persons", matched_persons(wanted, found), len(found_persons), len(wanted_persons))
    subjects = set(gold["header"].get("subjects") or [])
    same = Counter((found[span], wanted[span]) for span in wanted.keys() & found.keys())
    named = {left: right for (left, right), _ in reversed(same.most_common())}
    predicted_subjects = {named.get(key, f"?{key}") for key in doc._.subjects}
    add(counts, "subjects", len(subjects & predicted_subjects), len(predicted_subjects), len(subjects))


def report(counts: Counter[str]) -> str:
    """One line a score: F1, precision, recall."""
    lines = []
    for name in (*KINDS, "persons", "subjects"):
        right, predicted, expected = (counts[f"{name} {part}"] for part in ("right", "predicted", "expected"))
        f1 = 2 * right / max(predicted + expected, 1)
        lines.append(f"{name:12} F1 {f1:.3f}  P {right / max(predicted, 1):.3f}  R {right / max(expected, 1):.3f}")
    return "\n".join(lines)


def main(folder: Path) -> None:
    """Process the alerts of a folder and print the sums."""
    from pipeline.language.assembly import load

    nlp = load()
    nlp.select_pipes(disable=["recense_dates", "recense_incidents"])
    counts: Counter[str] = Counter()
    for path in sorted(folder.glob("*.txt")):
        doc = nlp(path.read_text(encoding="utf-8"))
        count(doc, json.loads(path.with_suffix(".gold.json").read_text(encoding="utf-8")), counts)
    print(report(counts))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
