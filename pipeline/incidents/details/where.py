"""Where an act happened: the place said for it, and the country where it is not the alert's."""

from pipeline.incidents.acts.mentions import Mention
from pipeline.incidents.encoding.codes import GROUPS, bucket
from pipeline.incidents.grammar.cues import clause
from pipeline.incidents.grammar.roles import case, path
from pipeline.incidents.scene.scene import Actor, Scene
from pipeline.learned.linear import Linear

BEFORE = 2
LOCATIVE = ("à", "en", "dans", "devant", "chez", "près", "sur", "vers", "depuis", "de", "au", "aux", "hors")


def candidates(scene: Scene, mention: Mention) -> list[Actor]:
    """The places with a known country in the sentence of a mention and the two before."""
    return [
        actor
        for index in range(max(0, mention.sentence - BEFORE), mention.sentence + 1)
        for actor in scene.actors_in[index]
        if actor.kind == "place" and scene.countries.get(actor.key)
    ]


def features(scene: Scene, mention: Mention, place: Actor, among: list[Actor]) -> list[str]:
    """What speaks for a place being where the act happened."""
    tokens = scene.tokens
    head = tokens[mention.head]
    same = scene.sentence_of[place.head] == mention.sentence
    gap = mention.sentence - scene.sentence_of[place.head]
    home = scene.countries[place.key] == scene.homes[mention.sentence]
    side = "before" if place.head < mention.head else "after"
    preposition = case(tokens[place.head])
    out = [
        f"gap:{gap}",
        f"home:{home}",
        f"home:{home}|gap:{gap}",
        f"case:{preposition}",
        f"case:{preposition}|{mention.act}",
        f"case:{preposition}|gap:{gap}",
        f"group:{GROUPS[mention.act]}|gap:{gap}",
        f"country_name:{scene.is_country.get(place.key, False)}|case:{preposition}",
        f"last:{place is among[-1]}|gap:{gap}",
    ]
    if same:
        near = min(
            (a for a in among if scene.sentence_of[a.head] == mention.sentence), key=lambda a: abs(a.head - head.i)
        )
        other = clause(tokens[place.head])
        out += [
            f"side:{side}|{mention.act}",
            f"dist:{side}{bucket(place.head - mention.head)}",
            f"nearest:{near is place}",
            f"clause:{other.i == clause(head).i}|nearest:{near is place}",
            f"path:{path(head, tokens[place.head])}",
            f"relation:{tokens[place.head].dep_}",
            f"first:{place.start - scene.sentences[mention.sentence].start <= 1}",
        ]
    return out


def country(scene: Scene, mentions: list[Mention], model: Linear, threshold: float) -> str:
    """The country of the surest place of all mentions, else the one that the first of them stands in a telling of."""
    best, best_value = scene.homes[mentions[0].sentence], threshold
    told = [(mention, found) for mention in mentions if (found := candidates(scene, mention))]
    countries = [scene.countries[place.key] for _, found in told for place in found]
    if set(countries) <= {best}:
        return best
    rows = [features(scene, mention, place, found) for mention, found in told for place in found]
    for other, value in zip(countries, model.probabilities(rows)[:, 0].tolist(), strict=True):
        if value > best_value:
            best, best_value = other, value
    return best


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
