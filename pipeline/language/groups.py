"""spaCy component `recense_groups`: phrases that denote people or bodies without naming them."""

from collections.abc import Callable, Iterator

from spacy.language import Language
from spacy.tokens import Doc, Span

from pipeline.language import extents
from pipeline.language.counts import count, number
from pipeline.language.extensions import Group, declare
from pipeline.language.extents import DETERMINERS, WORDS, Clause
from pipeline.language.nouns import Noun, nouns, type_words
from pipeline.normalise import name_key

STRANGERS = frozenset({"homme", "individu", "personne", "jeune", "type", "garçon", "quidam"})
OPEN_TYPES = frozenset({"none", "unidentified"})
NO_HUMAN = ("ne", "n'", "n’", "n")


@Language.factory(
    "recense_groups", requires=["token.pos", "token.dep", "doc.spans"], assigns=["doc._.groups", "doc.spans"]
)
def create(nlp: Language, name: str) -> Callable[[Doc], Doc]:
    """Fill `doc._.groups` and `doc.spans["groups"]` (label: the class of people; id: the index of the group)."""
    declare()

    def component(doc: Doc) -> Doc:
        clause = Clause.of(doc)
        found = sorted({*noun_phrases(clause), *partitives(clause)})
        kept = [span for i, span in enumerate(found) if i == 0 or span[0] >= found[i - 1][1] or span[2] >= 0]
        doc._.groups = [group(doc, clause, *span) for span in kept]
        doc.spans["groups"] = [
            Span(doc, start, end, label=doc._.groups[i]["human"], span_id=str(i))
            for i, (start, end, _) in enumerate(kept)
        ]
        return doc

    return component


def noun_phrases(clause: Clause) -> Iterator[tuple[int, int, int]]:
    """(start, end, head) of every phrase around a known noun that is no name."""
    known = nouns()
    for i, word in enumerate(clause.lower):
        if word in known and i not in clause.in_name and is_head(clause, i, known[word]):
            start, end = extents.left(clause, i), extents.right(clause, i)
            end = extents.claim(clause, end)
            if known[word].human != "thing" or WORDS["unknown"] & set(clause.lower[start:end]):
                yield start, end, i


def is_head(clause: Clause, i: int, noun: Noun) -> bool:
    """Is the word a noun here, not an adjective, a verb or the pronoun `personne`?"""
    word, pos = clause.lower[i], clause.pos[i]
    before = clause.lower[i - 1] if i and not clause.sentence_start[i] else ""
    determined = before in DETERMINERS or extents.is_number(before)
    if word == "personne" and not determined:
        return False
    if pos == "NOUN":
        return True
    follows = clause.inside(i + 1) and clause.pos[i + 1] == "NOUN" and pos == "ADJ"
    return (
        determined
        and not follows
        and not (pos in ("VERB", "AUX", "PRON") and before in ("l'", "l’", "la", "les", "le"))
    )


def partitives(clause: Clause) -> Iterator[tuple[int, int, int]]:
    """(start, end, -1) of `deux d'entre eux`, `l'un d'eux`, `les onze autres`, `quelqu'un`."""
    for i, word in enumerate(clause.lower):
        if word in WORDS["partitive"] and clause.inside(i):
            start = i - 1 if clause.lower[i - 1] != "entre" else i - 2
            if start < 1 or clause.lower[start] not in ("d'", "d’", "de"):
                continue
            first = start - 1
            if not (
                number(clause.lower[first])
                or clause.lower[first] in DETERMINERS
                or clause.lower[first] in WORDS["before"]
            ):
                continue
            if first and clause.lower[first - 1] in ("l'", "l’"):
                first -= 1
            yield first, i + 1, -1
        elif word == "autres" and clause.pos[i] != "ADJ" and i and extents.is_number(clause.lower[i - 1]):
            first = i - 2 if i > 1 and clause.lower[i - 2] in ("les", "des") else i - 1
            if not (clause.inside(i + 1) and clause.lower[i + 1] in nouns()):
                yield first, i + 1, -1
        elif word in ("quelqu'un", "quelqu’un"):
            yield i, i + 1, -1


def perpetrator_type(clause: Clause, start: int, end: int, noun: Noun | None) -> str:
    """The class of SPEC section 3 that the words of a phrase give: that of its complement, else that of its noun."""
    own = noun.type if noun else "none"
    if own not in (*OPEN_TYPES, "police", "military", "armed_group", "government"):
        return own
    text = f" {name_key(' '.join(clause.lower[start:end]))} "
    told = next((kind for words, kind in type_words() if words in text), "")
    if own in OPEN_TYPES:
        if told:
            return told
        stranger = noun is not None and noun.lemma in STRANGERS
        return "unidentified" if own == "unidentified" or stranger else "individual"
    return told if told in ("intelligence", "military", "prison") else own


def determiner(words: list[str], partitive: bool) -> str:
    """The kind of determiner of a phrase that begins with these words."""
    if partitive:
        return "partitive"
    kinds = [DETERMINERS[word] for word in words if word in DETERMINERS]
    for kind in ("possessive", "demonstrative", "definite"):
        if kind in kinds:
            return kind
    return "indefinite" if kinds or any(number(word) for word in words) else "bare"


def group(doc: Doc, clause: Clause, start: int, end: int, head: int) -> Group:
    """The facts of one phrase."""
    noun = nouns()[clause.lower[head]] if head >= 0 else None
    before = clause.lower[start : head if head >= 0 else end]
    said = count(before)
    plural = (noun.number == "plur" if noun else said != 1) and not (said == 1 and len(before) > 2)
    last = doc[end - 1]
    kind = determiner(
        before, noun is None or (said > 0 and any(word in ("de", "des", "d'", "d’") for word in before[1:]))
    )
    return Group(
        start=doc[start].idx,
        end=last.idx + len(last),
        text=doc.text[doc[start].idx : last.idx + len(last)],
        head=noun.lemma if noun else "",
        head_start=doc[head].idx if head >= 0 else doc[start].idx,
        count=said if said > 1 or before[:1] not in (["un"], ["une"]) else 1,
        number="plur" if plural else "sing",
        gender=noun.gender if noun else ("f" if clause.lower[end - 1] == "elles" else ""),
        determiner=kind,
        human=noun.human if noun else "person",
        perpetrator_type=perpetrator_type(clause, start, end, noun),
        of="",
    )
