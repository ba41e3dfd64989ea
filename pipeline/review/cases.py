"""Cases (the same incident in several alerts) as people join and part them."""

from typing import TYPE_CHECKING

import pandas as pd

from pipeline.review.state import GONE, Row, records
from pipeline.tables.frames import frame
from pipeline.tables.rows import digest

if TYPE_CHECKING:
    from pipeline.review.apply import Reviewed


def regroup(cases: pd.DataFrame, reviewed: "Reviewed") -> pd.DataFrame:
    """The table `cases` after the decisions of `reviewed` about it, without incidents that are gone."""
    said = [d for d in reviewed.applied if d.table == "cases"]
    gone = {key for key, standing in reviewed.standing.items() if standing.status in GONE}
    if not said and not gone:
        return cases
    rows: dict[str, Row] = {r["incident_id"]: r for r in records(cases) if r["incident_id"] not in gone}
    alerts = dict(
        zip(reviewed.tables["incidents"]["incident_id"], reviewed.tables["incidents"]["alert_id"], strict=True)
    )
    for decision in said:
        first, other = decision.row_id, decision.new
        if first not in alerts or other not in alerts:
            continue
        if decision.decision == "joined":
            case_id = rows.get(first, rows.get(other, {})).get("case_id") or f"c{digest(decision.review_id)}"
            moved = rows[other]["case_id"] if other in rows else None
            for key in {first, other, *(k for k, row in rows.items() if moved and row["case_id"] == moved)}:
                rows[key] = {
                    "case_id": case_id,
                    "incident_id": key,
                    "alert_id": alerts[key],
                    "score": 1.0,
                    "reason": "",
                }
        elif decision.decision == "parted":
            rows.pop(other, None)
    return frame("cases", rows.values())
