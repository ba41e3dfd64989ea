"""Whom a pronoun, possessive or description means: candidates from what was told before, scored by a trained model."""

from dataclasses import dataclass, replace

from spacy.tokens import Token

from pipeline.incidents.cues import SUBJECTS, clause, feature, lemma, words
from pipeline.incidents.ensembles import together
from pipeline.incidents.linear import Linear
from pipeline.incidents.roles import subject_of
from pipeline.incidents.scene import Actor, Scene

FORMS = ("pronoun", "possessive", "first")
DEFINITE = ("definite", "demonstrative", "possessive")
BACK = 4  # sentences before a pronoun in which its antecedent may stand
KEPT = 3  # candidates that a reference keeps


@dataclass(slots=True)
class Trace:
    """What the text has said of someone before a pronoun: the last mention, how often, and as what."""

    last: Actor
    count: int
    named: int  # mentions by name


def refers(scene: Scene, actor: Actor) -> bool:
    """Is an actor a pronoun, a possessive, or a description that may mean someone already spoken of?"""
    if actor.form in FORMS:
        return True
    return actor.form == "group" and actor.determiner in DEFINITE and actor.human != "thing" and not together(actor)


def meant_by(actor: Actor) -> list[str]:
    """The keys that an actor stands for: the best one, or all that share its score."""
    return [key for key, score in actor.candidates if score == actor.candidates[0][1]]


def traces(scene: Scene, actor: Actor) -> dict[str, Trace]:
    """Everyone mentioned shortly before a reference, the subjects of the alert, and a description itself, by key."""
    found: dict[str, Trace] = {}
    here = scene.sentence_of[actor.head]
    for index in range(max(0, here - BACK), here + 1):
        for other in scene.actors_in[index]:
            if other.head >= actor.start or other.kind == "place":
                continue
            for key in meant_by(other):
                known = found.get(key)
                named = (known.named if known else 0) + (other.form == "name")
                found[key] = Trace(other, known.count + 1 if known else 1, named)
    far = [*sorted(scene.subjects), *(key for key, _ in actor.candidates)]
    if actor.form == "first":
        far += [*scene.signers, scene.main_person, scene.speaker(here)]
    for key in far:
        if key not in found and key in scene.first_actor:
            found[key] = Trace(scene.first_actor[key], 0, 0)
    if actor.form == "group":
        found[actor.key] = Trace(actor, 0, 0)
    return found


def fit(one: str, other: str) -> str:
    """Whether two values of gender or number agree: `yes`, `no`, or `open` where one is unknown."""
    return "open" if not one or not other else "yes" if one == other else "no"


def own_gender(scene: Scene, actor: Actor) -> str:
    """The gender that a reference shows: its own, else that of the participle that agrees with it (`l'a arrêtée`)."""
    if actor.form != "pronoun":
        return scene.genders.get(actor.key, "") if actor.form == "group" else ""
    token = scene.doc[actor.head]
    shown = feature(token, "Gender")
    verb = token.head
    if not shown and token.dep_ == "obj" and feature(verb, "VerbForm") == "Part" and token.i < verb.i:
        shown = feature(verb, "Gender") if verb.lower_.endswith(("e", "es")) else ""
    return {"Fem": "f", "Masc": "m"}.get(shown, "")


def own_number(scene: Scene, actor: Actor) -> str:
    """The number that a reference shows."""
    token = scene.doc[actor.head]
    if token.lower_ in words("plural"):
        return "plur"
    if actor.form == "group":
        return actor.number
    shown = feature(token, "Number") if actor.form == "pronoun" else ""
    return {"Plur": "plur", "Sing": "sing"}.get(shown, "")


def role_of(actor: Actor, token: Token) -> str:
    """What a reference does in its clause, as a class."""
    if actor.form in ("first", "group"):
        return actor.form
    return "poss" if actor.form == "possessive" else "subj" if token.dep_ in SUBJECTS else "obj"


def described(scene: Scene, actor: Actor, key: str, kind: str) -> list[str]:
    """What speaks for a description meaning a key: its noun, its determiner, its number of people."""
    group = scene.group(actor.key)
    noun, human, determiner = group["head"], actor.human, actor.determiner
    if key == actor.key:
        return [f"self:{determiner}|{human}", f"self:{noun}", f"self:{determiner}|long:{actor.end - actor.start > 3}"]
    if key.startswith("group:"):
        other = scene.group(key)
        same = "head" if other["head"] == noun else other["human"] == human
        counts = fit(str(group["count"] or ""), str(other["count"] or ""))
        return [f"same:{same}|{determiner}", f"counts:{counts}|{determiner}"]
    work = scene.occupations.get(key, "")
    same = "same" if work == noun else "other" if work else "open"
    inside = noun in key.split("-")
    return [
        f"work:{same}|{human}|{determiner}",
        f"work:{same}|{kind}",
        f"inside:{inside}|{kind}|{human}",
        f"noun:{noun}|{kind}",
        f"many:{actor.number}|{kind}",
        f"long:{actor.end - actor.start > 3}|{kind}",
    ]


