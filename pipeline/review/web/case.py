"""A case on the page: the alerts that tell one occasion side by side, and what they say together."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow.compute as pc

from pipeline.normalise import name_key
from pipeline.review.cases import Grouping, Merged, merged
from pipeline.review.decisions import Decision, living
from pipeline.review.fields import names
from pipeline.review.queue import Queue
from pipeline.review.state import GONE, Row

MOST = 12  # members shown side by side
OFFERED = 8  # incidents offered to be joined


@dataclass(frozen=True, slots=True)
class Member:
    """One telling of the occasion; `reason` says what links it to the case."""

    name: str
    row: Row
    alert: Row
    before: str  # its sentence up to the act's words
    act: str
    after: str
    reason: str


@dataclass(frozen=True, slots=True)
class Case:
    """The members that are shown, how many there are, and the row they make together."""

    members: list[Member]
    total: int
    together: dict[str, Merged]


def grouping(queue: Queue) -> Grouping:
    """The cases as people have changed them so far."""
    found = Grouping(queue.desk.tables.case_of)
    for decision in living(queue.desk.about_cases):
        first, other = _first(queue, decision), _other(queue, decision)
        if first and (other or decision.decision == "parted"):
            found.lay(decision, first, other)
    return found


def _first(queue: Queue, decision: Decision) -> str:
    if decision.row_id in queue.place:
        return decision.row_id
    home = queue.desk.tables.home(decision)
    row = queue.desk.state(home).row("incidents", decision.row_id) if home else None
    return str(row["incident_id"]) if row else ""


def _other(queue: Queue, decision: Decision) -> str:
    """The incident in another alert that a decision names: by its key, else by its text and words."""
    if decision.new in queue.place:
        return decision.new
    mark, start, end = decision.detail.get("other") or ("", -1, -1)
    home = queue.desk.tables.alert_of.get(mark)
    rows = queue.desk.tables.rows(home)["incidents"] if home else []
    here = [row for row in rows if (row["start"], row["end"]) == (start, end)]
    return str(here[0]["incident_id"]) if len(here) == 1 else ""


def case_of(queue: Queue, incident_id: str) -> Case:
    """The case of an incident, itself first; a case of one where it stands alone."""
    groups = grouping(queue)
    case = groups.case(incident_id)
    machine = {row["incident_id"]: row for row in queue.desk.tables.in_cases(groups.became(case))}
    keys = [incident_id, *machine, *groups.moved()]
    keys = [key for key in dict.fromkeys(keys) if _stands(queue, key) and groups.case(key) == case]
    members = [_member(queue, key, machine.get(key, {}), groups.by.get(key, "")) for key in keys[:MOST]]
    shown = [member for member in members if member]
    return Case(shown, len(keys), merged([member.row for member in shown]))


def _stands(queue: Queue, key: str) -> bool:
    place = queue.place.get(key)
    return place is not None and not queue.gone(place)


def _member(queue: Queue, key: str, linked: dict[str, Any], by: str) -> Member | None:
    place = queue.place[key]
    row, alert = _told(queue, place)
    if row is None:
        return None
    quote = " ".join(row["quote"].split())
    words = " ".join(row["trigger"].split())
    before, act, after = quote.partition(words)
    return Member(queue.name(place), row, alert, before, act, after, by or linked.get("reason", ""))


def _told(queue: Queue, place: int) -> tuple[Row | None, Row]:
    """An incident and its alert; None for one that is gone. What nobody decided about is not read whole."""
    alert_id = queue.alerts[place]
    if alert_id not in queue.desk.decisions:
        return queue.desk.tables.incidents([place])[0], queue.desk.tables.alert(alert_id)
    state = queue.desk.state(alert_id, queue.blind)
    key = queue.ids[place]
    return None if state.stands(key).status in GONE else state.row("incidents", key), state.alert


def offered(queue: Queue, row: Row) -> list[Member]:
    """Incidents of other alerts that name one of the victims: what could be the same occasion, its act first."""
    keys = [key for name in names(row["victims"]) if len(key := name_key(name).rpartition(" ")[2]) > 2]
    mask = np.zeros(len(queue.ids), bool)
    for key in dict.fromkeys(keys):
        mask |= pc.match_substring(queue.words, key).to_numpy()
    same = grouping(queue)
    case = same.case(row["incident_id"])
    found: list[Member] = []
    alike = queue.columns["act"] == queue.columns["act"][queue.place[row["incident_id"]]]
    for place in (*np.flatnonzero(mask & alike).tolist(), *np.flatnonzero(mask & ~alike).tolist()):
        key = queue.ids[place]
        if queue.alerts[place] != row["alert_id"] and same.case(key) != case:
            found += [member] if (member := _member(queue, key, {}, "")) else []
        if len(found) == OFFERED:
            break
    return found
