"""How many stories an alert tells: a bulletin goes from one to the next, a letter follows one."""

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache

from pipeline.incidents.scene.scene import Scene
from pipeline.incidents.subjects.fates import share, victims
from pipeline.incidents.types import Incident
from pipeline.lexicons import table

HEAD = 400  # characters in which a text says what it is
FORMS = ("periodicals", "cases", "events")


def forms(text: str) -> list[float]:
    """How many words of a periodical, of an alert about one case, of an announcement the head of a text has."""
    head = text[:HEAD]
    return [float(len({found.casefold() for found in pattern(form).findall(head)})) for form in FORMS]


@cache
def pattern(form: str) -> re.Pattern[str]:
    """The words of a form."""
    return re.compile(rf"(?<!\w)(?:{'|'.join(table('forms')[form])})(?!\w)", re.IGNORECASE)


def joined(links: Iterable[frozenset[str]], keys: Sequence[str]) -> dict[str, frozenset[str]]:
    """For each key all those that a chain of links leads to from it, itself among them."""
    out = {key: frozenset([key]) for key in keys}
    for link in links:
        whole = frozenset[str]().union(*(out[key] for key in link if key in out))
        out |= dict.fromkeys(whole, whole)
    return out


def stories(scene: Scene, found: Sequence[Incident], keys: Sequence[str], leader: str) -> dict[str, list[float]]:
    """The numbers of each person: persons are of one story whom a chain of acts and sentences joins, in a wider sense
    of acts and paragraphs. `leader` is the one to whom most was done."""
    hits = [hit for one in found if (hit := victims(one))]
    blocks = {key: {scene.block_of[sentence] for sentence in scene.named_in.get(key, ())} for key in keys}
    close = joined([*hits, *named_together({key: scene.named_in.get(key, ()) for key in keys})], keys)
    wide = joined([*hits, *named_together(blocks)], keys)
    return {
        key: [
            float(key in close.get(leader, ())),
            float(key in wide.get(leader, ())),
            float(len(close[key])),
            share(sum(not hit.isdisjoint(close[key]) for hit in hits), len(hits)),
        ]
        for key in keys
    }


def named_together(places: Mapping[str, Iterable[int]]) -> list[frozenset[str]]:
    """Those who share each place, given the places of everyone."""
    out: dict[int, set[str]] = {}
    for key, own in places.items():
        for place in own:
            out.setdefault(place, set()).add(key)
    return [frozenset(keys) for keys in out.values()]
