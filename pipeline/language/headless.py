"""Phrases that denote people without a noun: `deux d'entre eux`, `les onze autres`, `les mêmes`, `en a arrêté six`."""

from collections.abc import Iterator

from pipeline.language import extents
from pipeline.language.counts import number
from pipeline.language.extents import DETERMINERS, WORDS, Clause, Phrase, is_number
from pipeline.language.heads import CLITICS, NOMINAL, acts, is_head

PARTS = ("nsubj", "nsubj:pass", "obj", "iobj", "obl:agent", "conj")  # of a clause, that people play
FIRST_YEAR = 1000  # a bare number from here on is a year or a sum
LONE = frozenset(("un", "une")).union(*(WORDS[name] for name in ("shares", "ranks", "superlatives", "same", "alone")))


def partitives(clause: Clause) -> Iterator[Phrase]:
    """Phrases without a noun: `deux d'entre eux`, `les onze autres`, `le second`, `quelqu'un`, `48`, `ceux qui …`."""
    for i, word in enumerate(clause.lower):
        if clause.inside(i) and (word in WORDS["partitive"] or (clause.lower[i - 1] == "des" and number(word) > 1)):
            yield from part_of(clause, i)
        if word == "autres" and further(clause, i):
            yield from part_of(clause, i)
        if word in WORDS["headless"] and clause.inside(i + 1) and clause.lower[i + 1] in WORDS["relatives"]:
            yield i, i + 1, i
        elif word in ("quelqu'", "quelqu’") and clause.inside(i + 1) and clause.lower[i + 1] == "un":
            yield i, i + 2, i
        elif stands_alone(clause, i):
            yield beginning(clause, i), i + 1, i


def stands_alone(clause: Clause, i: int) -> bool:
    """Is the token a number, a rank, a share or `tous` that takes part in its clause without a noun?"""
    word = clause.lower[i]
    value = number(word)
    if not value and word not in LONE:
        return False
    counts = word in WORDS["shares"] or 1 < value < FIRST_YEAR
    ranks = word in WORDS["ranks"] or (word in WORDS["superlatives"] and i > 0 and clause.lower[i - 1] == "plus")
    one = word in ("un", "une") and i > 0 and clause.lower[i - 1] in ("l'", "l’", "et")
    same = word in WORDS["same"] and i > 0 and clause.lower[i - 1] in WORDS["plural"] and not predicate(clause, i - 1)
    if not (counts or ranks or one or same or word in WORDS["alone"]) or i in clause.in_name:
        return False
    if not (same or takes_part(clause, i) or plainly(clause, i, counts or word == "un")):
        return False
    if word.isdecimal() and not people_in_digits(clause, i):
        return False
    return closes(clause, i) and not before_noun(clause, i)


def further(clause: Clause, i: int) -> bool:
    """Does `autres` mean people whom a share counts beside those told (`avec une trentaine d'autres`)?"""
    if i < 4 or not all(map(clause.inside, range(i - 3, i + 1))) or clause.lower[i - 1] not in ("d'", "d’"):
        return False
    return clause.lower[i - 4] in WORDS["beside"] and clause.lower[i - 2] in WORDS["shares"] and closes(clause, i)


def before_noun(clause: Clause, i: int) -> bool:
    """Does a noun of people follow, whatever its tag (`six libérés`)?"""
    noun = clause.noun(i + 1) if clause.inside(i + 1) else None
    return noun is not None and i + 1 not in clause.in_name and is_head(clause, i + 1, noun)


def predicate(clause: Clause, start: int) -> bool:
    """Does a form of `être` stand before a phrase (`elle n'est pas des nôtres`)?"""
    return clause.inside(start) and (clause.pos[start - 1] == "AUX" or clause.lower[start - 1] == "pas")


def closes(clause: Clause, i: int) -> bool:
    """Does nothing follow that a number or rank belongs to (`les deux plaintes`, `les 15 et 16`, `les 15, 16 …`)?"""
    if not clause.inside(i + 1):
        return True
    after, beyond = clause.lower[i + 1], clause.lower[i + 2] if clause.inside(i + 2) else ""
    if after in WORDS["complement"]:
        return beyond == "«" and number(clause.lower[i]) > 1  # `les trois d'« Umurava »`
    listed = after == "," and beyond.isdecimal()
    spelt = number(clause.lower[i]) > 1 or (i > 0 and clause.lower[i - 1] == "et")
    bare = spelt and not clause.lower[i].isdecimal()
    joined = after == "et" and (not bare or number(beyond) > 0 or beyond.endswith(("ième", "ièmes")))
    heading = clause.texts[i].isupper() and clause.texts[i + 1].isupper() and clause.texts[i + 1].isalpha()
    thousands = after.isdecimal()  # `3 000`
    return not (heading or thousands or listed or joined or clause.pos[i + 1] in NOMINAL or after == "/")