def features(scene: Scene, actor: Actor, key: str, trace: Trace, recency: int) -> list[str]:
    """What speaks for a key being the antecedent; `recency` is its place among all, the last mentioned first."""
    doc = scene.doc
    token = doc[actor.head]
    here, there = scene.sentence_of[actor.head], scene.sentence_of[trace.last.head]
    role = role_of(actor, token)
    gender, number = own_gender(scene, actor), own_number(scene, actor)
    kind, human = scene.nature(key)
    kind = human or kind
    subject = doc[trace.last.head].dep_ in SUBJECTS
    top = subject_of(clause(token))
    own = top is not None and top.i == trace.last.head and top.i != actor.head
    given = next((i for i, (k, _) in enumerate(actor.candidates) if k == key), 9)
    score = next((round(value, 1) for k, value in actor.candidates if k == key), 0.0)
    genders = fit(gender, scene.genders.get(key, ""))
    numbers = fit(number, scene.numbers.get(key, ""))
    gap = min(here - there, BACK + 1)
    block = scene.block_of[here] == scene.block_of[there]
    plain = f"{role}|{'named' if trace.last.form == 'name' else trace.last.form}"
    return [
        f"recency:{min(recency, 5)}|{role}",
        f"recency:{min(recency, 5)}|gap:{gap}",
        f"gap:{gap}|{plain}",
        f"gap:{gap}|block:{block}",
        f"gap:{gap}|subject:{subject}|{role}",
        f"kind:{kind}|{role}",
        f"kind:{kind}|det:{trace.last.determiner}",
        f"gender:{genders}",
        f"gender:{genders}|{token.lower_}",
        f"number:{numbers}",
        f"number:{numbers}|{kind}|{token.lower_}",
        f"count:{min(4, trace.count)}|gap:{gap}",
        f"named:{min(3, trace.named)}|kind:{kind}",
        f"main:{scene.main_person == key}|gap:{gap}",
        f"about:{key in scene.subjects}|gap:{gap}",
        f"about:{key in scene.subjects}|people:{min(5, len(scene.people))}",
        f"own:{own}|{role}",
        f"topic:{key in scene.subjects_of(here - 1)}|{role}",
        f"opening:{key in scene.subjects_of(scene.paragraph_start(here))}|{role}",
        f"given:{min(given, 4)}|{role}",
        f"score:{score}",
        f"score:{score}|recency:{min(recency, 3)}",
        f"given:{min(given, 3)}|recency:{min(recency, 3)}|gender:{genders}",
        f"signer:{key in scene.signers}|about:{key in scene.subjects}|{role}",
        f"speaker:{key == scene.speaker(here)}|{role}",
        f"main:{scene.main_person == key}|about:{key in scene.subjects}|{role}",
        f"form:{trace.last.form}|given:{min(given, 3)}",
        f"kind:{kind}|{role}|by:{lemma(token.head)}",
        *(described(scene, actor, key, kind) if actor.form == "group" else ()),
    ]


def samples(scene: Scene, actor: Actor) -> tuple[list[str], list[list[str]]]:
    """The candidate keys of a reference and their features."""
    found = traces(scene, actor)
    keys = sorted(found, key=lambda key: (-found[key].last.head, key))
    return keys, [features(scene, actor, key, found[key], i) for i, key in enumerate(keys)]


def plural(scene: Scene, actor: Actor, ranked: list[tuple[str, float]]) -> list[tuple[str, float]]:
    """A plural reference to one of several who were named in one breath means them all: they share its score."""
    best, score = ranked[0]
    known = [e for e in scene.ensembles if e.end <= actor.start and best in e.keys]
    if not known:
        return ranked
    keys = (best, *(key for key in known[-1].keys if key != best))
    return [(key, score) for key in keys] + [pair for pair in ranked if pair[0] not in keys][:1]


def resolve(scene: Scene, model: Linear) -> None:
    """Give every reference of a scene its likeliest antecedents, in order of the text."""
    for place, actor in enumerate(scene.actors):
        if not refers(scene, actor):
            continue
        keys, rows = samples(scene, actor)
        if not keys:
            continue
        values = model.probabilities(rows)[:, 0].tolist()
        ranked = sorted(zip(keys, values, strict=True), key=lambda pair: -pair[1])[:KEPT]
        if own_number(scene, actor) == "plur":
            ranked = plural(scene, actor, ranked)
        key = actor.key if actor.form == "group" else ranked[0][0]
        scene.replace_actor(place, replace(actor, key=key, candidates=tuple(ranked)))
