"""A reference as it stands in its clause: its gender and number, what it does there, who was spoken of before it."""

from dataclasses import dataclass

from pipeline.incidents.grammar.cues import chain, clause, feature, words
from pipeline.incidents.grammar.parse import Word
from pipeline.incidents.grammar.roles import case, subject_of
from pipeline.incidents.scene.scene import Actor, Scene
from pipeline.incidents.scene.told import apposed, opener

WITHIN = 5  # tokens of a subject phrase in which a name belongs to it


def own_gender(scene: Scene, actor: Actor) -> str:
    """The gender that a reference shows: its own, else that of the participle that agrees with it (`l'a arrêtée`)."""
    if actor.form != "pronoun":
        return scene.genders.get(actor.key, "") if actor.form == "group" else ""
    token = scene.tokens[actor.head]
    if token.lower_ in words("masculine") or (token.lower_ == "lui" and stressed(token)):
        return "m"
    shown = feature(token, "Gender")
    verb = token.head
    if not shown and token.dep_ == "obj" and feature(verb, "VerbForm") == "Part" and token.i < verb.i:
        return participle_gender(verb)
    return {"Fem": "f", "Masc": "m"}.get(shown, "")


def stressed(token: Word) -> bool:
    """Is `lui` not the weak pronoun before a verb (`avec lui`, `lui, n'en croit rien`), and so masculine?"""
    return bool(case(token)) or token.doc[min(token.i + 1, len(token.doc) - 1)].is_punct


def participle_gender(verb: Word) -> str:
    """The gender that a participle shows with the pronoun before it: `l'a arrêtée` f, `l'a arrêté` m."""
    if verb.lower_.endswith("é"):
        return "m"
    return "f" if feature(verb, "Gender") == "Fem" and verb.lower_.endswith(("e", "es")) else ""


def own_number(scene: Scene, actor: Actor) -> str:
    """The number that a reference shows."""
    token = scene.tokens[actor.head]
    if token.lower_ in words("plural"):
        return "plur"
    if actor.form == "group":
        return actor.number
    shown = feature(token, "Number") if actor.form == "pronoun" else ""
    return {"Plur": "plur", "Sing": "sing"}.get(shown, "")


@dataclass(frozen=True, slots=True)
class Asked:
    """What all candidates of a reference share; `top` is the subject of its clause (None where it is that itself)."""

    actor: Actor
    token: Word
    here: int  # its sentence
    gender: str
    number: str
    top: Word | None
    rulers: frozenset[str]  # whom the subject of its clause means, and whom it names (`le député X l'a traité de`)
    before: frozenset[str]  # the grammatical subjects of the sentence before
    beside: frozenset[str]  # … of its own
    opening: frozenset[str]  # … of the first sentence of its paragraph
    speaker: str
    voice: str  # who says the quotation that it stands in, empty where nobody is told
    opener: str
    apposed: dict[str, str]  # where those named in its sentence stand beside it, see `told`
    given: dict[str, tuple[int, float]]  # the place and score of those that were thought of at first


def rulers(scene: Scene, top: Word) -> frozenset[str]:
    """Whom the subject of a clause means, and whom its phrase names (`un certain X`, `le député X`)."""
    subject = scene.actor_at.get(top.i)
    meant = {subject.candidates[0][0]} if subject is not None and subject.candidates else set()
    named = (a for a in scene.actors_in[scene.sentence_of[top.i]] if a.form == "name" and a.kind != "place")
    return frozenset(
        meant | {a.key for a in named if 0 <= a.head - top.i < WITHIN and top in chain(scene.tokens[a.head], WITHIN)}
    )


def asked(scene: Scene, actor: Actor) -> Asked:
    """Read a reference once for all of its candidates."""
    token = scene.tokens[actor.head]
    here = scene.sentence_of[actor.head]
    top = subject_of(clause(token))
    top = top if top is not None and top.i != actor.head else None
    given: dict[str, tuple[int, float]] = {}
    for place, (key, score) in enumerate(actor.candidates):
        given.setdefault(key, (place, score))
    return Asked(
        actor,
        token,
        here,
        own_gender(scene, actor),
        own_number(scene, actor),
        top,
        rulers(scene, top) if top is not None else frozenset(),
        scene.subjects_of(here - 1),
        scene.subjects_of(here),
        scene.subjects_of(scene.paragraph_start(here)),
        scene.speaker(here),
        scene.voice(actor),
        opener(scene, here, actor.start),
        {other.key: apposed(scene, actor, other.key) for other in scene.actors_in[here] if other.form == "name"},
        given,
    )