def plainly(clause: Clause, i: int, counts: bool) -> bool:
    """Do the words beside a number or rank show that it plays a part, whatever the parse says?

    `audition des cinq`, `en a interpellé six`, `Six sont au Cameroun`, `le dernier a fui`.
    """
    first = beginning(clause, i)
    previous = clause.lower[first - 1] if clause.inside(first) else ""
    opens = not previous or previous in WORDS["openers"]
    determined = clause.lower[first] in DETERMINERS or previous in extents.CONTRACTED
    if clause.lower[i] == "autre" and previous in ("d'", "d’"):
        return False  # `rien d'autre`
    if counts:
        plural = not {clause.lower[first], previous}.isdisjoint(WORDS["people"])
        told = clause.inside(first) and clause.pos[first - 1] in ("VERB", "ADJ")
        taken = told and "en" in clause.lower[max(0, first - 5) : first]
        return plural or taken or (opens and acts(clause, i + 1))
    return (determined or (opens and clause.lower[i] in WORDS["alone"])) and acts(clause, i + 1)


def people_in_digits(clause: Clause, i: int) -> bool:
    """Are people told by a number in digits, not a day, the mark of an item or a number of a street (`le 12`, `4.`)?"""
    if i and not clause.sentence_start[i] and clause.lower[i - 1] in DETERMINERS:
        return clause.lower[i - 1] in WORDS["plural"]
    verbs = ("VERB", "AUX")  # `en a arrêté 30`, `12 ne sont pas libres`
    if clause.inside(i) and clause.pos[i - 1] in verbs:
        return True
    after = i + 1
    while clause.inside(after) and (clause.lower[after] in CLITICS or clause.pos[after] == "ADV"):
        after += 1
    return clause.inside(after) and clause.pos[after] in verbs


def takes_part(clause: Clause, i: int) -> bool:
    """Does a token play a part of its clause that people play? `en a arrêté trente` is one, `le 30` is none."""
    word, previous = clause.lower[i], clause.lower[i - 1] if i else ""
    if word == "autres" and is_number(previous):
        return True
    if clause.deps[i] == "nummod":
        return clause.pos[clause.heads[i]] in ("VERB", "AUX") and previous not in ("le", "du", "au")
    return clause.deps[i] in PARTS


def beginning(clause: Clause, i: int) -> int:
    """The first token of a phrase that ends with a word that stands for a noun (`les deux plus`, `tous les`)."""
    start = i
    while start and not clause.sentence_start[start] and start - 1 not in clause.in_name:
        word = clause.lower[start - 1]
        if word in DETERMINERS:
            if clause.pos[start - 1] != "ADP":
                start -= 1
            break
        joint = word == "et" and start > 1 and is_number(clause.lower[start - 2])
        if not (joint or is_number(word) or word in WORDS["within"]):
            break
        start -= 1
    return start - 1 if start and clause.lower[start - 1] in ("tous", "toutes") else start


def part_of(clause: Clause, i: int) -> Iterator[Phrase]:
    """The partitive that ends with a pronoun or number: `cinq d'entre eux`, `deux des six`, `trois de ces derniers`."""
    if clause.lower[i] in ("derniers", "dernières") and clause.lower[i - 1] != "ces":
        return
    start = i - 1 if clause.lower[i - 1] not in ("entre", "ces") else i - 2
    if clause.lower[start] == "des":
        if not (clause.lower[i] in WORDS["own"] or (number(clause.lower[i]) > 1 and closes(clause, i))):
            return
    elif clause.lower[start] not in ("d'", "d’", "de") or number(clause.lower[i]) or clause.lower[i] in WORDS["own"]:
        return
    if start < 1:
        return
    first = head = start - 1
    word = clause.lower[head]
    if number(word) or word in WORDS["ones"] | WORDS["before"] | WORDS["shares"]:
        if first and clause.lower[first - 1] in ("l'", "l’", "la", "une"):
            first -= 1
        yield first, i + 1, head
