"""Who is named in one breath: actors joined by commas and `et` play a role together."""

from pipeline.incidents.grammar.cues import words
from pipeline.incidents.scene.scene import Actor, Scene, together

JOINED = ("person", "group")
NAMED = ("name", "group")
MOST_BETWEEN = 6  # tokens between two joined actors
LIGHT = ("PUNCT", "DET", "NUM", "CCONJ", "ADJ", "NOUN", "ADP", "PROPN", "X")


def joined(scene: Scene, one: Actor, other: Actor) -> bool:
    """Do two neighbouring actors stand in one enumeration? Between them stand only commas, `et`, titles, ages."""
    between = scene.tokens[one.end : other.start]
    if not 0 < len(between) <= MOST_BETWEEN:
        return False
    if any(token.pos_ not in LIGHT and token.lower_ not in words("joining") for token in between):
        return False
    texts = [token.lower_ for token in between]
    return texts[0] in words("joining") or texts[-1] in words("joining") or "et" in texts


def chains(scene: Scene, sentence: int, kinds: tuple[str, ...] = JOINED) -> list[list[Actor]]:
    """The enumerations of a sentence, read once: see `enumerations`."""
    known = scene.chains.get((sentence, kinds))
    if known is None:
        known = scene.chains[sentence, kinds] = enumerations(scene, sentence, kinds)
    return known


def enumerations(scene: Scene, sentence: int, kinds: tuple[str, ...]) -> list[list[Actor]]:
    """Two or more named people or groups of a sentence, with an `et` (or `ou`) among them."""
    actors = [a for a in scene.actors_in[sentence] if a.form in NAMED and a.kind in kinds]
    found: list[list[Actor]] = []
    for actor in actors:
        if found and joined(scene, found[-1][-1], actor):
            found[-1].append(actor)
        else:
            found.append([actor])
    return [chain for chain in found if len(chain) > 1 and links(scene, chain)]


def everyone(chain: list[Actor]) -> frozenset[str]:
    """The keys of those in an enumeration; a description stands for whom it means (`X, son neveu et Mme Y`)."""
    known = (together(actor) or {actor.candidates[0][0] if actor.candidates else actor.key} for actor in chain)
    return frozenset().union(*known)


def links(scene: Scene, chain: list[Actor]) -> bool:
    """Does an enumeration hold a word that joins (a mere comma may be an apposition)?"""
    inside = scene.tokens[chain[0].end : chain[-1].start]
    return any(token.lower_ in ("et", "ou", "&") for token in inside)
