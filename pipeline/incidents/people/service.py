"""Of which service a perpetrator is: the perpetrator type of SPEC section 3.

It is told by the words that stand for him; where none do, by those around the act (`suivi par une moto`: unidentified).
"""

from collections.abc import Mapping, Sequence
from functools import lru_cache

from pipeline.incidents.acts.mentions import Mention
from pipeline.incidents.encoding.codes import GROUPS
from pipeline.incidents.grammar.parse import Word
from pipeline.incidents.people.phrases import of_phrase
from pipeline.incidents.scene.scene import Actor, Scene
from pipeline.normalise import organisation_type

BEFORE = 4  # words before a name that may tell its service (`l'adjudant Hamadou`)
AFTER = 4
NEAR = 12  # words on either side of an act whose agent is not named
REMEMBERED = 1 << 14  # words beside acts; a stream of alerts brings ever new ones
DOUBT = (0.03, 0.1, 0.2)  # limits of how likely somebody is to be the agent of whom nothing better is known


def plain(token: Word) -> str:
    """The lemma of a word; the names of bodies stay (`Renseignement`), those of persons and places do not."""
    return f"<{token.ent_type_}>" if token.ent_type_ in ("PER", "LOC") else str(token.lemma_).lower()


def features(scene: Scene, mention: Mention, key: str, actor: Actor) -> list[str]:
    """What speaks for a type: the class in the lexicon, the words of the phrase and around it, the act."""
    tokens = scene.tokens
    kind, human = scene.nature(key)
    known = scene.types.get(key, "")
    said = scene.words_of(key)
    body = organisation_type(said)
    first = scene.first_actor.get(key, actor)
    noun = plain(tokens[first.head])
    start, end = max(0, actor.start - BEFORE), min(len(tokens), actor.end + AFTER)
    out = [
        f"known:{known}",
        f"known:{known}|{kind}",
        f"known:{known}|{GROUPS[mention.act]}",
        f"body:{body}",
        f"body:{body}|known:{known}",
        f"head:{noun}",
        f"head:{noun}|body:{body}",
        f"kind:{kind}",
        f"human:{human}",
        f"act:{mention.act}",
        f"group:{GROUPS[mention.act]}",
        f"group:{GROUPS[mention.act]}|{kind}",
        f"form:{actor.form}",
    ]
    out.extend(f"in:{plain(t)}" for t in tokens[actor.start : actor.end] if t.is_alpha)
    out.extend(f"before:{plain(t)}" for t in tokens[start : actor.start] if t.is_alpha)
    out.extend(f"after:{plain(t)}" for t in tokens[actor.end : end] if t.is_alpha)
    out.extend(f"occupation:{word}" for word in scene.occupations.get(key, "").lower().split())
    out.extend(of_phrase(scene, key, first, GROUPS[mention.act]))
    if first is not actor:
        out.extend(f"in:{plain(t)}" for t in tokens[first.start : first.end] if t.is_alpha)
        out.extend(f"said:{plain(t)}" for t in tokens[max(0, first.start - BEFORE) : first.start] if t.is_alpha)
    return out


def features_unnamed(scene: Scene, mentions: Sequence[Mention], agents: Mapping[str, float]) -> list[str]:
    """What tells the service of an agent whom no words stand for: the act, the words around it in all its tellings, and
    who might have been the agent; `agents` are the probabilities of keys."""
    act = mentions[0].act
    best = max(sorted(agents), key=lambda key: agents[key], default="")
    doubt = sum(agents.get(best, 0.0) > limit for limit in DOUBT)
    out = {f"act:{act}", f"group:{GROUPS[act]}", f"doubt:{doubt}", f"likely:{scene.types.get(best, '')}|{doubt}"}
    for mention in mentions:
        sentence = scene.sentences[mention.sentence]
        if mention.frames:
            out.add(f"words:{' '.join(mention.frames[0].lemmas)}|{act}")
        low, high = max(sentence.start, mention.head - NEAR), min(sentence.end, mention.head + NEAR + 1)
        out.update(*(near(scene.lemmas[i], act) for i in range(low, high) if scene.content[i]))
    return sorted(out)


@lru_cache(maxsize=REMEMBERED)
def near(word: str, act: str) -> tuple[str, ...]:
    """What a word near an act whose agent is not named tells of his service."""
    return f"near:{word}", f"near:{word}|{act}", f"near:{word}|{GROUPS[act]}"
