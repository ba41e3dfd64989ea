"""Several who are spoken of together: `Mes A et B`, taken up by `les deux avocats`, `ils`, `tous deux`, `leur`."""

from bisect import bisect_left, insort
from collections.abc import Iterable, Iterator
from itertools import islice
from operator import attrgetter

from pipeline.incidents.cues import words
from pipeline.incidents.listing import OPENING, listings
from pipeline.incidents.scene import Actor, Ensemble, Scene
from pipeline.language.appositions import TITLES
from pipeline.language.extents import WORDS
from pipeline.language.references import COLLECTIVES

NOTHING: frozenset[str] = frozenset()
RELATIVES = WORDS["relatives"]

APPOSED = 6  # tokens between a description and the names that fill it
SHORT = 2  # … in which a mark parts them
SURE = 0.9  # of a description that names fill: what is left says that it is someone of its own
TAKEN_UP = 0.75
NEAR = 6  # sentences before a count of all in which those are named whom it counts
FAR = 12  # … before a remainder in which the whole is told
BESIDE = 2  # sentences before a remainder in which the others are told
TOP = 3  # sentences in which a text says what it is about
ANYBODY = ("none", "individual", "company", "unidentified")  # types of those of whom anybody may be one
BENCH = "judiciary"  # the type of judges and prosecutors
DEFINITE = ("definite", "demonstrative")
Keys = tuple[str, ...]


def light(scene: Scene, start: int, end: int) -> bool:
    """Do only marks, titles and words that join stand between two tokens?"""
    between = scene.tokens[start:end]
    marked = any(t.is_punct for t in between[:SHORT])
    return 0 < len(between) <= APPOSED and marked and not any(t.pos_ in ("VERB", "AUX") for t in between)


def after_colon(scene: Scene, actor: Actor, names: Ensemble) -> bool:
    """Do names follow a description behind a colon, in its sentence or in a list below it (`Cinq arrêtés : A, …`)?"""
    here, there = scene.sentence_of[actor.head], scene.sentence_of[names.start]
    if there - here > 1 or sum(t.text == ":" for t in scene.tokens[actor.end : names.start]) != 1:
        return False
    before = [t.text for t in scene.tokens[max(actor.end, names.start - OPENING) : names.start]]
    return ":" in before or scene.block_kind(there) == "item"


def filled(scene: Scene, actor: Actor, known: list[Ensemble]) -> Keys:
    """The names that stand right behind a description and are as many as it says (`deux avocats, Mes A et B,`)."""
    count = scene.group(actor.key)["count"]
    for ensemble in islice(known, bisect_left(known, actor.end, key=attrgetter("start")), None):
        if scene.sentence_of[ensemble.start] - scene.sentence_of[actor.head] > 1:
            break
        if light(scene, actor.end, ensemble.start):
            return ensemble.keys if count == len(ensemble.keys) else ()
        if count == len(ensemble.keys) and after_colon(scene, actor, ensemble):
            return ensemble.keys
    return ()


def definite(scene: Scene, actor: Actor) -> bool:
    """Does a description mean people who are known (`les trois`, `des trois employés`)?"""
    before = scene.tokens[actor.start - 1].lower_ if actor.start else ""
    contracted = before in ("des", "aux") or scene.tokens[actor.start].lower_ in ("des", "aux")
    return actor.determiner in DEFINITE or (contracted and actor.determiner != "partitive")


def total(scene: Scene, actor: Actor) -> bool:
    """Does a description count all who were spoken of (`tous deux`, `toutes les trois`)?"""
    return scene.tokens[actor.start].lower_ in words("all")


def remaining(scene: Scene, actor: Actor) -> bool:
    """Does a description mean those who are left (`les deux autres`)?"""
    return any(token.lower_ in words("rest") for token in scene.tokens[actor.start : actor.end])


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


