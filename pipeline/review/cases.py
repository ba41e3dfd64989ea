"""Cases (one occasion told by several alerts) as people join and part them.

A decision `joined` of table `cases` says that the incident `row_id` and the incident `new` are one occasion: their
cases become one. `parted` says that the incident `row_id` belongs to no case. As the two stand in different alerts,
`detail["other"]` keys the second: the digest of its text and the span of its words.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from pipeline.dates.edtf import precision
from pipeline.messages import say
from pipeline.normalise import name_key
from pipeline.review.decisions import Decision
from pipeline.review.fields import FIELDS, ROLES, text_value
from pipeline.review.state import GONE, Row, Standing, records
from pipeline.tables.frames import frame

Lookup = Callable[[str], str]  # the case of an incident as the machine has it, "" for none


@dataclass(slots=True)
class Grouping:
    """What people have changed of the machine's cases."""

    machine: Lookup
    _own: dict[str, str] = field(default_factory=dict)  # incident: the case it was put in
    _into: dict[str, str] = field(default_factory=dict)  # case: the one it became part of
    by: dict[str, str] = field(default_factory=dict)  # incident: who joined it

    def case(self, incident_id: str) -> str:
        """The case of an incident; one that stands alone is a case of its own."""
        case = self._own.get(incident_id) or self.machine(incident_id) or f"c-{incident_id}"
        while case in self._into:
            case = self._into[case]
        return case

    def lay(self, decision: Decision, first: str, other: str) -> None:
        """Take in one decision; `first` and `other` are the present keys of its incidents."""
        if decision.decision == "parted":
            self._own[first] = f"c-{first}-{decision.review_id}"
        elif self.case(first) != self.case(other):
            self._into[self.case(other)] = self.case(first)
            self.by |= {first: decision.reviewer, other: decision.reviewer}

    def became(self, case: str) -> set[str]:
        """The machine's cases that are part of this one."""
        found = {case}
        while more := {old for old, new in self._into.items() if new in found} - found:
            found |= more
        return found

    def moved(self) -> Iterable[str]:
        """The incidents that people have touched."""
        return {**self._own, **self.by}


def regroup(
    cases: pd.DataFrame,
    said: Iterable[Decision],
    present: Callable[[Decision], tuple[str, str] | None],
    alerts: Mapping[str, str],
    standing: Mapping[str, Standing],
) -> tuple[pd.DataFrame, list[Decision]]:
    """The table `cases` after decisions about it, without incidents that are gone, and the decisions that were lost.

    An incident is gone that somebody rejected or merged since it was linked, or added and took back.
    `present` gives the present keys of the two incidents of a decision (None where one is gone), `alerts` the alert of
    each incident.
    """
    rows = {row["incident_id"]: row for row in records(cases) if row["incident_id"] in alerts}
    grouping = Grouping(lambda key: rows[key]["case_id"] if key in rows else "")
    lost = []
    for decision in said:
        if keys := present(decision):
            grouping.lay(decision, *keys)
        else:
            lost.append(decision)
    gone = {key for key, stands in standing.items() if stands.status in GONE}
    if len(rows) == len(cases) and not gone & rows.keys() and not any(True for _ in grouping.moved()):
        return cases, lost
    kept: dict[str, list[Row]] = {}
    for key in dict.fromkeys([*rows, *grouping.moved()]):
        if key not in gone and key in alerts:
            row = dict(rows.get(key) or _joined(key, alerts[key], grouping.by.get(key, "")))
            kept.setdefault(grouping.case(key), []).append(row | {"case_id": grouping.case(key)})
    together = [row for members in kept.values() if len(members) > 1 for row in members]
    return frame("cases", together), lost


def _joined(key: str, alert_id: str, reviewer: str) -> dict[str, Any]:
    reason = say("review.case.joined_by", who=reviewer)
    return {"case_id": "", "incident_id": key, "alert_id": alert_id, "score": 1.0, "reason": reason}


@dataclass(frozen=True, slots=True)
class Merged:
    """One field of a case: its value, the members (by number) that say it, and whether others say something else."""

    value: str
    sources: tuple[int, ...]
    apart: bool


def merged(rows: list[Row]) -> dict[str, Merged]:
    """One row for a case: of each field what most members say, of dates the narrowest that most say."""
    found = {}
    for name in FIELDS:
        values = [text_value(row[name]) for row in rows]
        said = [value for value in values if value not in ("", "none")]
        best = max(said, key=lambda value: (_narrowness(name, value), said.count(value)), default="")
        sources = tuple(number for number, value in enumerate(values) if best and value == best)
        found[name] = Merged(best, sources, len({_plain(name, value) for value in said}) > 1)
    return found


def _plain(name: str, value: str) -> str:
    """A value without what is but spelling: Ximénez and Ximenez do not disagree."""
    return name_key(value) if name in (*ROLES, "charge", "sentence_text") else value


def _narrowness(name: str, value: str) -> int:
    """How near a date is to a day; 0 for all else."""
    grains = ("", "decade", "year", "season", "quarter", "month", "range", "day")
    return grains.index(precision(value)) if name == "date_edtf" else 0
