"""What each kind of decision does to an alert's rows. An effect returns why it does not fit, or the empty text."""

from collections.abc import Callable
from typing import Any

from pipeline.document import sentences
from pipeline.review.decisions import Decision
from pipeline.review.fields import FIELDS, ROLES, date_columns, names, seen, text_value
from pipeline.review.people import join, part, recast
from pipeline.review.state import Row, State
from pipeline.tables.columns import TABLES

Effect = Callable[[State, Decision, Any], str]


def _judged(state: State, decision: Decision, row: Row) -> bool:
    """Whether the row still says what the person who judged it saw."""
    before = decision.detail.get("seen")
    return before is None or before == seen(row)


def _accepted(state: State, decision: Decision, row: Row) -> str:
    if not _judged(state, decision, row):
        return "value"
    state.stands(row["incident_id"]).status = decision.decision
    return ""


def _corrected(state: State, decision: Decision, row: Row) -> str:
    if decision.table == "entities":
        return _renamed(state, decision, row)
    now = text_value(row[decision.column])
    if now not in (decision.old, decision.new):
        return "value"
    standing = state.stands(row["incident_id"])
    if now != decision.new or decision.detail.get("words"):
        standing.was.setdefault(decision.column, now)
        write(state, row, decision.column, decision.new, decision.detail.get("words"))
        if standing.was[decision.column] == decision.new:  # back to what the machine said
            del standing.was[decision.column]
    if standing.status not in ("added", "split"):
        standing.status = "corrected"
    return ""


def write(state: State, row: Row, column: str, value: str, words: list[int] | None = None) -> None:
    """Put a value, already checked, into a field, with the columns and participants that follow from it.

    `words` are the offsets of the words that the person marked for it.
    """
    if column == "date_edtf":
        row.update(date_columns(value))
        if words or not value:
            row["date_text"] = state.text[words[0] : words[1]] if words else ""
        row["date_basis"] = "none" if not value else "explicit" if row["date_basis"] == "none" else row["date_basis"]
    elif column == "victim_count":
        row[column] = int(value) if value else None
    else:
        row[column] = value
    if column in ROLES:
        recast(state, row, ROLES[column], names(value), words)
    if column == "act" and words:
        row.update(_place_in_text(state.text, *words))


def _place_in_text(text: str, start: int, end: int) -> dict[str, Any]:
    around = next(((a, b) for a, b in sentences(text) if a <= start < b), (start, end))
    quote = text[around[0] : around[1]].strip()
    return {"trigger": text[start:end], "start": start, "end": end, "quote": quote}


_BLANK = {
    **{column.name: "" for column in TABLES["incidents"]},
    **{"victim_count": None, "confidence": 1.0, "date_basis": "none", "perpetrator_type": "none"},
    **{"target": "person", "factuality": "asserted"},
}


def _added(state: State, decision: Decision, row: None) -> str:
    """A new row; where the machine has found it since, that row stands for it."""
    values = {name: value for name, value in decision.detail["values"].items() if name in FIELDS}
    start, end = decision.start, decision.end
    if start is None or end is None or not 0 <= start < end <= len(state.text) or _taken(state, decision.row_id):
        return "row"
    for other in state.rows["incidents"]:
        if other["act"] == values["act"] and other["start"] < end and start < other["end"]:
            state.same[decision.row_id] = other["incident_id"]
            return ""
    new = {**_BLANK, **_place_in_text(state.text, start, end)}
    new |= {"incident_id": decision.row_id, "alert_id": state.alert["alert_id"]}
    state.rows["incidents"].append(new)
    for column, value in values.items():
        write(state, new, column, value)
    state.stands(decision.row_id).status = "added"
    return ""


def _taken(state: State, key: str) -> bool:
    return any(row["incident_id"] == key for row in state.rows["incidents"])


def _split(state: State, decision: Decision, row: Row) -> str:
    if not _judged(state, decision, row) or _taken(state, decision.new):
        return "value"
    new = {**row, "incident_id": decision.new}
    if words := decision.detail.get("words"):
        new.update(_place_in_text(state.text, *words))
    state.rows["incidents"].append(new)
    people = [p for p in state.rows["participants"] if p["incident_id"] == row["incident_id"]]
    state.rows["participants"] += [{**person, "incident_id": decision.new} for person in people]
    standing = state.stands(decision.new)
    standing.status, standing.reviewer = "split", decision.reviewer
    return ""


def _merged(state: State, decision: Decision, row: Row) -> str:
    """The other row goes; what the row that stays does not say is taken from it."""
    other = state.locate("incidents", decision.new, *decision.detail.get("other", (None, None)))
    if other is None or other is row:
        return "row"
    if not _judged(state, decision, row):
        return "value"
    for column in ("date_edtf", "place", "charge", "sentence_text", "country"):
        if not row[column] and other[column]:
            write(state, row, column, other[column])
            if column == "date_edtf":
                row["date_text"], row["date_basis"] = other["date_text"], other["date_basis"]
    for column in ("victims", "perpetrators"):
        both = names(f"{row[column]};{other[column]}")
        if both != names(row[column]):
            write(state, row, column, "; ".join(both))
    standing = state.stands(other["incident_id"])
    standing.status, standing.into, standing.reviewer = "merged", row["incident_id"], decision.reviewer
    kept = state.stands(row["incident_id"])
    kept.status = kept.status or "corrected"
    return ""


def _joined(state: State, decision: Decision, row: Row) -> str:
    if decision.table != "entities":
        return ""  # cases span alerts: `apply` joins them
    other = state.locate("entities", decision.new, *decision.detail.get("other", (None, None)))
    if other is None or other is row:
        return "person"
    join(state, row, other)
    return ""


def _parted(state: State, decision: Decision, row: Row) -> str:
    if decision.table != "entities":
        return ""
    return "" if part(state, row, decision.new, decision.review_id) else "person"


def _renamed(state: State, decision: Decision, row: Row) -> str:
    now = text_value(row[decision.column])
    if now not in (decision.old, decision.new):
        return "value"
    row[decision.column] = decision.new
    return ""


def _noted(state: State, decision: Decision, row: Row) -> str:
    return ""


EFFECTS: dict[str, Effect] = {
    "accepted": _accepted,
    "rejected": _accepted,
    "corrected": _corrected,
    "added": _added,
    "split": _split,
    "merged": _merged,
    "joined": _joined,
    "parted": _parted,
    "noted": _noted,
}
