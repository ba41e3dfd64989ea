"""Every decision, in order."""

from typing import Annotated

from fastapi import APIRouter, Query
from fastapi.responses import HTMLResponse, Response

from pipeline.review.decisions import Decision
from pipeline.review.web.asked import Asking, Rows
from pipeline.review.web.render import html
from pipeline.tables.rows import digest

PAGE = 100
router = APIRouter()


@router.get("/audit")
async def audit(session: Asking, queue: Rows, page: Annotated[int, Query(ge=1, le=10**7)] = 1) -> Response:
    """The log from its end, a page at a time; who works blind sees only the own decisions."""
    total = queue.desk.log.last()
    pages = max(1, -(-total // PAGE))
    page = min(page, pages)
    last = total - (page - 1) * PAGE
    found = [(n, d) for n, d in queue.desk.log.numbered(max(0, last - PAGE)) if n <= last]
    lines = [(n, d, _row(d)) for n, d in reversed(found) if not queue.blind or d.reviewer == queue.reviewer]
    known = {name for _, _, name in lines if queue.find(name) is not None}
    return HTMLResponse(html("audit", lines=lines, known=known, page=page, pages=pages, total=total, session=session))


def _row(decision: Decision) -> str:
    return digest(decision.row_id)
