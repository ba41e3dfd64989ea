"""Accuracy of the header against gold: `python -m pipeline.document.score corpus/train`."""

import json
import sys
from pathlib import Path

from pipeline.document.header import HeaderModels
from pipeline.document.structure import structure
from pipeline.document.text import normalise_text
from pipeline.document.types import Field
from pipeline.settings import ARTEFACTS


def score(folder: Path) -> dict[str, tuple[int, int, list[str]]]:
    """For `country` and `published`: right, all, and what went wrong as `stem: gold, read`; no text of an alert."""
    found: dict[str, tuple[int, int, list[str]]] = {}
    models = HeaderModels.load(ARTEFACTS)
    for name, attribute in (("country", "country"), ("published", "published_on")):
        right, wrong = 0, []
        for path in sorted(folder.glob("*.gold.json")):
            stem = path.name.removesuffix(".gold.json")
            gold = json.loads(path.read_text(encoding="utf-8"))["header"].get(name) or ""
            document = structure(normalise_text((folder / f"{stem}.txt").read_text(encoding="utf-8")), None, models)
            field: Field | None = getattr(document.header, attribute)
            read = field.value if field else ""
            right += read == gold
            if read != gold:
                wrong.append(f"{stem}: {gold or 'none'}, {read or 'none'}")
        found[name] = right, right + len(wrong), wrong
    return found


def main() -> None:
    """Print the scores; with `-v` the alerts that went wrong too."""
    for name, (right, total, wrong) in score(Path(sys.argv[1])).items():
        print(f"{name:10} {right}/{total} = {right / max(total, 1):.3f}")
        if "-v" in sys.argv:
            print(*(f"    {line}" for line in wrong), sep="\n")


if __name__ == "__main__":
    main()
