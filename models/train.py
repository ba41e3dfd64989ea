"""`make train`: train every model on the train split, from a seed, and write the artefacts.

`python -m models.train incidents` leaves the stored NER as it is.
"""

import csv
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from models import confidence, incidents, ner
from models.examples import Annotated
from pipeline.evaluate.gold import read_gold
from pipeline.incidents.model import save_models
from pipeline.language.assembly import load
from pipeline.settings import ARTEFACTS

ROOT = Path(__file__).parent.parent
CORPUS = ROOT / "corpus"


def hands() -> dict[str, str]:
    """Which hand wrote which alert."""
    with (CORPUS / "provenance.csv").open(encoding="utf-8", newline="") as file:
        return {row["alert"]: row["hand"] for row in csv.DictReader(file)}


def unseen(settings: dict[str, Any]) -> Iterator[Annotated]:
    """The alerts of the train split as a stranger's would be read: the names of each by a NER that has not seen it.

    Without this the later models would learn to trust names that are nearly perfect only where the NER was trained.
    """
    alerts = read_gold(CORPUS / "train")
    nlp = load()
    for part in incidents.folds(alerts, hands(), settings["folds"]):
        names = {alert.name for alert in part}
        tuned = ner.train([alert for alert in alerts if alert.name not in names], settings)
        component = tuned.get_pipe("ner").to_bytes(exclude=["vocab"])  # type: ignore[attr-defined]
        nlp.get_pipe("ner").from_bytes(component, exclude=["vocab"])  # type: ignore[attr-defined]
        docs = nlp.pipe([alert.text for alert in part], disable=["recense_incidents"])
        for alert, doc in zip(part, docs, strict=True):
            yield Annotated(alert, doc)


def main(parts: list[str]) -> None:
    """Train the parts that are named, all where none is."""
    settings = tomllib.loads((Path(__file__).parent / "config.toml").read_text(encoding="utf-8"))
    ARTEFACTS.mkdir(exist_ok=True)
    if not parts or "ner" in parts:
        ner.main(settings["ner"], CORPUS, ARTEFACTS)
    if not parts or "incidents" in parts:
        models, blind = incidents.train(list(unseen(settings["ner"])), hands(), settings["incidents"])
        save_models(confidence.calibrate(models, blind, settings["incidents"]), ARTEFACTS)


if __name__ == "__main__":
    main(sys.argv[1:])
