"""spaCy component `recense_groups`: phrases that denote people or bodies without naming them."""

from collections.abc import Callable, Iterator
from functools import lru_cache

from spacy.language import Language
from spacy.tokens import Doc, Span

from pipeline.language import extents
from pipeline.language.appositions import appositions
from pipeline.language.clitics import mend_clitics
from pipeline.language.counts import count, number
from pipeline.language.extensions import Group, Reference, declare
from pipeline.language.extents import DETERMINERS, PREPOSITIONS, WORDS, Clause, Phrase
from pipeline.language.headless import partitives
from pipeline.language.heads import does, is_head
from pipeline.language.nouns import Noun
from pipeline.normalise import organisation_type, phrase_type

STRANGERS = frozenset({"homme", "individu", "personne", "jeune", "type", "garçon", "quidam"})
BODIES = {"media": "company", "ngo": "individual", "party": "individual"}  # what SPEC section 3 makes of them
OVERRULED = {  # which types of a complement say more than that of the noun
    "police": ("intelligence", "military", "prison"),
    "military": ("intelligence", "police", "armed_group"),
    "government": ("intelligence", "police", "prison"),
    "company": ("government",),
    "armed_group": ("military",),
}


@Language.factory(
    "recense_groups",
    requires=["token.pos", "token.dep", "doc.spans"],
    assigns=["doc._.groups", "doc._.references", "doc.spans", "token.pos", "token.dep", "token.morph"],
)
def create(nlp: Language, name: str) -> Callable[[Doc], Doc]:
    """Fill `doc._.groups` and `doc.spans["groups"]` (label: the class of people; id: the index of the group).

    A phrase in apposition to a person's name (`l'avocate X`, `X, journaliste`) is no group: it goes to
    `doc._.references` as a description of that person.
    """
    declare()

    def component(doc: Doc) -> Doc:
        mend_clitics(doc)  # a pronoun begins no phrase
        clause = Clause.of(doc)
        found = outermost(clause, sorted({*noun_phrases(clause), *partitives(clause)}))
        beside = appositions(clause, found)
        kept = [phrase for phrase in found if not beside[phrase]]
        doc._.groups = [group(clause, *phrase) for phrase in kept]
        doc._.references = [described(clause, phrase, names) for phrase, names in beside.items() if names]
        doc.spans["groups"] = [
            Span(doc, start, end, label=doc._.groups[i]["human"], span_id=str(i))
            for i, (start, end, _) in enumerate(kept)
        ]
        return doc

    return component


def described(clause: Clause, phrase: Phrase, names: list[str]) -> Reference:
    """A description that stands beside the name of a person (or several, of equal score)."""
    start, end = clause.chars(phrase[0], phrase[1])
    noun = clause.noun(phrase[2])
    return Reference(
        start=start,
        end=end,
        form="description",
        head=noun.lemma if noun else "",
        candidates=[(name, 1.0) for name in names],
    )


def outermost(clause: Clause, phrases: list[Phrase]) -> list[Phrase]:
    """Without phrases that have no noun and lie in another."""
    found: list[Phrase] = []
    for phrase in phrases:
        if not (found and clause.noun(phrase[2]) is None and phrase[0] < found[-1][1]):
            found.append(phrase)
    return found


def noun_phrases(clause: Clause) -> Iterator[Phrase]:
    """Every phrase around a known noun that is no name."""
    for i in range(len(clause.lower)):
        noun = clause.noun(i)
        if noun is None or i in clause.in_name or not is_head(clause, i, noun):
            continue
        start, end = extents.left(clause, i), extents.right(clause, i)
        told = set(clause.lower[start:end])
        if noun.human != "thing" or hides_somebody(noun, told) or does(clause, start, end, i):
            yield start, end, i


