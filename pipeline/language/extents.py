"""How far a phrase around a noun reaches, from token patterns helped by the parse."""

import re
from dataclasses import dataclass

from spacy.tokens import Doc

from pipeline.language.counts import QUANTITIES, number
from pipeline.language.nouns import Noun, known, nouns
from pipeline.language.tokens import numbers, sentence_starts, strings, text_of
from pipeline.lexicons import table
from pipeline.normalise import country_of_demonym

LEXICON = table("groups")
DETERMINERS: dict[str, str] = {word: kind for kind, words in LEXICON["determiners"].items() for word in words}
WORDS = {name: frozenset(words) for name, words in LEXICON["words"].items()}
NEEDS: dict[str, list[str]] = LEXICON["needs"]
PREPOSITIONS = frozenset({"de", "d'", "d’", "des", "du"})
PARTICIPLE = re.compile(r"(?:ée?s?|aient|èrent)$")  # or a verb that the tagger took for an adjective
ADVERBS = frozenset({"jusque", "jusqu'", "jusqu’"})  # the tagger takes them for adjectives
CONTRACTED = PREPOSITIONS | {"au", "aux"}
DEPTH = 3  # complements within complements

Phrase = tuple[int, int, int]  # first token, token after the last, head (a known noun, else what stands for one)


@dataclass(slots=True)
class Clause:
    """The tokens of a Doc as plain lists, and the name that each token is in."""

    text: str
    starts: list[int]  # where each token begins in the text
    texts: list[str]
    lower: list[str]
    pos: list[str]
    deps: list[str]
    heads: list[int]
    sentence_start: list[bool]
    name_end: dict[int, int]  # first token of a name: the token after its last
    name_kind: dict[int, str]
    name_key: dict[int, str]
    in_name: set[int]
    person_last: dict[int, str]  # last token of a person's name: its key

    @classmethod
    def of(cls, doc: Doc) -> "Clause":
        texts, lower, pos, deps = strings(doc, "ORTH", "LOWER", "POS", "DEP")
        starts, heads = numbers(doc, "IDX", "HEAD")
        spans = list(doc.spans["names"]) if "names" in doc.spans else []
        return cls(
            text=text_of(doc),
            starts=starts,
            texts=texts,
            lower=lower,
            pos=pos,
            deps=deps,
            heads=[i + way for i, way in enumerate(heads)],
            sentence_start=sentence_starts(doc),
            name_end={span.start: span.end for span in spans},
            name_kind={span.start: span.label_ for span in spans},
            name_key={span.start: span.id_ for span in spans},
            person_last={span.end - 1: span.id_ for span in spans if span.label_ == "person"},
            in_name={i for span in spans for i in range(span.start, span.end)},
        )

    def chars(self, start: int, end: int) -> tuple[int, int]:
        """Where a run of tokens begins and ends in the text."""
        return self.starts[start], self.starts[end - 1] + len(self.lower[end - 1])

    def noun(self, index: int) -> Noun | None:
        """The known noun at a token; `pick-up` is at its first, `État` is not `état`, `deux Japonais` are people."""
        text = self.texts[index]
        if self.lower[index + 1 : index + 2] == ["-"]:
            return known("".join(self.lower[index : index + 3])) or self.double(index)
        return known(text) or (self.citizen(index) if text[:1].isupper() else None)

    def double(self, index: int) -> Noun | None:
        """The first of two occupations of one person, joined by a hyphen (`infirmière-chef`, `poète-instituteur`)."""
        if not self.text.startswith("".join(self.texts[index : index + 3]), self.starts[index]):
            return None
        both = [nouns().get(word) for word in self.lower[index : index + 3 : 2]]
        return both[0] if all(noun and noun.human == "profession" for noun in both) else None

    def citizen(self, index: int) -> Noun | None:
        """People told by their nation alone (`un Philippin`, `une dizaine d'Israéliens`), None if they are not."""
        word, before = self.lower[index], self.lower[index - 1] if index and not self.sentence_start[index] else ""
        if not (before in DETERMINERS or is_number(before)) or not country_of_demonym(word):
            return None
        many = is_number(before) or before in WORDS["plural"]
        return Noun(word.removesuffix("s"), "", "plur" if many else "sing", "person", False, "none")

    def words(self, start: int, end: int) -> str:
        """The exact words of a run of tokens, empty for none."""
        first, last = self.chars(start, end) if start < end else (0, 0)
        return self.text[first:last]

    def inside(self, index: int) -> bool:
        """Is there such a token, and does it not begin a sentence?"""
        return 0 < index < len(self.lower) and not self.sentence_start[index]


