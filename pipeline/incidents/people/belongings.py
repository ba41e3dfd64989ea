"""What an act hits that is nobody, and whose it is: premises, devices, accounts (`l'imprimerie a été scellée`)."""

from collections.abc import Mapping

from pipeline.incidents.acts.mentions import Mention
from pipeline.incidents.grammar.cues import words
from pipeline.incidents.scene.scene import Scene

BESIDE = 12  # tokens between an act and the premises that it may hit where the parse does not tell
PATIENTS = frozenset(("patient", "nmod:de", "owner"))


def thing_hit(scene: Scene, mention: Mention, found: Mapping[int, str]) -> str:
    """The lemma of what an act hits: the noun in the place of its patient, if that is nobody, else, of acts that hit
    things, the premises, device or account told nearest to it in its sentence; empty for none."""
    for i, role in found.items():
        if role in PATIENTS and i not in scene.actor_at and scene.tokens[i].pos_ == "NOUN" and not of_time(scene, i):
            return scene.lemmas[i]
    if mention.act not in words("hit_things") or words("premises").isdisjoint(scene.lemmas_in[mention.sentence]):
        return ""
    span = scene.sentences[mention.sentence]
    low, high = max(span.start, mention.head - BESIDE), min(span.end, mention.head + BESIDE + 1)
    near = [i for i in range(low, high) if scene.lemmas[i] in words("premises")]
    return scene.lemmas[min(near, key=lambda i: abs(i - mention.head))] if near else ""


def of_time(scene: Scene, token: int) -> bool:
    """Does a word say when or how long (`onze jours`, `octobre`)?"""
    return scene.lemmas[token] in words("times") or scene.date_over(token) >= 0


def owners(scene: Scene, mention: Mention, thing: str, found: Mapping[int, str]) -> str:
    """Whose an act may be to suffer beside those who are told near it: `premises` of a body, `ours` of those who write
    (`nous a fermés`), `body` where it hits bodies as a rule and the parse tells nobody whom it hits; empty for
    nobody's."""
    hit = [i for i, role in found.items() if role in PATIENTS]
    if any(scene.tokens[i].lower_ in words("ourselves") for i in hit):
        return "ours"
    alone = not thing and mention.act in words("hit_things") and scene.lemmas[mention.head] in words("hitting_premises")
    if thing in words("premises") or alone:
        span = scene.sentences[mention.sentence]
        ours = any(token.lower_ in words("ours") for token in scene.tokens[span.start : span.end])
        return "ours" if ours else "premises"
    return "body" if mention.act in words("hit_bodies") and not any(i in scene.actor_at for i in hit) else ""
