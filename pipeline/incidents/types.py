"""What an incident is before it becomes a row. Offsets are characters of the text."""

from typing import TypedDict


class Participant(TypedDict):
    """An entity or a bare description in a role (`victim`, `perpetrator`, `source`, `place`).

    `entity` is the key of an entity of the Doc, empty for a bare description; `count` is 0 where no number is said.
    """

    role: str
    entity: str
    text: str
    start: int
    end: int
    count: int


class Incident(TypedDict):
    """One act on one occasion (SPEC section 3). `mentions` are the spans of all its triggers, the surest first."""

    act: str
    mentions: list[tuple[int, int]]
    date: int  # index in doc._.dates, -1 for none
    date_edtf: str
    date_start: str
    date_end: str
    date_precision: str
    date_text: str
    date_basis: str
    participants: list[Participant]
    victim_count: int  # 0 where unknown
    perpetrator_type: str
    target: str
    country: str
    factuality: str
    charge: str
    sentence_text: str
    confidence: float
