"""What the structure of an alert is made of. Offsets are code points in the normalised text."""

from dataclasses import dataclass
from typing import Literal

SectionKind = Literal["headline", "summary", "body", "demands", "law", "addresses", "notes", "contacts"]
BlockKind = Literal["heading", "paragraph", "item", "field", "address", "rule"]


@dataclass(frozen=True, slots=True)
class Field:
    """A value of the header and the words it was read from; `start` is -1 where it was given from outside."""

    value: str
    start: int = -1
    end: int = -1


@dataclass(frozen=True, slots=True)
class Header:
    """What the head (or foot) of an alert says of itself; None where it does not say it."""

    title: Field | None = None
    country: Field | None = None  # ISO 3166-1 alpha-2
    city: Field | None = None
    published_on: Field | None = None  # ISO date
    issuer: Field | None = None
    case_code: Field | None = None


@dataclass(frozen=True, slots=True)
class Block:
    """A run of lines that reads as one piece: a heading, a paragraph (wrapped or not), a list item, …"""

    kind: BlockKind
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the alert by what it is for. Sections follow one another and cover every block."""

    kind: SectionKind
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Document:
    """A structured alert. `text` is NFC with LF line ends and no BOM."""

    text: str
    header: Header
    blocks: tuple[Block, ...]
    sections: tuple[Section, ...]
    sentences: tuple[tuple[int, int], ...]
