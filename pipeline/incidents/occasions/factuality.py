"""Chooses how an act is told once all acts are read: hearsay and fear often hold for several acts told together."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from pipeline.incidents.encoding.codes import ELSE, acts, code, groups, types
from pipeline.incidents.factuality.factuality import WEAKEST_FIRST
from pipeline.incidents.grammar.cues import clause, mood, negated, tense
from pipeline.incidents.occasions.reading import Choice, Occasion
from pipeline.incidents.scene.scene import Scene
from pipeline.learned.trees import UNRIVALLED, Trees

LEAST = 0.02  # how likely a factuality must be by some telling to come into question
NEIGHBOURS = (-2, -1, 1)
NOBODY = [ELSE] * (5 + len(WEAKEST_FIRST))


def choose(scene: Scene, found: Sequence[Occasion], model: Trees) -> list[Occasion]:
    """The occasions, each with its likeliest factuality."""
    made = samples(scene, found)
    out = []
    for one, (options, _), scores in zip(found, made, model.shares([rows for _, rows in made]), strict=True):
        kind = options[max(range(len(options)), key=scores.__getitem__)]
        out.append(replace(one, factuality=kind, choices={**one.choices, "factuality": Choice.of(scores)}))
    return out


def samples(scene: Scene, found: Sequence[Occasion]) -> list[tuple[list[str], list[list[float]]]]:
    """For each occasion the factualities that come into question, the weakest first, and what speaks for each; nothing
    for one alone."""
    count = Counter(one.factuality for one in found)
    likely = [most_likely(one) for one in found]
    made = []
    for place, one in enumerate(found):
        options = possible(one, likely[place])
        if len(options) == 1:
            made.append((options, UNRIVALLED))
            continue
        shared = of_occasion(scene, one, likely[place])
        places = [place + step for step in NEIGHBOURS]
        beside = [(found[other], likely[other]) if 0 <= other < len(found) else None for other in places]
        near = [(other[0].factuality, neighbour(one, *other)) if other else ("", NOBODY) for other in beside]
        rows = [
            [
                *weighed(one, kind),
                *shared,
                *(number for its, own in near for number in (float(its == kind) if its else ELSE, *own)),
                (count[kind] - (one.factuality == kind)) / len(found),
            ]
            for kind in options
        ]
        made.append((options, rows))
    return made


def possible(one: Occasion, likely: Sequence[float]) -> list[str]:
    """The factualities that come into question: the one read at first, and those that are likely by some telling."""
    return [k for k, value in zip(WEAKEST_FIRST, likely, strict=True) if value >= LEAST or k == one.factuality]


def weighed(one: Occasion, kind: str) -> list[float]:
    """How likely a factuality is by the tellings alone."""
    likely = [reading.factualities.get(kind, 0.0) for reading in one.readings]
    first = WEAKEST_FIRST.index(one.factuality)
    own = WEAKEST_FIRST.index(kind)
    return [float(own), max(likely), min(likely), sum(likely) / len(likely), float(own == first), float(first)]


def of_occasion(scene: Scene, one: Occasion, likely: list[float]) -> list[float]:
    """What all factualities of an occasion share: the act and how it is told first, how likely each of them is."""
    mention = one.mentions[0]
    head = scene.tokens[mention.head]
    top = clause(head)
    to_come = bool(scene.published) and one.date >= 0 and scene.dates[one.date]["date_start"] > scene.published
    first = one.readings[0].factualities
    return [
        float(len(one.readings)),
        acts()[one.act],
        groups()[one.act],
        types()[one.perpetrator_type],
        code("sections", scene.section_of[mention.sentence]),
        code("blocks", scene.block_kind(mention.sentence)),
        float(scene.quoted[mention.head]),
        code("moods", mood(top)),
        code("tenses", tense(top)),
        float(negated(head) or negated(top)),
        float(one.date >= 0),
        float(len(one.victims)),
        float(to_come),
        mention.sentence / len(scene.sentences),
        scene.quoted_share,
        *likely,
        *(first.get(kind, 0.0) for kind in WEAKEST_FIRST),
    ]


def most_likely(one: Occasion) -> list[float]:
    """How likely each factuality is by the telling that knows it best."""
    return [max([reading.factualities.get(kind, 0.0) for reading in one.readings]) for kind in WEAKEST_FIRST]


def neighbour(one: Occasion, other: Occasion, likely: list[float]) -> list[float]:
    """How far an occasion told shortly before or behind is, whom and by whom it hits, how it is told; `likely` is what
    `most_likely` says of it."""
    mine, its = ({mention.sentence for mention in found.mentions} for found in (one, other))
    return [
        float(min(abs(a - b) for a in mine for b in its)),
        float(other.victims == one.victims),
        groups()[other.act],
        types()[other.perpetrator_type],
        acts()[other.act],
        *likely,
    ]
