"""Which words stand around a reference and where a candidate was last mentioned, as features."""

from pipeline.incidents.antecedent_numbers import Trace, nouns_of
from pipeline.incidents.asked import Asked
from pipeline.incidents.cues import SUBJECTS, beside
from pipeline.incidents.parse import Word
from pipeline.incidents.scene import Scene

SUBJECT = "subj"
MOST = 3  # sentences back that are told apart


def relation(word: Word) -> str:
    """What a word does in its clause; all subjects are alike."""
    return SUBJECT if word.dep_ in SUBJECTS else word.dep_


def signs(scene: Scene, traces: dict[str, Trace], keys: list[str], question: Asked) -> list[list[str]]:
    """The features of each candidate of a reference."""
    tokens, actor = scene.tokens, question.actor
    word = tokens[actor.head]
    does, above, own = relation(word), scene.lemmas[word.head.i], scene.lemmas[word.i]
    before, behind = beside(tokens, actor.start, actor.end)
    over, at, form = f"above:{above}|{does}|", f"own:{own}|", f"{actor.form}|"
    out = []
    for key in keys:
        last = traces[key].last
        did = relation(tokens[last.head])
        kind, human = scene.nature(key)
        kind = human or kind
        back = min(MOST, question.here - scene.sentence_of[last.head])
        nouns = nouns_of(scene, key)
        found = [
            over + kind,
            over + did,
            over + last.form,
            at + kind,
            f"{at}{last.form}|{back}",
            at + scene.types.get(key, ""),
            f"before:{before}|{did}|{back}",
            f"behind:{behind}|{kind}",
            f"{form}{did}>{does}|{back}",
            f"{form}{last.form}|{back}|{kind}",
            f"{form}{kind}|{scene.genders.get(key, '')}|{own}",
            f"last:{scene.lemmas[last.head]}|{actor.form}|{back}",
            *(f"noun:{noun}|{above}|{does}" for noun in nouns),
        ]
        if actor.form == "group":
            new = key == actor.key
            found += [
                f"new:{new}|{own}",
                f"new:{new}|{own}|{actor.determiner}",
                f"new:{new}|{actor.determiner}|{above}|{does}",
                f"new:{new}|{actor.determiner}|{behind}",
            ]
        if key != actor.key:
            found += [f"{at}noun:{noun}" for noun in nouns]
        out.append(found)
    return out
