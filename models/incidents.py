"""Train the models of incidents: first the decisions on one mention, then, on alerts they have not seen, the rest."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from models import trees
from models.examples import (
    Annotated,
    Samples,
    act_samples,
    antecedent_samples,
    date_samples,
    factuality_samples,
    first_date_samples,
    first_participant_samples,
    participant_samples,
    place_samples,
    service_samples,
    target_samples,
)
from models.linear import fit
from pipeline.evaluate.gold import GoldAlert
from pipeline.incidents import acts, antecedents, assemble, merge_features, participants, when
from pipeline.incidents.jury import Jury
from pipeline.incidents.linear import Linear
from pipeline.incidents.mentions import Mention
from pipeline.incidents.model import Models
from pipeline.incidents.reading import Reading
from pipeline.incidents.trees import Trees

Maker = Callable[[Annotated], Samples]
MAKERS: dict[str, Maker] = {
    "first_victims": lambda annotated: first_participant_samples(annotated, "victims"),
    "first_perpetrators": lambda annotated: first_participant_samples(annotated, "perpetrators"),
    "victims": lambda annotated: participant_samples(annotated, "victims"),
    "perpetrators": lambda annotated: participant_samples(annotated, "perpetrators"),
    "services": service_samples,
    "first_dates": first_date_samples,
    "dates": date_samples,
    "factuality": factuality_samples,
    "places": place_samples,
    "targets": target_samples,
}
LINEAR = ("services", "factuality", "places", "targets")
TOLD = (*participants.ROLES, "dates")  # decided by juries
EMPTY = Linear(("yes",), {}, np.zeros((0, 1), dtype=np.float32), np.zeros(1, dtype=np.float32))


def gather(alerts: Iterable[Annotated], name: str) -> Samples:
    """The samples of one decision of all alerts together; each alert makes them once, whatever the fold."""
    out = Samples()
    for annotated in alerts:
        if name not in annotated.samples:
            annotated.samples[name] = MAKERS[name](annotated)
        made = annotated.samples[name]
        out.add(made.features, made.labels, made.truths, made.numbers)
    return out


def together(made: Iterable[Samples]) -> Samples:
    """The samples of several alerts in one."""
    out = Samples()
    for samples in made:
        out.add(samples.features, samples.labels, samples.truths, samples.numbers)
    return out


def grow(made: Iterable[Samples], settings: dict[str, Any]) -> Trees:
    """Trees over the samples of several alerts."""
    every = together(made)
    return trees.fit(every.numbers, every.truths, settings["trees"])


def resolve_blind(alerts: Sequence[Annotated], parts: list[list[Annotated]], settings: dict[str, Any]) -> Trees:
    """Resolve the references of each part by a model that has not seen it; returns the model of all parts."""
    made = {id(a): antecedent_samples(a) for a in alerts}
    models = []
    for part in parts:
        ids = {id(a) for a in part}
        models.append(grow((made[id(a)] for a in alerts if id(a) not in ids), settings))
    for part, model in zip(parts, models, strict=True):
        for annotated in part:
            antecedents.resolve(annotated.scene, model)
    return grow(made.values(), settings)


def linear_models(alerts: Sequence[Annotated], settings: dict[str, Any]) -> dict[str, Linear]:
    """The linear models of single mentions, trained on gold mentions."""
    strength = settings["strength"]
    told = [act_samples(annotated) for annotated in alerts]
    rows, labels = [row for made, _ in told for row in made], [label for _, made in told for label in made]
    models = {"acts": fit(rows, labels, strength["acts"])}
    for name in LINEAR:
        made = gather(alerts, name)
        models[name] = fit(made.features, made.labels or made.truths, strength[name])
    for name in TOLD:
        made = gather(alerts, f"first_{name}")
        models[name] = fit(made.features, made.truths, strength[name])
    return models


def read_first(annotated: Annotated, models: dict[str, Linear], settings: dict[str, Any]) -> None:
    """Let models that have not seen an alert read at first the mentions that they find in it."""
    scene = annotated.scene
    found = acts.detect(scene, models["acts"], settings["thresholds"]["act"])
    annotated.dates = when.read_first(scene, found, models["dates"])
    annotated.casts = participants.read_first(scene, found, models)


def mention_models(
    alerts: Sequence[Annotated], linear: dict[str, Linear], pronouns: Trees, settings: dict[str, Any]
) -> Models:
    """The models of single mentions; merging and confidence are still empty."""
    forest = {name: grow([gather(alerts, name)], settings) for name in TOLD}
    signs: dict[str, Any] = {name: model for name, model in linear.items() if name not in TOLD}
    juries: dict[str, Any] = {name: Jury(linear[name], forest[name]) for name in TOLD}
    return Models(
        **signs,
        **juries,
        antecedents=pronouns,
        merging=EMPTY,
        confidence=EMPTY,
        subjects=EMPTY,
        thresholds=dict(settings["thresholds"]),
    )


def gold_number(annotated: Annotated, mention: Mention) -> int:
    """The gold incident that a found mention tells: same act, same words, else same sentence; -1 for none."""
    best = -1
    for telling in annotated.tellings:
        if telling.mention.act == mention.act and telling.mention.sentence == mention.sentence:
            if set(telling.mention.tokens) & set(mention.tokens):
                return telling.number
            best = telling.number if best < 0 else best
    return best


def readings(annotated: Annotated, models: Models) -> list[Reading]:
    """What the models of single mentions read in an alert."""
    found = acts.detect(annotated.scene, models.acts, models.thresholds["act"])
    return assemble.read_mentions(annotated.scene, found, models)


def merge_samples(annotated: Annotated, found: list[Reading]) -> Samples:
    """Pairs of readings of one act and whether they tell one gold incident; spurious mentions are left out."""
    out = Samples()
    numbers = [gold_number(annotated, reading.mention) for reading in found]
    for j, other in enumerate(found):
        for i, one in enumerate(found[:j]):
            if one.mention.act != other.mention.act or numbers[i] < 0 or numbers[j] < 0:
                continue
            count = sum(reading.mention.act == one.mention.act for reading in found)
            out.add([merge_features.features(annotated.scene, one, other, count)], truths=[numbers[i] == numbers[j]])
    return out


def folds(alerts: Sequence[GoldAlert], hands: dict[str, str], number: int) -> list[list[GoldAlert]]:
    """The alerts in parts that keep a hand together, so that a part is read as strangers' texts."""
    names = sorted({hands[alert.name] for alert in alerts})
    parts: list[list[GoldAlert]] = [[] for _ in range(number)]
    for alert in alerts:
        parts[names.index(hands[alert.name]) % number].append(alert)
    return parts


