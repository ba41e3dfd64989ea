"""What the model often gets wrong about one name span, put right by the words in and around it."""

import re
from collections.abc import Sequence
from functools import lru_cache

from pipeline.language.kinds import ARTICLES, BROADCASTING, CLOSED, OF, by_trade, first_words, told, type_noun
from pipeline.language.nouns import nouns
from pipeline.language.words import REMEMBERED, Name, Words, capitalised, lettered
from pipeline.normalise import (
    country_code,
    country_of_demonym,
    fold,
    given_name_gender,
    organisation_type,
    place_country,
)

PARTICLES = frozenset(CLOSED["particles"])
BREAKS = frozenset(CLOSED["breaks"])
ALSO_NAMES = frozenset(CLOSED["also_names"])
DANGLING = frozenset(CLOSED["dangling"])
TO_COMPASS = frozenset(CLOSED["to_compass"])
ELIDED = frozenset(CLOSED["elided"])
OPENERS = frozenset(map(fold, CLOSED["openers"]))
SURNAMES = frozenset(CLOSED["surnames"])
COMPASS = frozenset(CLOSED["compass"])
PARTICIPLE = re.compile(r"ée?s?$")
DEFINITE = frozenset({"le", "la", "l'", "les", "du", "des", "au"})
LINKS = frozenset({"dos", "das", "do", "da", "del", "van", "von", "bin", "ben", "ibn", "ould", "al", "el"})
LONGEST_ACRONYM = 6
FULL_LINE = 50  # characters
FARTHEST = 5  # tokens between a type noun and its name: `prison pour femmes d'Omdurman`


def trim(words: Words, name: Name) -> Name | None:
    """Without titles, articles, punctuation at its edges and without what runs on after it; None if nothing is left."""
    start, end, kind = name
    for i in range(start + 1, end):
        if words.texts[i].casefold() in BREAKS and not compass(words, i):
            end = i
            break
    while start < end and off_start(words, start, end, kind):
        start += 1
    while end > start and dangling(words, end - 1):
        end -= 1
    return Name(start, completed(words, end), kind) if start < end else None


def dangling(words: Words, index: int) -> bool:
    """Does a token end no name?"""
    if not lettered(words.texts[index]):
        return True
    return words.folded[index] in DANGLING and not compass(words, index)


def compass(words: Words, index: int) -> bool:
    """Is a word that is a small one as well a point of the compass (`de l'Est`, `del Sur`)?"""
    told = words.folded[index] in COMPASS and capitalised(words.texts[index])
    return told and index > 0 and words.folded[index - 1] in TO_COMPASS


def completed(words: Words, end: int) -> int:
    """The end of a name that an apostrophe has cut in two (`Maenu'a`); what French elides is no part of a name."""
    while end < len(words.texts) and words.folded[end - 1].endswith("'") and words.folded[end - 1] not in ELIDED:
        joins = words.starts[end - 1] + len(words.texts[end - 1]) == words.starts[end]
        if not joins or not words.texts[end][:1].islower():
            break
        end += 1
    return end


def off_start(words: Words, start: int, end: int, kind: str) -> bool:
    """Is the first token of a name no part of it?"""
    text = words.texts[start]
    if not lettered(text) or (kind == "person" and words.title(start) is not None):
        return True
    if kind == "person" and end - start > 1 and words.folded[start] in OPENERS:
        return True
    if kind == "person" and end - start > 1 and peopled(words, start):
        return True
    if text.casefold() not in ARTICLES or end - start == 1:
        return False
    if not capitalised(text):
        return True
    if kind == "person":
        return words.folded[start] not in PARTICLES and not surname(words, start)
    return kind == "place" and bool(country_code(" ".join(words.texts[start + 1 : end])))


def surname(words: Words, start: int) -> bool:
    """Is an article a surname: a capital within a sentence tells it, before neither a title nor a noun of people
    (`Le Thi Mai`, but `Le Colonel Diallo`)?"""
    text, behind = words.texts[start], words.texts[start + 1]
    inside = words.folded[start] in SURNAMES and text.istitle() and not words.sentence_start[start]
    return inside and words.title(start + 1) is None and behind.lower() not in nouns()


