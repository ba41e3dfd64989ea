"""What the words around a name tell of its kind: the type noun before it, who is told as kin, who sends a mail, …"""

from functools import cache

from pipeline.language.nouns import Noun, known, nouns
from pipeline.language.words import Name, Words, capitalised
from pipeline.lexicons import rows, table
from pipeline.normalise import (
    country_code,
    country_of_demonym,
    fold,
    given_name_gender,
    organisation_type,
    place_country,
)

CLOSED = table("names")
ARTICLES = frozenset(CLOSED["articles"])
OF = frozenset({"de", "du", "des", "d'"})
OWNERS = frozenset(CLOSED["possessives"])
NO_KIN = frozenset(CLOSED["no_kin"])
BODIES = frozenset(CLOSED["common_bodies"])
SENDERS = frozenset(CLOSED["senders"])
HEADED = frozenset(CLOSED["headed"])
BROADCASTING = frozenset(CLOSED["broadcasting"])
BODIES_END = frozenset(CLOSED["bodies_end"])
COMPLEMENT = frozenset(CLOSED["of"])
POSTS = frozenset(CLOSED["posts"])
SET_OFF = frozenset(CLOSED["set_off"])
FULL = 4  # words of a full name at most
PEOPLE = frozenset({"profession", "kin", "person"})


@cache
def types() -> dict[str, list[tuple[tuple[str, ...], str, str]]]:
    """Type nouns by their last word: all their words, their kind, their use."""
    found: dict[str, list[tuple[tuple[str, ...], str, str]]] = {}
    for row in rows("names_types"):
        words = tuple(fold(row["noun"]).replace("'", "' ").split())
        found.setdefault(words[-1], []).append((words, row["kind"], row["use"]))
    return {last: sorted(entries, key=lambda entry: -len(entry[0])) for last, entries in found.items()}


@cache
def first_words() -> frozenset[str]:
    """The words with which a name in lower case may begin."""
    return frozenset(fold(row["noun"]).replace("'", "' ").split()[0] for row in rows("names_types"))


def type_noun(words: Words, index: int) -> tuple[int, str, str] | None:
    """The type noun that ends at a token: where it starts, its kind, its use."""
    for noun, kind, use in types().get(words.folded[index], ()):
        start = index - len(noun) + 1
        if start >= 0 and tuple(words.folded[start : index + 1]) == noun:
            return start, kind, use
    return None


def told(words: Words, name: Name) -> str:
    """The kind that the words around a name tell, be it the model's or not; "" if they tell none.

    What only confirms the model matters as well where the name is also a town's (`le colonel Rivas`, `l'Union`).
    """
    before = words.before(name.start)
    if union(words, name, before):
        return "organisation"
    if name.kind != "person" and sender(words, name):
        return "person"
    if name.kind == "organisation":
        return "person" if forenamed(words, name) and presented(words, name, before) else ""
    if called(words, name, before) and not country_code(words.text_of(name)):
        return "person"
    if issuing(words, name):
        return "organisation"
    if name.kind == "place":
        return "person" if introduced(words, name, before) else ""
    return "organisation" if staffed(words, name, before) else "place" if located(words, name, before) else ""


def unknown(words: Words, name: Name) -> bool:
    """Does no gazetteer know a name, and does no word for a kind of place or body begin it?"""
    text = words.text_of(name)
    return not (words.folded[name.start] in first_words() or country_code(text) or place_country(text))


def forenamed(words: Words, name: Name) -> bool:
    """Is a name one of several capitalised words that begins with a given name, and has no word for a body?"""
    full = 2 <= name.end - name.start <= FULL and all(map(capitalised, words.texts[name.start : name.end]))
    given = full and bool(given_name_gender(words.texts[name.start]))
    body = words.folded[name.end - 1] in BODIES_END or organisation_type(words.text_of(name))
    return given and unknown(words, name) and not body


def presented(words: Words, name: Name, before: int) -> bool:
    """Do an office or kinship before what the model took for a body, or what is told behind, say that it is somebody
    (`le comptable, Ulises Icaza`, `Hayat Amghar (présidente)`)?"""
    at = words.before(before) if before >= 0 and words.texts[before] == "," else before
    if at > 0 and words.pos[at] == "ADJ":
        at = words.before(at)
    return (at >= 0 and (office(words, at) or related(words, at))) or described(words, name.end)


def by_trade(words: Words, name: Name, noun: int) -> bool:
    """Does a type noun before a full name belong to somebody's trade (`l'animatrice de radio Ana Ruiz`)?"""
    of = words.before(noun)
    trade = words.before(of) if of >= 0 and words.folded[of] in COMPLEMENT else of
    named = BROADCASTING.isdisjoint(words.folded[name.start : name.end])
    if trade < 0 or not office(words, trade) or not named:
        return False
    return forenamed(words, name) or (name.kind == "person" and name.end - name.start > 1)


