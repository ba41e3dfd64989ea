"""The attributes that Recense adds to a spaCy Doc, declared once.

Only str, int, float, list and dict live in them, so that a DocBin can hold a Doc. Offsets are characters of `doc.text`.
"""

from typing import TypedDict

from spacy.tokens import Doc


class Mention(TypedDict):
    """One span of an entity; `form` is `name`, `description` or `pronoun`."""

    start: int
    end: int
    form: str


class Entity(TypedDict):
    """A person, organisation, place or group of an alert with all its mentions, in order of the text.

    `kind` is `person`, `organisation`, `place` or `group`; `gender` is `f`, `m` or empty; `number` is `sing` or `plur`;
    `count` is 0 where no number is said; `country` is an alpha-2 code or empty.
    """

    key: str
    kind: str
    name: str
    variants: list[str]
    gender: str
    number: str
    count: int
    occupation: str
    country: str
    mentions: list[Mention]


class Group(TypedDict):
    """A phrase that denotes people or a body without naming them (`sept avocats`, `le procureur`, `sa famille`).

    `head` is the lemma of its noun; `determiner` one of `definite`, `indefinite`, `possessive`, `demonstrative`,
    `partitive` (`deux d'entre eux`) and `bare`; `human` is `profession`, `kin`, `person`, `agent`, `body` or `thing`
    (a car without plates, an anonymous call); `perpetrator_type` is the class of SPEC section 3 that its words give,
    `none` for a pronoun (`deux d'entre eux`) whose group is unknown; `of` is the entity key or `group:INDEX` that a
    possessive or a partitive refers to, empty where unknown.
    """

    start: int
    end: int
    text: str
    head: str
    head_start: int
    count: int
    number: str
    gender: str
    determiner: str
    human: str
    perpetrator_type: str
    of: str


class Reference(TypedDict):
    """A phrase that points back to something; `candidates` are (entity key or `group:INDEX`, score), best first.

    `form` is `pronoun`, `description`, `possessive` or `relative`; `head` is the lemma of a description's noun, the
    pronoun in lower case otherwise. `candidates` may be empty; several of one score are a plurality.
    """

    start: int
    end: int
    form: str
    head: str
    candidates: list[tuple[str, float]]


def declare() -> None:
    """Declare the extensions; safe to call again."""
    for name, default in (
        ("header", {}),  # title, country, city, published_on, issuer, case_code: [value, start, end]
        ("blocks", []),  # [kind, start, end]
        ("sections", []),  # [kind, start, end]
        ("sentences", []),  # [start, end], never across a block
        ("published_on", ""),  # ISO date: the base of relative dates
        ("country", ""),  # alpha-2: the alert's country
        ("entities", []),  # Entity
        ("subjects", []),  # keys of entities
        ("groups", []),  # Group
        ("references", []),  # Reference
        ("dates", []),  # DateExpression of pipeline.dates
        ("incidents", []),  # Incident of pipeline.incidents
    ):
        if not Doc.has_extension(name):
            Doc.set_extension(name, default=default)
