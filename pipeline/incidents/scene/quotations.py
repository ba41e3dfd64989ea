"""Who says what stands between quotation marks: whoever is told beside it as its speaker, else the speaker before."""

from collections.abc import Iterator
from typing import NamedTuple

from pipeline.incidents.grammar.cues import SUBJECTS, feature, is_passive, longest_source, source, words
from pipeline.incidents.grammar.parse import Word
from pipeline.incidents.grammar.roles import subject_of
from pipeline.incidents.scene.scene import Scene

PARTNERS = {"«": "»", "“": "”", '"': '"'}
NAMED = 6  # words behind a verb in which the speaker begins
LED = 4  # words between a formula that names a source and the name (`selon l'avocat de la famille, Me X`)
BEFORE = 30  # words before a quotation in which the verb that leads to it stands
NOBODY = -1


class Quotation(NamedTuple):
    """The tokens from an opening mark to before the closing one; to the end of the block where none closes it."""

    start: int
    end: int
    closed: bool


def quotations(scene: Scene) -> list[Quotation]:
    """What stands between marks, in order; marks inside of others are part of what is said."""
    found: list[Quotation] = []
    begin = 0
    for index, sentence in enumerate(scene.sentences):
        last = index + 1 == len(scene.sentences)
        if last or scene.block_of[index + 1] != scene.block_of[index]:
            found += in_block(scene.tokens, begin, sentence.end)
            begin = sentence.end
    return found


def in_block(tokens: list[Word], begin: int, end: int) -> Iterator[Quotation]:
    """The quotations of a block; a straight mark that none follows, or that follows a number (15"), opens nothing."""
    start, depth, mark = NOBODY, 0, ""
    for token in tokens[begin:end]:
        text = token.text
        if start < 0 and text in PARTNERS:
            if text == PARTNERS[text] and (
                (token.i > begin and tokens[token.i - 1].text.isdigit())
                or all(other.text != text for other in tokens[token.i + 1 : end])
            ):
                continue
            start, depth, mark = token.i, 1, text
        elif start >= 0 and text == PARTNERS[mark]:
            depth -= 1
            if not depth:
                yield Quotation(start, token.i, True)
                start = NOBODY
        elif start >= 0 and text == mark:
            depth += 1
    if start >= 0:
        yield Quotation(start, end, False)


def someone(scene: Scene, start: int, end: int) -> int:
    """The head of the first who can say something and begins between two tokens: a name, a description, a pronoun."""
    for place in range(start, end):
        actor = scene.actor_at.get(place)
        if actor is not None and actor.start >= start and actor.kind != "place" and actor.form != "possessive":
            return actor.head
    return NOBODY


def subject(scene: Scene, token: Word) -> Word | None:
    """The subject of a verb, told by any of its words (`a` of `a dit`)."""
    return subject_of(token.head if token.dep_.startswith("aux") else token)


def uttered(token: Word) -> bool:
    """Is a word a verb of saying, and not in the passive?"""
    verb = token.head if token.dep_.startswith("aux") else token
    return verb.lemma_.lower() in words("reports") | words("utters") and not is_passive(verb)


def behind(scene: Scene, quotation: Quotation) -> int:
    """The speaker told right behind (`», s'indigne X`, `», a dit X`, `», selon X`)."""
    tokens = scene.tokens
    start = quotation.end + 1
    if not quotation.closed or start >= len(tokens):
        return NOBODY
    comma = tokens[start].text == ","
    start += comma
    end = scene.sentences[scene.sentence_of[min(start, len(tokens) - 1)]].end
    while start < end and tokens[start].lower_ in words("clitics") | words("clitic_subjects"):
        start += 1
    if start >= end:
        return NOBODY
    token = tokens[start]
    if named := source(tokens, start):
        return someone(scene, named, min(end, named + NAMED))
    finite = token.pos_ in ("VERB", "AUX") and feature(token, "VerbForm") == "Fin"
    if not finite and tokens[start - 1].lower_ not in words("reflexive"):
        return NOBODY  # what follows `se` is a verb, whatever the tagger makes of it (`s'indigne`)
    if not comma and not uttered(token):
        return NOBODY
    top = subject(scene, token)
    if top is not None:
        return top.i if top.i > start and top.i in scene.actor_at else NOBODY
    if start + 1 < end and tokens[start + 1].text.startswith("-"):
        return NOBODY  # `dit-elle`
    return someone(scene, start + 1, min(end, start + 1 + NAMED))


def ahead(scene: Scene, quotation: Quotation) -> int:
    """The speaker told before it (`X raconte : « …`, `X : « …`, `X a dit que « …`, `Selon X, « …`)."""
    tokens, start = scene.tokens, quotation.start
    if not start:
        return NOBODY
    mark = tokens[start - 1]
    first = max(scene.sentences[scene.sentence_of[start - 1]].start, start - BEFORE)
    if mark.text == "," and (end := source(tokens, first)):
        return someone(scene, end, start - 1)
    if mark.text != ":" and mark.lower_ not in words("that"):
        return NOBODY
    verbs = [token for token in tokens[first : start - 1] if token.pos_ in ("VERB", "AUX")]
    if verbs:
        if not uttered(verbs[-1]):
            return NOBODY
        top = subject(scene, verbs[-1])
        if top is None:
            return someone(scene, first, verbs[-1].i)
        return top.i if top.i < start and top.i in scene.actor_at else NOBODY
    named = (actor for actor in scene.actors_in[scene.sentence_of[start - 1]] if actor.end == start - 1)
    return next((actor.head for actor in named if actor.kind != "place"), NOBODY)


def goes_on(scene: Scene, quotation: Quotation, last: Quotation) -> bool:
    """Does a quotation continue the one before: behind a comma of its sentence, at the head of the next sentence, or of
    the next block where nothing closed that one?"""
    here, there = scene.sentence_of[quotation.start], scene.sentence_of[last.end - 1]
    opens = quotation.start == scene.sentences[here].start
    if scene.block_of[here] != scene.block_of[there]:
        return opens and not last.closed and quotation.start == last.end
    return here - there <= 1 and (opens or scene.tokens[quotation.start - 1].text == ",")


def voiced(scene: Scene) -> Iterator[tuple[Quotation, int]]:
    """Each quotation with the head of the actor who says it, -1 where nobody is told."""
    last, speaker = None, NOBODY
    for quotation in quotations(scene):
        own = ahead(scene, quotation)
        own = own if own >= 0 else behind(scene, quotation)
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
            if actor.head in speakers or reports(scene, actor.head) or is_source(scene, actor.start):
                scene.saying[actor.key] = scene.saying.get(actor.key, 0) + 1
            if scene.tokens[actor.head].dep_ in ("obj", "nsubj:pass"):
                scene.suffering[actor.key] = scene.suffering.get(actor.key, 0) + 1
    first = [scene.quoted[actor.head] for actor in scene.actors if actor.form == "first"]
    scene.quoted_share = sum(first) / len(first) if first else 0.0


def reports(scene: Scene, place: int) -> bool:
    """Is the token at a place the subject of a verb of saying?"""
    token = scene.tokens[place]
    return token.dep_ in SUBJECTS and token.head.lemma_.lower() in words("reports")


def is_source(scene: Scene, start: int) -> bool:
    """Is whoever is named from a token on the source of what is told (`selon X`)?"""
    before = range(max(0, start - LED - longest_source()), start)
    behind = (source(scene.tokens, place) for place in before)
    return any(end and start - LED <= end <= start for end in behind)
