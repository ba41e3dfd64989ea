"""How far a phrase around a noun reaches, from token patterns helped by the parse."""

from dataclasses import dataclass

from spacy.tokens import Doc

from pipeline.language.counts import QUANTITIES, number
from pipeline.language.nouns import nouns
from pipeline.lexicons import table

LEXICON = table("groups")
DETERMINERS: dict[str, str] = {word: kind for kind, words in LEXICON["determiners"].items() for word in words}
WORDS = {name: frozenset(words) for name, words in LEXICON["words"].items()}
DEPTH = 3  # complements within complements
FARTHEST = 14  # tokens before the noun


@dataclass(slots=True)
class Clause:
    """The tokens of a Doc as plain lists, and the name that each token is in."""

    lower: list[str]
    pos: list[str]
    heads: list[int]
    sentence_start: list[bool]
    name_end: dict[int, int]  # first token of a name: the token after its last
    name_kind: dict[int, str]
    in_name: set[int]

    @classmethod
    def of(cls, doc: Doc) -> "Clause":
        spans = list(doc.spans["names"]) if "names" in doc.spans else []
        return cls(
            lower=[token.lower_ for token in doc],
            pos=[token.pos_ for token in doc],
            heads=[token.head.i for token in doc],
            sentence_start=[bool(token.is_sent_start) for token in doc],
            name_end={span.start: span.end for span in spans},
            name_kind={span.start: span.label_ for span in spans},
            in_name={i for span in spans for i in range(span.start, span.end)},
        )

    def inside(self, index: int) -> bool:
        """Is there such a token, and does it not begin a sentence?"""
        return 0 < index < len(self.lower) and not self.sentence_start[index]


def is_number(word: str) -> bool:
    """A number in words or digits, but not an article."""
    return word not in ("un", "une") and number(word) > 0


def left(clause: Clause, head: int) -> int:
    """The first token of the phrase: adjectives, numbers, quantities, determiners before the noun."""
    i = start = head
    while i > 0 and head - i < FARTHEST and not clause.sentence_start[i]:
        word = clause.lower[i - 1]
        if i - 1 in clause.in_name:
            break
        if word in WORDS["complement"] and i > 1:
            step = quantity(clause, i - 2)
            if step:
                i = start = step - 1
                continue
        if word in DETERMINERS:
            i = start = i - 1
            if DETERMINERS[word] == "definite" and word not in ("les", "des"):
                step = partitive(clause, i)
                return step if step < i else start
            continue
        if word in WORDS["before"] or is_number(word) or word == "et" and i > 1 and is_number(clause.lower[i - 2]):
            i -= 1
            start = i if word != "et" else start
        elif clause.pos[i - 1] == "ADJ" and start == i:
            i = start = i - 1
        else:
            break
    return partitive(clause, start)


def quantity(clause: Clause, index: int) -> int:
    """One past a quantity (`dizaine`, `plus`, `trois` before `de`) that ends at a token, 0 if there is none."""
    word = clause.lower[index]
    return index + 1 if word in QUANTITIES or word in ("plus", "moins", "près", "autant", "beaucoup") else 0


def partitive(clause: Clause, start: int) -> int:
    """`deux de` before `ses confrères`, `l'un` before `des militaires`: the start of the whole."""
    if start < 1 or clause.sentence_start[start]:
        return start
    fused = clause.lower[start] in ("des", "du")
    one = start - 1 if fused else start - 2
    if one < 0 or not (fused or clause.lower[start - 1] in WORDS["complement"]):
        return start
    word = clause.lower[one]
    if not (is_number(word) or word in WORDS["ones"] or word in ("plusieurs", "certains", "certaines", "aucun")):
        return start
    if one > 0 and clause.lower[one - 1] in ("l'", "l’", "les") and not clause.sentence_start[one]:
        one -= 1
    return one


def right(clause: Clause, head: int) -> int:
    """The end of the phrase: adjectives, `en civil`, complements with `de` that the parse attaches to it."""
    return tail(clause, head, DEPTH, head)


def tail(clause: Clause, noun: int, depth: int, root: int) -> int:
    """The end of what follows one noun of the phrase."""
    end = noun + 1
    while clause.inside(end):
        word = clause.lower[end]
        if end in clause.name_end:
            if clause.name_kind[end] != "organisation":
                break
            end = clause.name_end[end]
        elif word in WORDS["after"] or (clause.pos[end] == "ADJ" and end not in clause.in_name):
            end += 1
        elif manner(clause, end):
            end = manner(clause, end)
        elif word in WORDS["complement"] and depth:
            step = complement(clause, end, depth, root)
            if step == end:
                break
            end = step
        else:
            break
    return end


def manner(clause: Clause, index: int) -> int:
    """The end of `en civil`, `à moto`, `aux vitres teintées` that begins at a token, 0 if none does."""
    if clause.lower[index] not in WORDS["prepositions"]:
        return 0
    after = index + 1
    if clause.inside(after) and clause.lower[after] == "vitres" and clause.inside(after + 1):
        return after + 2
    return after + 1 if clause.inside(after) and clause.lower[after] in WORDS["manners"] else 0


def complement(clause: Clause, index: int, depth: int, root: int) -> int:
    """The end of the complement that begins with the preposition at a token; the token itself if it is not of the phrase."""
    i = index + 1
    while clause.inside(i) and i - index < 6 and i not in clause.name_end:
        if clause.pos[i] in ("NOUN", "PROPN") or clause.lower[i] in nouns():
            break
        if clause.pos[i] not in ("DET", "ADJ", "NUM", "ADV") and clause.lower[i] not in DETERMINERS:
            return index
        i += 1
    if not clause.inside(i):
        return index
    if i in clause.name_end:
        attached = any(root <= clause.heads[j] < index for j in range(i, clause.name_end[i]))
        return tail(clause, clause.name_end[i] - 1, depth - 1, root) if attached else index
    if clause.pos[i] not in ("NOUN", "PROPN", "ADJ") or not root <= clause.heads[i] < index:
        return index
    return tail(clause, i, depth - 1, root)


def claim(clause: Clause, end: int) -> int:
    """The end with `se présentant comme des policiers`, `qui se disaient du SDS`; the same end if nothing of that follows."""
    i = end
    while clause.inside(i) and i - end < 5 and clause.lower[i] not in WORDS["claims"]:
        if clause.lower[i] not in ("se", "s'", "s’", "qui", ",", "faisant", "font", "faisaient"):
            return end
        i += 1
    if not clause.inside(i) or clause.lower[i] not in WORDS["claims"] or i == end:
        return end
    stop = i + 1
    while clause.inside(stop) and stop - i < 12 and clause.pos[stop] not in ("VERB", "AUX", "PUNCT", "CCONJ", "PRON"):
        stop += 1
    return stop
