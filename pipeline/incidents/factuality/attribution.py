"""Who answers for an act: the formulas and verbs of hearsay in its sentence, and how far from it they stand.

A source covers what stands beside it (`il est détenu et, selon sa famille, battu`), an incise the words that it breaks
(`Elle a été suivie, a-t-elle confié`), a verb of saying what hangs on it.
"""

from collections.abc import Iterator
from itertools import takewhile

from pipeline.incidents.acts.mentions import Mention
from pipeline.incidents.grammar.cues import chain, feature, own_auxiliaries, source, tense, words
from pipeline.incidents.grammar.parse import Word
from pipeline.incidents.scene.scene import Formula, Scene

REACH = 200  # tokens between an act and a formula that may cover it
MOST = 2  # steps between an act and a formula that are told apart
HIGH = 6  # words above an act among which a verb of saying may be
MARKS = (",", "»", "”", '"', "–", "—", "(")
NOMINAL = ("DET", "PROPN", "PRON", "NOUN")
JOINTS = ("SCONJ", "CCONJ")
PARTS = (";", ":", "–", "—", "•", "|")


def formulas(tokens: list[Word], start: int, end: int) -> Iterator[Formula]:
    """The formulas that begin between two tokens."""
    for place in range(start, end):
        if behind := source(tokens, place):
            yield Formula("source", place, behind)
        elif behind := incise(tokens, place, start):
            yield Formula("incise", place, behind)


def verbs(tokens: list[Word], start: int, end: int) -> Iterator[Formula]:
    """The finite verbs of saying and the conditionals between two tokens: the parse may not join an act to them."""
    for token in tokens[start:end]:
        if feature(token, "Mood") == "Cnd":
            yield Formula("doubt", token.i, token.i + 1)
        elif says(token):
            yield Formula("says", token.i, token.i + 1)


def says(token: Word) -> bool:
    """Is a word a verb of saying with a finite form, its own or an auxiliary's?"""
    finite = feature(token, "VerbForm") == "Fin" or bool(own_auxiliaries(token))
    return token.pos_ == "VERB" and token.lemma_.lower() in words("reports") and finite


def incise(tokens: list[Word], place: int, start: int) -> int:
    """The token behind a finite verb of saying that stands before its subject and begins at a token (`précise sa
    famille`, `a-t-elle confié`); 0 where none does."""
    token = tokens[place]
    if token.pos_ not in ("VERB", "AUX") or feature(token, "VerbForm") != "Fin":
        return 0
    verb = token.head if token.dep_.startswith("aux") else token
    if verb.lemma_.lower() not in words("reports") | words("utters"):
        return 0
    behind = max(place, verb.i) + 1
    if inverted(tokens, place):
        return behind
    before = place - 1
    while before > start and tokens[before].lower_ in words("clitics"):
        before -= 1
    breaks = (
        before >= start
        and tokens[before].text in MARKS
        and behind < len(tokens)
        and tokens[behind].pos_ in NOMINAL
        and tokens[behind].lower_ not in words("that")
    )
    return behind if breaks else 0


def inverted(tokens: list[Word], place: int) -> bool:
    """Does a pronoun hang on a verb by a hyphen (`a-t-on`)? A hyphen between spaces is a dash."""
    verb, *behind = tokens[place : place + 2]
    return bool(behind) and behind[0].text.startswith("-") and behind[0].idx == verb.idx + len(verb.text)


def kinds_in(scene: Scene, index: int) -> set[str]:
    """The kinds of hearsay in a sentence."""
    return {formula.kind for formula in met(scene, index)}


def met(scene: Scene, index: int) -> list[Formula]:
    """All hearsay of a sentence; the verb of an incise is no further one."""
    if index not in scene.hearsay:
        bounds = scene.sentences[index].start, scene.sentences[index].end
        found = list(formulas(scene.tokens, *bounds))
        incised = {place for one in found if one.kind == "incise" for place in range(one.start, one.end)}
        said = (one for one in verbs(scene.tokens, *bounds) if one.kind != "says" or one.start not in incised)
        scene.hearsay[index] = [*found, *said]
    return scene.hearsay[index]


def attributions(scene: Scene, mention: Mention) -> list[str]:
    """The signs of hearsay of one mention."""
    return [*of_formulas(scene, mention), *of_verbs(scene, mention), *of_quotation(scene, mention)]


def of_formulas(scene: Scene, mention: Mention) -> list[str]:
    """Where the formulas of the act's sentence stand: before or behind it, what parts them from it, at its edges."""
    tokens = scene.tokens
    sentence = scene.sentences[mention.sentence]
    out = []
    for formula in met(scene, mention.sentence):
        if abs(formula.start - mention.head) > REACH:
            continue
        side = "before" if formula.start < mention.head else "behind"
        low, high = sorted((formula.start, mention.head))
        between = tokens[low + 1 : high]
        parted = any(token.text in PARTS for token in between)
        stops = min(MOST, sum(token.text == "," for token in between))
        acts = min(MOST, sum(token.pos_ == "VERB" for token in between))
        opens = opened(tokens, formula.start, sentence.start)
        behind = takewhile(lambda token: token.text not in PARTS, tokens[formula.end : sentence.end])
        closes = not any(token.pos_ in ("VERB", "AUX") for token in behind)
        kind = f"{formula.kind}:{side}"
        out += [
            kind,
            f"{kind}|opens:{opens}|closes:{closes}",
            f"{kind}|parted:{parted}|opens:{opens}|closes:{closes}",
            f"{kind}|verbs:{acts}|stops:{stops}|parted:{parted}",
            f"{kind}|verbs:{acts}|pos:{tokens[mention.head].pos_}",
        ]
    return out


def opened(tokens: list[Word], place: int, start: int) -> str:
    """What a formula opens: its `sentence`, a `clause` (`: d'après sa sœur, …`, `où, selon lui, …`) or nothing."""
    if place - start <= 1:
        return "sentence"
    before = tokens[place - 1 - (tokens[place - 1].text == ",")]
    return "clause" if before.text in PARTS or before.pos_ in JOINTS or before.lower_ in words("relatives") else ""


def of_verbs(scene: Scene, mention: Mention) -> list[str]:
    """The verbs of saying that the act hangs on, and how."""
    below = scene.tokens[mention.head]
    out = []
    for above in chain(below, HIGH):
        word = scene.lemmas[above.i]
        if above.pos_ in ("VERB", "AUX") and word in words("reports") | words("utters"):
            that = any(token.lower_ in words("that") for token in below.lefts)
            bare = any(
                feature(token, "VerbForm") == "Inf" for token in (below, *scene.tokens[above.i + 1 : above.i + 2])
            )
            who = feature(above, "Person") + feature(above, "Number")
            out += [f"said:{below.dep_}|that:{that}|bare:{bare}", f"said:{word}|{below.dep_}|that:{that}"]
            out += [f"said:{who}|{tense(above)}|that:{that}", f"said:{word}|{who}|{tense(above)}"]
        below = above
    return out


def of_quotation(scene: Scene, mention: Mention) -> list[str]:
    """Is the act told in words of another, and is the speaker told?"""
    if not scene.quoted[mention.head]:
        return []
    voice = mention.head in scene.voices
    return [f"quotes|voice:{voice}", f"quotes|voice:{voice}|pos:{scene.tokens[mention.head].pos_}"]