def peopled(words: Words, start: int) -> bool:
    """Does a word tell behind an article of which people somebody is (`le Mexicain Daniel Lizárraga`)?"""
    return start > 0 and words.folded[start - 1] in ARTICLES and bool(country_of_demonym(words.texts[start]))


def headless(words: Words, name: Name) -> Name:
    """Without a common noun before it that is no part of a name (`policiers de Bacolod`, `piste de Kas`)."""
    if name.kind == "person" or capitalised(words.texts[name.start]) or words.folded[name.start] in first_words():
        return name
    if not words.texts[name.start].isalpha():
        return name
    start = next((i for i in range(name.start + 1, name.end) if capitalised(words.texts[i])), name.end)
    if start == name.end or words.folded[start - 1] not in OF | {"la", "l'", "le"}:
        return name
    person = words.texts[name.start].casefold() in nouns()
    definite = words.folded[start - 1] not in ("de", "d'")
    return Name(start, name.end, "organisation" if person and definite else "place")


def plausible(words: Words, name: Name) -> bool:
    """Can it be a name? Not a word of the language in capitals, a people, a single letter or a reference number."""
    texts = [text for text in words.texts[name.start : name.end] if lettered(text)]
    if words.titled(name):
        return True
    if len(texts) == 1:
        text = texts[0]
        if len(text.rstrip(".")) == 1 or (any(map(str.isdigit, text)) and ("/" in text or "-" in text)):
            return False
        if name.kind == "place" and not country_code(text) and country_of_demonym(text) and text.endswith("s"):
            return False
    return not (name.kind != "organisation" and all(common(text) for text in texts))


def common(text: str) -> bool:
    """Is it a known noun or has it the form of a participle, whatever its case?"""
    word = text.casefold()
    if word in ALSO_NAMES:
        return False
    return word in nouns() or (PARTICIPLE.search(word) is not None and not given_name_gender(word))


def typed(words: Words, name: Name) -> tuple[Name, bool]:
    """The name with the type noun before it, or of the kind that its neighbour tells; and whether it was told."""
    before = words.before(name.start)
    if name.kind == "place" and not BROADCASTING.isdisjoint(words.folded[name.start : name.end]):
        return name._replace(kind="organisation"), True
    if words.titled(name):
        return name, False
    if kind := told(words, name):
        return name._replace(kind=kind), True
    if before < 0:
        return name, False
    beside = type_noun(words, before)
    if beside and not capitalised(words.texts[beside[0]]) and by_trade(words, name, beside[0]):
        return name._replace(kind="person"), True
    if beside and not capitalised(words.texts[beside[0]]) and beside[2] in ("direct", "beside"):
        return Name(beside[0] if beside[2] == "direct" else name.start, name.end, beside[1]), True
    adjective = before > 0 and words.pos[before] == "ADJ" and not capitalised(words.texts[before])
    apart = type_noun(words, before - 1) if adjective else None
    if apart and apart[1] == "organisation" and apart[2] in ("direct", "beside"):
        return name._replace(kind=apart[1]), True
    if name.end - name.start == 1:
        if acronym(words.texts[name.start]) and words.folded[before] in DEFINITE:
            return name._replace(kind="organisation"), True
        if name.kind == "person" and words.folded[before] == "a":
            return name._replace(kind="place"), False
    return whole(words, name), False


def without_type(words: Words, name: Name) -> Name:
    """An organisation's name without the type noun in lower case that begins it (`association Olamal`)."""
    noun = type_noun(words, name.start)
    bare = noun is not None and not capitalised(words.texts[name.start]) and name.end - name.start > 1
    return name._replace(start=name.start + 1) if bare and capitalised(words.texts[name.start + 1]) else name


