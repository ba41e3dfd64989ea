"""Who fills the places that the lexicon gives to victims and agents of an act, as far as the parse tells."""

from typing import NamedTuple

from pipeline.incidents.acts.mentions import Mention
from pipeline.incidents.grammar.cues import words
from pipeline.incidents.grammar.parse import Word
from pipeline.incidents.people.features import SLOTS, Situation, slots_of
from pipeline.incidents.scene.scene import Actor, Scene

RIVALS = "PGBOTR0L"  # what fills a place, see `filling`


class Filler(NamedTuple):
    """A token in a place of an act, the actor that it stands for (None for a mere thing), and what it is."""

    token: int
    actor: Actor | None
    kind: str


def denied(token: Word) -> bool:
    """Is nobody meant (`aucun journaliste`, `personne`)?"""
    return token.lemma_.lower() in words("nobody") or any(
        child.dep_ == "det" and child.lemma_.lower() in words("nobody") for child in token.lefts
    )


def filling(token: Word, actor: Actor | None) -> str:
    """What fills a place: `0` nobody, a `T`hing, a p`L`ace, a `B`ody, a `G`roup, an `O`rganisation, a `P`erson named,
    a `R`eference."""
    if denied(token):
        return "0"
    if actor is None:
        return "T" if token.pos_ in ("NOUN", "PROPN", "ADJ", "NUM") else ""
    if actor.kind == "place":
        return "L"
    if actor.form == "group":
        return {"thing": "T", "body": "B"}.get(actor.human, "G")
    if actor.kind == "organisation":
        return "O"
    return "P" if actor.form == "name" else "R"


def fillers(scene: Scene, mention: Mention, around: Situation, part: str) -> list[Filler]:
    """Those in a place that a frame of the act gives to its `victim` or `agent`."""
    wanted = slots_of(mention, part)
    found = []
    for token, role in around.roles.items():
        filled = SLOTS.get(role, ("obl",) if role.startswith(("obl", "nmod")) else ())
        if not wanted.isdisjoint(filled):
            actor = scene.actor_at.get(token)
            found.append(Filler(token, actor, filling(scene.tokens[token], actor)))
    return found


def certainty(actor: Actor, key: str) -> float:
    """How likely an actor stands for a key, of all that it may stand for; a plural stands for each of its members."""
    scores = [score for _, score in actor.candidates]
    own = sum(score for other, score in actor.candidates if other == key)
    if not own:
        return 0.0
    return 1.0 if scores.count(own) > 1 and own == scores[0] else own / sum(scores)


def rivals(found: list[Filler], key: str) -> tuple[float, set[str]]:
    """How surely somebody else fills a place, and what the others are."""
    surest, kinds = 0.0, set()
    for filler in found:
        own = certainty(filler.actor, key) if filler.actor is not None else 0.0
        if filler.actor is not None and filler.actor.kind != "place":
            surest = max(surest, 1 - own)
        if own < 0.5:
            kinds.add(filler.kind)
    return surest, kinds
