"""Whom a pronoun, possessive or description means: candidates from what was told before, judged by a stack."""

from bisect import bisect_left
from collections.abc import Generator, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import NamedTuple

from pipeline.incidents.encoding.bundles import Bundle, Odds, written
from pipeline.incidents.references import words as antecedent_words
from pipeline.incidents.references.asked import Asked, asked, own_number
from pipeline.incidents.references.course import DISAGREE, fit, suits
from pipeline.incidents.references.ground import Ground, ground
from pipeline.incidents.references.kinship import relatives
from pipeline.incidents.references.numbers import Trace, numbers
from pipeline.incidents.scene.scene import Actor, Scene, meant_by, together
from pipeline.incidents.scene.told import apposed
from pipeline.learned.linear import Linear
from pipeline.learned.stack import Stack

FORMS = ("pronoun", "possessive", "first")
DEFINITE = ("definite", "demonstrative", "possessive")
TAKEN_UP = ("definite", "demonstrative")
BACK = 3  # sentences before a pronoun in which its antecedent may stand
MOST_FAR = 8  # bearers of a noun, and descriptions with it, that a description may take up from afar
MOST_BODIES = 4  # bodies told before that the description of one may mean at any distance
AHEAD = 2  # names behind a reference that it may mean
SAY = 1.0  # of the trees in the log odds: where much is told before, they know best
KEPT = 3  # candidates that a reference keeps
LIKELY, SHARE = 0.2, 0.4  # how likely each of several single persons must be that one plural means, and beside the best


def refers(scene: Scene, actor: Actor) -> bool:
    """Is an actor a pronoun, a possessive, or a description that may mean someone already spoken of?"""
    if actor.form in FORMS:
        return True
    return actor.form == "group" and actor.determiner in DEFINITE and actor.human != "thing" and not together(actor)


def traces(scene: Scene, actor: Actor) -> dict[str, Trace]:
    """Everyone mentioned shortly before a reference, the subjects of the alert, and a description itself, by key; but
    for those whose words hold the reference (`deux d'entre eux`), which means others."""
    found: dict[str, Trace] = {}
    here = scene.sentence_of[actor.head]
    beside = (other for other in scene.actors_in[here] if other.form == "group" and other.head != actor.head)
    holders = {other.key for other in beside if other.start < actor.head < other.end}
    for index in range(max(0, here - BACK), here + 1):
        for other in scene.actors_in[index]:
            if other.head >= actor.start or other.kind == "place" or other.key in holders:
                continue
            for key in meant_by(other):
                known = found.get(key)
                named = (known.named if known else 0) + (other.form == "name")
                found[key] = Trace(other, known.count + 1 if known else 1, named)
    for other in ahead(scene, actor):
        found.setdefault(other.key, Trace(other, 0, 0))
    far = [*sorted(scene.subjects), *(key for key, _ in actor.candidates)]
    if actor.form == "first":
        far += [*scene.signers, scene.main_person, scene.speaker(here)]
    for key in far:
        if key not in found and key not in holders and key in scene.first_actor:
            found[key] = Trace(scene.first_actor[key], 0, 0)
    if actor.form == "group":
        found[actor.key] = Trace(actor, 0, 0)
        for key in far_back(scene, actor):
            found.setdefault(key, Trace(scene.first_actor[key], 0, 0))
    return found


def ahead(scene: Scene, actor: Actor) -> list[Actor]:
    """Those named behind a reference in its sentence, whom it may mean if the sentence begins with it (`à sa sortie,
    Me X …`)."""
    if actor.form not in ("pronoun", "possessive"):
        return []
    here = scene.actors_in[scene.sentence_of[actor.head]]
    named = [other for other in here if other.form == "name" and other.kind != "place"]
    if any(other.kind == "person" and other.head < actor.head for other in named):
        return []
    return [other for other in named if other.head > actor.head][:AHEAD]


def may_mean(scene: Scene, question: Asked, key: str) -> bool:
    """May a description mean someone by gender and number? One that disagrees means him once in a hundred times; but
    the name of a body often has another gender than the noun that describes it (`le journal`, La Tribune)."""
    if scene.kinds.get(key) == "organisation":
        return fit(question.number, scene.numbers.get(key, "")) < DISAGREE
    return suits(scene, question, key)


def far_back(scene: Scene, actor: Actor) -> list[str]:
    """Whom a description may take up from any distance: those told by its noun, and whoever is named beside it."""
    beside = scene.actors_in[scene.sentence_of[actor.head]]
    keys = [other.key for other in beside if other.form == "name" and apposed(scene, actor, other.key)]
    if actor.determiner in TAKEN_UP:
        noun = scene.group(actor.key)["head"]
        named = [key for key in scene.bearers.get(noun, ()) if scene.first_actor[key].head < actor.head]
        heads = scene.told_by[noun]
        told = heads[: bisect_left(heads, actor.head)]
        keys += [*named[-MOST_FAR:], *(scene.actor_at[head].key for head in told[-MOST_FAR:])]
    if actor.human == "body":
        keys += [other.key for other in scene.last_bodies(actor.start, MOST_BODIES)]
    keys += [key for key in relatives(scene, actor) if key in scene.first_actor][-MOST_FAR:]
    return keys


