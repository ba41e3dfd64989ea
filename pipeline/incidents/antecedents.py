"""Whom a pronoun or possessive means: candidates from what was told before, scored by a trained model."""

from dataclasses import dataclass, replace

from pipeline.incidents.coordination import companions
from pipeline.incidents.cues import SUBJECTS, clause, feature, words
from pipeline.incidents.linear import Linear
from pipeline.incidents.roles import subject_of
from pipeline.incidents.scene import Actor, Scene

FORMS = ("pronoun", "possessive", "first")
BACK = 4  # sentences before a pronoun in which its antecedent may stand
KEPT = 3  # candidates that a reference keeps


@dataclass(slots=True)
class Trace:
    """What the text has said of someone before a pronoun: the last mention, how often, and as what."""

    last: Actor
    count: int
    named: int  # mentions by name


def traces(scene: Scene, actor: Actor) -> dict[str, Trace]:
    """Everyone mentioned shortly before a reference, and the subjects of the alert, by key."""
    found: dict[str, Trace] = {}
    here = scene.sentence_of[actor.head]
    for index in range(max(0, here - BACK), here + 1):
        for other in scene.actors_in[index]:
            if other.head >= actor.start or other.kind == "place" or not other.candidates:
                continue
            key = other.candidates[0][0]
            known = found.get(key)
            named = (known.named if known else 0) + (other.form == "name")
            found[key] = Trace(other, known.count + 1 if known else 1, named)
    far = [*scene.subjects, *(key for key, _ in actor.candidates)]
    if actor.form == "first":
        far += [*scene.signers, scene.main_person, scene.speaker(here)]
    for key in far:
        if key not in found and key in scene.first_actor:
            found[key] = Trace(scene.first_actor[key], 0, 0)
    return found


def fit(one: str, other: str) -> str:
    """Whether two values of gender or number agree: `yes`, `no`, or `open` where one is unknown."""
    return "open" if not one or not other else "yes" if one == other else "no"


def features(scene: Scene, actor: Actor, key: str, trace: Trace, recency: int) -> list[str]:
    """What speaks for a key being the antecedent; `recency` is its place among all, the last mentioned first."""
    doc = scene.doc
    token = doc[actor.head]
    here, there = scene.sentence_of[actor.head], scene.sentence_of[trace.last.head]
    role = (
        "first"
        if actor.form == "first"
        else "poss"
        if actor.form == "possessive"
        else "subj"
        if token.dep_ in SUBJECTS
        else "obj"
    )
    gender = {"Fem": "f", "Masc": "m"}.get(feature(token, "Gender"), "") if actor.form == "pronoun" else ""
    number = {"Plur": "plur", "Sing": "sing"}.get(feature(token, "Number"), "") if actor.form == "pronoun" else ""
    owners = token.lower_ in ("leur", "leurs", "leur(s)")
    number = "plur" if owners else number
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
    ]


def samples(scene: Scene, actor: Actor) -> tuple[list[str], list[list[str]]]:
    """The candidate keys of a reference and their features."""
    found = traces(scene, actor)
    keys = sorted(found, key=lambda key: (-found[key].last.head, key))
    return keys, [features(scene, actor, key, found[key], i) for i, key in enumerate(keys)]


def plural(scene: Scene, actor: Actor, ranked: list[tuple[str, float]]) -> list[tuple[str, float]]:
    """A plural reference to one of several who are named in one breath means them all: they share its score."""
    last = traces(scene, actor)[ranked[0][0]].last
    together = companions(scene, last)
    if len(together) == 1:
        return ranked
    return [(key, ranked[0][1]) for key in together] + [pair for pair in ranked if pair[0] not in together][:1]


def resolve(scene: Scene, model: Linear) -> None:
    """Give every pronoun and possessive of a scene its likeliest antecedents, in order of the text."""
    for place, actor in enumerate(scene.actors):
        if actor.form not in FORMS:
            continue
        keys, rows = samples(scene, actor)
        if not keys:
            continue
        values = model.probabilities(rows)[:, 0].tolist()
        ranked = sorted(zip(keys, values, strict=True), key=lambda pair: -pair[1])[:KEPT]
        if scene.doc[actor.head].lower_ in words("plural"):
            ranked = plural(scene, actor, ranked)
        scene.replace_actor(place, replace(actor, key=ranked[0][0], candidates=tuple(ranked)))
