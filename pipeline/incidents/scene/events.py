"""What befalls or is done by someone where he is mentioned: the act that his verb or noun tells, and his part in it."""

from functools import cache
from typing import NamedTuple

from pipeline import lexicons
from pipeline.incidents.encoding.codes import GROUPS
from pipeline.incidents.grammar.cues import SUBJECTS, feature, is_passive, words
from pipeline.incidents.grammar.parse import Word, remembered

CLIMB = ("conj", "appos", "flat:name", "flat", "nmod:appos")  # what stands for, or beside, the word above it
OTHER = "other"
SAYING = "say"
STEPS = 3  # words up to the one that tells something
SURELY = 0.5  # the least weight of a word that tells an act alone
SUFFERING = ("patient", "recipient", "owner", "owner:patient")


class Event(NamedTuple):
    """An act (`say` of a verb of saying, `other` of a word that tells none) and the part of someone in it."""

    act: str
    part: str


@cache
def told_acts() -> dict[str, str]:
    """The act that each word tells alone most surely."""
    found: dict[str, tuple[float, str]] = {}
    for row in lexicons.rows("frames"):
        alone = " " not in row["lemmas"] and all(need.startswith("not:") for need in row["needs"].split())
        if alone and row["act"] != "none":
            weight = float(row["weight"])
            if weight >= SURELY and weight > found.get(row["lemmas"], (0.0, ""))[0]:
                found[row["lemmas"]] = weight, row["act"]
    return {lemma: act for lemma, (_, act) in found.items()}


def act_of(word: Word) -> str:
    """What a verb or noun tells."""
    lemma = word.lemma_.lower()
    if lemma in words("reports") or lemma in words("utters"):
        return SAYING
    return told_acts().get(lemma) or told_acts().get(word.lower_, OTHER)


def tells_act(word: Word) -> bool:
    """Does a verb or noun tell one of the 36 acts?"""
    return act_of(word) in GROUPS


def part(word: Word) -> str:
    """The part of a word in what the one above it tells, whatever the voice."""
    above = word.head
    if word.dep_ in SUBJECTS:
        return "patient" if word.dep_ == "nsubj:pass" or is_passive(above) else "agent"
    if word.dep_ == "obj":
        return "patient"
    if (word.dep_ == "det" and feature(word, "Poss")) or (word.dep_ == "nmod" and above.pos_ == "NOUN"):
        return "owner"
    return {"iobj": "recipient", "obl:agent": "agent"}.get(word.dep_, word.dep_)


@remembered
def event(word: Word) -> Event:
    """What someone does or suffers who is told by a word; of what belongs to him (`sa caméra a été saisie`) too."""
    for _ in range(STEPS):
        if word.dep_ not in CLIMB or word.head.i == word.i:
            break
        word = word.head
    own = part(word)
    act = act_of(word.head)
    if own == "owner" and act == OTHER and word.head.head.i != word.head.i:
        return Event(act_of(word.head.head), f"owner:{part(word.head)}")
    return Event(act, own)


def befalls(told: Event) -> bool:
    """Is someone hit by an act? What he does and what is done for him hits nobody."""
    return told.part in SUFFERING and told.act in GROUPS and GROUPS[told.act] != "context"
