"""Chooses all victims of an act at once: a set is right or wrong as a whole, and its members depend on one another."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from operator import itemgetter

from pipeline.incidents.encoding.codes import ELSE, acts, groups
from pipeline.incidents.grammar.cues import chain, clause, feature, is_passive
from pipeline.incidents.occasions.reading import Choice, Reading
from pipeline.incidents.people.features import stand
from pipeline.incidents.people.participants import with_companions
from pipeline.incidents.scene.coordination import chains, everyone
from pipeline.incidents.scene.scene import Scene, together
from pipeline.learned.trees import Trees

MOST = 20  # sets that are weighed
LARGEST = 5  # of the likeliest keys alone; enumerations may be larger
ADDED, ALONE, KNOWN = 0.05, 0.08, 0.15  # how likely a key must be to be added, to stand alone, to bring its companions
LISTED = ("person", "group", "organisation")  # kinds that stand in one enumeration
WITH, DEEP = "avec", 3  # words up to the act on which a companion hangs
BEST = 4  # probabilities that describe the whole choice

Victims = frozenset[str]


def choose(
    scene: Scene, told: Sequence[tuple[list[Reading], dict[str, float]]], model: Trees
) -> list[tuple[Victims, Choice]]:
    """The likeliest set of victims of each cluster of readings, given how likely each key is one of them, and how clear
    the choice was."""
    made = [samples(scene, cluster, hurt) for cluster, hurt in told]
    out = []
    for (sets, _), scores in zip(made, model.shares([rows for _, rows in made]), strict=True):
        out.append((sets[max(range(len(sets)), key=lambda i: scores[i])], Choice.of(scores)))
    return out


def samples(scene: Scene, cluster: list[Reading], hurt: Mapping[str, float]) -> tuple[list[Victims], list[list[float]]]:
    """The sets that may be the victims of a cluster, and what speaks for each."""
    meant = [keys for one in cluster for actor in scene.actors_in[one.mention.sentence] if (keys := together(actor))]
    named = [frozenset(ensemble.keys) for ensemble in scene.ensembles]
    listed = enumerated(scene, cluster)
    beside = companions(scene, cluster)
    known = [*meant, *listed, *near(scene, cluster)]
    sets = list(islice(dict.fromkeys(possible(scene, cluster, hurt, known, frozenset(beside))), MOST))
    shared = of_all(scene, cluster, hurt)
    likely = dict(sorted(hurt.items(), key=itemgetter(1), reverse=True))
    return sets, [
        [
            *of_set(scene, members, likely, meant, named),
            float(members in listed),
            float(any(members < keys for keys in listed)),
            *accompanied(members, beside),
            *shared,
        ]
        for members in sets
    ]


def near(scene: Scene, cluster: list[Reading]) -> list[Victims]:
    """Those who are spoken of together anywhere, the nearest to where the act is told first."""
    heads = [reading.mention.head for reading in cluster]
    away = {e: min(abs(e.start - head) for head in heads) for e in scene.ensembles}
    return [frozenset(e.keys) for e in sorted(scene.ensembles, key=lambda e: away[e])]


def enumerated(scene: Scene, cluster: list[Reading]) -> list[Victims]:
    """Those who are enumerated where the act is told, described ones too (`Me X et deux de ses collègues`)."""
    sentences = dict.fromkeys(reading.mention.sentence for reading in cluster)
    found = (everyone(listed) for index in sentences for listed in chains(scene, index, LISTED))
    return [keys for keys in found if len(keys) > 1]


def companions(scene: Scene, cluster: list[Reading]) -> dict[str, float]:
    """Those `with` whom it happened (`arrêtée avec deux confrères`): 2 where they hang on the act, else 1."""
    found: dict[str, float] = {}
    for mention in (reading.mention for reading in cluster):
        act = {mention.head, clause(scene.tokens[mention.head]).i}
        for actor in scene.actors_in[mention.sentence]:
            if actor.kind != "place" and actor.candidates and stand(scene, actor).preposition == WITH:
                hangs = any(above.i in act for above in chain(scene.tokens[actor.head], DEEP))
                key = actor.candidates[0][0]
                found[key] = max(found.get(key, 0.0), 2.0 if hangs else 1.0)
    return found


def accompanied(members: Victims, beside: Mapping[str, float]) -> list[float]:
    """The nearest companions in a set, and those left out of it."""
    inside = [value for key, value in beside.items() if key in members]
    outside = [value for key, value in beside.items() if key not in members]
    return [max(inside, default=0.0), max(outside, default=0.0)]


def possible(
    scene: Scene, cluster: list[Reading], hurt: Mapping[str, float], together: list[Victims], beside: Victims
) -> Iterator[Victims]:
    """Nobody; the likeliest, one by one and together; groups with those who are named out of them; those who are named
    in one breath or meant by one word, with their companions."""
    keys = sorted(hurt, key=lambda key: -hurt[key])
    yield frozenset()
    for size in range(1, min(LARGEST, len(keys)) + 1):
        if size == 1 or hurt[keys[size - 1]] > ADDED:
            yield frozenset(keys[:size])
    for group, named in scene.members.items():
        if max(hurt.get(key, 0.0) for key in (group, *named)) > ALONE:
            yield named | {group}
    known = frozenset(key for key in keys if hurt[key] > KNOWN)
    if keys:
        leading = [with_companions(scene, reading.mention, frozenset(keys[:1])) for reading in cluster]
        yield from leading
        yield from (members | beside for members in leading if beside)
    yield from (members for members in together if members & known)
    for key in keys[1:4]:
        if hurt[key] > ALONE:
            yield frozenset([key])
    if len(keys) > 2:
        yield frozenset([keys[0], keys[2]])
        yield frozenset(keys[1:3])


def of_set(
    scene: Scene, members: Victims, hurt: Mapping[str, float], meant: list[Victims], named: list[Victims]
) -> list[float]:
    """What speaks for one set: how likely those in it and those left out are, who they are, whether they are meant by
    one word or named in one breath."""
    inside = [hurt.get(key, 0.0) for key in members]
    outside = [value for key, value in hurt.items() if key not in members]
    crowds = [key for key in members if key.startswith("group:")]
    kinds = [scene.kinds.get(key) for key in members]
    plural = any(scene.numbers.get(key) == "plur" for key in members)
    return [
        float(len(members)),
        min(inside, default=ELSE),
        sum(inside) / len(inside) if inside else ELSE,
        max(inside, default=ELSE),
        outside[0] if outside else 0.0,
        outside[1] if len(outside) > 1 else 0.0,
        sum(outside),
        float(len(crowds)),
        float(kinds.count("person")),
        float(kinds.count("organisation")),
        float(sum(scene.group(key)["count"] for key in crowds)),
        float(members in named),
        float(bool(members) and any(members < keys for keys in named)),
        float(members in meant),
        float(any(members < keys for keys in meant)),
        float(plural),
        float(plural or len(members) > 1),
        apart(scene, members),
    ]


def apart(scene: Scene, members: Victims) -> float:
    """Are those named out of a group in the set with it (2), parted from it (1), or are there none (0)?"""
    found = [(group in members, members & named) for group, named in scene.members.items()]
    concerned = [(whole, bool(some)) for whole, some in found if whole or some]
    return 0.0 if not concerned else 2.0 if all(whole and some for whole, some in concerned) else 1.0


def of_all(scene: Scene, cluster: list[Reading], hurt: Mapping[str, float]) -> list[float]:
    """What all sets of a cluster share: the act, how its word is inflected, how likely the likeliest are."""
    mention = cluster[0].mention
    head = scene.tokens[mention.head]
    number = feature(head, "Number")
    likely = [*sorted(hurt.values(), reverse=True)[:BEST], *[0.0] * BEST][:BEST]
    return [
        *likely,
        sum(hurt.values()),
        float(len(hurt)),
        float(number == "Sing"),
        float(number == "Plur"),
        float(head.pos_ == "NOUN"),
        float(is_passive(head)),
        acts()[mention.act],
        groups()[mention.act],
        float(any(reading.factuality == "negated" for reading in cluster)),
    ]
