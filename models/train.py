"""`make train`: train every model on the train split, from a seed, and write the artefacts.

It prints what train scores, read by models that have not seen it, and writes what they read to `build/train`.
`python -m models.train incidents` leaves the stored NER as it is; `… values` trains the values of dates alone, `…
headers` the countries that alerts are about and their days of publication.
"""

import csv
import sys
import tomllib
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import closing
from functools import partial
from itertools import chain
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import spacy
from spacy.tokens import DocBin
from threadpoolctl import threadpool_limits

from models import confidence, countries, incidents, ner, publications, unseen, values
from models.examples import Annotated
from models.fitting import PROCESSES
from models.readers import Readers, share
from pipeline.dates.component import MODEL
from pipeline.evaluate.gold import GoldAlert, read_gold
from pipeline.incidents.model import save_models
from pipeline.language.assembly import load
from pipeline.language.extensions import declare
from pipeline.settings import ARTEFACTS, BASE_MODEL

ROOT = Path(__file__).parent.parent
CORPUS = ROOT / "corpus"
UNSEEN = ROOT / "build" / "train"  # how train is read by models that have not seen it
PARTS = ("ner", "incidents", "values", "headers")
KEPT = ["ORTH", "LEMMA", "POS", "MORPH", "DEP", "HEAD", "SENT_START", "ENT_IOB", "ENT_TYPE"]


def hands() -> dict[str, str]:
    """Which hand wrote which alert."""
    with (CORPUS / "provenance.csv").open(encoding="utf-8", newline="") as file:
        return {row["alert"]: row["hand"] for row in csv.DictReader(file)}


def train_headers(alerts: Sequence[GoldAlert], settings: dict[str, Any], folder: Path = ARTEFACTS) -> None:
    """Train the models of the countries that alerts are about and of the days of their publication, and store them."""
    countries.train(alerts, hands(), settings["countries"]).save(folder)
    publications.train(alerts, hands(), settings["publications"]).save(folder)


def read_unseen(alerts: Sequence[GoldAlert], others: Sequence[GoldAlert], settings: dict[str, Any]) -> bytes:
    """Alerts as a stranger's would be read, up to their incidents: their headers, their names and the values of their
    dates by models that saw only the others.

    Without this the later models would learn to trust names that are nearly perfect only where the NER was trained.
    Returns a spaCy DocBin.
    """
    own = settings["ner"]
    with TemporaryDirectory() as folder:
        ner.save(ner.train(others, {**own, "epochs": own["epochs_blind"]}), Path(folder) / "ner")
        train_headers(others, settings, Path(folder))
        values.train(others, hands(), settings["values"]).save(Path(folder), MODEL)
        nlp = load(Path(folder))
    docs = nlp.pipe([alert.text for alert in alerts], disable=["recense_incidents"])
    return DocBin(attrs=KEPT, store_user_data=True, docs=docs).to_bytes()


def train_values(alerts: Sequence[GoldAlert], settings: dict[str, Any]) -> None:
    """Train the model of the values of dates and store it."""
    values.train(alerts, hands(), settings["values"]).save(ARTEFACTS, MODEL)


Read = tuple[Sequence[GoldAlert], bytes]  # alerts and a DocBin of what was read in them


def annotated(read: Sequence[Read], wanted: Sequence[Sequence[GoldAlert]]) -> list[list[Annotated]]:
    """The alerts wanted of each part, with what was read in them."""
    declare()
    vocab = spacy.load(BASE_MODEL).vocab  # with its vectors of words
    names = {alert.name for alert in chain(*wanted)}
    docs = (of for alerts, docs in read for of in zip(alerts, DocBin().from_bytes(docs).get_docs(vocab), strict=True))
    made = {alert.name: Annotated(alert, doc) for alert, doc in docs if alert.name in names}
    return [[made[alert.name] for alert in part] for part in wanted]


def train_incidents(read: Sequence[Read], settings: dict[str, Any]) -> None:
    """Train the models of incidents on alerts that were read, and print what these alerts score."""
    own, by = settings["incidents"], hands()
    alerts = sorted(chain(*(some for some, _ in read)), key=lambda alert: alert.name)
    parts = incidents.folds(alerts, by, own["folds"])
    with closing(Readers(lambda number: annotated(read, [share(part, number) for part in parts]))) as readers:
        readers.each(partial(incidents.mark, hands=by, settings=own))
        models = incidents.train(readers, own)
        save_models(confidence.calibrate(models, readers, own), ARTEFACTS)
        for line in unseen.report(unseen.save(readers, UNSEEN), unseen.groups(alerts, by, own)):
            print(line)


def main(wanted: list[str]) -> None:
    """Train the parts that are named, all where none is."""
    if wanted not in ([], *([part] for part in PARTS)):
        raise SystemExit(f"unknown part {' '.join(wanted)}: name one of {', '.join(PARTS)}, or nothing for all")
    settings = tomllib.loads((Path(__file__).parent / "config.toml").read_text(encoding="utf-8"))
    ARTEFACTS.mkdir(exist_ok=True)
    alerts = read_gold(CORPUS / "train")
    parts = incidents.folds(alerts, hands(), settings["ner"]["folds"])
    rests = [[alert for alert in alerts if not any(alert is own for own in part)] for part in parts]
    # First the names that incidents wait for; the stored NER and the values of dates are learned beside incidents.
    with ProcessPoolExecutor(PROCESSES, mp_context=get_context("spawn")) as pool, threadpool_limits(1):
        folds = zip(parts, rests, strict=True) if wanted in ([], ["incidents"]) else ()
        waiting = [pool.submit(read_unseen, *of, settings) for of in folds]
        beside = []
        if wanted in ([], ["ner"]):
            beside.append(pool.submit(ner.main, settings["ner"], CORPUS, ARTEFACTS))
        if wanted in ([], ["incidents"], ["values"]):
            beside.append(pool.submit(train_values, alerts, settings))
        if wanted in ([], ["incidents"], ["headers"]):
            beside.append(pool.submit(train_headers, alerts, settings))
        if waiting:
            train_incidents([(part, docs.result()) for part, docs in zip(parts, waiting, strict=True)], settings)
        for one in beside:
            one.result()


if __name__ == "__main__":
    main(sys.argv[1:])
