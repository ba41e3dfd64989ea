"""Enumerations of persons, over what stands between the names: ages, trades, brackets, semicolons, items of a list."""

from collections.abc import Iterable, Iterator

from pipeline.incidents.grammar.cues import words
from pipeline.incidents.scene.scene import Actor, Ensemble, Scene
from pipeline.language.appositions import TITLES

MOST_BETWEEN = 12  # tokens between two who are enumerated, brackets left out
LIGHT = ("PUNCT", "DET", "NUM", "CCONJ", "ADJ", "NOUN", "ADP", "PROPN", "X", "ADV", "SYM")
OPENING = 4  # tokens before the name with which an item begins
OF = ("de", "d'", "d’")
BRACKETS = {"(": 1, ")": -1, "[": 1, "]": -1}
Between = list[int]  # tokens


def listings(scene: Scene) -> list[Ensemble]:
    """The enumerations of persons in a text, in its order."""
    found = [*enumerated(scene), *itemised(scene)]
    return sorted(found, key=lambda ensemble: (ensemble.start, ensemble.end))


def ensemble(named: Iterable[Actor]) -> Ensemble:
    """Some who are named, as one."""
    some = list(named)
    return Ensemble(tuple(dict.fromkeys(actor.key for actor in some)), some[0].start, some[-1].end)


def outside(scene: Scene, start: int, end: int) -> Between:
    """The tokens of a stretch that stand in no brackets."""
    depth, found = 0, []
    for i in range(start, end):
        step = BRACKETS.get(scene.tokens[i].text, 0)
        depth = max(0, depth + step)
        if not step and not depth:
            found.append(i)
    return found


def runs_on(scene: Scene, between: Between) -> bool:
    """May two who are named with these tokens between them stand in one enumeration?"""
    texts = [scene.tokens[i].lower_ for i in between]
    if not 0 < len(between) <= MOST_BETWEEN or words("enumerating").isdisjoint(texts):
        return False
    if not words("parting").isdisjoint(texts) or any("\n\n" in text for text in texts):
        return False
    return all(scene.tokens[i].pos_ in LIGHT or scene.tokens[i].lower_ in words("beside_names") for i in between)


def complement(scene: Scene, between: Between, again: bool) -> bool:
    """Does a name complete the words before it (`A, fils de B, et C`), not the enumeration (`contre A et contre B`)?
    Given whether the name before it did: then one behind `et de` does too (`A, fils de B et de C`)."""
    rest = [i for i in between if scene.tokens[i].lower_ not in TITLES and scene.tokens[i].text != "."]
    last = scene.tokens[rest[-1]] if rest else None
    if last is None or last.pos_ != "ADP":
        return False
    before = [scene.tokens[i].lower_ for i in rest[-3:-1]]
    second = again and last.lower_ in OF and before[-1:] == ["et"] and before[0] != ","
    return second or words("enumerating").isdisjoint(before[-1:])


def enumerated(scene: Scene) -> Iterator[Ensemble]:
    """Those who are named one behind the other in one block."""
    run: list[Actor] = []
    again = False
    for actor in (a for a in scene.actors if a.form == "name" and a.kind == "person"):
        between = outside(scene, run[-1].end, actor.start) if run and close(scene, run[-1], actor) else []
        if runs_on(scene, between):
            again = complement(scene, between, again)
            if not again:
                run.append(actor)
            continue
        if run and inside_brackets(scene, run[-1].end, actor.start):
            continue
        yield from told_together(scene, run)
        run, again = [actor], False
    yield from told_together(scene, run)


def close(scene: Scene, one: Actor, other: Actor) -> bool:
    """Do two names stand in one block, not too far from each other?"""
    here, there = scene.sentence_of[one.head], scene.sentence_of[other.head]
    return scene.block_of[here] == scene.block_of[there] and one.end < other.start <= one.end + 4 * MOST_BETWEEN


def inside_brackets(scene: Scene, start: int, end: int) -> bool:
    """Does a stretch end between brackets that it opens right at its beginning?"""
    texts = [token.text for token in scene.tokens[start:end]]
    return bool(texts) and texts[0] == "(" and ")" not in texts and len(texts) <= MOST_BETWEEN


def told_together(scene: Scene, run: list[Actor]) -> Iterator[Ensemble]:
    """An enumeration, if it is one: a mere comma between two may be an apposition."""
    if len(run) < 2:
        return
    found = ensemble(run)
    texts = {scene.tokens[i].lower_ for i in outside(scene, run[0].end, run[-1].start)}
    if len(found.keys) > 2 or (len(found.keys) == 2 and not words("coupling").isdisjoint(texts)):
        yield found


def itemised(scene: Scene) -> Iterator[Ensemble]:
    """Those with whose names the items of a list begin."""
    run: list[Actor] = []
    last = -1
    for sentence, block in enumerate(scene.block_of):
        if block == last:
            continue
        first = opener(scene, sentence) if block >= 0 and scene.block_kinds[block] == "item" else None
        if first is None:
            yield from [ensemble(run)] if len({a.key for a in run}) > 1 else []
            run = []
        else:
            run.append(first)
        last = block
    yield from [ensemble(run)] if len({a.key for a in run}) > 1 else []


def opener(scene: Scene, sentence: int) -> Actor | None:
    """The person whose name opens a sentence, over marks and titles."""
    start = scene.sentences[sentence].start
    for actor in scene.actors_in[sentence]:
        if actor.form == "name":
            before = scene.tokens[start : actor.start]
            light = len(before) <= OPENING and all(t.pos_ in LIGHT or t.is_space for t in before)
            return actor if actor.kind == "person" and light else None
    return None