def train(
    alerts: Sequence[Annotated], hands: dict[str, str], settings: dict[str, Any]
) -> tuple[Models, list[tuple[Annotated, Models]]]:
    """All models, and for each alert the models of the fold that did not see it (with merging from other folds too)."""
    by_name = {annotated.alert.name: annotated for annotated in alerts}
    gold = [annotated.alert for annotated in alerts]
    parts = [[by_name[alert.name] for alert in part] for part in folds(gold, hands, settings["folds"])]
    pronouns = resolve_blind(alerts, parts, settings)
    rests = [[a for a in alerts if not any(a is own for own in part)] for part in parts]
    firsts = [linear_models(rest, settings) for rest in rests]
    for part, first in zip(parts, firsts, strict=True):
        for annotated in part:
            read_first(annotated, first, settings)
    unseen: list[tuple[list[Annotated], Models, list[Samples]]] = []
    for part, rest, first in zip(parts, rests, firsts, strict=True):
        models = mention_models(rest, first, pronouns, settings)
        unseen.append((part, models, [merge_samples(a, readings(a, models)) for a in part]))
    merging: list[Linear] = []
    for left_out in range(len(unseen)):
        pairs = [s for i, (_, _, samples) in enumerate(unseen) if i != left_out for s in samples]
        merging.append(fit_binary(pairs, settings["strength"]["merging"]))
    every = fit_binary([s for _, _, samples in unseen for s in samples], settings["strength"]["merging"])
    models = replace(mention_models(alerts, linear_models(alerts, settings), pronouns, settings), merging=every)
    blind = [(a, replace(m, merging=merging[i])) for i, (part, m, _) in enumerate(unseen) for a in part]
    return models, blind


def fit_binary(made: list[Samples], strength: float) -> Linear:
    """A yes/no model from the samples of several alerts."""
    every = together(made)
    return fit(every.features, every.truths, strength)