def left(scene: Scene, actor: Actor, known: list[Ensemble]) -> Keys:
    """Those of an enumeration who were not told of since it, if they are as many as a description says (`A et B ont été
    relâchés. Les trois autres …`)."""
    count, here = scene.group(actor.key)["count"], scene.sentence_of[actor.head]
    for ensemble in reversed(known):
        if ensemble.end > actor.start or len(ensemble.keys) < 3:
            continue
        if here - scene.sentence_of[ensemble.start] > FAR:
            break
        if larger_described(scene, ensemble.end, actor):
            return ()
        for first in range(here, here - BESIDE - 1, -1):
            if first < scene.sentence_of[ensemble.start]:
                break
            apart = set(told_since(scene, actor, max(ensemble.end, scene.sentences[max(0, first)].start)))
            rest = tuple(key for key in ensemble.keys if key not in apart)
            if len(rest) == len(ensemble.keys):
                continue
            if len(rest) == count or (not count and len(rest) > 1):
                return rest if may_be_left(scene, actor, ensemble.keys, rest) else ()
    return left_of_named(scene, actor)


def left_of_named(scene: Scene, actor: Actor) -> Keys:
    """Those named one by one in the paragraph before that of a description and not in its own, if they are as many as
    it says and its own tells of the others."""
    opening, before = openings(scene, actor)
    start = scene.sentences[opening].start
    named = [key for key in dict.fromkeys(named_before(scene, actor, before)) if key not in scene.authorities]
    apart = set(told_since(scene, actor, start))
    rest = tuple(key for key in reversed(named) if key not in apart)
    known = bool(apart) and len(rest) < len(named) and not larger_described(scene, start + 1, actor)
    fitting = known and len(rest) == scene.group(actor.key)["count"] > 1
    return rest if fitting and may_be_left(scene, actor, named, rest) else ()


def may_be_left(scene: Scene, actor: Actor, keys: Iterable[str], rest: Keys) -> bool:
    """May a remainder mean the rest of some: is it such as it says, and its noun none that only others are told by?"""
    noun, some = scene.group(actor.key)["head"], set(keys)
    others = scene.bearers.get(noun, ()) if noun else ()
    described = (together(scene.actor_at[head]) for head in scene.told_by.get(noun, ()) if head < actor.head)
    told = not others or not some.isdisjoint(others) or any(some <= meant for meant in described)
    return told and suits(scene, actor, rest)


def larger_described(scene: Scene, start: int, actor: Actor) -> bool:
    """Are more people than a description counts described between a token and it, who stand for nobody named?"""
    count = scene.group(actor.key)["count"]
    return any(
        other.form == "group" and scene.group(other.key)["count"] > max(count, 1) and not together(other)
        for index in range(scene.sentence_of[start - 1], scene.sentence_of[actor.head] + 1)
        for other in scene.actors_in[index]
        if start <= other.start and other.end <= actor.start
    )


def told_since(scene: Scene, actor: Actor, start: int) -> Iterator[str]:
    """Those who are meant between a token and a description."""
    for index in range(scene.sentence_of[min(start, actor.start)], scene.sentence_of[actor.head] + 1):
        for other in scene.actors_in[index]:
            if start <= other.start and other.end <= actor.start and other.form != "possessive":
                yield from together(other) or ({other.key} if other.form == "name" else set())


def announced(scene: Scene, actor: Actor, known: list[Ensemble]) -> Keys:
    """The only persons of as many as a title counts before it names them (`Trois avocats arrêtés`)."""
    sentence = scene.sentence_of[actor.head]
    first = definite(scene, actor) and known and known[0].start > actor.end and not last_described(scene, actor)
    if (sentence >= TOP and scene.block_kind(sentence) != "heading" and not first) or remaining(scene, actor):
        return ()
    count = scene.group(actor.key)["count"]
    later = (e for e in known if scene.sentence_of[e.start] > sentence and len(e.keys) == count)
    found = {frozenset(e.keys): e.keys for e in later if suits(scene, actor, e.keys) and not against(scene, e)}
    return next(iter(found.values())) if len(found) == 1 else ()


def against(scene: Scene, names: Ensemble) -> bool:
    """Are some named as those who act, or against whom others do (`porter plainte contre A, B et C`)?"""
    place = names.start - 1
    while place > 0 and (scene.tokens[place].lower_ in TITLES or scene.tokens[place].pos_ in ("DET", "NOUN")):
        place -= 1
    return place >= 0 and scene.tokens[place].lower_ in words("against")


