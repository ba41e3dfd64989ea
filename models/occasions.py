"""Learns the decisions on whole occasions, each from what models that have not seen an alert read before."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain, compress
from typing import Any, TypeVar

from models.counterparts import stand_for
from models.examples import Annotated, Samples, same_days, told_by
from models.fitting import Packed, fit_linear, fitted, grow, of
from pipeline.dates.edtf import bounds
from pipeline.evaluate.gold import GoldIncident
from pipeline.incidents import assemble
from pipeline.incidents.acts.mentions import Mention
from pipeline.incidents.factuality.factuality import WEAKEST_FIRST
from pipeline.incidents.model import Models
from pipeline.incidents.occasions import dates as occasion_dates
from pipeline.incidents.occasions import factuality as occasion_factuality
from pipeline.incidents.occasions import intervals as occasion_intervals
from pipeline.incidents.occasions import lasting, merge_numbers, perpetrator_types, repeats, victim_sets
from pipeline.incidents.occasions.reading import Occasion, Reading
from pipeline.incidents.people import service
from pipeline.learned.linear import Linear
from pipeline.learned.stack import Stack
from pipeline.learned.trees import Trees

Made = TypeVar("Made")


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


def unnamed_samples(one: Blind) -> Samples:
    """The readings without a perpetrator, and the type that gold gives to the one of the incident."""
    out = Samples()
    annotated = one.annotated
    for reading in one.readings:
        number = gold_number(annotated, reading.mention)
        if number >= 0 and not reading.perpetrators:
            signs = service.features_unnamed(annotated.scene, [reading.mention], reading.perpetrator_scores)
            out.add([signs], [annotated.alert.incidents[number].perpetrator_type])
    return out


def gold_incident(annotated: Annotated, told: Iterable[Reading]) -> GoldIncident | None:
    """The gold incident that the first of some readings to tell one tells."""
    numbers = (gold_number(annotated, reading.mention) for reading in told)
    return next((annotated.alert.incidents[number] for number in numbers if number >= 0), None)


def matched(one: Blind, made: Iterable[Made]) -> Iterator[tuple[GoldIncident, Made]]:
    """What was made of each occasion found, with the gold incident that it tells; only of those that tell one."""
    for occasion, own in zip(one.occasions, made, strict=True):
        incident = gold_incident(one.annotated, occasion.readings)
        if incident is not None:
            yield incident, own


def set_samples(one: Blind) -> Samples:
    """The sets that may be the victims of each occasion found, and whether they are those of the gold incident."""
    out = Samples()
    for cluster, hurt in one.told:
        incident = gold_incident(one.annotated, cluster)
        if incident is not None:
            wanted = one.annotated.each_keys(incident.victims)
            sets, numbers = victim_sets.samples(one.annotated.scene, cluster, hurt)
            out.add(truths=[stand_for(members, wanted) for members in sets], numbers=numbers)
    return out


def date_choices(one: Blind) -> Samples:
    """The expressions that may date each occasion found, and whether they date the gold incident."""
    out = Samples()
    for incident, (options, numbers) in matched(one, occasion_dates.samples(one.annotated.scene, one.occasions)):
        own = [date for date in options if date != occasion_dates.NONE]
        out.add(truths=[not incident.date, *told_by(one.annotated, incident, own)], numbers=numbers)
    return out


def type_choices(one: Blind) -> Samples:
    """The types that the perpetrator of each occasion found may be of, and whether gold says so."""
    out = Samples()
    for incident, (options, numbers) in matched(one, perpetrator_types.samples(one.annotated.scene, one.occasions)):
        out.add(truths=[option == incident.perpetrator_type for option in options], numbers=numbers)
    return out


def truth_choices(one: Blind) -> Samples:
    """How each occasion found may be told, and whether gold says so."""
    out = Samples()
    for incident, numbers in matched(one, occasion_factuality.samples(one.annotated.scene, one.occasions)):
        out.add(truths=[kind == incident.factuality for kind in WEAKEST_FIRST], numbers=numbers)
    return out


def dated_alike(edtf: str, incident: GoldIncident) -> bool:
    """Is a date that of a gold incident as SPEC section 7 counts?"""
    return same_days(*bounds(edtf), incident) if edtf and incident.date else edtf == incident.date


def interval_choices(one: Blind) -> Samples:
    """The dates that each occasion that lasts may have, each twice: is it the gold incident's, and is it the same but
    for an end that either leaves open? A date that is right in both ways is worth twice as much."""
    out = Samples()
    rules = lasting.date_occasions(one.annotated.scene, one.occasions)
    made = occasion_intervals.samples(one.annotated.scene, one.occasions, rules)
    for incident, (options, numbers) in matched(one, made):
        out.add(truths=[option.edtf == incident.date for option in options], numbers=numbers)
        out.add(truths=[dated_alike(option.edtf, incident) for option in options], numbers=numbers)
    return out


CHOSEN = (
    ("occasion_dates", date_choices, assemble.with_dates),
    ("occasion_types", type_choices, assemble.with_types),
    ("occasion_factuality", truth_choices, assemble.with_factuality),
    ("occasion_intervals", interval_choices, assemble.with_intervals),
)


def handed(models: Models, blind: Sequence[Sequence[Blind]], name: str, unseen: Sequence[Any], whole: Any) -> Models:
    """The models with one more, of all parts; those that read each part get that of the others."""
    for part, own in zip(blind, unseen, strict=True):
        changed: dict[str, Any] = {name: own}
        shared = replace(part[0].models, **changed)
        for one in part:
            one.models = shared
    kept: dict[str, Any] = {name: whole}
    return replace(models, **kept)


def learn_occasions(models: Models, blind: list[list[Blind]], settings: dict[str, Any]) -> Models:
    """The models with those of whole occasions, each learned from what was read before; reads all alerts to the end."""

    def learn(name: str, make: Callable[[Blind], Samples], fit: Callable[[Iterable[Packed]], Any]) -> None:
        nonlocal models
        made = [[of(one.annotated, make(one)) for one in part] for part in blind]
        models = handed(models, blind, name, *fitted(made, fit))

    def learn_stack(name: str, make: Callable[..., Samples]) -> None:
        nonlocal models
        strength = settings["strength"][name]
        signs = [[of(one.annotated, make(one)) for one in part] for part in blind]
        firsts, first = fitted(signs, lambda some: fit_linear(some, strength))
        made = [[of(one.annotated, make(one, own)) for one in part] for part, own in zip(blind, firsts, strict=True)]
        grown, trees = fitted(made, forest)
        unseen = [Stack(linear, own) for linear, own in zip(firsts, grown, strict=True)]
        models = handed(models, blind, name, unseen, Stack(first, trees))

    def signed(name: str) -> Callable[[Iterable[Packed]], Linear]:
        return lambda made: fit_linear(made, settings["strength"][name])

    def forest(made: Iterable[Packed]) -> Trees:
        return grow(made, settings)

    every = [*chain(*blind)]
    for one in every:
        one.readings = assemble.readings(one.annotated.scene, one.models)
    learn_stack("merging", merge_samples)
    learn("unnamed", unnamed_samples, signed("unnamed"))
    for one in every:
        one.told = assemble.clusters(one.annotated.scene, one.readings, one.models)
    learn("victim_sets", set_samples, forest)
    for one in every:
        one.occasions = assemble.with_victims(one.annotated.scene, one.told, one.models)
    for name, make, chosen in CHOSEN:
        learn(name, make, forest)
        for one in every:
            one.occasions = chosen(one.annotated.scene, one.occasions, one.models)
    for one in every:
        one.occasions = repeats.repeated(one.annotated.scene, one.occasions)
    return models
