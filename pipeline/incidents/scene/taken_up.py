"""Whom a count takes up: `les deux avocats`, `tous trois`, behind an enumeration or behind people named one by one."""

from collections.abc import Iterable, Iterator
from itertools import islice

from pipeline.incidents.grammar.cues import words
from pipeline.incidents.scene.scene import Actor, Ensemble, Keys, Scene, together
from pipeline.language.extents import WORDS

NOTHING: frozenset[str] = frozenset()
RELATIVES = WORDS["relatives"]
NEAR = 6  # sentences before a count of all in which those are named whom it counts
ANYBODY = ("none", "individual", "company", "unidentified")  # types of those of whom anybody may be one
BENCH = "judiciary"  # the type of judges and prosecutors
DEFINITE = ("definite", "demonstrative")


def definite(scene: Scene, actor: Actor) -> bool:
    """Does a description mean people who are known (`les trois`, `des trois employés`)?"""
    before = scene.tokens[actor.start - 1].lower_ if actor.start else ""
    contracted = before in ("des", "aux") or scene.tokens[actor.start].lower_ in ("des", "aux")
    return actor.determiner in DEFINITE or (contracted and actor.determiner != "partitive")


def total(scene: Scene, actor: Actor) -> bool:
    """Does a description count all who were spoken of (`tous deux`, `toutes les trois`)?"""
    return scene.tokens[actor.start].lower_ in words("all")


def suits(scene: Scene, actor: Actor, keys: Iterable[str]) -> bool:
    """May some persons be meant by a description: no man by `les deux femmes`, no woman by `les deux frères`, by `les
    deux gardes` nobody but who is told to serve so, by `les deux avocats` no judges?"""
    group = scene.group(actor.key)
    lay = group["perpetrator_type"] == "individual" and actor.human == "profession"
    if lay and all(scene.types.get(key) == BENCH for key in keys):
        return False
    if group["perpetrator_type"] not in ANYBODY and all(
        scene.types.get(key) != group["perpetrator_type"] for key in keys
    ):
        return False
    women = group["gender"] == "f" and group["head"] not in words("either")
    other = "m" if women else "f" if group["head"] in words("males") else ""
    return not other or all(scene.genders.get(key) != other for key in keys)


def taken_up(scene: Scene, actor: Actor, known: list[Ensemble]) -> Keys:
    """The last enumeration of as many persons as a definite description counts (`les deux avocats`), those first who
    are told by its noun."""
    group = scene.group(actor.key)
    since = last_described(scene, actor)
    fitting = [
        e.keys
        for e in known
        if since <= e.end <= actor.start and len(e.keys) == group["count"] and suits(scene, actor, e.keys)
    ]
    return max(reversed(fitting), key=lambda keys: told_so(scene, actor, keys), default=())


def last_described(scene: Scene, actor: Actor) -> int:
    """The end of the sentence of the last who are described before by the noun and number of a description (by its
    number, where it has no noun) and stand for nobody named: it takes up these (`deux gardes … les deux gardes`)."""
    group = scene.group(actor.key)
    for other in reversed(scene.described):
        if other.head < actor.start and scene.group(other.key)["count"] == group["count"]:
            same = group["head"] in ("", scene.group(other.key)["head"])
            if same and not together(scene.actor_at[other.head]):
                return scene.sentences[scene.sentence_of[other.head]].end
    return 0


def told_so(scene: Scene, actor: Actor, keys: Keys) -> int:
    """How many of some persons are told by the noun of a description, or are of the gender that it asks for."""
    noun = scene.group(actor.key)["head"]
    gender = "m" if noun in words("males") else scene.group(actor.key)["gender"] if noun in words("females") else ""
    return sum(noun in scene.nouns.get(key, ()) or scene.genders.get(key) == (gender or "?") for key in keys)


def named_before(scene: Scene, actor: Actor, first: int) -> Iterator[str]:
    """The persons who are named before a description, from a sentence on; the last first."""
    for index in range(scene.sentence_of[actor.head], first - 1, -1):
        for other in reversed(scene.actors_in[index]):
            if other.form == "name" and other.kind == "person" and other.end <= actor.start:
                yield other.key


def openings(scene: Scene, actor: Actor) -> tuple[int, int]:
    """The first sentence of the paragraph of a description, and of the one before."""
    here = scene.sentence_of[actor.head]
    opening = scene.paragraph_start(here) if scene.paragraph_start(here) >= 0 else here
    last = max(0, opening - 1)
    return opening, scene.paragraph_start(last) if scene.paragraph_start(last) >= 0 else last


def one_by_one(scene: Scene, actor: Actor) -> Keys:
    """Those who are named one by one since the paragraph of a description began, or the one before it, or in the text,
    if they are as many as it counts; lawyers, judges and the like count where it means such."""
    if last_described(scene, actor):
        return ()
    noun = scene.group(actor.key)["head"]
    for first in openings(scene, actor):
        named = list(dict.fromkeys(named_before(scene, actor, first)))
        told = [key for key in named if noun and noun in scene.nouns.get(key, ())]
        lay = [key for key in named if scene.nouns.get(key, NOTHING).isdisjoint(words("counsel"))]
        count = scene.group(actor.key)["count"]
        fitting = [key for key in lay if suits(scene, actor, [key])]
        for some in (told, fitting, [key for key in fitting if key not in scene.authorities], named):
            if len(some) == count and suits(scene, actor, some):
                return tuple(reversed(some))
        if len(lay) > count:
            return ()
    return ()


def told_more(scene: Scene, actor: Actor) -> bool:
    """Do words behind the noun of a description say which people it means (`les trois confrères qui …`)?"""
    following = scene.tokens[actor.end].lower_ if actor.end < len(scene.tokens) else ""
    clauses = any(word.dep_.startswith("acl") for word in scene.tokens[actor.head].rights)
    added = actor.end < len(scene.tokens) and scene.tokens[actor.end].pos_ == "ADV"
    return actor.end - actor.head > 1 or following in RELATIVES or clauses or added


def last_named(scene: Scene, actor: Actor) -> Keys:
    """As many persons as a count of all says who were named last before it, be it one by one."""
    count = scene.group(actor.key)["count"]
    first = max(0, scene.sentence_of[actor.head] - NEAR)
    keys = tuple(islice(dict.fromkeys(named_before(scene, actor, first)), count))
    return keys if len(keys) == count else ()


def all_of(scene: Scene, actor: Actor, known: list[Ensemble]) -> Keys:
    """Whom a count of all means: those told together in its paragraph, one by one, or together before."""
    opening = scene.sentences[openings(scene, actor)[0]].start
    near = [ensemble for ensemble in known if ensemble.end > opening]
    return (
        taken_up(scene, actor, near)
        or one_by_one(scene, actor)
        or taken_up(scene, actor, known)
        or last_named(scene, actor)
    )
