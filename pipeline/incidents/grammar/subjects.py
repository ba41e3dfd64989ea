"""Gives verbs the subject that the parser missed: one passive in ten of those that tell incidents has lost its own.

`Elle a été mordue et trois femmes ont été emmenées`: the parser joins the women to what stands before them, and the
incident would go to whoever is the subject of the first verb.
"""

from collections.abc import Iterator

from pipeline.incidents.grammar.cues import feature, is_participle, is_passive, own_auxiliaries, words
from pipeline.incidents.grammar.parse import Word

SUBJECTS = ("nsubj", "nsubj:pass", "csubj", "expl:subj")
NOMINAL = ("NOUN", "PROPN", "PRON", "NUM")
PHRASE = ("nmod", "amod", "flat:name", "flat:foreign", "flat", "nummod", "det", "appos", "case")
INSERTED = ("acl:relcl", "acl", "appos", "amod")
VERBS = ("VERB", "AUX")
NEAR = 15  # tokens back to the participle that another is joined to


def find_subjects(tokens: list[Word]) -> None:
    """Attach to each finite verb that has no subject the phrase that stands where its subject stands."""
    for verb in tokens:
        if (lone := joined(verb)) is not None:
            move(verb, lone, "conj")
        if verb.pos_ not in VERBS or verb.dep_.startswith(("aux", "cop", "fixed", "flat")) or verb.text.istitle():
            continue
        first = min((verb, *own_auxiliaries(verb)), key=lambda token: token.i)
        if feature(first, "VerbForm") != "Fin" or any(child.dep_ in SUBJECTS for child in verb.children):
            continue
        subject = before(tokens, first)
        if subject is not None and agrees(subject, first):
            attach(subject, verb)
    for word in tokens:
        word.readings.clear()  # what was read of the words before they moved


def joined(verb: Word) -> Word | None:
    """The participle that another goes on from, where the parser joined that to a noun (`jetée au sol et menottée`), or
    hung it on one though it has an object of its own (`ont fouillé la maison, emporté des livres`)."""
    if feature(verb, "VerbForm") != "Part" or verb.head.pos_ in (*VERBS, "ADJ"):
        return None
    hung = verb.dep_ == "acl" and is_participle(verb) and any(child.dep_ == "obj" for child in verb.rights)
    goes_on = verb.i > 0 and verb.doc[verb.i - 1].lower_ in words("joints")
    if verb.dep_ != "conj" and not (hung and goes_on):
        return None
    for word in reversed(verb.doc[max(0, verb.i - NEAR) : verb.i]):
        if word.pos_ == "VERB" and feature(word, "VerbForm") == "Part" and own_auxiliaries(word):
            return word
        if word.is_sent_start:
            return None
    return None


def before(tokens: list[Word], first: Word) -> Word | None:
    """The head of the phrase that ends right before the first word of a verb, or before what is inserted there."""
    i = first.i - 1
    while i >= 0 and (tokens[i].pos_ == "ADV" or tokens[i].lower_ in words("clitics")):
        if tokens[i].is_sent_start or tokens[i].lower_ in words("clitic_subjects"):
            break
        i -= 1
    if i < 0 or tokens[i + 1].is_sent_start:
        return None
    last = tokens[i]
    if last.text == ",":
        return interrupted(tokens, i)
    if last.pos_ not in NOMINAL or last.lower_ in words("no_subjects"):
        return None
    head = top(last)
    return head if free(head) else None


def top(word: Word) -> Word:
    """The head of the phrase that a noun ends, over no comma (`juriste` of `la juriste de la Ligue`)."""
    while word.dep_ in PHRASE and word.head.i < word.i and word.head.pos_ in NOMINAL and not parted(word.head, word):
        word = word.head
    return word


def parted(one: Word, other: Word) -> bool:
    """Does a comma stand between two words?"""
    return any(word.text == "," for word in one.doc[one.i : other.i])


def interrupted(tokens: list[Word], comma: int) -> Word | None:
    """The noun whose relative clause or apposition ends at a comma (`Me X, qui l'assistait, a été arrêté`)."""
    for i in range(comma - 1, -1, -1):
        head = tokens[i]
        loose = head.dep_ != "obj" and free(top(head))
        if loose and (relative(tokens, i) or any(inserted(tokens, child, comma) for child in head.rights)):
            return top(head)
        if head.is_sent_start:
            return None
    return None


def relative(tokens: list[Word], last: int) -> bool:
    """Does a relative clause between commas begin behind a word?"""
    return tokens[last + 1].text == "," and tokens[last + 2].lower_ in words("relatives")


def inserted(tokens: list[Word], phrase: Word, comma: int) -> bool:
    """Does a phrase between commas end at one?"""
    inside = [token.i for token in phrase.subtree if token.i < comma]
    return phrase.dep_ in INSERTED and bool(inside) and max(inside) == comma - 1 and tokens[min(inside) - 1].text == ","


def free(head: Word) -> bool:
    """May a noun be a subject: it is none already, stands behind no preposition, and is no part of a set phrase."""
    if head.dep_ in (*SUBJECTS, "fixed") or head.pos_ not in NOMINAL or head.lower_ in words("times"):
        return False
    if not head.text[0].isalpha():  # a day, a dash
        return False
    return not any(child.dep_ == "case" or child.pos_ == "ADP" for child in head.lefts)


def agrees(subject: Word, verb: Word) -> bool:
    """Do a subject and a verb agree in number, as far as both show it?"""
    one, other = feature(subject, "Number"), feature(verb, "Number")
    return not one or not other or one == other


def above(word: Word) -> Iterator[Word]:
    """All heads above a word."""
    while word.head is not word:
        word = word.head
        yield word


def attach(subject: Word, verb: Word) -> None:
    """Hang a subject on its verb; if the verb hung on it, the verb takes its place."""
    if any(word is subject for word in above(verb)):
        move(verb, subject.head if subject.head is not subject else verb, subject.dep_)
    move(subject, verb, "nsubj:pass" if is_passive(verb) else "nsubj")


def move(word: Word, head: Word, label: str) -> None:
    """Hang a word on another head (on itself: a root), unless that hangs on the word."""
    if head is not word and any(one is word for one in above(head)):
        return
    for side in (word.head.lefts, word.head.rights):
        if word in side:
            side.remove(word)
    word.head, word.dep_ = head, label
    if head is not word:
        side = head.lefts if word.i < head.i else head.rights
        side.append(word)
        side.sort(key=lambda child: child.i)
