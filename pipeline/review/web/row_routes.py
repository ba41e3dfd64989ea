"""The page of one incident, its editors, and what is decided there."""

from typing import Annotated, Any

from fastapi import APIRouter, Form, HTTPException, Path, Query, Request
from fastapi.responses import HTMLResponse, Response

from pipeline.dates import parse
from pipeline.messages import say
from pipeline.review.decisions import Decision
from pipeline.review.fields import CODED, FIELDS, ROLES, FieldError, checked, names, text_value
from pipeline.review.log import Clash
from pipeline.review.queue import Filters, Queue
from pipeline.review.state import Row, State
from pipeline.review.web.asked import Asking, Place, Rows, Wanted
from pipeline.review.web.case import case_of, offered
from pipeline.review.web.queue_routes import next_in
from pipeline.review.web.render import html
from pipeline.review.web.row import row_page, shown
from pipeline.review.web.save import Conflict, Sent, save, take_back
from pipeline.review.web.sessions import Session
from pipeline.review.web.text import words
from pipeline.show.dates import spoken

router = APIRouter()
TOOLS = ("comment", "split", "merge", "add", "persons", "case", "history")
Offset = Annotated[int | None, Query(ge=0, le=10**8)]
Short = Annotated[str, Form(max_length=200)]
Long = Annotated[str, Form(max_length=4_000)]


@router.get("/row/{name}")
async def show(request: Request, session: Asking, queue: Rows, filters: Wanted, place: Place) -> Response:
    """One incident beside its alert."""
    return _page(request, session, queue, filters, place)


@router.get("/row/{name}/edit/{column}")
async def edit(
    queue: Rows,
    filters: Wanted,
    place: Place,
    column: Annotated[str, Path(max_length=30)],
    start: Offset = None,
    end: Offset = None,
) -> Response:
    """The editor of one field, filled with its value or with what the marked words say."""
    page = row_page(queue, filters, place)
    if page is None or column not in FIELDS:
        raise HTTPException(404)
    marked = words(page.state, start, end)
    value = text_value(page.incident[column])
    offered = _offered(page.state, column, value, marked) if marked else value
    values: dict[str, Any] = {"page": page, "column": column, "old": value, "value": offered, "marked": marked}
    return HTMLResponse(html(_editor(column), **values, people=_people(page.state, column, offered)))


def _editor(column: str) -> str:
    if column in CODED:
        return "edit_code"
    if column == "date_edtf":
        return "edit_date"
    return "edit_people" if column in ("victims", "perpetrators") else "edit_text"


def _offered(state: State, column: str, value: str, marked: list[int]) -> str:
    """What the marked words say of a field: an entity's name, a date's value, else the words themselves."""
    start, end = marked
    said = " ".join(state.text[start:end].split())
    if column == "date_edtf":
        found = [d for d in state.rows["dates"] if d["start"] < end and start < d["end"]]
        spans: list[Any] = found or [
            d for d in parse(state.text, state.alert["published_on"]) if d["start"] < end and start < d["end"]
        ]
        return str(spans[0]["edtf"]) if spans else ""
    if column in ROLES:
        named = {e["entity_id"]: e["name"] for e in state.rows["entities"]}
        inside = [m for m in state.rows["mentions"] if m["start"] < end and start < m["end"]]
        name = next((named[m["entity_id"]] for m in inside if m["entity_id"] in named), said)
        return name if column == "place" else "; ".join(dict.fromkeys([*names(value), name]))
    return value if column in CODED or column == "victim_count" else said


def _people(state: State, column: str, value: str) -> list[tuple[str, bool]]:
    """The names to choose from, each with whether it is chosen: who is in the field now, then the alert's entities."""
    kinds = {"place": ("place",), "victims": ("person", "group", "organisation")}
    kinds["perpetrators"] = kinds["victims"]
    if column not in kinds:
        return []
    chosen = names(value)
    ranked = sorted(
        state.rows["entities"], key=lambda e: kinds[column].index(e["kind"]) if e["kind"] in kinds[column] else 9
    )
    others = [e["name"] for e in ranked if e["kind"] in kinds[column]]
    return [(name, name in chosen) for name in dict.fromkeys([*chosen, *others])]


@router.get("/row/{name}/tool/{tool}")
async def tool(
    queue: Rows,
    filters: Wanted,
    place: Place,
    tool: Annotated[str, Path(max_length=20)],
    start: Offset = None,
    end: Offset = None,
) -> Response:
    """The form of a tool: one of `TOOLS`."""
    page = row_page(queue, filters, place)
    if page is None or tool not in TOOLS:
        raise HTTPException(404)
    more = {}
    if tool == "case":
        more = {"case": case_of(queue, queue.ids[place]), "offered": offered(queue, page.incident)}
    return HTMLResponse(html(f"tool_{tool}", page=page, marked=words(page.state, start, end), **more))


@router.get("/row/{name}/case")
async def case(session: Asking, queue: Rows, filters: Wanted, place: Place) -> Response:
    """The alerts that tell the same occasion, side by side."""
    if queue.desk.state(queue.alerts[place], queue.blind).row("incidents", queue.ids[place]) is None:
        raise HTTPException(404)
    found = case_of(queue, queue.ids[place])
    values = {"case": found, "session": session, "query": filters.query(), "name_here": queue.name(place)}
    return HTMLResponse(html("case", **values))


