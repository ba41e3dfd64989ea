"""`make train`: train every model on the train split, from a seed, and write the artefacts.

`python -m models.train incidents` leaves the NER as it is (it takes three minutes of the four).
"""

import csv
import sys
import tomllib
from collections.abc import Iterable, Iterator
from pathlib import Path

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


def annotated(splits: Iterable[str]) -> Iterator[Annotated]:
    """The alerts of some splits, read by the pipeline up to the dates, with their gold."""
    nlp = load()
    alerts = [alert for split in splits for alert in read_gold(CORPUS / split)]
    docs = nlp.pipe([alert.text for alert in alerts], disable=["recense_incidents"])
    for alert, doc in zip(alerts, docs, strict=True):
        yield Annotated(alert, doc)


def main(parts: list[str]) -> None:
    """Train the parts that are named, all where none is."""
    settings = tomllib.loads((Path(__file__).parent / "config.toml").read_text(encoding="utf-8"))
    ARTEFACTS.mkdir(exist_ok=True)
    if not parts or "ner" in parts:
        ner.main(settings["ner"], CORPUS, ARTEFACTS)
    if not parts or "incidents" in parts:
        models, blind = incidents.train(list(annotated(["train"])), hands(), settings["incidents"])
        save_models(confidence.calibrate(models, blind, settings["incidents"]), ARTEFACTS)


if __name__ == "__main__":
    main(sys.argv[1:])
