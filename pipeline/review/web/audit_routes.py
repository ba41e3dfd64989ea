"""Every decision, in order."""

from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Query
from fastapi.responses import HTMLResponse, Response

from pipeline.messages import say
from pipeline.review.decisions import Decision
from pipeline.review.queue import Queue
from pipeline.review.web.asked import Asking, Rows
from pipeline.review.web.render import html
from pipeline.review.web.row import shown
from pipeline.show.view import label
from pipeline.tables.rows import digest

PAGE = 100
router = APIRouter()


@dataclass(frozen=True, slots=True)
class Line:
    """One decision as the audit tells it: what it is about, what stood there and what was said."""

    number: int
    decision: Decision
    name: str  # of the incident in addresses, "" where there is none now
    about: str
    old: str
    new: str


@router.get("/audit")
async def audit(session: Asking, queue: Rows, page: Annotated[int, Query(ge=1, le=10**7)] = 1) -> Response:
    """The log from its end, a page at a time; who works blind sees only the own decisions."""
    total = queue.desk.log.last()
    pages = max(1, -(-total // PAGE))
    page = min(page, pages)
    last = total - (page - 1) * PAGE
    found = [(n, d) for n, d in queue.desk.log.numbered(max(0, last - PAGE)) if n <= last]
    lines = [_line(queue, n, d) for n, d in reversed(found) if not queue.blind or d.reviewer == queue.reviewer]
    return HTMLResponse(html("audit", lines=lines, page=page, pages=pages, total=total, session=session))


def _line(queue: Queue, number: int, decision: Decision) -> Line:
    d = decision
    if d.table == "entities":
        return Line(number, d, "", _person(queue, d, d.row_id), d.old, d.new if d.column else _person(queue, d, d.new))
    name = digest(d.row_id)
    old, new = shown(d.column, d.old) if d.column else "", ""
    if d.column:
        new = shown(d.column, d.new)
    elif d.decision == "added":
        new = label("act", d.detail["values"]["act"])
    elif d.decision == "undone":
        new = say("review.audit_number", n=queue.desk.log.number(d.new))
    elif d.decision in ("merged", "joined", "split"):
        new = _incident(queue, d.new)
    return Line(number, d, name if queue.find(name) is not None else "", _incident(queue, d.row_id), old, new)


def _incident(queue: Queue, key: str) -> str:
    """An incident in a few words: the act, and who was hit."""
    place = queue.place.get(key)
    if place is None:
        return ""
    if place < queue.machine and queue.alerts[place] not in queue.desk.decisions:
        row = queue.desk.tables.incidents([place])[0]
    elif not (row := queue.desk.state(queue.alerts[place], queue.blind).row("incidents", key) or {}):
        return ""
    return " · ".join(filter(None, [label("act", row["act"]), shown("victims", row["victims"])]))


def _person(queue: Queue, decision: Decision, key: str) -> str:
    """The name of an entity as the machine has it; a name that was parted stands for itself."""
    home = queue.desk.tables.home(decision)
    rows = queue.desk.tables.rows(home)["entities"] if home else []
    return next((str(row["name"]) for row in rows if row["entity_id"] == key), "" if decision.row_id == key else key)
