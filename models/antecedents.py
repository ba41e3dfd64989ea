"""Learns whom references mean: from what annotators say, else from the roles of acts whose people gold tells."""

from collections.abc import Iterator
from functools import partial
from typing import Any

from models import references
from models.examples import Annotated, Samples, Telling
from models.fitting import beside, fit_linear, fitted, grow, stacks, unmarked
from models.readers import Readers
from pipeline.incidents.encoding.bundles import Odds
from pipeline.incidents.people.features import situation
from pipeline.incidents.references import antecedents
from pipeline.incidents.scene.scene import Actor
from pipeline.learned.linear import Linear
from pipeline.learned.stack import Stack

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


def in_turn(annotated: Annotated, model: Stack[Linear]) -> Iterator[tuple[antecedents.Read, list[bool]]]:
    """Each reference that is explained as it is read when a model that has not seen the alert has resolved all
    references before it, and which of its candidates it means; the scene stays as it was."""
    scene = annotated.scene
    unresolved = list(scene.actors)
    for read in antecedents.resolving(scene, model):
        wanted = annotated.meanings.get(read.question.asked.actor.head, set())
        truths = [key in wanted for key in read.question.keys]
        if any(truths):
            yield read, truths
    for place, actor in enumerate(unresolved):
        if scene.actors[place] is not actor:
            scene.replace_actor(place, actor)


def signs_in_turn(annotated: Annotated, model: Stack[Linear]) -> Samples:
    """The signs of candidates when the references before theirs are resolved."""
    out = Samples()
    for read, truths in in_turn(annotated, model):
        out.add(read.signs, truths=truths)
    return out


def numbers_in_turn(annotated: Annotated, model: Stack[Linear]) -> Samples:
    """The numbers of candidates when the references before theirs are resolved."""
    out = Samples()
    for read, truths in in_turn(annotated, model):
        out.add_open(read.numbers, truths)
    return out


def explain(annotated: Annotated) -> None:
    """Let an alert know whom its references mean."""
    annotated.meanings = meanings(annotated)


def resolve(annotated: Annotated, model: Stack[Linear]) -> None:
    """Resolve the references of an alert."""
    antecedents.resolve([annotated.scene], model, Odds(model.first))


def resolve_blind(readers: Readers, settings: dict[str, Any]) -> Stack[Linear]:
    """Resolve the references of each part by models that have not seen it; returns the models of all parts.

    A reference is asked about once those before it are resolved. Models that learned from unresolved ones resolve them
    for those that are kept, first for the linear one, then for the trees; these learn from both, for a text that is
    resolved wrongly looks like neither.
    """
    linear = partial(
        fit_linear,
        strength=settings["strength"]["antecedents"],
        least=settings["rare"],
        faint=settings["faint"],
    )
    forest = partial(grow, settings=settings)
    readers.each(explain)
    signs = readers.samples(partial(unmarked, first_antecedent_samples))
    firsts, _ = fitted(signs, linear)
    grown, _ = fitted(readers.samples(partial(unmarked, antecedent_samples), firsts), forest)
    told = readers.samples(partial(unmarked, signs_in_turn), stacks(firsts, grown))
    firsts, first = fitted(beside(signs, told), linear)
    numbers = readers.samples(partial(unmarked, antecedent_samples), firsts)
    told = readers.samples(partial(unmarked, numbers_in_turn), stacks(firsts, grown))
    grown, trees = fitted(beside(numbers, told), forest)
    readers.each(resolve, stacks(firsts, grown))
    return Stack(first, trees)
