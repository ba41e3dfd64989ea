"""Where an act happened: the place said for it, and the country where it is not the alert's."""

from math import prod
from typing import NamedTuple

from pipeline.incidents.acts.mentions import Mention
from pipeline.incidents.encoding.codes import GROUPS, bucket
from pipeline.incidents.grammar.cues import clause
from pipeline.incidents.grammar.roles import case, path
from pipeline.incidents.scene.scene import Actor, Scene
from pipeline.learned.linear import Linear
from pipeline.normalise import country_of_demonym, organisation_type

BEFORE = 2
LOCATIVE = ("à", "en", "dans", "devant", "chez", "près", "sur", "vers", "depuis", "de", "au", "aux", "hors")


class Spot(NamedTuple):
    """Words that may tell the country of an act: a place, or the adjective of a body's country (`la police thaïe`)."""

    head: int
    start: int
    country: str
    kind: str  # `place`, `country`, `people`


def candidates(scene: Scene, mention: Mention) -> list[Spot]:
    """The places with a known country in the sentence of a mention and the two before, the adjectives of other
    countries in its own: those of home only blur the choice, which falls on home where nothing speaks against it."""
    sentence = scene.sentences[mention.sentence]
    found = [
        Spot(actor.head, actor.start, code, "country" if scene.is_country.get(actor.key) else "place")
        for index in range(max(0, mention.sentence - BEFORE), mention.sentence + 1)
        for actor in scene.actors_in[index]
        if actor.kind == "place" and (code := scene.countries.get(actor.key, ""))
    ]
    home = scene.homes[mention.sentence]
    found += [
        Spot(token.i, token.i, code, "people")
        for token in scene.tokens[sentence.start : sentence.end]
        if token.pos_ == "ADJ" and (code := country_of_demonym(token.lower_)) and code != home
    ]
    return sorted(found)


def features(scene: Scene, mention: Mention, spot: Spot, among: list[Spot]) -> list[str]:
    """What speaks for a spot telling the country where the act happened."""
    tokens = scene.tokens
    head = tokens[mention.head]
    word = tokens[spot.head]
    gap = mention.sentence - scene.sentence_of[spot.head]
    home = spot.country == scene.homes[mention.sentence]
    preposition = case(word)
    agreeing = sum(other.country == spot.country for other in among)
    there = any(t.lower_ == "y" for t in head.lefts)
    latest = max((other.head for other in among if other.head < mention.head), default=-1) == spot.head
    group = GROUPS[mention.act]
    out = [
        f"gap:{gap}",
        f"home:{home}",
        f"home:{home}|gap:{gap}",
        f"case:{preposition}",
        f"case:{preposition}|{mention.act}",
        f"case:{preposition}|gap:{gap}",
        f"group:{group}|gap:{gap}",
        f"kind:{spot.kind}|case:{preposition}",
        f"kind:{spot.kind}|home:{home}|{mention.act}",
        f"last:{spot is among[-1]}|gap:{gap}",
        f"agreeing:{min(3, agreeing)}|rivals:{min(3, len(among) - agreeing)}",
        f"agreeing:{min(3, agreeing)}|home:{home}|gap:{gap}",
        f"there:{there}|gap:{gap}|case:{preposition}",
        f"opens:{opens(scene, spot)}|gap:{gap}|kind:{spot.kind}",
        f"opens:{opens(scene, spot)}|case:{preposition}|gap:{gap}|home:{home}",
        f"block:{scene.block_of[mention.sentence] == scene.block_of[mention.sentence - gap]}|gap:{gap}|home:{home}",
    ]
    out += [
        f"above:{scene.lemmas[word.head.i]}|gap:{gap}",
        f"above:{scene.lemmas[word.head.i]}|case:{preposition}",
        f"latest:{latest}|gap:{gap}|home:{home}|kind:{spot.kind}",
        f"there:{there}|latest:{latest}|case:{preposition}",
    ]
    if spot.kind == "people":
        body = word.head
        near = abs(body.i - mention.head)
        out += [
            f"of:{scene.lemmas[body.i]}",
            f"of:{organisation_type(body.text)}|{group}",
            f"of:{organisation_type(body.text)}|{body.dep_}",
            f"of:{organisation_type(body.text)}|path:{path(head, body)}",
            f"of:{organisation_type(body.text)}|dist:{bucket(near)}|before:{body.i < mention.head}",
        ]
    if gap:
        return out
    same = [other for other in among if scene.sentence_of[other.head] == mention.sentence]
    nearest = min(same, key=lambda other: abs(other.head - head.i)) is spot
    side = "before" if spot.head < mention.head else "after"
    low, high = sorted((spot.head, mention.head))
    parted = any(token.text in (";", ":") for token in tokens[low:high])
    return [
        *out,
        f"side:{side}|{mention.act}",
        f"dist:{side}{bucket(spot.head - mention.head)}",
        f"nearest:{nearest}",
        f"clause:{clause(word).i == clause(head).i}|nearest:{nearest}",
        f"clause:{clause(word).i == clause(head).i}|case:{preposition}|kind:{spot.kind}|home:{home}",
        f"path:{path(head, word)}",
        f"relation:{word.dep_}",
        f"parted:{parted}|{side}",
    ]


def opens(scene: Scene, spot: Spot) -> bool:
    """Does a spot stand at the head of its sentence?"""
    return spot.start - scene.sentences[scene.sentence_of[spot.head]].start <= 1


def country(scene: Scene, mentions: list[Mention], model: Linear, threshold: float) -> str:
    """The likeliest country by the spots of all mentions, else the one that the first of them stands in a telling of.

    Spots of one country support each other; one that several mentions see counts once, as the surest of them has it.
    """
    home = scene.homes[mentions[0].sentence]
    told = [(mention, found) for mention in mentions if (found := candidates(scene, mention))]
    spots = [spot for _, found in told for spot in found]
    if {spot.country for spot in spots} <= {home}:
        return home
    rows = [features(scene, mention, spot, found) for mention, found in told for spot in found]
    likely: dict[Spot, float] = {}
    for spot, value in zip(spots, model.probabilities(rows)[:, 0].tolist(), strict=True):
        likely[spot] = max(value, likely.get(spot, 0.0))
    sure = {
        code: 1.0 - prod(1.0 - likely[spot] for spot in likely if spot.country == code)
        for code in sorted({spot.country for spot in likely})
    }
    best = max(sure, key=sure.__getitem__)
    return best if sure[best] > threshold else home


def place(scene: Scene, mentions: list[Mention]) -> Actor | None:
    """The most specific place said for an act: the nearest in its clause after a preposition of place."""
    best: tuple[int, Actor] | None = None
    for mention in mentions:
        top = clause(scene.tokens[mention.head])
        for actor in scene.actors_in[mention.sentence]:
            token = scene.tokens[actor.head]
            if actor.kind != "place" or case(token) not in LOCATIVE:
                continue
            distance = abs(actor.head - mention.head) + (0 if clause(token).i == top.i else 30)
            distance += 10 if scene.is_country.get(actor.key) else 0
            if distance <= 40 and (best is None or distance < best[0]):
                best = (distance, actor)
    return best[1] if best else None
