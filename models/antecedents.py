"""Learns whom references mean: from what annotators say, else from the roles of acts whose people gold tells."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from models import references
from models.examples import Annotated, Samples, Telling
from models.fitting import Packed, fit_linear, fitted, grow, pack
from pipeline.incidents.people.features import situation
from pipeline.incidents.references import antecedents
from pipeline.incidents.scene.scene import Actor
from pipeline.learned.linear import Linear
from pipeline.learned.stack import Stack
from pipeline.learned.trees import Trees

PATIENTS = ("patient", "recipient", "reflexive", "owner")
SUBJECT_ROLES = ("agent", "shared")
BODIES = frozenset(("body", "organisation", "place"))  # natures of what is no person
OWNERS = ("possessive", "first")


def meant(annotated: Annotated, telling: Telling, actor: Actor, roles: dict[int, str]) -> set[str]:
    """The keys that gold says a reference means, as far as its role in the act tells; empty where it does not."""
    role = roles.get(actor.head, "")
    frames = [frame for frame in telling.mention.frames if frame.act == telling.incident.act]
    slots = {slot for frame in frames for slot in frame.victim}
    victims, doers = telling.incident.victims, telling.incident.perpetrators
    if actor.form in OWNERS and len(victims) == 1 and (role == "owner" or slots & {"poss", "de"}):
        return annotated.participant_keys(victims)
    if role in PATIENTS or (role in SUBJECT_ROLES and "subj" in slots):
        return annotated.participant_keys(victims) if len(victims) == 1 else set()
    if role in SUBJECT_ROLES and len(doers) == 1:
        return annotated.participant_keys(doers)
    return set()


def alike(annotated: Annotated, actor: Actor, keys: set[str]) -> set[str]:
    """Of the keys that an act tells for a description those that its noun may stand for: a newspaper is no editor, even
    where gold has the editor for whose newspaper is searched."""
    if actor.form != "group":
        return keys
    bodies = {key for key in keys if not BODIES.isdisjoint(annotated.scene.nature(key))}
    return bodies if actor.human == "body" else keys - bodies


def explained(annotated: Annotated) -> dict[int, set[str]]:
    """For the head of each reference that gold explains through the roles of acts, the keys that it means."""
    out: dict[int, set[str]] = {}
    for telling in annotated.tellings:
        roles = situation(annotated.scene, telling.mention).roles
        for actor in annotated.scene.actors_in[telling.mention.sentence]:
            if actor.head in out or not antecedents.refers(annotated.scene, actor):
                continue
            if wanted := alike(annotated, actor, meant(annotated, telling, actor, roles)):
                out[actor.head] = wanted
    return out


def read_references(annotated: Annotated, found: list[references.Reference]) -> dict[int, set[str]]:
    """For the head of each reference the keys that annotators say it means; a description not among them is new."""
    scene = annotated.scene
    groups = scene.doc._.groups
    out: dict[int, set[str]] = {}
    for actor in scene.actors:
        if not antecedents.refers(scene, actor):
            continue
        start, end = scene.doc[actor.start].idx, scene.doc[actor.end - 1].idx + len(scene.doc[actor.end - 1])
        single = actor.form != "group"
        fitting = [
            r for r in found if r.start < end and start < r.end and (r.start == start if single else r.end >= end)
        ]
        match = min(fitting, key=lambda r: r.end - r.start, default=None)
        if match is None:
            out[actor.head] = set() if single else {actor.key}
            continue
        keys = set().union(*(annotated.counterparts.entity_keys(key) for key in match.keys))
        keys |= {f"group:{i}" for i, g in enumerate(groups) for at in match.described_at if g["start"] <= at < g["end"]}
        out[actor.head] = keys
    return out


def meanings(annotated: Annotated) -> dict[int, set[str]]:
    """For the head of each reference that is explained, whom it means: by annotators, else by the roles of acts."""
    found = references.read(annotated.alert.name)
    return explained(annotated) if found is None else read_references(annotated, found)


def first_antecedent_samples(annotated: Annotated) -> Samples:
    """For each reference that is explained, the signs of each candidate and whether it is meant."""
    out = Samples()
    for question, truths in explained_references(annotated):
        out.add(question.signs(annotated.scene), truths=truths)
    return out


def explained_references(annotated: Annotated) -> Iterator[tuple[antecedents.Question, list[bool]]]:
    """Each reference that is explained, and which of its candidates it means; one of them at least."""
    for actor in annotated.scene.actors:
        if wanted := annotated.meanings.get(actor.head):
            question = antecedents.Question.of(annotated.scene, actor)
            truths = [key in wanted for key in question.keys]
            if any(truths):
                yield question, truths


def antecedent_samples(annotated: Annotated, model: Linear) -> Samples:
    """For each reference that is explained, the numbers of each candidate, in the light of what a model said at first
    that had not seen the alert."""
    out = Samples()
    for question, truths in explained_references(annotated):
        odds = model.odds(question.signs(annotated.scene))
        out.add_open(question.numbers(annotated.scene, odds), truths)
    return out


def antecedents_in_turn(annotated: Annotated, model: Stack[Linear]) -> tuple[Samples, Samples]:
    """For each reference that is explained the signs and the numbers of its candidates as they are when a model that
    has not seen the alert has resolved all references before it; the scene stays as it was."""
    signs, numbers = Samples(), Samples()
    scene = annotated.scene
    unresolved = list(scene.actors)
    for read in antecedents.resolving(scene, model):
        wanted = annotated.meanings.get(read.question.asked.actor.head, set())
        truths = [key in wanted for key in read.question.keys]
        if any(truths):
            signs.add(read.signs, truths=truths)
            numbers.add_open(read.numbers, truths)
    for place, actor in enumerate(unresolved):
        if scene.actors[place] is not actor:
            scene.replace_actor(place, actor)
    return signs, numbers


def in_turn(
    parts: list[list[Annotated]], firsts: Sequence[Linear], grown: Sequence[Trees]
) -> list[list[tuple[Samples, Samples]]]:
    """The samples of each alert (`antecedents_in_turn`) by the models of its part, linear ones and trees."""
    models = [Stack(first, trees) for first, trees in zip(firsts, grown, strict=True)]
    return [[antecedents_in_turn(a, model) for a in part] for part, model in zip(parts, models, strict=True)]


def resolve_blind(alerts: Sequence[Annotated], parts: list[list[Annotated]], settings: dict[str, Any]) -> Stack[Linear]:
    """Resolve the references of each part by models that have not seen it; returns the models of all parts.

    A reference is asked about once those before it are resolved. Models that learned from unresolved ones resolve them
    for those that are kept, first for the linear one, then for the trees; these learn from both, for a text that is
    resolved wrongly looks like neither.
    """
    strength = settings["strength"]["antecedents"]
    for annotated in alerts:
        annotated.meanings = meanings(annotated)

    def linear(made: Iterable[Packed]) -> Linear:
        return fit_linear(made, strength, settings["rare"], settings["faint"])

    def forest(made: Iterable[Packed]) -> Trees:
        return grow(made, settings)

    def unresolved(firsts: Sequence[Linear]) -> list[list[Packed]]:
        return [[pack(antecedent_samples(a, first)) for a in part] for part, first in zip(parts, firsts, strict=True)]

    signs = [[pack(first_antecedent_samples(a)) for a in part] for part in parts]
    firsts, _ = fitted(signs, linear)
    grown, _ = fitted(unresolved(firsts), forest)
    told = [[pack(own) for own, _ in part] for part in in_turn(parts, firsts, grown)]
    firsts, first = fitted([one + other for one, other in zip(signs, told, strict=True)], linear)
    told = [[pack(own) for _, own in part] for part in in_turn(parts, firsts, grown)]
    grown, trees = fitted([one + other for one, other in zip(unresolved(firsts), told, strict=True)], forest)
    for part, linear_model, own in zip(parts, firsts, grown, strict=True):
        for annotated in part:
            antecedents.resolve(annotated.scene, Stack(linear_model, own))
    return Stack(first, trees)
