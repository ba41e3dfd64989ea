"""Learns the decisions on whole occasions, each from what models that have not seen an alert read before."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from itertools import compress
from typing import Any, TypeVar

from models.counterparts import stand_for
from models.examples import Annotated, Samples, same_days, told_by
from models.fitting import Packed, fit_linear, fitted, grow, marked, stacks
from models.readers import Readers
from pipeline.dates.edtf import bounds
from pipeline.evaluate.gold import GoldIncident
from pipeline.incidents import assemble
from pipeline.incidents.acts.mentions import Mention
from pipeline.incidents.model import Models
from pipeline.incidents.occasions import dates as occasion_dates
from pipeline.incidents.occasions import factuality as occasion_factuality
from pipeline.incidents.occasions import intervals as occasion_intervals
from pipeline.incidents.occasions import lasting, merge_numbers, perpetrator_types, repeats, victim_sets
from pipeline.incidents.occasions.reading import Occasion, Reading
from pipeline.incidents.people import service
from pipeline.incidents.scene.scene import Scene
from pipeline.learned.linear import Linear
from pipeline.learned.stack import Stack

Made = TypeVar("Made")
Kinds = list[tuple[list[str], list[list[float]]]]  # of each occasion those that come into question, and their numbers


def gold_number(annotated: Annotated, mention: Mention) -> int:
    """The gold incident that a found mention tells: same act, same words, else same sentence; -1 for none."""
    best = -1
    for telling in annotated.tellings:
        if telling.mention.act == mention.act and telling.mention.sentence == mention.sentence:
            if set(telling.mention.tokens) & set(mention.tokens):
                return telling.number
            best = telling.number if best < 0 else best
    return best


def pairs(annotated: Annotated) -> Iterator[tuple[merge_numbers.Question, list[bool], list[bool]]]:
    """Readings of one act: each with those before it, whether both of a pair tell something, and whether they tell one
    gold incident."""
    gold = {id(reading): gold_number(annotated, reading.mention) for reading in annotated.readings}
    for asked in merge_numbers.questions(annotated.scene, annotated.readings):
        numbers = [gold[id(told.reading)] for told in (*asked.earlier, asked.later)]
        known = [number >= 0 and numbers[-1] >= 0 for number in numbers[:-1]]
        yield asked, known, [number == numbers[-1] for number in numbers[:-1]]


def merge_signs(annotated: Annotated) -> Samples:
    """The signs of pairs of readings and whether they tell one gold incident, spurious mentions left out."""
    out = Samples()
    for asked, known, truths in pairs(annotated):
        out.add(compress(asked.signs(annotated.scene), known), truths=compress(truths, known))
    return out


def merge_samples(annotated: Annotated, model: Linear) -> Samples:
    """Their numbers, in the light of what a linear model made of their signs."""
    out, scene = Samples(), annotated.scene
    for asked, known, truths in pairs(annotated):
        rows = asked.numbers(scene, model.odds(asked.signs(scene)))
        out.add_open(list(compress(rows, known)), list(compress(truths, known)))
    return out


def unnamed_samples(annotated: Annotated) -> Samples:
    """The readings without a perpetrator, and the type that gold gives to the one of the incident."""
    out = Samples()
    for reading in annotated.readings:
        number = gold_number(annotated, reading.mention)
        if number >= 0 and not reading.perpetrators:
            signs = service.features_unnamed(annotated.scene, [reading.mention], reading.perpetrator_scores)
            out.add([signs], [annotated.alert.incidents[number].perpetrator_type])
    return out


def gold_incident(annotated: Annotated, told: Iterable[Reading]) -> GoldIncident | None:
    """The gold incident that the first of some readings to tell one tells."""
    numbers = (gold_number(annotated, reading.mention) for reading in told)
    return next((annotated.alert.incidents[number] for number in numbers if number >= 0), None)


def matched(annotated: Annotated, made: Iterable[Made]) -> Iterator[tuple[GoldIncident, Made]]:
    """What was made of each occasion found, with the gold incident that it tells; only of those that tell one."""
    for occasion, own in zip(annotated.occasions, made, strict=True):
        incident = gold_incident(annotated, occasion.readings)
        if incident is not None:
            yield incident, own


def set_samples(annotated: Annotated) -> Samples:
    """The sets that may be the victims of each occasion found, and whether they are those of the gold incident."""
    out = Samples()
    for cluster, hurt in annotated.told:
        incident = gold_incident(annotated, cluster)
        if incident is not None:
            wanted = annotated.each_keys(incident.victims)
            sets, numbers = victim_sets.samples(annotated.scene, cluster, hurt)
            out.add(truths=[stand_for(members, wanted) for members in sets], numbers=numbers)
    return out


def date_choices(annotated: Annotated) -> Samples:
    """The expressions that may date each occasion found, and whether they date the gold incident."""
    out = Samples()
    for incident, (options, numbers) in matched(
        annotated, occasion_dates.samples(annotated.scene, annotated.occasions)
    ):
        own = [date for date in options if date != occasion_dates.NONE]
        told = dict(zip(own, told_by(annotated, incident, own), strict=True))
        out.add(truths=[told.get(option, not incident.date) for option in options], numbers=numbers)
    return out


def kind_choices(annotated: Annotated, make: Callable[[Scene, list[Occasion]], Kinds], field: str) -> Samples:
    """The kinds that each occasion found may be of, and which of them gold says in a field of its incident; where one
    alone comes into question there is nothing to learn."""
    out = Samples()
    for incident, (options, numbers) in matched(annotated, make(annotated.scene, annotated.occasions)):
        if len(options) > 1:
            out.add(truths=[option == getattr(incident, field) for option in options], numbers=numbers)
    return out


def dated_alike(edtf: str, incident: GoldIncident) -> bool:
    """Is a date that of a gold incident as SPEC section 7 counts?"""
    return same_days(*bounds(edtf), incident) if edtf and incident.date else edtf == incident.date


def interval_choices(annotated: Annotated) -> Samples:
    """The dates that each occasion that lasts may have, each twice: is it the gold incident's, and is it the same but
    for an end that either leaves open? A date that is right in both ways is worth twice as much."""
    out = Samples()
    rules = lasting.date_occasions(annotated.scene, annotated.occasions)
    made = occasion_intervals.samples(annotated.scene, annotated.occasions, rules)
    for incident, (options, numbers) in matched(annotated, made):
        out.add(truths=[option.edtf == incident.date for option in options], numbers=numbers)
        out.add(truths=[dated_alike(option.edtf, incident) for option in options], numbers=numbers)
    return out


CHOSEN = (
    ("occasion_dates", date_choices, assemble.with_dates),
    (
        "occasion_types",
        partial(kind_choices, make=perpetrator_types.samples, field="perpetrator_type"),
        assemble.with_types,
    ),
    (
        "occasion_factuality",
        partial(kind_choices, make=occasion_factuality.samples, field="factuality"),
        assemble.with_factuality,
    ),
    ("occasion_intervals", interval_choices, assemble.with_intervals),
)
SHARED = ("victim_sets", "occasion_types", "occasion_factuality")  # one option is right; of dates several may be


def begin(annotated: Annotated, models: Models) -> None:
    """Let an alert be read by models that have not seen it, from what they read at first."""
    annotated.models = models
    annotated.readings = assemble.read_mentions(annotated.scene, annotated.casts, annotated.dates, models)
    annotated.forget_first()


def take(annotated: Annotated, model: Any, name: str) -> None:
    """Let the models that read an alert have one more."""
    more: dict[str, Any] = {name: model}
    annotated.models = replace(annotated.models, **more)


def join(annotated: Annotated) -> None:
    """Join the readings of an alert that tell one occasion."""
    annotated.told = assemble.clusters(annotated.scene, annotated.readings, annotated.models)


def name_victims(annotated: Annotated) -> None:
    """Choose the victims of each occasion."""
    annotated.occasions = assemble.with_victims(annotated.scene, annotated.told, annotated.models)


def choose(annotated: Annotated, chosen: Callable[[Scene, list[Occasion], Models], list[Occasion]]) -> None:
    """Let a step of the reading choose for each occasion."""
    annotated.occasions = chosen(annotated.scene, annotated.occasions, annotated.models)


def end(annotated: Annotated) -> None:
    """Leave out what a word tells twice."""
    annotated.occasions = repeats.repeated(annotated.scene, annotated.occasions)


def handed(models: Models, readers: Readers, name: str, unseen: Sequence[Any], whole: Any) -> Models:
    """The models with one more, of all parts; those that read each part get that of the others."""
    readers.each(partial(take, name=name), unseen)
    kept: dict[str, Any] = {name: whole}
    return replace(models, **kept)


def learn_occasions(models: Models, unseen: Sequence[Models], readers: Readers, settings: dict[str, Any]) -> Models:
    """The models with those of whole occasions, each learned from what was read before; `unseen` are the models of
    single mentions that have not seen a part. Reads all alerts to the end."""
    strength = settings["strength"]
    forest = partial(grow, settings=settings)

    def learn(
        name: str, make: Callable[[Annotated], Samples], fit: Callable[[Iterable[Packed]], Any] | None = None
    ) -> None:
        nonlocal models
        fit = fit or partial(forest, choices=name in SHARED)
        models = handed(models, readers, name, *fitted(readers.samples(partial(marked, make)), fit))

    readers.each(begin, unseen)
    signs = readers.samples(partial(marked, merge_signs))
    firsts, first = fitted(signs, partial(fit_linear, strength=strength["merging"]))
    grown, trees = fitted(readers.samples(partial(marked, merge_samples), firsts), forest)
    models = handed(models, readers, "merging", stacks(firsts, grown), Stack(first, trees))
    learn("unnamed", unnamed_samples, partial(fit_linear, strength=strength["unnamed"]))
    readers.each(join)
    learn("victim_sets", set_samples)
    readers.each(name_victims)
    for name, make, chosen in CHOSEN:
        learn(name, make)
        readers.each(partial(choose, chosen=chosen))
    readers.each(end)
    return models
