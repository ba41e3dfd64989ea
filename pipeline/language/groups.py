"""spaCy component `recense_groups`: phrases that denote people or bodies without naming them."""

from collections.abc import Callable, Iterator
from functools import lru_cache

from spacy.language import Language
from spacy.tokens import Doc, Span

from pipeline.language import extents
from pipeline.language.appositions import appositions
from pipeline.language.counts import count, number
from pipeline.language.extensions import Group, Reference, declare
from pipeline.language.extents import DETERMINERS, WORDS, Clause, Phrase
from pipeline.language.nouns import Noun
from pipeline.lexicons import table
from pipeline.normalise import organisation_type

FIRST_YEAR = 1000  # a bare number from here on is a year or a sum
STRANGERS = frozenset({"homme", "individu", "personne", "jeune", "type", "garçon", "quidam"})
BODIES = {"media": "company", "ngo": "individual", "party": "individual"}  # what SPEC section 3 makes of them
OVERRULED = {  # which types of a complement say more than that of the noun
    "police": ("intelligence", "military", "prison"),
    "military": ("intelligence", "police", "armed_group"),
    "government": ("intelligence", "police", "prison"),
    "company": ("government",),
    "armed_group": ("military",),
}
UNLESS: dict[str, list[str]] = table("groups")["unless"]


@Language.factory(
    "recense_groups",
    requires=["token.pos", "token.dep", "doc.spans"],
    assigns=["doc._.groups", "doc._.references", "doc.spans"],
)
def create(nlp: Language, name: str) -> Callable[[Doc], Doc]:
    """Fill `doc._.groups` and `doc.spans["groups"]` (label: the class of people; id: the index of the group).

    A phrase in apposition to a person's name (`l'avocate X`, `X, journaliste`) is no group: it goes to
    `doc._.references` as a description of that person.
    """
    declare()

    def component(doc: Doc) -> Doc:
        clause = Clause.of(doc)
        found = outermost(sorted({*noun_phrases(clause), *partitives(clause)}))
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


def outermost(phrases: list[Phrase]) -> list[Phrase]:
    """Without partitives that lie in another phrase."""
    found: list[Phrase] = []
    for phrase in phrases:
        if not (found and phrase[2] < 0 and phrase[0] < found[-1][1]):
            found.append(phrase)
    return found


def noun_phrases(clause: Clause) -> Iterator[Phrase]:
    """Every phrase around a known noun that is no name."""
    for i in range(len(clause.lower)):
        noun = clause.noun(i)
        if noun is None or i in clause.in_name or not is_head(clause, i, noun):
            continue
        start, end = extents.left(clause, i), extents.right(clause, i)
        if noun.human != "thing" or WORDS["unknown"] & set(clause.lower[start:end]):
            yield start, end, i


def is_head(clause: Clause, i: int, noun: Noun) -> bool:
    """Is the word a noun here, not an adjective, a verb or the pronoun `personne`?"""
    word, pos = clause.lower[i], clause.pos[i]
    before = clause.lower[i - 1] if i and not clause.sentence_start[i] else ""
    after = clause.lower[i + 1] if clause.inside(i + 1) else ""
    determined = before in DETERMINERS or extents.is_number(before)
    if (word == "personne" and not determined) or after in UNLESS.get(noun.lemma, ()) or before == "-":
        return False
    if word in WORDS["manners"] and before in WORDS["prepositions"]:
        return False  # `en civil`
    if noun.human == "body" and noun.number == "sing" and before in ("de", "d'", "d’", "en", "à"):
        return False  # `juge de paix`, `en justice`: a kind, not a body
    if pos == "NOUN":
        return True
    follows = clause.inside(i + 1) and clause.pos[i + 1] == "NOUN" and pos == "ADJ"
    clitic = pos in ("VERB", "AUX", "PRON") and before in ("l'", "l’", "la", "les", "le")
    return determined and not follows and not clitic


