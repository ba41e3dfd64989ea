"""Annotated strings: `Me [Aiman Umarova|person|umarova] a été arrêtée.`, so that a linguist can write a test."""

import re
from typing import NamedTuple

from spacy.language import Language
from spacy.tokens import Doc

from pipeline.language.entities import entities
from pipeline.language.words import Name, Words

MARK = re.compile(r"\[([^|\[\]]+)\|([a-z]+)\|([\w-]+)\]")


class Mark(NamedTuple):
    start: int
    end: int
    kind: str
    key: str


def read(annotated: str) -> tuple[str, list[Mark]]:
    """The plain text and its marks."""
    text = ""
    marks = []
    done = 0
    for match in MARK.finditer(annotated):
        text += annotated[done : match.start()]
        marks.append(Mark(len(text), len(text) + len(match.group(1)), match.group(2), match.group(3)))
        text += match.group(1)
        done = match.end()
    return text + annotated[done:], marks


def told_by_entities(nlp: Language, annotated: str) -> tuple[list[Mark], list[Mark]]:
    """The marks of an annotated string as they are put together where names are known, and as they are wanted."""
    text, wanted = read(annotated)
    doc = nlp(text)
    spans = [(doc.char_span(mark.start, mark.end, alignment_mode="expand"), mark.kind) for mark in wanted]
    found = entities(Words.of(doc), [Name(span.start, span.end, kind) for span, kind in spans if span is not None])
    return [Mark(m["start"], m["end"], e["kind"], e["key"]) for e in found for m in e["mentions"]], wanted


def names(doc: Doc) -> list[Mark]:
    """The name mentions of a processed Doc, in order."""
    found = [
        Mark(mention["start"], mention["end"], entity["kind"], entity["key"])
        for entity in doc._.entities
        for mention in entity["mentions"]
        if mention["form"] == "name"
    ]
    return sorted(found)


def spans(text: str, marks: list[Mark]) -> list[tuple[str, str]]:
    """What a reader sees of marks: the words and the kind."""
    return [(text[mark.start : mark.end], mark.kind) for mark in marks]


def partition(marks: list[Mark]) -> set[frozenset[tuple[int, int]]]:
    """Which spans go together, whatever the keys are called."""
    keys = {mark.key for mark in marks}
    return {frozenset((mark.start, mark.end) for mark in marks if mark.key == key) for key in keys}