def is_number(word: str) -> bool:
    """A number in words or digits, but not an article."""
    return word not in ("un", "une") and number(word) > 0


def left(clause: Clause, head: int) -> int:
    """The first token of the phrase: adjectives, numbers, a determiner, a quantity before the noun."""
    start = modifiers(clause, head)
    before = start - 1
    if before < 0 or clause.sentence_start[start] or before in clause.in_name:
        return start
    word = clause.lower[before]
    counted = counter(clause, before)
    if counted >= 0:
        return left(clause, counted)
    if word in DETERMINERS and not contracted(clause, before, head):
        start = before
    if (
        start > 0
        and not clause.sentence_start[start]
        and clause.lower[start - 1] in ("tous", "toutes", "tout", "toute")
    ):
        start -= 1
    return start


def placed(clause: Clause, head: int) -> bool:
    """Does a preposition other than `par` make the noun a place or a complement (`à l'école`, `du collège`)?"""
    start = head
    while clause.inside(start) and (
        clause.lower[start - 1] in DETERMINERS or clause.pos[start - 1] in ("ADJ", "NUM", "DET")
    ):
        if contracted(clause, start - 1, head):
            return True
        start -= 1
    if start == head or not clause.inside(start):
        return start == head  # a bare word as in a heading
    return clause.pos[start - 1] == "ADP" and clause.lower[start - 1] != "par"


def by(clause: Clause, head: int) -> bool:
    """Does `par` stand before the phrase around a noun?"""
    start = left(clause, head)
    return clause.inside(start) and clause.lower[start - 1] == "par"


def contracted(clause: Clause, index: int, head: int) -> bool:
    """Is the article part of a preposition that stands outside the phrase (`au préfet`, `du trésorier`)?"""
    article = clause.lower[index] == "des" and clause.deps[head].startswith(("nsubj", "obj"))
    return clause.pos[index] == "ADP" and clause.lower[index] in CONTRACTED and not article


def modifiers(clause: Clause, head: int) -> int:
    """The start of the run of adjectives and numbers before the noun."""
    start = head
    while start > 0 and not clause.sentence_start[start] and start - 1 not in clause.in_name:
        word = clause.lower[start - 1]
        joint = word == "et" and start > 1 and is_number(clause.lower[start - 2])
        unit = word in ("un", "une") and start > 1 and clause.lower[start - 2] == "et"  # `vingt et un`
        if not (joint or unit or word in WORDS["before"] or is_number(word) or clause.pos[start - 1] == "ADJ"):
            break
        if word in DETERMINERS and not unit and clause.pos[start - 1] != "ADJ":
            break
        start -= 1
    return start


def counter(clause: Clause, index: int) -> int:
    """The word that counts before a `de` (`dizaine`, `plus`, `deux`, `l'un`) at a token or just before it, -1 if none.

    `deux de ses confrères`, `l'un des militaires`, `une dizaine de policiers`, `plus de cent avocats`.
    """
    if clause.lower[index] in DETERMINERS and clause.lower[index] not in PREPOSITIONS and index:
        index -= 1  # the determiner between `de` and the noun
    if clause.lower[index] not in PREPOSITIONS or index < 1 or clause.sentence_start[index]:
        return -1
    word = clause.lower[index - 1]
    counts = word in QUANTITIES or is_number(word) or word in WORDS["ones"] or word in WORDS["measures"]
    return index - 1 if counts and index - 1 not in clause.in_name else -1


