"""Train the models of incidents: first the decisions on one mention, then, on alerts they have not seen, the rest."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain, compress
from typing import Any

import numpy as np

from models import linear, network, trees
from models.examples import (
    Annotated,
    Samples,
    act_samples,
    antecedent_samples,
    date_samples,
    factuality_samples,
    first_antecedent_samples,
    first_date_samples,
    first_participant_samples,
    participant_samples,
    place_samples,
    service_samples,
    stand_for,
    target_samples,
    told_by,
)
from pipeline.evaluate.gold import GoldAlert
from pipeline.incidents import (
    act_numbers,
    acts,
    antecedents,
    assemble,
    merge_numbers,
    occasion_dates,
    occasion_factuality,
    occasion_types,
    participants,
    service,
    victim_sets,
    when,
)
from pipeline.incidents.factuality import WEAKEST_FIRST
from pipeline.incidents.mentions import Mention
from pipeline.incidents.model import Models
from pipeline.incidents.reading import Occasion, Reading
from pipeline.learned.linear import Linear
from pipeline.learned.network import Network
from pipeline.learned.stack import Stack
from pipeline.learned.trees import Trees

Maker = Callable[[Annotated], Samples]
MAKERS: dict[str, Maker] = {
    "acts": act_samples,
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
TYPICAL = "typical"
NODES, LIMITS = np.zeros(1, np.intp), np.zeros(1, np.float32)
STUMP = Trees(NODES, LIMITS, NODES, NODES, LIMITS, NODES, bias=-9.0)
EVEN = replace(STUMP, bias=0.0)  # as long as nothing is known of how sure a row is
NOBODY = Linear(("none",), {}, np.zeros((0, 1), dtype=np.float32), np.zeros(1, dtype=np.float32))
EMPTY = Linear(("yes",), {}, np.zeros((0, 1), dtype=np.float32), np.zeros(1, dtype=np.float32))


def gathered(alerts: Iterable[Annotated], name: str) -> Iterator[Samples]:
    """The samples of one decision, alert by alert; each alert makes them once, whatever the fold."""
    for annotated in alerts:
        if name not in annotated.samples:
            annotated.samples[name] = of(annotated, MAKERS[name](annotated))
        yield annotated.samples[name]


def of(annotated: Annotated, samples: Samples) -> Samples:
    """The samples of an alert, marked as typical where it is."""
    samples.typical = annotated.typical
    return samples


def together(made: Iterable[Samples]) -> Samples:
    """The samples of several alerts in one, each told whether it is typical: by a sign, by a last number."""
    out = Samples()
    for samples in made:
        marked = [[*signs, TYPICAL] for signs in samples.features] if samples.typical else samples.features
        numbers = [[*row, float(samples.typical)] for row in samples.numbers]
        out.add(marked, samples.labels, samples.truths, numbers)
    return out


def grow(made: Iterable[Samples], settings: dict[str, Any]) -> Trees:
    """Trees over the samples of several alerts, for typical ones."""
    every = together(made)
    grown = trees.fit(every.numbers, every.truths, settings["trees"])
    return trees.settled(grown, len(every.numbers[0]) - 1, 1.0)


def fit_linear(made: Iterable[Samples], strength: float, least: int = 2) -> Linear:
    """A linear model of the labels of the samples of several alerts, else of yes and no, for typical ones."""
    every = together(made)
    return linear.settled(linear.fit(every.features, every.labels or every.truths, strength, least), TYPICAL)


def fit_network(made: Iterable[Samples], settings: dict[str, Any]) -> Network:
    """A network of yes and no of the samples of several alerts, for typical ones."""
    every = together(made)
    return network.settled(network.fit(every.features, every.truths, settings["network"]), TYPICAL)


def resolve_blind(alerts: Sequence[Annotated], parts: list[list[Annotated]], settings: dict[str, Any]) -> Stack[Linear]:
    """Resolve the references of each part by models that have not seen it; returns the models of all parts."""
    strength = settings["strength"]["antecedents"]
    signs = [[first_antecedent_samples(a) for a in part] for part in parts]
    firsts = [fit_linear(some, strength) for some in others(signs)]
    made = [[antecedent_samples(a, first) for a in part] for part, first in zip(parts, firsts, strict=True)]
    for part, first, some in zip(parts, firsts, others(made), strict=True):
        model = Stack(first, grow(some, settings))
        for annotated in part:
            antecedents.resolve(annotated.scene, model)
    return Stack(fit_linear(chain(*signs), strength), grow(chain(*made), settings))


def first_models(alerts: Sequence[Annotated], settings: dict[str, Any]) -> dict[str, Any]:
    """The linear models and the networks of single mentions, trained on gold mentions."""
    strength = settings["strength"]
    models: dict[str, Any] = {"acts": fit_linear(gathered(alerts, "acts"), strength["acts"], settings["rare"])}
    models |= {name: fit_linear(gathered(alerts, name), strength[name]) for name in LINEAR}
    return models | {name: fit_network(gathered(alerts, f"first_{name}"), settings) for name in TOLD}


def telling_samples(annotated: Annotated, model: Linear) -> Samples:
    """The acts that a model sees in the words of an alert, and whether they are told."""
    out = Samples()
    read = list(acts.read_first(annotated.scene, annotated.found, model))
    gold = [(telling.mention.act, set(telling.mention.tokens)) for telling in annotated.tellings]
    truths = [any(one.act == act and tokens & set(one.match.tokens) for act, tokens in gold) for one in read]
    out.add(truths=truths, numbers=act_numbers.numbers(annotated.scene, read))
    return out


def read_first(
    annotated: Annotated, models: dict[str, Any], casting: Network, again: Trees, settings: dict[str, Any]
) -> None:
    """Let models that have not seen an alert read at first the mentions that they find in it, and those of gold."""
    scene = annotated.scene
    found = acts.detect(scene, models["acts"], again, settings["thresholds"]["act"])
    told = [telling.mention for telling in annotated.tellings]
    annotated.casts = participants.read_first(scene, found, casting)
    annotated.dates = when.read_first(scene, annotated.casts, models["dates"])
    annotated.told_casts = participants.casts(told, annotated.told_signs, casting)
    annotated.told_dates = when.read_first(scene, annotated.told_casts, models["dates"])


def mention_models(
    alerts: Sequence[Annotated], first: dict[str, Any], told: Trees, pronouns: Stack[Linear], settings: dict[str, Any]
) -> Models:
    """The models of single mentions; those of whole occasions are still empty."""
    forest = {name: grow(gathered(alerts, name), settings) for name in TOLD}
    signs: dict[str, Any] = {name: model for name, model in first.items() if name not in TOLD}
    stacks: dict[str, Any] = {name: Stack(first[name], forest[name]) for name in TOLD}
    return Models(
        **signs,
        **stacks,
        tellings=told,
        antecedents=pronouns,
        victim_sets=STUMP,
        occasion_dates=STUMP,
        occasion_types=STUMP,
        occasion_factuality=STUMP,
        confidence=EVEN,
        unnamed=NOBODY,
        merging=Stack(EMPTY, STUMP),
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


@dataclass(slots=True)
class Blind:
    """An alert, the models that have not seen it, and what they have read of it so far."""

    annotated: Annotated
    models: Models
    readings: list[Reading] = field(default_factory=list)
    told: list[assemble.Told] = field(default_factory=list)
    occasions: list[Occasion] = field(default_factory=list)


def merge_samples(one: Blind, model: Linear | None = None) -> Samples:
    """Pairs of readings of one act and whether they tell one gold incident, spurious mentions left out: their signs, or
    in the light of what a linear model made of these their numbers."""
    out = Samples()
    annotated, scene = one.annotated, one.annotated.scene
    gold = {id(reading): gold_number(annotated, reading.mention) for reading in one.readings}
    for asked in merge_numbers.questions(scene, one.readings):
        numbers = [gold[id(told.reading)] for told in (*asked.earlier, asked.later)]
        truths = [number == numbers[-1] for number in numbers[:-1]]
        known = [number >= 0 and numbers[-1] >= 0 for number in numbers[:-1]]
        signs = asked.signs(scene)
        if model is None:
            out.add(compress(signs, known), truths=compress(truths, known))
        else:
            rows = asked.numbers(scene, model.odds(signs))
            out.add_open(list(compress(rows, known)), list(compress(truths, known)))
    return out


def unnamed_samples(annotated: Annotated, found: list[Reading]) -> Samples:
    """The readings without a perpetrator, and the type that gold gives to the one of the incident."""
    out = Samples()
    for reading in found:
        number = gold_number(annotated, reading.mention)
        if number >= 0 and not reading.perpetrators:
            signs = service.features_unnamed(annotated.scene, [reading.mention], reading.perpetrator_scores)
            out.add([signs], [annotated.alert.incidents[number].perpetrator_type])
    return out


def gold_occasion(annotated: Annotated, told: Iterable[Reading]) -> int:
    """The gold incident that the first of some readings to tell one tells, -1 for none."""
    return next((number for one in told if (number := gold_number(annotated, one.mention)) >= 0), -1)


def set_samples(annotated: Annotated, told: Sequence[assemble.Told]) -> Samples:
    """The sets that may be the victims of each occasion found, and whether they are those of the gold incident."""
    out = Samples()
    for cluster, hurt in told:
        number = gold_occasion(annotated, cluster)
        if number >= 0:
            wanted = annotated.each_keys(annotated.alert.incidents[number].victims)
            sets, numbers = victim_sets.samples(annotated.scene, cluster, hurt)
            out.add(truths=[stand_for(members, wanted) for members in sets], numbers=numbers)
    return out


def date_choices(annotated: Annotated, found: Sequence[Occasion]) -> Samples:
    """The expressions that may date each occasion found, and whether they date the gold incident."""
    out = Samples()
    scene = annotated.scene
    for occasion, (options, numbers) in zip(found, occasion_dates.samples(scene, found), strict=True):
        number = gold_occasion(annotated, occasion.readings)
        if number >= 0:
            incident = annotated.alert.incidents[number]
            own = [date for date in options if date != occasion_dates.NONE]
            out.add(truths=[not incident.date, *told_by(annotated, incident, own)], numbers=numbers)
    return out


def type_choices(annotated: Annotated, found: Sequence[Occasion]) -> Samples:
    """The types that the perpetrator of each occasion found may be of, and whether gold says so."""
    out = Samples()
    scene = annotated.scene
    for occasion, (options, numbers) in zip(found, occasion_types.samples(scene, found), strict=True):
        number = gold_occasion(annotated, occasion.readings)
        if number >= 0:
            kind = annotated.alert.incidents[number].perpetrator_type
            out.add(truths=[option == kind for option in options], numbers=numbers)
    return out


def truth_choices(annotated: Annotated, found: Sequence[Occasion]) -> Samples:
    """How each occasion found may be told, and whether gold says so."""
    out = Samples()
    for occasion, numbers in zip(found, occasion_factuality.samples(annotated.scene, found), strict=True):
        number = gold_occasion(annotated, occasion.readings)
        if number >= 0:
            truth = annotated.alert.incidents[number].factuality
            out.add(truths=[kind == truth for kind in WEAKEST_FIRST], numbers=numbers)
    return out


def folds(alerts: Sequence[GoldAlert], hands: dict[str, str], number: int) -> list[list[GoldAlert]]:
    """The alerts in parts that keep a hand together, so that a part is read as strangers' texts."""
    names = sorted({hands[alert.name] for alert in alerts})
    parts: list[list[GoldAlert]] = [[] for _ in range(number)]
    for alert in alerts:
        parts[names.index(hands[alert.name]) % number].append(alert)
    return parts


