"""Who is named out of a group: `quatre avocats, dont Me X`, `huit militants ; parmi eux, A et B`, `cinq femmes ; l'une
d'elles, X` (SPEC section 9)."""

from collections.abc import Iterator

from pipeline.incidents.grammar.cues import words
from pipeline.incidents.scene.scene import Actor, Scene

WITHIN = 40  # tokens behind `dont` in which names may stand


def members(scene: Scene) -> dict[str, frozenset[str]]:
    """The keys of those who are named out of each group, in the sentence that tells of it."""
    found: dict[str, frozenset[str]] = {}
    for sentence, actors in enumerate(scene.actors_in):
        several = [a for a in actors if a.form == "group" and a.number == "plur" and a.human not in ("thing", "body")]
        for opening in openings(scene, sentence) if several else ():
            whole = [actor for actor in several if actor.end <= opening]
            named = frozenset(actor.key for actor in named_behind(scene, actors, opening))
            if whole and named:
                found[whole[-1].key] = found.get(whole[-1].key, frozenset()) | named
    return found


def openings(scene: Scene, sentence: int) -> Iterator[int]:
    """The tokens of a sentence behind which members are named."""
    span = scene.sentences[sentence]
    for i in range(span.start, span.end):
        word = scene.tokens[i].lower_
        if word in words("members_of") or (word == "parmi" and scene.tokens[min(i + 1, span.end - 1)].pos_ == "PRON"):
            yield i
    for actor in scene.actors_in[sentence]:
        one = actor.determiner == "partitive" and actor.number == "sing" and actor.end < span.end
        if one and scene.tokens[actor.end].text == ",":
            yield actor.end


def named_behind(scene: Scene, actors: list[Actor], opening: int) -> Iterator[Actor]:
    """The persons named behind a token, up to a verb; none where `dont` opens a clause (`dont le frère X est …`)."""
    for actor in actors:
        if actor.start <= opening or actor.form != "name" or actor.kind != "person":
            continue
        verb = scene.verbs_until[actor.start] > scene.verbs_until[opening]
        if actor.start - opening > WITHIN or verb or predicate(scene, actor.end):
            return
        yield actor


def predicate(scene: Scene, token: int) -> bool:
    """Does a verb stand at a token?"""
    return token < len(scene.tokens) and scene.tokens[token].pos_ in ("VERB", "AUX")
