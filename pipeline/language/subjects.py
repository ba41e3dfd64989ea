"""Whom an alert is about: the persons (else an organisation) that it names often, early and among its demands."""

import math
import re
from collections import defaultdict
from dataclasses import dataclass
from functools import cache

from spacy.tokens import Doc

from pipeline.language.extensions import Entity
from pipeline.language.extents import DETERMINERS
from pipeline.language.nouns import nouns
from pipeline.lexicons import table

# Weights of a logistic model fitted on the subjects of corpus/train.
WEIGHTS = {
    "persons": -0.72,
    "early": 0.21,
    "second half": -0.74,
    "at the end": -0.3,
    "only at the end": -0.3,
    "mentions": 0.89,
    "most": 0.43,
    "order": 0.61,
    "somebody's": -0.38,
    "official": -0.29,
    "demands": 0.3,
    "title": 0.11,
    "bulletin": -0.62,
}
BIAS = -1.58
ENOUGH = 0.4
MOST_MENTIONS, MOST_PERSONS = 5, 20
HEAD = 300  # characters in which a bulletin says that it is one
BULLETIN = re.compile("|".join(table("names")["bulletins"]), re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Alert:
    """What the persons of an alert share."""

    length: int
    persons: float
    most: int  # mentions of the person named most often
    bulletin: bool
    title: tuple[int, int]
    demands: list[tuple[int, int]]
    beside: dict[str, list[tuple[str, str]]]  # first word and noun of the descriptions beside a person's names

    @classmethod
    def of(cls, doc: Doc, text: str, persons: list[Entity]) -> "Alert":
        """Read a Doc with sections, entities and descriptions."""
        beside: dict[str, list[tuple[str, str]]] = defaultdict(list)
        for reference in (one for one in doc._.references if one["form"] == "description"):
            first_word = text[reference["start"] : reference["end"]].split()[0].casefold()
            for key, _ in reference["candidates"]:
                beside[key].append((first_word, reference["head"]))
        _, start, end = doc._.header.get("title", ["", -1, -1])
        return cls(
            length=len(text),
            persons=min(len(persons), MOST_PERSONS) / 10,
            most=max(len(starts(entity)) for entity in persons),
            bulletin=is_bulletin(text),
            title=(start, end),
            demands=[(first, last) for kind, first, last in doc._.sections if kind == "demands"],
            beside=beside,
        )


def subjects(doc: Doc, text: str) -> list[str]:
    """The keys of the persons that the alert is about; if it names none an organisation's; none for a bulletin."""
    likely = likelihoods(doc, text)
    return [key for key, value in likely.items() if value >= ENOUGH] if likely else main_organisation(doc)


def likelihoods(doc: Doc, text: str) -> dict[str, float]:
    """For each person by key, in order of the text, how likely the alert is about her, 0 to 1."""
    persons = [entity for entity in doc._.entities if entity["kind"] == "person"]
    if not persons:
        return {}
    alert = Alert.of(doc, text, persons)
    return {entity["key"]: likelihood(alert, entity, rank) for rank, entity in enumerate(persons)}


def is_bulletin(text: str) -> bool:
    """Does a text say at its head that it is a bulletin?"""
    return BULLETIN.search(text[:HEAD]) is not None


def main_organisation(doc: Doc) -> list[str]:
    """The organisation named most often, at least twice, other than the issuer."""
    issuer = doc._.header.get("issuer", ["", -1, -1])
    bodies = [
        entity
        for entity in doc._.entities
        if entity["kind"] == "organisation" and all(not issuer[1] <= start < issuer[2] for start in starts(entity))
    ]
    best = max(bodies, key=lambda entity: len(entity["mentions"]), default=None)
    return [best["key"]] if best is not None and len(best["mentions"]) > 1 else []


def starts(entity: Entity) -> list[int]:
    """Where the names of an entity stand."""
    return [mention["start"] for mention in entity["mentions"] if mention["form"] == "name"]


def likelihood(alert: Alert, entity: Entity, rank: int) -> float:
    """How likely the alert is about a person, 0 to 1."""
    names = starts(entity)
    first = names[0] / alert.length
    beside = alert.beside.get(entity["key"], [])
    features = {
        "persons": alert.persons,
        "early": float(names[0] < HEAD),
        "second half": float(first > 0.6),
        "at the end": float(first > 0.9),
        "only at the end": float(first > 0.9 and len(names) == 1),
        "mentions": min(len(names), MOST_MENTIONS),
        "most": float(len(names) == alert.most),
        "order": 1 / (1 + rank),
        "somebody's": float(any(DETERMINERS.get(word) == "possessive" for word, _ in beside)),
        "official": float(any(head in officials() for _, head in beside)),
        "demands": float(any(start <= name < end for name in names for start, end in alert.demands)),
        "title": float(any(alert.title[0] <= name < alert.title[1] for name in names)),
        "bulletin": float(alert.bulletin),
    }
    score = BIAS + sum(WEIGHTS[name] * value for name, value in features.items())
    return 1 / (1 + math.exp(-score))


@cache
def officials() -> frozenset[str]:
    """The lemmas of the nouns that denote servants of a State or a firm."""
    return frozenset(noun.lemma for noun in nouns().values() if noun.type not in ("none", "individual", "unidentified"))