def partitives(clause: Clause) -> Iterator[Phrase]:
    """`deux d'entre eux`, `l'un d'eux`, `les onze autres`, `quelqu'un`, `toutes`, `48`: the head is -1."""
    for i, word in enumerate(clause.lower):
        if word in WORDS["partitive"] and clause.inside(i):
            yield from part_of(clause, i)
        elif word == "autres" and i and extents.is_number(clause.lower[i - 1]):
            first = i - 2 if i > 1 and clause.lower[i - 2] in ("les", "des") else i - 1
            if not (clause.inside(i + 1) and clause.noun(i + 1)):
                yield first, i + 1, -1
        elif word in ("quelqu'", "quelqu’") and clause.inside(i + 1) and clause.lower[i + 1] == "un":
            yield i, i + 2, -1
        elif stands_alone(clause, i):
            yield i, i + 1, -1


def stands_alone(clause: Clause, i: int) -> bool:
    """Is the token a number or `toutes` that is a subject by itself?"""
    if not clause.subject(i) or i in clause.in_name or clause.pos[i] not in ("NUM", "PRON", "DET", "ADJ"):
        return False
    if clause.inside(i + 1) and (clause.lower[i + 1] in WORDS["complement"] or clause.pos[i + 1] in ("NOUN", "ADJ")):
        return False
    return clause.lower[i] in WORDS["alone"] or 1 < number(clause.lower[i]) < FIRST_YEAR


def part_of(clause: Clause, i: int) -> Iterator[Phrase]:
    """The partitive that ends with a pronoun: `cinq d'entre eux`."""
    start = i - 1 if clause.lower[i - 1] != "entre" else i - 2
    if start < 1 or clause.lower[start] not in ("d'", "d’", "de"):
        return
    first = start - 1
    if number(clause.lower[first]) or clause.lower[first] in WORDS["ones"] | WORDS["before"]:
        if first and clause.lower[first - 1] in ("l'", "l’"):
            first -= 1
        yield first, i + 1, -1


def perpetrator_type(noun: Noun | None, complement: str) -> str:
    """The class of SPEC section 3 that a noun and what follows it give (`agent`, `de la DGST`: intelligence)."""
    if noun is None:
        return "none"
    own = noun.type
    if noun.human == "kin":
        return "individual"
    told = told_type(complement) if complement else ""
    if own.endswith("?"):
        return told or own.removesuffix("?")
    if own not in ("none", "unidentified"):
        return told if told in OVERRULED.get(own, ()) else own
    unknown = not WORDS["masks"].isdisjoint(complement.casefold().split())
    stranger = own == "unidentified" or noun.lemma in STRANGERS or unknown
    return told or ("unidentified" if stranger else "individual")


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


def group(clause: Clause, start: int, end: int, head: int) -> Group:
    """The facts of one phrase."""
    noun = clause.noun(head) if head >= 0 else None
    first = start - 1 if start and clause.lower[start - 1] in extents.CONTRACTED else start
    before = clause.lower[first : head if head >= 0 else end]
    said = count(before)
    plural = (noun.number == "plur" if noun else said != 1) and not (said == 1 and len(before) > 2)
    first_char, last_char = clause.chars(start, end)
    kind = determiner(
        before, noun is None or (said > 0 and any(word in ("de", "des", "d'", "d’") for word in before[1:]))
    )
    return Group(
        start=first_char,
        end=last_char,
        text=clause.text[first_char:last_char],
        head=noun.lemma if noun else "",
        head_start=clause.starts[head] if head >= 0 else first_char,
        count=said if said > 1 or before[:1] not in (["un"], ["une"]) else 1,
        number="plur" if plural else "sing",
        gender=noun.gender if noun else ("f" if clause.lower[end - 1] == "elles" else ""),
        determiner=kind,
        human=noun.human if noun else "person",
        perpetrator_type=perpetrator_type(noun, clause.words(head + 1, extents.claim(clause, end))),
        of="",
    )
