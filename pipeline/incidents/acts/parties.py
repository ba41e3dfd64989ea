"""Who suffers and who does what a word tells, as far as the parse shows it, and how particular they are: an occasion
hits particular people, a habit or a law anybody (`des avocats sont arrêtés chaque année`)."""

from typing import NamedTuple

from pipeline.incidents.grammar.cues import feature, words
from pipeline.incidents.grammar.parse import Word, remembered
from pipeline.incidents.grammar.roles import noun_roles, verb_roles

VERBAL = ("VERB", "AUX", "ADJ")
SUFFERING = ("patient", "nmod:contre", "nmod:de", "owner", "recipient", "reflexive")  # the surest first
DOING = ("agent", "nmod:par", "obl:par", "shared")
PARTS = frozenset((*SUFFERING, *DOING))
ARTICLES = ("le", "un", "de", "du")


class Party(NamedTuple):
    """Someone who takes part: the role, as `grammar/roles.py` calls it, and the word that stands for them."""

    role: str
    word: Word


@remembered
def parties(token: Word) -> tuple[Party, ...]:
    """Those who take part in what a word tells; for a relative pronoun, whom it takes up."""
    verbal = token.pos_ in VERBAL
    found = verb_roles(token) if verbal else noun_roles(token)
    return tuple(
        Party(role, taken_up(token.doc[place])) for place, role in found.items() if place != token.i and role in PARTS
    )


def taken_up(word: Word) -> Word:
    """The noun that a relative pronoun takes up, any other word itself."""
    verb = word.head
    if word.pos_ == "PRON" and word.lower_ in words("relatives") and verb.dep_ == "acl:relcl":
        return verb.head
    return word


def sufferer(token: Word) -> Word | None:
    """The word for those whom an act hits, None where the parse shows none."""
    return first(token, SUFFERING)


def doer(token: Word) -> Word | None:
    """The word for those who do an act, None where the parse shows none."""
    return first(token, DOING)


def first(token: Word, roles: tuple[str, ...]) -> Word | None:
    """The word for who has the first of some roles that anybody has."""
    of_role = {party.role: party.word for party in reversed(parties(token))}
    return next((of_role[role] for role in roles if role in of_role), None)


@remembered
def particular(word: Word) -> str:
    """How particular those are for whom a word stands: `name`, a pronoun itself, the kind of determiner of a noun (or
    that which tells how many of all: `chaque`, `tout`), `/s` or `/p` behind it for one or several."""
    if word.pos_ == "PROPN" or word.ent_type_:
        return "name"
    if word.pos_ in ("PRON", "DET"):
        return word.lower_.replace("’", "'")
    number = "/" + feature(word, "Number")[:1].lower()
    for child in word.lefts:
        if child.dep_ == "nummod":
            return f"num{number}"
        if child.dep_ == "det":
            return kind(child) + number
    return f"bare{number}"


def kind(determiner: Word) -> str:
    """What a determiner is: of whom, this, the, some; else its lemma."""
    if feature(determiner, "Poss"):
        return "poss"
    if feature(determiner, "PronType") == "Dem":
        return "dem"
    lemma = determiner.lemma_.lower()
    return feature(determiner, "Definite").lower() or lemma if lemma in ARTICLES else lemma
