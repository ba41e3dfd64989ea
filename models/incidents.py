"""Train the models of incidents: first the decisions on one mention, then, on alerts they have not seen, the rest."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

import numpy as np

from models.antecedents import resolve_blind
from models.examples import (
    Annotated,
    Samples,
    act_samples,
    date_samples,
    factuality_samples,
    first_date_samples,
    first_participant_samples,
    participant_samples,
    place_samples,
    sense_samples,
    service_samples,
    target_samples,
)
from models.fitting import Packed, fit_dense, fit_linear, fit_network, fitted, fitted_all, grow, of
from models.occasions import Blind, learn_occasions
from pipeline.evaluate.gold import GoldAlert
from pipeline.incidents.acts import acts
from pipeline.incidents.acts import numbers as act_numbers
from pipeline.incidents.model import Models
from pipeline.incidents.people import participants
from pipeline.incidents.when import when
from pipeline.learned.dense import Dense
from pipeline.learned.linear import Linear
from pipeline.learned.network import Network
from pipeline.learned.stack import Stack
from pipeline.learned.trees import Trees

Maker = Callable[[Annotated], Samples]
Fit = Callable[[Iterable[Packed]], Any]
MAKERS: dict[str, Maker] = {
    "acts": act_samples,
    "senses": sense_samples,
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
TOLD = (*participants.ROLES, "dates")  # decided by stacks
FIRST = {f"first_{name}": name for name in TOLD}  # their networks
NODES, LIMITS = np.zeros(1, np.intp), np.zeros(1, np.float32)
STUMP = Trees(NODES, LIMITS, NODES, NODES, LIMITS, NODES, bias=-9.0)
EVEN = replace(STUMP, bias=0.0)  # as long as nothing is known of how sure a row is
NOBODY = Linear(("none",), {}, np.zeros((0, 1), dtype=np.float32), np.zeros(1, dtype=np.float32))
EMPTY = Linear(("yes",), {}, np.zeros((0, 1), dtype=np.float32), np.zeros(1, dtype=np.float32))


def gathered(parts: Sequence[Sequence[Annotated]], name: str) -> list[list[Packed]]:
    """The samples of one decision, alert by alert, in the same parts."""
    return [[of(annotated, MAKERS[name](annotated)) for annotated in part] for part in parts]


def first_models(
    parts: Sequence[Sequence[Annotated]], settings: dict[str, Any]
) -> tuple[list[dict[str, Any]], dict[str, Any]]:
    """For each part the linear models and the networks of single mentions, trained on gold mentions of all other parts,
    and those of all."""
    strength = settings["strength"]
    few = {"least": settings["rare"], "faint": settings["faint"]}
    fits: dict[str, Fit] = {"acts": partial(fit_linear, strength=strength["acts"], **few)}
    fits["senses"] = partial(fit_dense, settings=settings["dense"])
    fits |= {name: partial(fit_linear, strength=strength[name]) for name in LINEAR}
    fits |= {name: partial(fit_network, settings=settings) for name in FIRST}
    return fitted_all({name: gathered(parts, name) for name in fits}, fits)


def telling_samples(annotated: Annotated, model: Linear, sense: Dense) -> Samples:
    """The acts that models see in the words of an alert, and whether they are told."""
    out = Samples()
    read = list(acts.read_first(annotated.scene, annotated.found, model, sense))
    gold = [(telling.mention.act, set(telling.mention.tokens)) for telling in annotated.tellings]
    truths = [any(one.act == act and tokens & set(one.match.tokens) for act, tokens in gold) for one in read]
    out.add(truths=truths, numbers=act_numbers.numbers(annotated.scene, read))
    return out


def read_first(
    annotated: Annotated, models: dict[str, Any], casting: Network, again: Trees, settings: dict[str, Any]
) -> None:
    """Let models that have not seen an alert read at first the mentions that they find in it, and those of gold."""
    scene = annotated.scene
    found = acts.detect(scene, models["acts"], models["senses"], again, settings["thresholds"]["act"])
    told = [telling.mention for telling in annotated.tellings]
    annotated.casts = participants.read_first(scene, found, casting)
    annotated.dates = when.read_first(scene, annotated.casts, models["first_dates"])
    annotated.told_casts = participants.casts(told, annotated.told_signs, casting)
    annotated.told_dates = when.read_first(scene, annotated.told_casts, models["first_dates"])


def mention_models(
    first: dict[str, Any], forest: dict[str, Any], told: Trees, pronouns: Stack[Linear], settings: dict[str, Any]
) -> Models:
    """The models of single mentions; those of whole occasions are still empty."""
    signs: dict[str, Any] = {name: model for name, model in first.items() if name not in FIRST}
    stacks: dict[str, Any] = {name: Stack(first[first_name], forest[name]) for first_name, name in FIRST.items()}
    return Models(
        **signs,
        **stacks,
        tellings=told,
        antecedents=pronouns,
        victim_sets=STUMP,
        occasion_dates=STUMP,
        occasion_types=STUMP,
        occasion_factuality=STUMP,
        occasion_intervals=STUMP,
        confidence=EVEN,
        unnamed=NOBODY,
        merging=Stack(EMPTY, STUMP),
        topics=NOBODY,
        named=EMPTY,
        subjects=STUMP,
        thresholds=dict(settings["thresholds"]),
    )


def folds(alerts: Sequence[GoldAlert], hands: dict[str, str], number: int) -> list[list[GoldAlert]]:
    """The alerts in parts that keep a hand together, so that a part is read as strangers' texts."""
    names = sorted({hands[alert.name] for alert in alerts})
    parts: list[list[GoldAlert]] = [[] for _ in range(number)]
    for alert in alerts:
        parts[names.index(hands[alert.name]) % number].append(alert)
    return parts


def train(
    alerts: Sequence[Annotated], hands: dict[str, str], settings: dict[str, Any]
) -> tuple[Models, list[list[Blind]]]:
    """All models, and each alert, by parts, as models read it that had not seen it.

    What is learned from readings (acts read again, merging, sets of victims, dates and types of whole occasions) comes
    from those that models made which had not seen the alert.
    """
    by_name = {annotated.alert.name: annotated for annotated in alerts}
    for name, annotated in by_name.items():
        annotated.counted = hands[name] in settings["typical"]
        annotated.typical = annotated.counted or hands[name] in settings["continued"]
    gold = [annotated.alert for annotated in alerts]
    parts = [[by_name[alert.name] for alert in part] for part in folds(gold, hands, settings["folds"])]
    pronouns = resolve_blind(alerts, parts, settings)
    firsts, first = first_models(parts, settings)
    told = [
        [of(a, telling_samples(a, own["acts"], own["senses"])) for a in part]
        for part, own in zip(parts, firsts, strict=True)
    ]
    forest = partial(grow, settings=settings)
    again, told_again = fitted(told, forest)
    for part, own, trees in zip(parts, firsts, again, strict=True):
        casting = Network.beside({role: own[f"first_{role}"] for role in participants.ROLES})
        for annotated in part:
            read_first(annotated, own, casting, trees, settings)
    grown, whole = fitted_all({name: gathered(parts, name) for name in TOLD}, dict.fromkeys(TOLD, forest))
    unseen = [mention_models(*of, pronouns, settings) for of in zip(firsts, grown, again, strict=True)]
    blind = [[Blind(a, models) for a in part] for part, models in zip(parts, unseen, strict=True)]
    models = mention_models(first, whole, told_again, pronouns, settings)
    return learn_occasions(models, blind, settings), blind