@dataclass(frozen=True, slots=True)
class Question:
    """A reference, what the text has said of each of its candidates, and their keys, the last mentioned first."""

    asked: Asked
    traces: dict[str, Trace]
    keys: list[str]
    ground: Ground

    @classmethod
    def of(cls, scene: Scene, actor: Actor) -> "Question":
        """Look for the candidates of a reference."""
        found, question = traces(scene, actor), asked(scene, actor)
        kept = found if actor.form != "group" else [k for k in found if k == actor.key or may_mean(scene, question, k)]
        keys = sorted(kept, key=lambda key: (-found[key].last.head, key))
        return cls(question, found, keys, ground(scene, question, keys))

    def bundles(self, scene: Scene) -> list[list[Bundle]]:
        """The words that speak for each candidate."""
        return antecedent_words.bundles(scene, self.traces, self.keys, self.asked, self.ground)

    def signs(self, scene: Scene) -> list[list[str]]:
        """The words that speak for each candidate, written."""
        return [written(row) for row in self.bundles(scene)]

    def numbers(self, scene: Scene, odds: Sequence[float]) -> list[list[float]]:
        """The numbers of each candidate but the hopeless, given the log odds that a linear model read off the words."""
        return numbers(scene, self.traces, self.keys, self.asked, self.ground, odds)


def likely_too(scene: Scene, ranked: list[tuple[str, float]]) -> list[str]:
    """Single persons who are nearly as likely as the best."""
    least = max(LIKELY, SHARE * ranked[0][1])
    return [key for key, score in ranked if score >= least and scene.kinds.get(key) == "person"]


def plural(scene: Scene, actor: Actor, ranked: list[tuple[str, float]]) -> list[tuple[str, float]]:
    """A plural reference to one of several who were named in one breath means them all: they share its score. So do
    single persons who were named apart and are likely too."""
    best, score = ranked[0]
    known = [e for e in scene.ensembles if e.end <= actor.start and best in e.keys]
    if not known and scene.numbers.get(best) == "plur":
        return ranked
    others = known[-1].keys if known else likely_too(scene, ranked)
    keys = (best, *(key for key in others if key != best))
    return [(key, score) for key in keys] + [pair for pair in ranked if pair[0] not in keys][:1]


class Read(NamedTuple):
    """A reference as it is asked about once all before it are resolved: who, and what speaks for each candidate."""

    question: Question
    bundles: list[list[Bundle]]
    odds: list[float]
    numbers: list[list[float]]

    @property
    def signs(self) -> list[list[str]]:
        """What the words around say, written."""
        return [written(row) for row in self.bundles]


Asking = Generator[Read, list[float], None]  # asks about one reference after another, and is told how likely each is


def asking(scene: Scene, first: Odds) -> Asking:
    """Ask about every reference of a scene in order of the text, and give it the candidates that are found likeliest
    before the next is asked about."""
    for place, actor in enumerate(scene.actors):
        if not refers(scene, actor):
            continue
        question = Question.of(scene, actor)
        if not question.keys:
            continue
        bundles = question.bundles(scene)
        odds = first.of(bundles)
        likely = yield Read(question, bundles, odds, question.numbers(scene, odds))
        ranked = sorted(zip(question.keys, likely, strict=True), key=lambda pair: -pair[1])[:KEPT]
        if own_number(scene, actor) == "plur":
            ranked = plural(scene, actor, ranked)
        key = actor.key if actor.form == "group" else ranked[0][0]
        scene.replace_actor(place, actor.meaning(key, tuple(ranked)))


def onward(asks: Asking, likely: list[float]) -> Read | None:
    """The next reference, once the last is answered; None behind the last."""
    try:
        return asks.send(likely)
    except StopIteration:
        return None


def resolving(scene: Scene, model: Stack[Linear]) -> Iterator[Read]:
    """Give every reference of a scene its likeliest antecedents; each as it was asked about."""
    asks = asking(scene, Odds(model.first))
    read = next(asks, None)
    while read is not None:
        yield read
        read = onward(asks, model.probabilities(read.odds, read.numbers, SAY))


def resolve(scenes: Iterable[Scene], model: Stack[Linear], first: Odds) -> None:
    """Give every reference of some scenes its likeliest antecedents; `first` is what the first of the models remembers.

    All scenes ask about their first reference together, then about the second: trees answer many as fast as a few.
    """
    asked = [(asks, read) for asks in (asking(scene, first) for scene in scenes) if (read := next(asks, None))]
    while asked:
        odds = [own for _, read in asked for own in read.odds]
        likely = iter(model.probabilities(odds, [own for _, read in asked for own in read.numbers], SAY))
        told = [(asks, onward(asks, [*islice(likely, len(read.odds))])) for asks, read in asked]
        asked = [(asks, read) for asks, read in told if read is not None]
