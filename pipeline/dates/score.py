"""`python -m pipeline.dates.score FOLDER`: dates against gold (SPEC section 7), with the gold's publication date.

With `--misses` it prints what differs; use that on corpus/train only.
"""

import json
import sys
import time
from collections import Counter
from pathlib import Path

from pipeline.dates import parse
from pipeline.dates.edtf import bounds, precision
from pipeline.dates.types import DateExpression


def gold_dates(path: Path, text: str) -> list[tuple[int, int, str]]:
    """Spans and EDTF values ("" for none) of a gold file, in order."""
    out = []
    for item in json.loads(path.read_text(encoding="utf-8"))["dates"]:
        start = -1
        for _ in range(item.get("nth", 1)):
            start = text.index(item["quote"], start + 1)
        out.append((start, start + len(item["quote"]), item["value"] or ""))
    return sorted(out)


def pairs(gold: list[tuple[int, int, str]], found: list[DateExpression]) -> list[tuple[int, int]]:
    """Gold and found expressions that overlap, one to one, in order."""
    out, used = [], set()
    for index, (start, end, _) in enumerate(gold):
        for other, item in enumerate(found):
            if other not in used and item["start"] < end and start < item["end"]:
                used.add(other)
                out.append((index, other))
                break
    return out


def main(folder: Path, misses: bool) -> None:
    """Print precision, recall, F1, value accuracy (also by basis and precision of the gold) and speed over a folder."""
    counts: Counter[str] = Counter()
    kinds: dict[str, Counter[str]] = {"right": Counter(), "all": Counter()}
    seconds = 0.0
    for path in sorted(folder.glob("*.gold.json")):
        text = path.with_name(path.name.replace(".gold.json", ".txt")).read_text(encoding="utf-8")
        published = json.loads(path.read_text(encoding="utf-8"))["header"].get("published")
        gold = gold_dates(path, text)
        begin = time.perf_counter()
        found = parse(text, published)
        seconds += time.perf_counter() - begin
        matched = pairs(gold, found)
        same = {(g, f) for g, f in matched if bounds(gold[g][2]) == (found[f]["date_start"], found[f]["date_end"])}
        counts.update(gold=len(gold), found=len(found), matched=len(matched), right=len(same), words=len(text.split()))
        for g, f in matched:
            for kind in (found[f]["basis"], precision(gold[g][2]) or "no value"):
                kinds["all"][kind] += 1
                kinds["right"][kind] += (g, f) in same
        if misses:
            _print_misses(path.name.removesuffix(".gold.json"), text, gold, found, matched, same)
    correct, recall = counts["matched"] / (counts["found"] or 1), counts["matched"] / (counts["gold"] or 1)
    f1 = 2 * correct * recall / ((correct + recall) or 1)
    print(f"gold {counts['gold']} found {counts['found']} P {correct:.3f} R {recall:.3f} F1 {f1:.3f}")
    print(f"values {counts['right'] / (counts['matched'] or 1):.3f}, {counts['words'] / seconds:,.0f} words/s")
    print(", ".join(f"{kind} {kinds['right'][kind]}/{number}" for kind, number in kinds["all"].most_common()))


def _print_misses(
    name: str,
    text: str,
    gold: list[tuple[int, int, str]],
    found: list[DateExpression],
    matched: list[tuple[int, int]],
    same: set[tuple[int, int]],
) -> None:
    def around(start: int, end: int) -> str:
        return f"{text[max(0, start - 50) : start]}[{text[start:end]}]{text[end : end + 25]}".replace("\n", "⏎")

    for index, (start, end, value) in enumerate(gold):
        if index not in {g for g, _ in matched}:
            print(f"MISSED {name} {around(start, end)} = {value}")
    for index, item in enumerate(found):
        if index not in {f for _, f in matched}:
            print(f"EXTRA  {name} {around(item['start'], item['end'])} = {item['edtf']}")
    for g, f in matched:
        if (g, f) not in same:
            start, end, value = gold[g]
            print(f"VALUE  {name} {around(start, end)} gold {value} found {found[f]['edtf']}")


if __name__ == "__main__":
    main(Path(sys.argv[1]), "--misses" in sys.argv)
