"""The actors of a Doc: one for each name, description, pronoun and possessive that stands for someone."""

import re
from bisect import bisect_left
from functools import cache
from itertools import takewhile

from spacy.tokens import Doc, Span

from pipeline import lexicons
from pipeline.incidents.grammar.cues import words
from pipeline.incidents.grammar.parse import Word
from pipeline.incidents.scene.scene import Actor

OPENINGS = ("«", "“", '"', "–", "—", "-", ":")  # what stands before the first word of a quotation or an answer
ASIDE = 8  # tokens behind a denial of kinship that name with whom there is none


def tokens_of(doc: Doc, start: int, end: int) -> Span | None:
    """The tokens of a character span, widened to whole tokens."""
    return doc.char_span(start, end, alignment_mode="expand")


def name_actors(doc: Doc) -> list[Actor]:
    """One actor for each name in the Doc."""
    found = []
    kinds = {entity["key"]: entity["kind"] for entity in doc._.entities}
    for span in doc.spans.get("names", []):
        key = span.id_ or span.kb_id_
        found.append(Actor(span.start, span.end, span.root.i, kinds.get(key, span.label_), key, ((key, 1.0),)))
    return found


def descriptions(doc: Doc) -> dict[int, tuple[tuple[str, float], ...]]:
    """What the definite descriptions of the Doc may point to, by their first character."""
    return {
        reference["start"]: tuple((key, float(score)) for key, score in reference["candidates"])
        for reference in doc._.references
        if reference["form"] == "description"
    }


def speaks(token: Word) -> bool:
    """Is a token a first person (`je`, `mon`, …) and no title or name (`Me Diop`, `Ma On Shan`)?"""
    if token.lower_ not in words("first_person") or token.ent_type_:
        return False
    following = token.doc[token.i + 1].text if token.i + 1 < len(token.doc) else ""
    opens = bool(token.is_sent_start) or token.doc[token.i - 1].text in OPENINGS
    return token.text.islower() or (opens and not following[:1].isupper())


def first_person_actors(tokens: list[Word]) -> list[Actor]:
    """One actor for each `je`, `me`, `mon`, …: who speaks is decided like any other reference."""
    return [
        Actor(token.i, token.i + 1, token.i, "reference", "", (), form="first") for token in tokens if speaks(token)
    ]


@cache
def denial() -> re.Pattern[str]:
    """What says that one person has nothing to do with another (`sans lien de parenté avec`)."""
    return re.compile(lexicons.table("details")["unrelated"], re.IGNORECASE)


def unrelated(text: str, tokens: list[Word]) -> set[int]:
    """The tokens of those with whom somebody of the same name has nothing to do (`sans lien avec la juge,`): they are
    told apart, and play no role where they stand."""
    found: set[int] = set()
    for match in denial().finditer(text):
        first = bisect_left(tokens, match.end(), key=lambda token: token.idx)
        behind = tokens[first : first + ASIDE]
        found.update(token.i for token in takewhile(lambda token: not token.is_punct and token.pos_ != "VERB", behind))
    return found


def both(key: str, candidates: tuple[tuple[str, float], ...]) -> tuple[tuple[str, float], ...]:
    """A description may be someone (or several) already known or a group of its own: the likelier comes first."""
    others = [pair for pair in candidates if pair[0] != key]
    known = [pair for place, pair in enumerate(others) if place < 2 or pair[1] == others[0][1]]
    own = (key, 1 - known[0][1] if known else 1.0)
    return tuple(sorted([*known, own], key=lambda pair: -pair[1]))


def group_actors(doc: Doc) -> list[Actor]:
    """One actor for each description of people or bodies."""
    found = []
    described = descriptions(doc)
    for index, group in enumerate(doc._.groups):
        span = tokens_of(doc, group["start"], group["end"])
        head = tokens_of(doc, group["head_start"], group["head_start"] + 1)
        if span is None or head is None:
            continue
        key = f"group:{index}"
        found.append(
            Actor(
                span.start,
                span.end,
                head.start,
                "group",
                key,
                both(key, described.get(group["start"], ())),
                group["perpetrator_type"],
                "group",
                group["human"],
                group["number"],
                group["determiner"],
            )
        )
    return found


def reference_actors(doc: Doc) -> list[Actor]:
    """One actor for each pronoun, possessive and relative that points to someone."""
    found = []
    for reference in doc._.references:
        span = tokens_of(doc, reference["start"], reference["end"])
        if span is None or reference["form"] == "description":
            continue
        candidates = tuple((key, float(score)) for key, score in reference["candidates"])
        key = candidates[0][0] if candidates else ""
        head = span.root.i
        found.append(Actor(span.start, span.end, head, "reference", key, candidates, form=reference["form"]))
    return found
