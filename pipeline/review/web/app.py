"""The page as an ASGI app: FastAPI behind the guard."""

from collections.abc import Iterable
from typing import Annotated

from fastapi import FastAPI, HTTPException, Path, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from pipeline.messages import Language, speaking
from pipeline.review.desk import Desk
from pipeline.review.queue import Queue
from pipeline.review.web import audit_routes, queue_routes, row_routes
from pipeline.review.web.guard import App, Guard, Receive, Scope, Send
from pipeline.review.web.render import ASSETS, asset, html
from pipeline.review.web.sessions import Sessions


class Queues:
    """Each reviewer's queue on one desk, made when it is first asked for."""

    def __init__(self, desk: Desk, blind: int) -> None:
        self.desk, self.blind = desk, blind
        self._of: dict[str, Queue] = {}

    def of(self, reviewer: str) -> Queue:
        """A reviewer's queue, up to date."""
        queue = self._of.get(reviewer)
        if queue is None:
            queue = self._of[reviewer] = Queue(self.desk, reviewer, self.blind)
        queue.sync()
        return queue


def create(
    desk: Desk, sessions: Sessions, hosts: set[str], language: Language, blind: int = 0, reviewers: Iterable[str] = ()
) -> App:
    """The whole page, with the queues of `reviewers` made ready.

    `hosts` are the values of `Host` that are ours; `blind` is the share of incidents (in a hundred) to be judged blind,
    0 is the ordinary review.
    """
    app = FastAPI(docs_url=None, redoc_url=None, openapi_url=None)
    app.state.queues = Queues(desk, blind)
    for reviewer in reviewers:
        app.state.queues.of(reviewer)
    app.include_router(queue_routes.router)
    app.include_router(row_routes.router)
    app.include_router(audit_routes.router)

    @app.get("/static/{name}")
    async def static(name: Annotated[str, Path(max_length=40)]) -> Response:
        if name not in ASSETS:
            raise HTTPException(404)
        return Response(asset(name), media_type=ASSETS[name][1])

    @app.get("/enter/{token}")
    async def enter(token: Annotated[str, Path(max_length=100)]) -> Response:
        cookie = sessions.enter(token)
        if cookie is None:
            return HTMLResponse(html("refused", status=401), 401)
        answer = RedirectResponse("/queue", 303)
        answer.set_cookie(sessions.cookie, cookie, httponly=True, samesite="strict", path="/")
        return answer

    @app.exception_handler(HTTPException)
    @app.exception_handler(404)
    @app.exception_handler(405)
    async def refused(_: Request, fault: HTTPException) -> Response:
        return HTMLResponse(html("refused", status=fault.status_code), fault.status_code)

    @app.exception_handler(RequestValidationError)
    async def invalid(_: Request, fault: RequestValidationError) -> Response:
        return HTMLResponse(html("refused", status=404), 404)

    guarded = Guard(app, sessions, hosts, lambda status: html("refused", status=status).encode())

    async def spoken(scope: Scope, receive: Receive, send: Send) -> None:
        with speaking(language):
            await guarded(scope, receive, send)

    return spoken
