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
from models.fitting import Packed, Parts, fit_dense, fit_linear, fit_network, fitted, fitted_all, grow, marked
from models.folds import by_hand
from models.occasions import learn_occasions
from models.readers import Readers
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
    "first_victims": partial(first_participant_samples, role="victims"),
    "first_perpetrators": partial(first_participant_samples, role="perpetrators"),
    "victims": partial(participant_samples, role="victims"),
    "perpetrators": partial(participant_samples, role="perpetrators"),
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


def gathered(readers: Readers, name: str) -> Parts:
    """The samples of one decision, alert by alert."""
    return readers.samples(partial(marked, MAKERS[name]))


def first_models(readers: Readers, settings: dict[str, Any]) -> tuple[list[dict[str, Any]], dict[str, Any]]:
    """For each part the linear models and the networks of single mentions, trained on gold mentions of all other parts,
    and those of all."""
    strength = settings["strength"]
    few = {"least": settings["rare"], "faint": settings["faint"]}
    fits: dict[str, Fit] = {"acts": partial(fit_linear, strength=strength["acts"], **few)}
    fits["senses"] = partial(fit_dense, settings=settings["dense"])
    fits |= {name: partial(fit_linear, strength=strength[name]) for name in LINEAR}
    fits |= {name: partial(fit_network, settings=settings) for name in FIRST}
    return fitted_all({name: gathered(readers, name) for name in fits}, fits)


def telling_samples(annotated: Annotated, model: Linear, sense: Dense) -> Samples:
    """The acts that models see in the words of an alert, and whether they are told."""
    out = Samples()
    read = list(acts.read_first(annotated.scene, annotated.found, model, sense))
    gold = [(telling.mention.act, set(telling.mention.tokens)) for telling in annotated.tellings]
    truths = [any(one.act == act and tokens & set(one.match.tokens) for act, tokens in gold) for one in read]
    out.add(truths=truths, numbers=act_numbers.numbers(annotated.scene, read))
    return out


def read_first(annotated: Annotated, models: dict[str, Any], casting: Network, again: Trees, threshold: float) -> None:
    """Let models that have not seen an alert read at first the mentions that they find in it, and those of gold."""
    scene = annotated.scene
    found = acts.detect(scene, models["acts"], models["senses"], again, threshold)
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
    return by_hand(alerts, lambda alert: hands[alert.name], number)


def mark(annotated: Annotated, hands: dict[str, str], settings: dict[str, Any]) -> None:
    """Let an alert know whether it is by a typical hand."""
    hand = hands[annotated.alert.name]
    annotated.counted = hand in settings["typical"]
    annotated.typical = annotated.counted or hand in settings["continued"]


def train(readers: Readers, settings: dict[str, Any]) -> Models:
    """All models but those that judge rows (`models.confidence`); the readers have read all alerts, each by models that
    had not seen it.

    What is learned from readings (acts read again, merging, sets of victims, dates and types of whole occasions) comes
    from those that models made which had not seen the alert.
    """
    pronouns = resolve_blind(readers, settings)
    firsts, first = first_models(readers, settings)
    acts_of, senses = ([own[name] for own in firsts] for name in ("acts", "senses"))
    forest = partial(grow, settings=settings)
    again, told_again = fitted(readers.samples(partial(marked, telling_samples), acts_of, senses), forest)
    casting = [Network.beside({role: own[f"first_{role}"] for role in participants.ROLES}) for own in firsts]
    readers.each(partial(read_first, threshold=settings["thresholds"]["act"]), firsts, casting, again)
    grown, whole = fitted_all({name: gathered(readers, name) for name in TOLD}, dict.fromkeys(TOLD, forest))
    unseen = [mention_models(*of, pronouns, settings) for of in zip(firsts, grown, again, strict=True)]
    models = mention_models(first, whole, told_again, pronouns, settings)
    return learn_occasions(models, unseen, readers, settings)
