"""Gender and occupation of persons from titles, descriptions beside the name, given names and agreement."""

import re
from collections import defaultdict

from spacy.tokens import Doc, Span, Token

from pipeline.language.extensions import Entity, Reference
from pipeline.language.nouns import nouns
from pipeline.language.words import TITLES
from pipeline.normalise import fold, given_name_gender

TITLE, FEMININE_NOUN, MASCULINE_NOUN, FEMININE_FORM, MASCULINE_FORM, GIVEN_NAME, ENDING = (
    4.0,
    3.0,
    1.5,
    1.5,
    0.7,
    2.0,
    0.3,
)
FEMININE_ENDINGS = ("ova", "eva", "skaya", "skaïa", "ovna", "evna")
BESIDE_NAME = frozenset({"flat:name", "flat:foreign", "appos"})


def anchor(span: Span) -> Token:
    """The token by which a name stands in its sentence: its root, or the title or noun that it follows."""
    token = span.root
    while token.dep_ in BESIDE_NAME and token.head.i < span.start and token.head.i != token.i:
        token = token.head
    return token


def agreement(span: Span) -> str:
    """The gender of a participle or adjective that agrees with the name as its subject, empty if there is none."""
    token = anchor(span)
    if not token.dep_.startswith("nsubj"):
        return ""
    passive = token.dep_ == "nsubj:pass" or token.head.pos_ == "ADJ"
    gender = token.head.morph.get("Gender", []) if passive else []
    return {"Fem": "f", "Masc": "m"}.get(gender[0], "") if gender else ""


def votes(entity: Entity, spans: list[Span], heads: list[str]) -> dict[str, float]:
    """The evidence for each gender of a person."""
    found: dict[str, float] = defaultdict(float)
    for span in spans:
        title = TITLES.get(span.doc[span.start - 1].lower_) if span.start else None
        if title and title["gender"]:
            found[title["gender"]] += TITLE
        agrees = agreement(span)
        if agrees:
            found[agrees] += FEMININE_FORM if agrees == "f" else MASCULINE_FORM
    for word in heads:
        gender = nouns()[word].gender
        found[gender] += FEMININE_NOUN if gender == "f" else MASCULINE_NOUN
    words = [fold(word) for word in entity["name"].split()]
    found[given_name_gender(entity["name"])] += GIVEN_NAME
    if words and words[-1].endswith(FEMININE_ENDINGS):
        found["f"] += GIVEN_NAME
    if len(words) > 1 and words[0].endswith("a"):
        found["f"] += ENDING
    return found


def complete(doc: Doc, text: str, entities: list[Entity], descriptions: list[Reference]) -> None:
    """Fill gender and occupation of the persons; `descriptions` are those beside their names."""
    spans: dict[str, list[Span]] = defaultdict(list)
    for span in doc.spans["names"]:
        spans[span.id_].append(span)
    words: dict[str, list[str]] = defaultdict(list)
    for description in descriptions:
        for key, _ in description["candidates"]:
            words[key].append(head_form(text[description["start"] : description["end"]], description["head"]))
    for entity in entities:
        if entity["kind"] != "person":
            continue
        heads = [word for word in words[entity["key"]] if word in nouns()]
        found = votes(entity, spans[entity["key"]], heads)
        entity["gender"] = "f" if found["f"] > found["m"] else "m" if found["m"] > found["f"] else ""
        jobs = [nouns()[word].lemma for word in heads if nouns()[word].human == "profession"]
        entity["occupation"] = jobs[0] if jobs else ""


def head_form(description: str, head: str) -> str:
    """The noun of a description as it is written, in lower case."""
    known = nouns()
    words = re.findall(r"[\w-]+", description.casefold())
    return next((word for word in words if word in known and known[word].lemma == head), "")