def right(clause: Clause, head: int) -> int:
    """The end of the phrase: adjectives, `en civil`, complements with `de`, `se présentant comme …`."""
    noun = clause.noun(head)
    fixed = noun is not None and clause.inside(head + 1) and clause.lower[head + 1] in NEEDS.get(noun.lemma, ())
    end = tail(clause, head + fixed, DEPTH, head)  # `casque bleu`
    return claim(clause, end) if clause.inside(end) and clause.lower[end] != "," else end


def tail(clause: Clause, noun: int, depth: int, root: int) -> int:
    """The end of what follows one noun of the phrase."""
    end = noun + (3 if clause.lower[noun + 1 : noun + 2] == ["-"] and clause.noun(noun) else 1)
    while clause.inside(end):
        word = clause.lower[end]
        if end in clause.name_end:
            noun_before = clause.noun(end - 1)
            family = noun_before is not None and noun_before.collective and clause.name_kind[end] == "person"
            if clause.name_kind[end] != "organisation" and not family:
                break
            end = clause.name_end[end]
        elif word in WORDS["after"] or adjective(clause, end):
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


def adjective(clause: Clause, index: int) -> bool:
    """Is the token an adjective that describes, not a participle that tells what happened?"""
    word = clause.lower[index]
    if country_of_demonym(word):
        return True
    return (
        clause.pos[index] == "ADJ" and not PARTICIPLE.search(word) and word not in DETERMINERS and word not in ADVERBS
    )


def manner(clause: Clause, index: int) -> int:
    """The end of `en civil`, `à moto`, `aux vitres teintées` that begins at a token, 0 if none does."""
    if clause.lower[index] not in WORDS["prepositions"]:
        return 0
    after = index + 1
    if clause.inside(after) and clause.lower[after] == "vitres" and clause.inside(after + 1):
        return after + 2
    return after + 1 if clause.inside(after) and clause.lower[after] in WORDS["manners"] else 0


def complement(clause: Clause, index: int, depth: int, root: int) -> int:
    """The end of the complement that a preposition begins; the preposition's own index if it is none of the phrase."""
    i = index + 1
    while clause.inside(i) and i - index < 6 and i not in clause.name_end:
        if clause.pos[i] in ("NOUN", "PROPN") or clause.noun(i):
            break
        if clause.pos[i] not in ("DET", "ADJ", "NUM", "ADV") and clause.lower[i] not in DETERMINERS:
            return index
        i += 1
    if not clause.inside(i):
        return index
    if i in clause.name_end:
        attached = any(root <= clause.heads[j] < index for j in range(i, clause.name_end[i]))
        return tail(clause, clause.name_end[i] - 1, depth - 1, root) if attached else index
    if loose(clause, index, i, root):
        return index
    if clause.pos[i] not in ("NOUN", "PROPN", "ADJ") or not root <= clause.heads[i] < index:
        return index
    return tail(clause, i, depth - 1, root)


def loose(clause: Clause, preposition: int, noun: int, root: int) -> bool:
    """Is it a noun without determiner that hardly completes the phrase (`son épouse de coups`)?"""
    if noun != preposition + 1 or clause.lower[preposition] not in ("de", "d'", "d’") or clause.noun(noun):
        return False
    whose = clause.noun(root)
    return clause.lower[noun].endswith("s") or (whose is not None and whose.human == "kin")


def claim(clause: Clause, end: int) -> int:
    """The end with `se présentant comme des policiers`, `qui se disaient du SDS`, if that follows."""
    i = end
    while clause.inside(i) and i - end < 5 and clause.lower[i] not in WORDS["claims"]:
        if clause.lower[i] not in ("se", "s'", "s’", "qui", ",", "faisant", "font", "faisaient"):
            return end
        i += 1
    if not clause.inside(i) or clause.lower[i] not in WORDS["claims"] or i == end:
        return end
    stop = i + 1
    while clause.inside(stop) and stop - i < 12 and clause.pos[stop] not in ("VERB", "AUX", "PUNCT", "PRON"):
        stop += 1
    return stop if stop > i + 1 else end