def hides_somebody(noun: Noun, told: set[str]) -> bool:
    """Do the words of a phrase make a car, a call or a message stand for somebody unknown (`une voiture noire`)?"""
    if not WORDS["unknown"].isdisjoint(told):
        return True
    coloured = noun.lemma.lower() in WORDS["vehicles"] and not WORDS["colours"].isdisjoint(told)
    owned = any(DETERMINERS.get(word) == "possessive" for word in told) or not PREPOSITIONS.isdisjoint(told)
    return coloured and not owned


def perpetrator_type(noun: Noun | None, complement: str) -> str:
    """The class of SPEC section 3 that a noun and what follows it give (`agent`, `de la DGST`: intelligence)."""
    if noun is None:
        return "none"
    own = noun.type
    if noun.human == "kin":
        return "individual"
    told = told_type(complement) if complement else ""
    phrase = phrase_of(f"{noun.lemma} {complement}") if complement else ""
    if phrase:
        return told if told in OVERRULED.get(phrase, ()) else phrase
    if own.endswith("?"):
        return told or own.removesuffix("?")
    if own not in ("none", "unidentified"):
        steady = noun.lemma in WORDS["steady"]
        return told if told in OVERRULED.get(own, ()) and not steady else own
    unknown = not WORDS["masks"].isdisjoint(complement.casefold().split())
    stranger = own == "unidentified" or noun.lemma in STRANGERS or unknown
    return told or ("unidentified" if stranger else "individual")


def phrase_of(words: str) -> str:
    """The perpetrator type that a noun and its complement give together (`garde forestier`), empty for none."""
    kind = phrase_type(words)
    return BODIES.get(kind, kind)


@lru_cache(maxsize=1 << 14)
def told_type(words: str) -> str:
    """The perpetrator type of the service, body or firm that some words name, empty if they name none."""
    kind = organisation_type(words)
    return BODIES.get(kind, kind)


def determiner(words: list[str], partitive: bool) -> str:
    """The kind of determiner of a phrase that begins with these words."""
    if partitive:
        return "partitive"
    kinds = [DETERMINERS[word] for word in words if word in DETERMINERS]
    for kind in ("possessive", "demonstrative", "definite"):
        if kind in kinds:
            return kind
    return "indefinite" if kinds or any(number(word) for word in words) else "bare"


def shown_gender(words: list[str]) -> str:
    """The gender that the words before a noun, or in the place of one, show (`la`, `les dernières`), empty for none."""
    return "f" if WORDS["feminine"] & set(words) else "m" if WORDS["masculine"] & set(words) else ""


def group(clause: Clause, start: int, end: int, head: int) -> Group:
    """The facts of one phrase."""
    noun = clause.noun(head)
    first = start - 1 if start and clause.lower[start - 1] in extents.CONTRACTED else start
    before = clause.lower[first : head if noun else end]
    parts = next((i for i, word in enumerate(before) if i and word in PREPOSITIONS), len(before))
    said = count(before[:parts]) or (count(before) if noun else 0)  # `deux des six` are two, `près de cent` a hundred
    shares = bool(WORDS["shares"] & set(before))
    many = noun.number == "plur" if noun else said > 1 or shares or before[-1].endswith(("s", "x", "beaucoup"))
    plural = many and not (said == 1 and len(before) > 2)
    first_char, last_char = clause.chars(start, end)
    part = any(word in ("de", "des", "d'", "d’") for word in before[1:])
    own = [] if noun and (part or shares) else before  # `une dizaine de journalistes`: of the ten, not of the people
    kind = determiner(before, part and said > 0 if noun else part or shares)
    return Group(
        start=first_char,
        end=last_char,
        text=clause.text[first_char:last_char],
        head=noun.lemma if noun else "",
        head_start=clause.starts[head],
        count=said if said > 1 or before[:1] not in (["un"], ["une"]) else 1,
        number="plur" if plural else "sing",
        gender=(noun.gender if noun else "") or shown_gender(own),
        determiner=kind,
        human=noun.human if noun else "person",
        perpetrator_type=perpetrator_type(noun, clause.words(head + 1, extents.claim(clause, end))),
        of="",
    )