def sender(words: Words, name: Name) -> bool:
    """Is it a given name at the head of a mail (`De : Aline Petit`)?"""
    before = name.start - 1  # the colon may end a sentence
    head = before > 0 and words.texts[before] == ":" and words.folded[before - 1] in SENDERS
    text = words.text_of(name)
    return (
        head
        and (before == 1 or "\n" in words.texts[before - 2])
        and "\n" not in text
        and bool(given_name_gender(text))
        and not organisation_type(text)
    )


def issuing(words: Words, name: Name) -> bool:
    """Does a name of several words, no person's and no known place's, open the text as its issuer does, set off from
    what follows (`ENCRE ROUGE – Genève`)?"""
    first = bool(words.solid) and words.solid[0] == name.start and name.end - name.start > 1
    behind = words.texts[name.end] if name.end < len(words.texts) else "\n"
    set_off = "\n" in behind or behind in SET_OFF
    return first and set_off and unknown(words, name) and not given_name_gender(words.text_of(name))


def union(words: Words, name: Name, before: int) -> bool:
    """Is it a body whose short name is a town's as well (`l'Union`, `notre Union`)?"""
    return before >= 0 and words.key(name) in BODIES and words.folded[before] in OWNERS | {"l'"}


def staffed(words: Words, name: Name, before: int) -> bool:
    """Has what bears an unknown name posts that bodies alone have (`la fondatrice d'Ayyl Zwar`; `l'avocate de` names
    somebody)?"""
    if before < 1 or words.folded[before] not in COMPLEMENT or words.pos[before - 1] != "NOUN":
        return False
    noun = known(words.texts[before - 1])
    full = name.end - name.start > 1 and not any(text.endswith(".") for text in words.texts[name.start : name.end])
    post = noun is not None and noun.lemma in POSTS
    return post and full and unknown(words, name) and not given_name_gender(words.text_of(name))


def located(words: Words, name: Name, before: int) -> bool:
    """Is a name of several words that of a known place, after `à`? Behind `de` it is as often the person whose name the
    town bears (`l'épouse d'Emiliano Zapata`)."""
    parts = words.folded[name.start : name.end]
    return (
        before >= 0
        and words.folded[before] == "a"
        and name.end - name.start > 1
        and OF.isdisjoint(parts)
        and not any(map(country_of_demonym, parts))
        and bool(place_country(words.text_of(name)))
    )


def called(words: Words, name: Name, before: int) -> bool:
    """Does a noun right before a name say that it is somebody (`sa sœur Lama`, `le colonel Rivas`)?"""
    if before < 0 or not capitalised(words.texts[name.start]):
        return before >= 0 and related(words, before)
    of = words.before(before)
    if words.folded[before] in HEADED and of > 0 and words.folded[of] == "de":
        return words.before(of) >= 0 and words.folded[words.before(of)] == "chef"
    people = words.pos[before] == "ADJ" and of >= 0 and bool(country_of_demonym(words.texts[before]))
    return related(words, before) or office(words, of if people else before)


def office(words: Words, index: int) -> bool:
    """Is the token what one person is by office or trade?"""
    noun = known(words.texts[index]) if words.pos[index] == "NOUN" and words.texts[index].islower() else None
    return noun is not None and noun.human == "profession" and noun.number == "sing"


def related(words: Words, before: int) -> bool:
    """Does a word of kinship stand at a token, be it before an adjective, or before a comma with whose it is told
    (`les frères Nika et …`, `sa sœur cadette, Lama`)?"""
    apart = words.texts[before] == ","
    at = words.before(before) if apart else before
    if at > 0 and words.pos[at] == "ADJ":
        at = words.before(at)
    noun = nouns().get(words.texts[at].casefold()) if at >= 0 else None
    if noun is None or noun.human != "kin" or noun.lemma in NO_KIN:
        return False
    return not apart or not OWNERS.isdisjoint(words.folded[max(0, at - 2) : at])


def introduced(words: Words, name: Name, before: int) -> bool:
    """Is an unknown place somebody by a given name, or by what is told of it behind (`Kyaw Zwar Tun, 34 ans`)?"""
    if not capitalised(words.texts[name.start]) or not unknown(words, name):
        return False
    if before >= 0 and (words.pos[before] == "ADP" or type_noun(words, before)):
        return False
    if given_name_gender(words.texts[name.start]):
        return before < 0 or words.folded[before] not in ARTICLES
    return name.end - name.start > 1 and described(words, name.end)


def described(words: Words, index: int) -> bool:
    """Do a comma or a bracket and then a bare noun for people or an age stand at a token?"""
    if index + 1 >= len(words.texts) or words.texts[index] not in (",", "("):
        return False
    aged = words.texts[index + 1].isdigit() and words.folded[index + 2 : index + 3] == ["ans"]
    return aged or one_person(nouns().get(words.texts[index + 1].lower()))


def one_person(noun: Noun | None) -> bool:
    """Does a noun in the singular tell what somebody is?"""
    return noun is not None and noun.human in PEOPLE and noun.number == "sing" and not noun.collective
