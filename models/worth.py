"""`python -m models.worth ablations` (or `curve`): what each mechanism is worth, and what more alerts give, on dev.

An ablation takes one mechanism out of the reading and trains nothing anew. The curve trains the models of incidents on
25, 50, 75 and 100 % of the hands of the train split; names are read by the stored NER in all of them.
"""

import math
import random
import sys
import tomllib
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path
from types import ModuleType
from typing import Any
from unittest.mock import patch

import numpy as np

from models import confidence, incidents
from models.examples import Annotated
from models.readers import Readers, share
from models.train import CORPUS, hands
from pipeline.evaluate import Scores
from pipeline.evaluate.gold import GoldAlert, read_gold
from pipeline.evaluate.score import judge, summarise
from pipeline.incidents import incident
from pipeline.incidents.acts import acts, lexicon
from pipeline.incidents.acts import numbers as act_numbers
from pipeline.incidents.acts.mentions import Mention
from pipeline.incidents.details import where
from pipeline.incidents.grammar import roles
from pipeline.incidents.model import Models, load_models
from pipeline.incidents.occasions import dates as occasion_dates
from pipeline.incidents.occasions import factuality as occasion_factuality
from pipeline.incidents.occasions import intervals as occasion_intervals
from pipeline.incidents.occasions import lasting, merging, perpetrator_types, repeats, victim_sets
from pipeline.incidents.occasions.reading import UNDATED, Choice, When
from pipeline.incidents.people import candidates as people_candidates
from pipeline.incidents.people import participants, service
from pipeline.incidents.references import antecedents
from pipeline.incidents.scene import ensembles, staging
from pipeline.incidents.scene.scene import Scene
from pipeline.ingest.types import SourceAlert
from pipeline.language.assembly import load
from pipeline.learned.dense import Dense
from pipeline.learned.linear import Linear
from pipeline.learned.network import Network
from pipeline.learned.stack import Stack
from pipeline.settings import ARTEFACTS
from pipeline.tables.columns import TABLES
from pipeline.tables.frames import frames
from pipeline.tables.rows import rows

SHARES = (0.25, 0.5, 0.75, 1.0)
NOTHING = Linear(("yes",), {}, np.zeros((0, 1), dtype=np.float32), np.full(1, -9, dtype=np.float32))
NO_PART = Network(("yes",), NOTHING, np.zeros((1, 1), dtype=np.float32), np.full(1, -9, dtype=np.float32))

FOUND, ALONE, LEAST = 0.36, 0.7, 0.1  # thresholds of a reading that is not read again


def detect_at_first(scene: Scene, model: Linear, sense: Dense) -> list[Mention]:
    """The mentions that the linear model alone finds."""
    found = acts.read_first(scene, lexicon.matches(scene.tokens), model, sense)
    told = {(one.act, one.match.tokens): one for one in found if one.likely >= FOUND}.values()
    return [Mention(o.act, o.likely, o.match.tokens, o.head.i, o.sentence, o.match.frames) for o in told]


def by_signs_alone(one: act_numbers.Candidate) -> list[float]:
    """What the words around say of an act, as the linear model of signs says it."""
    return [math.log(likely + act_numbers.TINY) for likely in (one.likely, one.nothing, one.other)]


# Mechanism → where it stands, and what takes its place.
PARTS: dict[str, tuple[ModuleType, str, Callable[..., Any]]] = {
    "trained choice of antecedents": (antecedents, "resolve", lambda scenes, model, first: None),
    "counted descriptions for names": (staging, "explain_groups", lambda scene: None),
    "subjects that the parser missed": (staging, "find_subjects", lambda tokens: None),
    "owners of what is hit": (roles, "owners", lambda tokens, found: {}),
    "descriptions that tell others again": (staging, "explain_appositions", lambda scene: None),
    "those told before they are named": (ensembles, "announced_one", lambda scene, actor: ""),
    "bodies named far before": (people_candidates, "bodies_before", lambda scene, mention, owned: []),
    "those named below a heading": (people_candidates, "told_below", lambda scene, mention: iter(())),
    "those named in one breath with a candidate": (
        people_candidates,
        "companions",
        lambda scene, mention, known: set(),
    ),
    "places that no gazetteer knows": (people_candidates, "unknown_places", lambda scene, mention, roles, owned: []),
    "complements parted from their act": (staging, "find_complements", lambda tokens, tells: None),
    "members named out of groups": (staging, "members", lambda scene: {}),
    "namesakes with whom someone has nothing to do": (staging, "unrelated", lambda text, tokens: set()),
    "vectors of the words around": (act_numbers, "sensed", by_signs_alone),
    "words read again": (
        acts,
        "detect",
        lambda scene, model, sense, again, threshold: detect_at_first(scene, model, sense),
    ),
    "sets of victims weighed as a whole": (
        victim_sets,
        "choose",
        lambda scene, told, model: [(participants.choose(hurt, ALONE, LEAST), Choice()) for _, hurt in told],
    ),
    "dates chosen again among whole occasions": (
        occasion_dates,
        "choose",
        lambda scene, found, model, threshold: [(one.date, one.choices["date"]) for one in found],
    ),
    "types chosen again among whole occasions": (perpetrator_types, "choose", lambda scene, found, *models: found),
    "types of agents whom no words stand for": (service, "features_unnamed", lambda scene, mentions, agents: []),
    "intervals and dates of other acts": (
        occasion_intervals,
        "choose",
        lambda scene, found, model: [
            (When(scene.dates[one.date]["edtf"], one.date) if one.date >= 0 else UNDATED, Choice()) for one in found
        ],
    ),
    "intervals chosen by trees, not by rule alone": (
        occasion_intervals,
        "choose",
        lambda scene, found, model: [(when, Choice()) for when in lasting.date_occasions(scene, found)],
    ),
    "factuality chosen again among whole occasions": (occasion_factuality, "choose", lambda scene, found, model: found),
    "factuality": (
        occasion_factuality,
        "choose",
        lambda scene, found, model: [replace(one, factuality="asserted") for one in found],
    ),
    "frames of the lexicon": (acts, "matches", lambda tokens: []),
    "joining of tellings": (merging, "merge", lambda scene, found, model, threshold: [[r] for r in found]),
    "second rows of one word": (repeats, "repeated", lambda scene, found: found),
    "country of the act": (where, "country", lambda scene, mentions, model, threshold: scene.homes[0]),
}
SETTINGS: dict[str, Callable[[Models], Models]] = {
    "rows that are almost surely wrong left out": lambda models: replace(
        models, thresholds={**models.thresholds, "confidence": 0.0}
    ),
    "perpetrators": lambda models: replace(models, perpetrators=Stack(NO_PART, incidents.STUMP)),
}


