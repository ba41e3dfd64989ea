"""What `recense doctor` looks at: each check yields findings, and a finding is a message with its remedy.

install (Python, packages, extras) · machine (memory, fonts) · place (writing, interrupted runs) · reading (model)
"""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any


class Level(StrEnum):
    """How a finding stands: all is well, something is worth knowing, or Recense will not work until it is mended."""

    good = "good"
    note = "note"
    fault = "fault"


@dataclass(frozen=True, slots=True)
class Finding:
    """What a check found: the message `doctor.KEY` with its values; `doctor.KEY_todo`, where there is one, mends it."""

    level: Level
    key: str
    values: dict[str, Any] = field(default_factory=dict)


def good(key: str, **values: object) -> Finding:
    """A finding that all is well."""
    return Finding(Level.good, key, values)


def note(key: str, **values: object) -> Finding:
    """A finding that hinders nothing yet."""
    return Finding(Level.note, key, values)


def fault(key: str, **values: object) -> Finding:
    """A finding that must be mended."""
    return Finding(Level.fault, key, values)