def own_name(words: Words, name: Name) -> Name | None:
    """What an organisation is called, where a type noun in lower case tells that it is one (`l'agence Encre Rouge`);
    None if it could be called after a person."""
    if name.kind != "organisation":
        return None
    inside, before = type_noun(words, name.start), words.before(name.start)
    bare = without_type(words, name) if inside and inside[2] == "direct" else name
    beside = type_noun(words, before) if before >= 0 else None
    sure = beside is not None and beside[1] == name.kind and beside[2] in ("direct", "beside")
    if bare == name and not (sure and beside and not capitalised(words.texts[beside[0]])):
        return None
    return None if given_name_gender(words.text_of(bare)) else bare


@lru_cache(maxsize=REMEMBERED)
def place_like(key: str) -> bool:
    """Is a folded name that of a known town or region, and of nothing else as far as its words tell?"""
    short = key.count(" ") < 2 and not any(word in OF for word in key.split(" "))
    return short and bool(place_country(key)) and not organisation_type(key) and not given_name_gender(key)


def acronym(text: str) -> bool:
    """Is it an acronym that names no country or town?"""
    short = 1 < len(text) <= LONGEST_ACRONYM and text.upper() == text and text[0].isalpha()
    return short and not country_code(text) and not place_country(text)


def whole(words: Words, name: Name) -> Name:
    """A name after `de` with its type noun: `prison civile de Gafsa`, `tribunal de Rabat`."""
    of = words.before(name.start)
    if of > 0 and words.folded[of] in ("la", "l'", "le"):
        of = words.before(of)
    if name.kind == "person" or of < 0 or words.folded[of] not in OF:
        return name
    index = of
    for _ in range(FARTHEST):
        index = words.before(index)
        noun = type_noun(words, index) if index >= 0 else None
        if noun and noun[2] == "whole":
            return Name(noun[0], name.end, noun[1])
        if index < 0 or words.pos[index] not in ("ADJ", "NOUN", "ADP") or capitalised(words.texts[index]):
            break
    return name


def widened(words: Words, name: Name) -> Name:
    """A person with the given name before it and the particle and surname after it that the model left out."""
    start, end, kind = name
    if kind == "person":
        first = words.before(start)
        if start and first == start - 1 and not words.titled(name) and given(words, first):
            start = first
        while end + 1 < len(words.texts) and words.folded[end] in LINKS and capitalised(words.texts[end + 1]):
            end += 2
    elif end < len(words.texts) and words.texts[end] == "»" and "«" in words.texts[start:end]:
        end += 1
    return Name(start, end, kind)


def given(words: Words, index: int) -> bool:
    """Is the token a given name, or else an unknown word in capital letters?"""
    text = words.texts[index]
    known = bool(given_name_gender(text)) or words.pos[index] == "PROPN"
    name = known and capitalised(text) and words.title(index) is None and not common(text)
    return name and not peopled(words, index) and words.folded[index] not in OPENERS


def acronyms(words: Words, names: Sequence[Name]) -> list[Name]:
    """The acronyms in brackets after the name of an organisation."""
    found = []
    bodies = [name for name in names if name.kind == "organisation"]
    taken = {i for name in bodies if name.end - name.start > 1 for i in range(name.start, name.end)}
    for name in bodies:
        i = name.end
        if i + 2 >= len(words.texts) or words.texts[i] != "(" or i + 1 in taken:
            continue
        text = words.texts[i + 1]
        if text.isupper() and len(text) > 1 and words.texts[i + 2] in (")", ",", "/", "-", "–"):
            found.append(Name(i + 1, i + 2, "organisation"))
    return found


def joined(words: Words, names: Sequence[Name]) -> list[Name]:
    """Persons' names that the end of a full line cut in two, put together."""
    found: list[Name] = []
    for name in names:
        last = found[-1] if found else None
        wrapped = last is not None and words.texts[last.end : name.start] == ["\n"] and full_line(words, last.end)
        if last is not None and wrapped and last.kind == name.kind == "person":
            found[-1] = Name(last.start, name.end, name.kind)
        else:
            found.append(name)
    return found


def full_line(words: Words, index: int) -> bool:
    """Does the line break at a token end a line that is as long as those of wrapped prose?"""
    end = words.starts[index]
    return end - words.text.rfind("\n", 0, end) > FULL_LINE
