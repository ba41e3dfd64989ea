"""What a reviewer decides, as data: one immutable record per decision, never an edit of a table."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, get_args

from pipeline.review.fields import seen, text_value
from pipeline.tables.rows import digest

Kind = Literal[
    "accepted",  # the row as it stands is right
    "rejected",  # the row tells no incident
    "corrected",  # the value of one column
    "added",  # an incident that the machine missed; `detail["values"]` holds its fields
    "split",  # the row tells two occasions; `new` is the key of the second, `detail["words"]` its span
    "merged",  # the row `new` tells the same occasion and goes into this one
    "joined",  # `entities`: the entity `new` is this one; `cases`: the incident `new` is the same as this one
    "parted",  # `entities`: the name `new` is somebody else's; `cases`: the incident `new` is another one
    "noted",  # a comment only
    "undone",  # the decision `new` no longer counts (undoing an undoing brings it back)
]
KINDS: tuple[Kind, ...] = get_args(Kind)
SHARED, BLIND = "", "blind"


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """One decision. The first block is the table `reviews` of SPEC section 8; the second keys it for survival.

    A re-extraction may change every key of a row but not the words that people read: `text_hash` names the alert's
    text (`tables.rows.digest`), `start` and `end` the row's own words in it, `old` (or `detail["seen"]`, all fields,
    where a whole row was judged) the value that was judged. `scope` is `blind` where the reviewer worked without
    seeing the other's decisions; such a decision counts only once two agree or somebody adjudicates.
    """

    review_id: str
    table: str = "incidents"
    row_id: str
    column: str = ""
    old: str = ""
    new: str = ""
    decision: Kind
    reviewer: str
    reviewed_at: str
    comment: str = ""

    alert_id: str
    text_hash: str
    start: int | None = None
    end: int | None = None
    detail: Mapping[str, Any] = field(default_factory=dict)
    scope: str = SHARED

    def same_as(self, other: "Decision") -> bool:
        """Whether two records say the same, whenever they were made: a repeated request, not a second decision."""
        return all(getattr(self, name) == getattr(other, name) for name in self.__slots__ if name != "reviewed_at")


def decide(
    alert: Mapping[str, Any],
    row: Mapping[str, Any],
    kind: Kind,
    *,
    review_id: str,
    reviewer: str,
    reviewed_at: str,
    table: str = "incidents",
    column: str = "",
    new: str = "",
    comment: str = "",
    detail: Mapping[str, Any] | None = None,
    scope: str = SHARED,
) -> Decision:
    """The decision about a row of `incidents` (or `entities`) as it is shown now.

    `alert` is the alert's row of `alerts`, `row` the row judged, `review_id` any unique text (the same one makes a
    repeated request harmless), `reviewed_at` an ISO 8601 time in UTC, which nothing but the audit reads.
    """
    judged = kind in ("accepted", "rejected", "split", "merged")
    key = "entity_id" if table == "entities" else "incident_id"
    return Decision(
        review_id=review_id,
        table=table,
        row_id=str(row[key]),
        column=column,
        old=text_value(row[column]) if kind == "corrected" else "",
        new=new,
        decision=kind,
        reviewer=reviewer,
        reviewed_at=reviewed_at,
        comment=comment,
        alert_id=str(alert["alert_id"]),
        text_hash=digest(str(alert["text"])),
        start=row.get("start"),
        end=row.get("end"),
        detail={**(detail or {}), **({"seen": seen(row)} if judged else {})},
        scope=scope,
    )


def living(decisions: Iterable[Decision]) -> list[Decision]:
    """The decisions that were not undone, in order, without the undoings themselves."""
    ordered = list(decisions)
    dead: set[str] = set()
    for decision in reversed(ordered):  # an undoing comes after what it undoes
        if decision.decision == "undone" and decision.review_id not in dead:
            dead.add(decision.new)
    return [d for d in ordered if d.decision != "undone" and d.review_id not in dead]
