"""How an act is told in its clause, and how the clause of a date expression stands to it."""

from pipeline.incidents.grammar import cues
from pipeline.incidents.grammar.cues import auxiliaries, chain, tense, words
from pipeline.incidents.grammar.parse import Word, remembered
from pipeline.incidents.scene.scene import Scene

JOINS = ("mark", "case", "cc")
MOST_BETWEEN = 60  # tokens that are looked through for what joins clauses


@remembered
def verb_form(verb: Word) -> str:
    """Kind and tense of the head of a clause, `+` with an auxiliary of the past, `=` with one of the passive."""
    kinds = {word.dep_ for word in auxiliaries(verb)}
    past, passive = "+" if "aux:tense" in kinds else "", "=" if "aux:pass" in kinds else ""
    return f"{verb.pos_}{tense(verb)}{past}{passive}"


def adverbs(scene: Scene, head: Word, top: Word) -> tuple[str, ...]:
    """The adverbs of the word that tells an act and of the head of its clause, each once."""
    return tuple(dict.fromkeys(scene.lemmas[child.i] for child in cues.adverbs(head, top)))


def link(head: Word, top: Word) -> str:
    """The word that joins an act to what is told around it (`après un entretien`, `pour avoir`), the nearest from its
    own word up to the head of its clause; empty where none does."""
    for word in (head, *chain(head)):
        found = next((child for child in word.lefts if child.dep_ in JOINS), None)
        if found is not None:
            return str(found.lower_)
        if word.i == top.i:
            break
    return ""


def step(one: Word, other: Word) -> str:
    """How the clause of an expression stands to that of an act, both by their heads: the same, above it, below it."""
    if one.i == other.i:
        return "same"
    if any(word.i == other.i for word in chain(one)):
        return "above"
    return "below" if any(word.i == one.i for word in chain(other)) else "beside"


def seams(between: list[Word]) -> list[str]:
    """The marks and words that join clauses among some tokens, each once."""
    return list(dict.fromkeys(word.lower_ for word in between[:MOST_BETWEEN] if word.lower_ in words("seams")))