@router.get("/reading")
async def reading(new: Annotated[str, Query(max_length=100)] = "") -> Response:
    """A date as it is being typed, in words, or what is wrong with it."""
    value = new.strip()
    try:
        checked("date_edtf", value)
    except FieldError as fault:
        return HTMLResponse(html("reading", said="", wrong=fault.reason))
    return HTMLResponse(html("reading", said=spoken(value), wrong=""))


@router.post("/row/{name}/decide")
async def decide(
    request: Request,
    session: Asking,
    queue: Rows,
    filters: Wanted,
    place: Place,
    kind: Short,
    key: Annotated[str, Form(pattern=r"^[0-9a-f]{32}$")],
    version: Short = "",
    column: Short = "",
    old: Long = "",
    new: Annotated[list[str] | None, Form()] = None,
    entity: Short = "",
    other: Short = "",
    start: Annotated[int | None, Form(ge=0, le=10**8)] = None,
    end: Annotated[int | None, Form(ge=0, le=10**8)] = None,
    comment: Long = "",
    then: Annotated[str, Form(pattern=r"^[0-9a-f]{16}$")] = "",
) -> Response:
    """Save one decision; the answer is the row as it is then, or the next one where this one is done."""
    sent = Sent(kind, key, version, column, old, "; ".join(new or ()), entity, other, start, end, comment)
    after = next_in(queue, filters, place) if kind in ("accepted", "rejected") else ""
    try:
        decision = save(queue, place, sent)
    except FieldError as fault:
        return HTMLResponse(html("wrong", fault=fault), 422, {"HX-Retarget": "#wrong", "HX-Reswap": "outerHTML"})
    except (Conflict, Clash) as conflict:
        notice = {"conflict": conflict if isinstance(conflict, Conflict) else Conflict(), "sent": sent}
        return _page(request, session, queue, filters, place, notice, 409)
    if then:
        return Response(status_code=204, headers={"HX-Redirect": f"/row/{then}/case?{filters.query()}"})
    return _saved(request, session, queue, filters, place, decision, after)


def _saved(
    request: Request, session: Session, queue: Queue, filters: Filters, place: int, decision: Decision, after: str
) -> Response:
    notice = {"saved": say(f"review.saved.{decision.decision}")}
    if decision.decision in ("accepted", "rejected"):
        if not after:
            return Response(status_code=204, headers={"HX-Redirect": f"/queue?{filters.query()}"})
        place = queue.find(after) or 0
    elif decision.decision == "added":
        place = queue.place.get(queue_key(queue, decision), place)
    answer = _page(request, session, queue, filters, place, notice)
    answer.headers["HX-Push-Url"] = f"/row/{queue.name(place)}?{filters.query()}"
    return answer


def queue_key(queue: Queue, decision: Decision) -> str:
    """The present key of the row that a decision is about."""
    home = queue.desk.tables.home(decision)
    row: Row | None = queue.desk.state(home, queue.blind).row("incidents", decision.row_id) if home else None
    return str(row["incident_id"]) if row else decision.row_id


@router.post("/back/{direction}")
async def back(
    request: Request,
    session: Asking,
    queue: Rows,
    filters: Wanted,
    direction: Annotated[str, Path(pattern="^(undo|redo)$")],
    key: Annotated[str, Form(pattern=r"^[0-9a-f]{32}$")],
    here: Annotated[str, Form(pattern=r"^[0-9a-f]{16}$")],
) -> Response:
    """Undo the reviewer's last decision, or redo it, and show the row that it was about."""
    place = queue.find(here)
    if place is None:
        raise HTTPException(404)
    try:
        done = take_back(queue, key, again=direction == "redo")
    except Conflict as conflict:
        return _page(request, session, queue, filters, place, {"conflict": conflict, "sent": None}, 409)
    if done is None:
        return _page(request, session, queue, filters, place, {"saved": say(f"review.nothing_to_{direction}")})
    notice = {"saved": say(f"review.{direction}ne")}
    for there in (queue.place.get(queue_key(queue, done), place), place, _beside(queue, done, place)):
        answer = _page(request, session, queue, filters, there, notice)
        if answer.status_code == 200:
            answer.headers["HX-Push-Url"] = f"/row/{queue.name(there)}?{filters.query()}"
            return answer
    return Response(status_code=204, headers={"HX-Redirect": f"/queue?{filters.query()}"})


def _beside(queue: Queue, done: Decision, place: int) -> int:
    """Where a row was added that is gone now."""
    target = queue.desk.log.find(done.new)
    return queue.place.get(target.detail.get("beside", ""), place) if target else place


def _page(
    request: Request,
    session: Session,
    queue: Queue,
    filters: Filters,
    place: int,
    notice: dict[str, Any] | None = None,
    status: int = 200,
) -> Response:
    page = row_page(queue, filters, place)
    if page is None:
        return HTMLResponse(html("refused", status=404), 404)
    page.notice = {"saved": "", "conflict": None, "sent": None} | (notice or {})
    name = "desk" if request.headers.get("hx-request") else "row"
    return HTMLResponse(html(name, page=page, session=session, shown=shown), status)
