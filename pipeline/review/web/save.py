"""From a form that was sent to a decision that is on the disk, or to the reason why it is not."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from pipeline.review.decisions import BLIND, SHARED, Decision, Kind, decide, living
from pipeline.review.fields import FieldError, checked, text_value
from pipeline.review.fold import fold, trial
from pipeline.review.log import Clash
from pipeline.review.queue import Queue
from pipeline.review.state import Row, State
from pipeline.review.web.row import version
from pipeline.review.web.text import words
from pipeline.tables.rows import digest

ROW_KINDS = ("accepted", "rejected", "corrected", "split", "merged", "joined", "parted", "noted", "added")


class Conflict(Exception):
    """The row is no longer as it was when the form was made. `theirs` is what stands there now, by whom and when."""

    def __init__(self, column: str = "", mine: str = "", theirs: str = "", by: Decision | None = None) -> None:
        super().__init__(column)
        self.column, self.mine, self.theirs, self.by = column, mine, theirs, by


class Stale(Exception):
    """Somebody wrote between the look and the leap: look again."""


@dataclass(frozen=True, slots=True)
class Sent:
    """The fields of a form; `key` makes a repeated request harmless, `version` and `old` say what its maker saw."""

    kind: str
    key: str
    version: str = ""
    column: str = ""
    old: str = ""
    new: str = ""
    entity: str = ""  # the key of the entity that a person is joined to or parted from
    other: str = ""  # the name of another incident in addresses, or the key of another entity
    start: int | None = None
    end: int | None = None
    comment: str = ""


def now() -> str:
    """The time of a decision, which only the audit reads."""
    return datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


def save(queue: Queue, place: int, sent: Sent) -> Decision:
    """Write what was sent about the incident at a place and return the decision once it is on the disk.

    FieldError where a value cannot stand, Conflict where the row has changed meanwhile, Clash where the key was used
    for something else. A request that was saved before is answered as if it were saved now.
    """
    while True:
        queue.sync()
        if saved := queue.desk.log.find(sent.key):
            if not _repeats(saved, queue.ids[place], sent):
                raise Clash(sent.key)
            return saved
        state = queue.desk.state(queue.alerts[place], queue.blind)
        decision = _decision(queue, state, queue.ids[place], sent)
        if trial(state, decision):
            raise Conflict(sent.column, sent.new)
        try:
            queue.desk.log.append(decision, check=lambda _: _look_again(queue))
        except Stale:
            continue
        queue.sync()
        return decision


def _look_again(queue: Queue) -> None:
    if queue.desk.log.last() != queue.desk.seen:
        raise Stale


def _repeats(saved: Decision, row_id: str, sent: Sent) -> bool:
    about = row_id in (saved.row_id, saved.detail.get("beside")) or saved.row_id == sent.entity
    return about and saved.decision == sent.kind and saved.column == sent.column


def _decision(queue: Queue, state: State, key: str, sent: Sent) -> Decision:
    row = state.row("incidents", key)
    if row is None or sent.kind not in ROW_KINDS:
        raise Conflict()
    common: dict[str, Any] = {
        "review_id": sent.key,
        "reviewer": queue.reviewer,
        "reviewed_at": now(),
        "comment": " ".join(sent.comment.split())[:2_000],
        "scope": BLIND if queue.blind else SHARED,
    }
    marked = words(state, sent.start, sent.end)
    kind: Kind = sent.kind  # type: ignore[assignment]
    match kind:
        case "corrected":
            return decide(state.alert, row, kind, **common, **_correction(state, row, sent, marked))
        case "added":
            return _addition(state, row, sent, marked, common)
        case "joined" | "parted" if not sent.entity:
            return decide(state.alert, row, kind, **common, table="cases", **_about_case(queue, sent, kind))
        case "joined" | "parted":
            entity, more = _about_person(state, sent)
            return decide(state.alert, entity, kind, **common, **more)
    if kind != "noted" and sent.version != version(state, row):
        raise Conflict(by=_last(state, key))
    more = {}
    if kind == "split":
        more = {"new": f"{state.alert['alert_id']}-i{digest(sent.key)}", "detail": {"words": marked} if marked else {}}
    elif kind == "merged":
        more = _other_row(queue, state, sent)
    return decide(state.alert, row, kind, **common, **more)


def _correction(state: State, row: Row, sent: Sent, marked: list[int] | None) -> dict[str, Any]:
    value = checked(sent.column, sent.new)
    current = text_value(row[sent.column])
    if current not in (sent.old, value):
        raise Conflict(sent.column, value, current, _last(state, row["incident_id"], sent.column))
    return {"column": sent.column, "new": value, "detail": {"words": marked} if marked else {}}


def _addition(state: State, row: Row, sent: Sent, marked: list[int] | None, common: dict[str, Any]) -> Decision:
    """A missed incident: its act and words; what rows of one sentence mostly share is taken from the row it was made
    beside, so that it need not be typed again."""
    if marked is None:
        raise FieldError("act", "words")
    values = {name: text_value(row[name]) for name in ("country",)}
    values["act"] = checked("act", sent.new)
    key = f"{state.alert['alert_id']}-i{digest(sent.key)}"
    head = {"incident_id": key, "start": marked[0], "end": marked[1]}
    detail = {"values": values, "beside": row["incident_id"]}
    return decide(state.alert, head, "added", new=values["act"], detail=detail, **common)


def _other_row(queue: Queue, state: State, sent: Sent) -> dict[str, Any]:
    place = queue.find(sent.other)
    other = state.row("incidents", queue.ids[place]) if place is not None else None
    if other is None:
        raise Conflict()
    return {"new": other["incident_id"], "detail": {"other": [other["start"], other["end"]]}}


def _about_person(state: State, sent: Sent) -> tuple[Row, dict[str, Any]]:
    entity = state.row("entities", sent.entity)
    if entity is None:
        raise Conflict()
    start, end = state.span("entities", entity) or (None, None)
    head = {**entity, "start": start, "end": end}
    if sent.kind == "parted":
        return head, {"table": "entities", "new": sent.new}
    other = state.row("entities", sent.other)
    if other is None or other is entity:
        raise Conflict()
    detail = {"other": list(state.span("entities", other) or (None, None))}
    return head, {"table": "entities", "new": other["entity_id"], "detail": detail}


def _about_case(queue: Queue, sent: Sent, kind: Kind) -> dict[str, Any]:
    """The incident of another alert that is the same occasion; nothing where the row leaves its case."""
    if kind == "parted":
        return {}
    place = queue.find(sent.other)
    if place is None:
        raise Conflict()
    other = queue.desk.state(queue.alerts[place], queue.blind)
    row = other.row("incidents", queue.ids[place])
    if row is None:
        raise Conflict()
    return {"new": row["incident_id"], "detail": {"other": [digest(other.text), row["start"], row["end"]]}}


def _last(state: State, key: str, column: str = "") -> Decision | None:
    said = [d for d in state.stands(key).decisions if not column or d.column == column]
    return said[-1] if said else None


def take_back(queue: Queue, key: str, again: bool = False) -> Decision | None:
    """Undo the reviewer's last decision that still counts, or (`again`) bring back what was undone last.

    None where there is nothing to undo; Conflict where a later decision builds on it.
    """
    while True:
        queue.sync()
        if saved := queue.desk.log.find(key):
            return saved
        target = _to_redo(queue) if again else _to_undo(queue)
        if target is None:
            return None
        place = queue.place.get(target.row_id)
        undo = _undoing(target, key)
        home = queue.desk.tables.home(target)
        if home is not None:
            rows, said = queue.desk.tables.rows(home), queue.desk.decisions.get(home, [])
            before = fold(rows, queue.desk.counting(rows, said, queue.blind))
            after = fold(rows, queue.desk.counting(rows, [*said, undo], queue.blind))
            if len(after.drifted) > len(before.drifted):
                raise Conflict(by=_last(before, target.row_id) if place is not None else None)
        try:
            queue.desk.log.append(undo, check=lambda _: _look_again(queue))
        except Stale:
            continue
        queue.sync()
        return undo


def _undoing(target: Decision, key: str) -> Decision:
    names = ("table", "row_id", "reviewer", "alert_id", "text_hash", "start", "end", "scope")
    kept = {name: getattr(target, name) for name in names}
    return Decision(**kept, review_id=key, decision="undone", new=target.review_id, reviewed_at=now())


def _to_undo(queue: Queue) -> Decision | None:
    own = queue.desk.log.latest(queue.reviewer)
    counting = [d for d in living(own) if bool(d.scope) == bool(queue.blind)]
    return counting[-1] if counting else None


def _to_redo(queue: Queue) -> Decision | None:
    """The last undoing that still counts, unless something else was decided since."""
    own = queue.desk.log.latest(queue.reviewer)
    undone = {d.new for d in own if d.decision == "undone"}
    for decision in reversed(own):
        if decision.decision != "undone":
            return None
        if decision.review_id not in undone and not _undoes_an_undoing(decision, own):
            return decision
    return None


def _undoes_an_undoing(decision: Decision, own: list[Decision]) -> bool:
    return any(d.review_id == decision.new and d.decision == "undone" for d in own)