def train(alerts: Sequence[Annotated], hands: dict[str, str], settings: dict[str, Any]) -> tuple[Models, list[Blind]]:
    """All models, and each alert as models read it that had not seen it.

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
    rests = [[a for a in alerts if not any(a is own for own in part)] for part in parts]
    firsts = [first_models(rest, settings) for rest in rests]
    told = [[of(a, telling_samples(a, first["acts"])) for a in part] for part, first in zip(parts, firsts, strict=True)]
    again = [grow(some, settings) for some in others(told)]
    for part, first, trees_ in zip(parts, firsts, again, strict=True):
        casting = Network.beside({role: first[role] for role in participants.ROLES})
        for annotated in part:
            read_first(annotated, first, casting, trees_, settings)
    unseen = [mention_models(*of, pronouns, settings) for of in zip(rests, firsts, again, strict=True)]
    blind = [[Blind(a, models) for a in part] for part, models in zip(parts, unseen, strict=True)]
    models = mention_models(alerts, first_models(alerts, settings), grow(chain(*told), settings), pronouns, settings)
    return learn_occasions(models, blind, settings), [*chain(*blind)]


def learn_occasions(models: Models, blind: list[list[Blind]], settings: dict[str, Any]) -> Models:
    """The models with those of whole occasions, each learned from what was read before; reads all alerts to the end."""

    def learn(name: str, make: Callable[[Blind], Samples], fit: Callable[[Iterable[Samples]], Any]) -> None:
        nonlocal models
        made = [[of(one.annotated, make(one)) for one in part] for part in blind]
        for part, some in zip(blind, others(made), strict=True):
            unseen = replace(part[0].models, **{name: fit(some)})
            for one in part:
                one.models = unseen
        models = replace(models, **{name: fit(chain(*made))})

    def learn_stack(name: str, make: Callable[..., Samples]) -> None:
        nonlocal models
        strength = settings["strength"][name]
        signs = [[of(one.annotated, make(one)) for one in part] for part in blind]
        firsts = [fit_linear(some, strength) for some in others(signs)]
        made = [[of(one.annotated, make(one, own)) for one in part] for part, own in zip(blind, firsts, strict=True)]
        for part, own, some in zip(blind, firsts, others(made), strict=True):
            unseen: dict[str, Any] = {name: Stack(own, grow(some, settings))}
            for one in part:
                one.models = replace(part[0].models, **unseen)
        whole: dict[str, Any] = {name: Stack(fit_linear(chain(*signs), strength), grow(chain(*made), settings))}
        models = replace(models, **whole)

    def signed(name: str) -> Callable[[Iterable[Samples]], Linear]:
        return lambda made: fit_linear(made, settings["strength"][name])

    def forest(made: Iterable[Samples]) -> Trees:
        return grow(made, settings)

    every = [*chain(*blind)]
    for one in every:
        one.readings = assemble.readings(one.annotated.scene, one.models)
    learn_stack("merging", merge_samples)
    learn("unnamed", lambda one: unnamed_samples(one.annotated, one.readings), signed("unnamed"))
    for one in every:
        one.told = assemble.clusters(one.annotated.scene, one.readings, one.models)
    learn("victim_sets", lambda one: set_samples(one.annotated, one.told), forest)
    for one in every:
        one.occasions = assemble.with_victims(one.annotated.scene, one.told, one.models)
    learn("occasion_dates", lambda one: date_choices(one.annotated, one.occasions), forest)
    for one in every:
        one.occasions = assemble.with_dates(one.annotated.scene, one.occasions, one.models)
    learn("occasion_types", lambda one: type_choices(one.annotated, one.occasions), forest)
    for one in every:
        one.occasions = assemble.with_types(one.annotated.scene, one.occasions, one.models)
    learn("occasion_factuality", lambda one: truth_choices(one.annotated, one.occasions), forest)
    for one in every:
        one.occasions = assemble.with_factuality(one.annotated.scene, one.occasions, one.models)
    return models


def others(made: Sequence[list[Samples]]) -> Iterator[list[Samples]]:
    """For each part the samples of all other parts."""
    for left_out in range(len(made)):
        yield [samples for i, some in enumerate(made) if i != left_out for samples in some]
