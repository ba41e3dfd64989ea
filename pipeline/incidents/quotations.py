"""Who says what stands between quotation marks: whoever is told beside it as its speaker, else the speaker before."""

from collections.abc import Iterator
from typing import NamedTuple

from pipeline.incidents.cues import SUBJECTS, words
from pipeline.incidents.parse import Word
from pipeline.incidents.roles import subject_of
from pipeline.incidents.scene import Actor, Scene

OPEN, CLOSE, EITHER = ("«", "“"), ("»", "”"), ('"',)
REFLEXIVE = ("se", "s'", "s’")  # what follows is a verb, whatever the tagger makes of it (`s'indigne`)
AFTER = 4  # words behind a quotation in which its verb stands (`», s'est indignée …`)
NAMED = 6  # words behind that verb in which the speaker begins
BEFORE = 30  # words before a quotation in which the verb that leads to it stands
NOBODY = -1


class Quotation(NamedTuple):
    """The tokens from an opening mark up to the closing one, or to the end of the block where none closes it."""

    start: int
    end: int


def quotations(scene: Scene) -> list[Quotation]:
    """What stands between marks, in order; a mark that is not closed holds until its block ends."""
    found: list[Quotation] = []
    start, block = NOBODY, NOBODY
    for index, sentence in enumerate(scene.sentences):
        if scene.block_of[index] != block:
            if start >= 0:
                found.append(Quotation(start, sentence.start))
            start, block = NOBODY, scene.block_of[index]
        for token in scene.tokens[sentence.start : sentence.end]:
            if start >= 0 and token.text in (*CLOSE, *EITHER):
                found.append(Quotation(start, token.i))
                start = NOBODY
            elif start < 0 and token.text in (*OPEN, *EITHER):
                start = token.i
    if start >= 0:
        found.append(Quotation(start, len(scene.tokens)))
    return found


def someone(scene: Scene, start: int, end: int) -> int:
    """The head of the first person, group or pronoun that begins between two tokens."""
    for token in scene.tokens[start:end]:
        actor = scene.actor_at.get(token.i)
        if actor is not None and actor.kind != "place" and actor.form != "possessive":
            return actor.head
    return NOBODY


def subject(scene: Scene, verb: Word) -> int:
    """The head of the actor that is the subject of a verb."""
    top = subject_of(verb)
    return top.i if top is not None and top.i in scene.actor_at else NOBODY


def behind(scene: Scene, quotation: Quotation) -> int:
    """The speaker told right behind (`», s'indigne X`, `», selon X`)."""
    tokens, start = scene.tokens, quotation.end + 1
    if start < len(tokens) and tokens[start].text == ",":
        start += 1
    for token in tokens[start : start + AFTER]:
        if token.lower_ in words("sources"):
            return someone(scene, token.i + 1, token.i + 1 + NAMED)
        if token.is_punct:
            break
        if token.pos_ in ("VERB", "AUX") or tokens[token.i - 1].lower_ in REFLEXIVE:
            top = subject(scene, token)
            return top if top > quotation.end else someone(scene, token.i + 1, token.i + 1 + NAMED)
    return NOBODY


def ahead(scene: Scene, quotation: Quotation) -> int:
    """The speaker told before a colon (`X raconte : « …`, `X : « …`)."""
    tokens, start = scene.tokens, quotation.start
    if start < 2 or tokens[start - 1].text != ":":
        return NOBODY
    first = scene.sentences[scene.sentence_of[start - 1]].start
    for token in reversed(tokens[max(first, start - BEFORE) : start - 1]):
        if token.pos_ in ("VERB", "AUX") and (top := subject(scene, token)) >= 0:
            return top
    return someone(scene, max(first, start - 1 - NAMED), start - 1)


def goes_on(scene: Scene, quotation: Quotation, last: Quotation) -> bool:
    """Does a quotation continue the one before: in its sentence, or opening the next?"""
    here, there = scene.sentence_of[quotation.start], scene.sentence_of[min(last.end, len(scene.tokens) - 1)]
    return here == there or (here - there == 1 and quotation.start == scene.sentences[here].start)


def voiced(scene: Scene) -> Iterator[tuple[Quotation, int]]:
    """Each quotation with the head of the actor who says it, -1 where nobody is told."""
    last, speaker = None, NOBODY
    for quotation in quotations(scene):
        own = behind(scene, quotation)
        own = own if own >= 0 else ahead(scene, quotation)
        if own < 0 and last is not None and speaker >= 0 and goes_on(scene, quotation, last):
            own = speaker
        yield quotation, own
        last, speaker = quotation, own


def know_quotations(scene: Scene) -> None:
    """For each token whether it is quoted and who says it; how often each is named as saying and as suffering."""
    scene.quoted = [False] * len(scene.tokens)
    for quotation, speaker in voiced(scene):
        scene.quoted[quotation.start : quotation.end] = [True] * (quotation.end - quotation.start)
        if speaker >= 0:
            scene.voices.update(dict.fromkeys(range(quotation.start, quotation.end), speaker))
    speakers = set(scene.voices.values())
    for actor in scene.actors:
        if actor.form == "name":
            if actor.head in speakers or says(scene, actor):
                scene.saying[actor.key] = scene.saying.get(actor.key, 0) + 1
            if scene.tokens[actor.head].dep_ in ("obj", "nsubj:pass"):
                scene.suffering[actor.key] = scene.suffering.get(actor.key, 0) + 1
    first = [scene.quoted[actor.head] for actor in scene.actors if actor.form == "first"]
    scene.quoted_share = sum(first) / len(first) if first else 0.0


def says(scene: Scene, actor: Actor) -> bool:
    """Is someone the subject of a verb of saying, or a source (`selon X`)?"""
    tokens, head = scene.tokens, scene.tokens[actor.head]
    if head.dep_ in SUBJECTS and head.head.lemma_.lower() in words("reports"):
        return True
    return any(token.lower_ in words("sources") for token in tokens[max(0, actor.start - 3) : actor.start])
