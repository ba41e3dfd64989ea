"""The pages of the queue."""

from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from pipeline.normalise import name_key
from pipeline.review.queue import ORDERS, STATUSES, Filters, Queue
from pipeline.review.state import Row, Standing
from pipeline.review.web.asked import Asking, Rows, Wanted
from pipeline.review.web.render import html
from pipeline.review.web.row import shown

PAGE = 50
router = APIRouter()


@dataclass(frozen=True, slots=True)
class Line:
    """One incident in the queue."""

    name: str
    row: Row
    standing: Standing
    again: bool


@router.get("/")
async def home() -> Response:
    """The way in."""
    return RedirectResponse("/queue", 303)


@router.get("/queue")
async def show(
    request: Request, session: Asking, queue: Rows, filters: Wanted, page: Annotated[int, Query(ge=1, le=10**7)] = 1
) -> Response:
    """The queue, or with htmx only what its filters change."""
    order = queue.ordered(filters)
    pages = max(1, -(-len(order) // PAGE))
    page = min(page, pages)
    name = "queue_body" if request.headers.get("hx-target") == "found" else "queue"
    values = {
        "lines": _lines(queue, order[(page - 1) * PAGE : page * PAGE].tolist()),
        "total": len(order),
        "page": page,
        "pages": pages,
        "first": (page - 1) * PAGE + 1,
        "counts": queue.counts(filters),
        "filters": filters,
        "choices": _choices(queue),
        "statuses": [s for s in STATUSES if s != "disagree" or queue.columns["disagree"].any()],
        "orders": ORDERS,
        "session": session,
        "blind": bool(queue.blind),
        "homeless": len(queue.desk.homeless),
    }
    return HTMLResponse(html(name, **values))


def _lines(queue: Queue, places: list[int]) -> list[Line]:
    """The lines of a page; an alert of which nothing was decided need not be read whole."""
    touched = {alert_id for place in places if (alert_id := queue.alerts[place]) in queue.desk.decisions}
    states = {alert_id: queue.desk.state(alert_id, queue.blind) for alert_id in touched}
    plain = [place for place in places if queue.alerts[place] not in touched]
    rows = dict(zip(plain, queue.desk.tables.incidents(plain), strict=True))
    lines = []
    for place in places:
        key, name = queue.ids[place], queue.name(place)
        if place in rows:
            lines.append(Line(name, rows[place], Standing(), again=False))
        elif row := (state := states[queue.alerts[place]]).row("incidents", key):
            lines.append(Line(name, row, state.stands(key), bool(state.to_look_at(key))))
    return lines


def _choices(queue: Queue) -> dict[str, list[tuple[str, str]]]:
    """The codes that occur, with what they are called, by what they are called."""
    found = {}
    for column in ("act", "country", "perpetrator_type", "factuality"):
        named = [(code, shown(column, code)) for code in queue.used(column)]
        found[column] = sorted(named, key=lambda pair: name_key(pair[1]))
    return found


def next_in(queue: Queue, filters: Filters, place: int) -> str:
    """The name of the incident after this one, else of the one before it, else none."""
    order = queue.ordered(filters, keep=place)
    at = int((order == place).nonzero()[0][0])
    for other in (at + 1, at - 1):
        if 0 <= other < len(order):
            return queue.name(int(order[other]))
    return ""