def read(split: str) -> list[Annotated]:
    """The alerts of a split, read up to their incidents."""
    alerts = read_gold(CORPUS / split)
    docs = load().pipe([alert.text for alert in alerts], disable=["recense_incidents"])
    return [Annotated(alert, doc) for alert, doc in zip(alerts, docs, strict=True)]


def scored(alerts: Sequence[Annotated], models: Models) -> Scores:
    """The scores of the incidents that models read in alerts of dev."""
    tables: dict[str, list[dict[str, Any]]] = {table: [] for table in TABLES}
    for annotated in alerts:
        doc = annotated.scene.doc
        scene = staging.set_scene(doc)
        antecedents.resolve([scene], models.antecedents, models.resolving)
        (doc._.incidents,) = incident.read_incidents([scene], models)
        for table, made in rows(doc, SourceAlert(annotated.alert.name, annotated.alert.text, "")).items():
            tables[table] += made
    return summarise(judge(frames(tables), CORPUS / "dev"))


def line(name: str, scores: Scores) -> str:
    """One row of the report: clean rows, incidents, and the accuracy of each field."""
    fields = "  ".join(f"{share.accuracy or 0:.3f}" for share in scores.fields.values())
    return f"{name:<52}{scores.clean.f1 or 0:.3f}  {scores.incidents.f1 or 0:.3f}  {fields}"


def heading(scores: Scores) -> str:
    """The names of the columns of `line`."""
    return f"{'':<52}clean  incid  " + "  ".join(f"{name[:5]:<5}" for name in scores.fields)


@contextmanager
def without(name: str) -> Iterator[Callable[[Models], Models]]:
    """The reading without one mechanism: a change of the models, and for the time being a change of the code."""
    if name in SETTINGS:
        yield SETTINGS[name]
        return
    module, attribute, instead = PARTS[name]
    with patch.object(module, attribute, instead):
        yield lambda models: models


def ablations() -> Iterator[str]:
    """The scores of dev with everything, then with one mechanism out at a time."""
    models, dev = load_models(ARTEFACTS), read("dev")
    everything = scored(dev, models)
    yield heading(everything)
    yield line("everything", everything)
    for name in (*PARTS, *SETTINGS):
        with without(name) as changed:
            yield line(f"without {name}", scored(dev, changed(models)))


def held(read: dict[str, Annotated], parts: Sequence[Sequence[GoldAlert]], number: int) -> list[list[Annotated]]:
    """What the process of a number holds of some parts, as it was before anything was read of it."""
    return [[Annotated(alert, read[alert.name].scene.doc) for alert in share(part, number)] for part in parts]


def curve() -> Iterator[str]:
    """The scores of dev with models trained on a growing share of the hands of train, in an order that a seed fixes."""
    settings = tomllib.loads((Path(__file__).parent / "config.toml").read_text(encoding="utf-8"))["incidents"]
    by, dev = hands(), read("dev")
    train = read("train")
    order = sorted({by[annotated.alert.name] for annotated in train})
    random.Random(settings["seed"]).shuffle(order)
    for size in SHARES:
        kept = set(order[: math.ceil(len(order) * size)])
        part = {a.alert.name: a for a in train if by[a.alert.name] in kept}
        parts = incidents.folds([a.alert for a in part.values()], by, settings["folds"])
        with closing(Readers(partial(held, part, parts))) as readers:
            readers.each(partial(incidents.mark, hands=by, settings=settings))
            models = incidents.train(readers, settings)
            scores = scored(dev, confidence.calibrate(models, readers, settings))
        if size == SHARES[0]:
            yield heading(scores)
        yield line(f"{size:.0%} of the hands, {len(part)} alerts", scores)


if __name__ == "__main__":
    for text in {"ablations": ablations, "curve": curve}[sys.argv[1]]():
        print(text, flush=True)
