"""The signs of a candidate word, written from a few facts at a time (see `encoding/bundles.py`)."""

from collections.abc import Iterable

from pipeline.incidents.acts.lexicon import NONE
from pipeline.incidents.grammar.cues import CLAUSE_HEADS
from pipeline.incidents.grammar.lemmas import classes

UNMET = 0.3  # of the weight of a frame whose needs are not met
WEIGHTY = (0.5, 0.85)  # weights that are told apart
JOINED = frozenset(  # kinds of signs that tell different things of different words
    (
        *("slot", "voice", "tense", "mood", "det", "number", "case", "dep", "cl", "gov", "nosubj", "negated", "under"),
        *("form", "root", "mark", "aux", "cue", "section", "block", "said", "quoted", "held", "adv", "party", "clause"),
    )
)
Weighed = tuple[str, float, bool | None]  # the act of a frame, its weight, and whether its needs are met, if it has any


def joinable(signs: Iterable[str]) -> list[str]:
    """Signs that tell different things of different words."""
    return [sign for sign in signs if sign.partition(":")[0] in JOINED]


def joined(word: str, *signs: str) -> list[str]:
    """Signs together with the word: the same slot or tense makes an occasion of one and a topic of another."""
    return [f"{word}&{sign}" for sign in signs]


def both(word: str, signs: list[str]) -> list[str]:
    """Signs alone, and together with the word."""
    return [*signs, *joined(word, *joinable(signs))]


def named(place: str, lemma: str) -> list[str]:
    """A word in some place, by itself and by its classes: those of one class often tell the same."""
    return [f"{place}:{lemma}", *(f"{place}:{name}" for name in classes().get(lemma, ()))]


def word(sequence: str, lemma: str, pos: str, dep: str, tokens: int) -> list[str]:
    """The word, or the sequence of words, and what it is in the sentence."""
    out = [f"lemma:{lemma}", f"seq:{sequence}", f"pos:{pos}", f"dep:{dep}", f"lp:{lemma}:{pos}", f"tokens:{tokens}"]
    return both(sequence, [*out, "clausal"] if dep in CLAUSE_HEADS else out)


def lexical(*frames: Weighed) -> list[str]:
    """What the lexicon says of the word: each act with its weight, and whether its needs are met."""
    best: dict[str, float] = {}
    out: list[str] = []
    for act, weight, met in frames:
        best[act] = max(best.get(act, 0), weight * UNMET if met is False else weight)
        if met is not None:
            shown = "met" if met else "not"
            out += [f"needs:{shown}", f"needs:{act}:{shown}"]
    for act, weight in best.items():
        out.append(f"lex:{act}")
        out += [f"lex{str(least)[1:]}:{act}" for least in WEIGHTY if weight >= least]
    if not best:
        return ["lex:nothing"]
    out.append(f"lexw:{round(max(best.values()), 1)}")
    return [*out, "lex:only_none"] if set(best) == {NONE} else out


def slot(sequence: str, dep: str, kind: str, preposition: str, lemma: str) -> list[str]:
    """What hangs on the word."""
    out = [f"slot:{dep}:{kind}", *named("arg", lemma)]
    return both(sequence, [*out, f"slot:{preposition}:{kind}"] if preposition else out)


def party(sequence: str, role: str, kind: str, particular: str, lemma: str) -> list[str]:
    """Who takes part: in which role, what kind of thing, and how particular."""
    signs = [f"party:{role}:{kind}", f"party:{role}:{particular}", *named(f"who:{role}", lemma)]
    return [*both(sequence, signs), f"who:{role}:{kind}:{particular}"]


def besides(dep: str, preposition: str, particular: str) -> list[str]:
    """How particular that is which stands beside the word: `chaque année` is no day."""
    return [f"besides:{dep}:{preposition}:{particular}"]


def clause(sequence: str, dep: str, own: str, over: str) -> list[str]:
    """What the clause of the word is to others, and what opens it and those above it."""
    return both(sequence, [f"clause:{dep}", f"clause:own:{own}", f"clause:over:{over}"])


def verbal(sequence: str, voice: str, mood: str, tense: str, form: str, subject: bool) -> list[str]:
    """How a verb is inflected, and whether it has a subject."""
    out = [f"voice:{voice}", f"mood:{mood}", f"tense:{tense}", f"form:{form}"]
    return both(sequence, out if subject else [*out, "nosubj"])


def helped(sequence: str, place: str, lemma: str) -> list[str]:
    """An auxiliary of a verb (`aux`), or the word that begins its clause (`mark`)."""
    return both(sequence, [f"{place}:{lemma}"])


def nominal(sequence: str, determiner: str, number: str, case: str) -> list[str]:
    """Determiner, number, preposition of a noun."""
    return both(sequence, [f"det:{determiner}", f"number:{number}", f"case:{case}"])


def within(sequence: str, lemma: str, mood: str, tense: str) -> list[str]:
    """The head of the clause that the word stands in."""
    return both(sequence, [f"cl:{lemma}", f"clmood:{mood}:{tense}"])


def negated(sequence: str) -> list[str]:
    """A negation stands at the word or its clause."""
    return both(sequence, ["negated"])


def governed(sequence: str, lemma: str, pos: str, dep: str, case: str) -> list[str]:
    """What the word hangs on."""
    return both(sequence, [*named("gov", lemma), f"govpos:{pos}:{dep}", f"gov:{case}:{lemma}"])


def under(sequence: str, *cues: str) -> list[str]:
    """Cues that stand above the word."""
    return both(sequence, [f"under:{name}" for name in cues])


def beside(place: str, form: str) -> list[str]:
    """A word in some place."""
    return [f"{place}:{form}"]


def holding(sequence: str, dates: int, people: int, places: int) -> list[str]:
    """What stands in the clause of the word, counted."""
    return both(sequence, [f"held:dates{dates}", f"held:people{people}", f"held:places{places}"])


def quoted(sequence: str, inside: bool) -> list[str]:
    """Does the word stand between quotation marks?"""
    return both(sequence, [f"quoted:{inside}"])


def adverb(sequence: str, lemma: str) -> list[str]:
    """An adverb of the word or its clause: what happens often or never is no occasion."""
    return both(sequence, [f"adv:{lemma}"])