def headed(scene: Scene, actor: Actor, known: list[Ensemble]) -> Keys:
    """Those whom the heading right over a description names, if they are as many as it counts (`A et B` over `Deux
    avocats ont été écroués`)."""
    here = scene.sentence_of[actor.head]
    above = [e for e in known if e.end <= actor.start and scene.sentence_of[e.start] == here - 1]
    if not above or scene.block_kind(here - 1) != "heading" or scene.sentence_of[above[-1].start] >= TOP:
        return ()
    keys, group = above[-1].keys, scene.group(actor.key)
    if len(keys) != group["count"] or told_more(scene, actor) or not suits(scene, actor, keys):
        return ()
    if group["head"] in words("strangers") or group["perpetrator_type"] == "unidentified":
        return ()
    nouns = NOTHING.union(*(scene.nouns.get(key, NOTHING) for key in keys))
    return keys if not nouns or group["head"] in nouns else ()


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


def read_back(scene: Scene, actor: Actor, known: list[Ensemble]) -> tuple[Keys, float]:
    """Whom a counted description means by what stands beside it or before it, and how surely."""
    group = scene.group(actor.key)
    if names := filled(scene, actor, known) if group["count"] > 1 else ():
        return names, SURE
    if remaining(scene, actor):
        return (left(scene, actor, known) if definite(scene, actor) else ()), TAKEN_UP
    if group["count"] < 2:
        return (), 0.0
    if total(scene, actor):
        return all_of(scene, actor, known), SURE
    if not definite(scene, actor):
        return headed(scene, actor, known), TAKEN_UP
    return taken_up(scene, actor, known) or (() if told_more(scene, actor) else one_by_one(scene, actor)), TAKEN_UP


def counted(scene: Scene, actor: Actor) -> bool:
    """Does a description tell of several people, of whom named persons may be some?"""
    if actor.form != "group" or actor.number != "plur" or actor.human in ("body", "thing"):
        return False
    return scene.group(actor.key)["head"] not in COLLECTIVES


def explain_groups(scene: Scene) -> None:
    """Let a counted description stand for the persons who are named beside it, whom it takes up or announces."""
    known = scene.ensembles = listings(scene)
    several = [(place, actor) for place, actor in enumerate(scene.actors) if counted(scene, actor)]
    scene.described = [actor for _, actor in several]
    open_ones = []
    for place, actor in several:
        names, sure = read_back(scene, actor, known)
        if names:
            explain(scene, place, names, sure)
            insort(known, Ensemble(names, actor.start, actor.end), key=attrgetter("start"))
        else:
            open_ones.append((place, actor))
    for place, actor in open_ones:
        if scene.group(actor.key)["count"] > 1 and (names := announced(scene, actor, known)):
            explain(scene, place, names, TAKEN_UP)
        elif (meant := together(actor)) and not may_mean(scene, actor, meant):
            scene.replace_actor(place, actor.meaning(actor.key, ((actor.key, 1.0),)))


def may_mean(scene: Scene, actor: Actor, keys: frozenset[str]) -> bool:
    """May a description mean some people at once: are they as many as it counts, and such as it says?"""
    count = scene.group(actor.key)["count"]
    return not count or (count == len(keys) and suits(scene, actor, keys) and not last_described(scene, actor))


def explain(scene: Scene, place: int, names: Keys, sure: float) -> None:
    """Let a description stand for some persons."""
    actor = scene.actors[place]
    members = tuple((key, sure) for key in names)
    scene.replace_actor(place, actor.meaning(actor.key, (*members, (actor.key, 1 - sure))))


def together(actor: Actor) -> frozenset[str]:
    """The keys that a plural reference means equally; empty where it is none."""
    if actor.form == "name" or len(actor.candidates) < 2:
        return frozenset()
    best = actor.candidates[0][1]
    keys = frozenset(key for key, score in actor.candidates if score == best)
    return keys if len(keys) > 1 else frozenset()
