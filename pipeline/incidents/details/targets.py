"""What an act hit: a person, a relative of the person that the alert is about, property, an animal, an organisation."""

import re
from collections.abc import Iterable, Sequence
from functools import cache

from pipeline import lexicons
from pipeline.incidents.acts.mentions import Mention
from pipeline.incidents.encoding.codes import GROUPS
from pipeline.incidents.grammar.cues import words
from pipeline.incidents.occasions.reading import Occasion
from pipeline.incidents.scene.scene import Scene
from pipeline.learned.linear import Linear


def judge(scene: Scene, occasions: Sequence[Occasion], model: Linear) -> list[str]:
    """The likeliest target of each occasion."""
    rows = model.probabilities([features(scene, one.mentions, one.victims) for one in occasions])
    return [model.labels[place] for place in rows.argmax(axis=1).tolist()]


@cache
def stead() -> re.Pattern[str]:
    """What says that somebody is hit in the stead of another (`faute de le trouver`, `à sa place`, `en otage`)."""
    return re.compile(lexicons.table("details")["stead"], re.IGNORECASE)


def instead(scene: Scene, mentions: Iterable[Mention]) -> bool:
    """Does a sentence of an act say that somebody is hit in the stead of another?"""
    sentences = [scene.sentences[index] for index in sorted({mention.sentence for mention in mentions})]
    return any(stead().search(scene.text, one.start_char, one.end_char) for one in sentences)


def meant(scene: Scene, sentence: int) -> set[str]:
    """The keys of those who are named or meant in a sentence."""
    return {actor.candidates[0][0] for actor in scene.actors_in[sentence] if actor.candidates}


def features(scene: Scene, mentions: Iterable[Mention], victims: Iterable[str]) -> list[str]:
    """What speaks for a target: the act, who the victims are, and the nouns around the triggers."""
    mentions = list(mentions)
    act = mentions[0].act
    out = [f"act:{act}", f"group:{GROUPS[act]}"]
    replaced = instead(scene, mentions)
    for key in sorted(victims):
        kind, human = scene.nature(key)
        subject = key in scene.subjects
        out += [
            f"victim:{kind}",
            f"victim:{kind}|{act}",
            f"human:{human}",
            f"human:{human}|subject:{subject}",
            f"subject:{subject}",
            f"subject:{subject}|kin:{key in scene.kin}",
            f"kin:{key in scene.kin}",
        ]
        told = scene.nouns.get(key, frozenset())
        related = key in scene.kin or not told.isdisjoint(words("kin"))
        if replaced:
            out += [f"stead|related:{related}", f"stead|subject:{subject}|human:{human}"]
        trade = key in scene.occupations
        beside = any(not scene.subjects.isdisjoint(meant(scene, mention.sentence) - {key}) for mention in mentions)
        out += [
            f"related:{related}|{act}",
            f"related:{related}|subject:{subject}",
            f"related:{related}|trade:{trade}|human:{human}",
            f"related:{related}|beside:{beside}|human:{human}",
            *(f"told:{noun}|{kind}" for noun in sorted(told)),
        ]
    for mention in mentions:
        head = scene.tokens[mention.head]
        sentence = scene.sentences[mention.sentence]
        near = scene.tokens[max(sentence.start, mention.head - 6) : min(sentence.end, mention.head + 7)]
        lemmas = {t.lemma_.lower() for t in near}
        out.append(f"lemma:{scene.lemmas[mention.head]}")
        out.extend(f"near:{name}" for name in ("kin", "animals", "things", "bodies") if lemmas & words(name))
        out.extend(f"near:{scene.lemmas[t.i]}" for t in near if t.pos_ == "NOUN")
        out.extend(f"below:{scene.lemmas[c.i]}|{act}" for c in head.children if c.pos_ == "NOUN")
    return out
