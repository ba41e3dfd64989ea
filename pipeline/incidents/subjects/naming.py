"""How likely an alert is about each of its persons by the words around her names, and by how often and in which order
they are named. Names count by their kind, so that no model learns who someone is."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise

from pipeline.incidents.scene.scene import Actor, Scene
from pipeline.incidents.subjects.topics import outputs
from pipeline.learned.linear import Linear
from pipeline.learned.stack import rivalry

AROUND = 7  # tokens on each side of a name that may say who she is
OFTEN, LATE, MANY, PARTS = 5, 6, 12, 10  # from where on names, ranks and persons are one; parts of a text
SELF = "<self>"  # stands for all her names


def signs(scene: Scene, keys: Sequence[str]) -> list[list[str]]:
    """The signs of each person."""
    names: dict[str, list[Actor]] = defaultdict(list)
    own: dict[int, str] = {}
    for actor in scene.actors:
        if actor.form == "name":
            names[actor.key].append(actor)
            own |= dict.fromkeys(range(actor.start, actor.end), actor.key)
    found = []
    for rank, key in enumerate(keys):
        made = dict.fromkeys(counted(scene, names[key], rank, len(keys)))
        for place, actor in enumerate(names[key]):
            beside = list(worded(*around(scene, actor, own)))
            made |= dict.fromkeys(beside if place else [*beside, *map("first {}".format, beside)])
        found.append(list(made))
    return found


def counted(scene: Scene, names: Sequence[Actor], rank: int, persons: int) -> Iterator[str]:
    """How often, where first and in which order someone is named."""
    often, late, many = min(len(names), OFTEN), min(rank, LATE), min(persons, MANY)
    part = PARTS * names[0].start // len(scene.tokens) if names else PARTS
    yield from (f"names {often}", f"rank {late}", f"persons {many}", f"part {part}")
    yield from (f"names {often} of {many}", f"rank {late} names {often}", f"part {part} names {often}")


def around(scene: Scene, actor: Actor, own: dict[int, str]) -> tuple[list[str], list[str]]:
    """The words before a name and behind it, given whose name each token is of."""

    def words(tokens: range) -> list[str]:
        found = [SELF if own.get(token) == actor.key else scene.lemmas[token] for token in tokens]
        return [word for word in found if not word.isspace()]

    last = min(len(scene.tokens), actor.end + AROUND)
    return words(range(max(0, actor.start - AROUND), actor.start)), words(range(actor.end, last))


def worded(before: Sequence[str], behind: Sequence[str]) -> Iterator[str]:
    """The signs of the words around a name: next to it, one by one, in pairs."""
    yield f"right before {' '.join(before[-1:])}"
    yield f"right before {' '.join(before[-2:])}"
    yield f"right before {' '.join(before[-3:])}"
    yield f"right behind {' '.join(behind[:1])}"
    yield f"right behind {' '.join(behind[:2])}"
    yield f"between {' '.join(before[-1:])} {' '.join(behind[:1])}"
    for side, words in (("before", before), ("behind", behind)):
        yield from (f"{side} {word}" for word in words)
        yield from (f"{side} {one} {other}" for one, other in pairwise(words))


def numbers(scene: Scene, keys: Sequence[str], model: Linear) -> list[list[float]]:
    """What a model makes of each person by her words, beside the others."""
    return rivalry(outputs(model, signs(scene, keys))[:, 0].tolist())
