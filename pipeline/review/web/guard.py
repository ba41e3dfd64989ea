"""The gate before the page, as plain ASGI: whose request it is, where it comes from, how large it is and how long it
takes; and the headers that every answer bears. What goes wrong behind it is told without its words."""

import asyncio
import hmac
import logging
import traceback
from collections.abc import Awaitable, Callable, MutableMapping
from http.cookies import CookieError, SimpleCookie
from pathlib import Path
from typing import Any

from pipeline.review.web.sessions import Sessions

LARGEST = 64 * 1024  # bytes of a request's body
LONGEST_ADDRESS = 4_096
SLOWEST = 10.0  # seconds for a body to arrive
OPEN = ("/static/", "/enter/")  # paths that need no session
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
    "x-robots-tag": "noindex",
}
Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]
_log = logging.getLogger("recense.review")


class Refused(Exception):
    """A request that is not let in, with its status."""

    def __init__(self, status: int) -> None:
        super().__init__(status)
        self.status = status


class Guard:
    """Wraps the page. `hosts` are the values of `Host` that are ours; `refusal` makes the body for a status."""

    def __init__(self, app: App, sessions: Sessions, hosts: set[str], refusal: Callable[[int], bytes]) -> None:
        self.app, self.sessions, self.hosts, self.refusal = app, sessions, hosts, refusal

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let one request in, or answer it here."""
        if scope["type"] != "http":
            return
        started = False

        async def sending(message: Message) -> None:
            nonlocal started
            started = started or message["type"] == "http.response.start"
            await send(_dressed(message, scope["path"]))

        try:
            self._admit(scope, _headers(scope))
            await self.app(scope, _replay(await _body(scope, receive)), sending)
        except Refused as refused:
            await _answer(sending, refused.status, self.refusal(refused.status))
        except Exception as fault:
            _log.error("%s, %s", type(fault).__name__, _place(fault))
            if not started:
                await _answer(sending, 500, self.refusal(500))

    def _admit(self, scope: Scope, headers: dict[str, str]) -> None:
        """Check where a request comes from and put its session in `scope["state"]`. Refused where it may not enter."""
        if headers.get("host", "") not in self.hosts:
            raise Refused(421)
        if len(scope.get("raw_path") or b"") + len(scope.get("query_string") or b"") > LONGEST_ADDRESS:
            raise Refused(414)
        if scope["method"] not in ("GET", "POST"):
            raise Refused(405)
        if headers.get("origin", own := f"http://{headers['host']}") != own:
            raise Refused(403)
        if scope["path"].startswith(OPEN):
            return
        if headers.get("sec-fetch-site", "none") not in ("none", "same-origin"):
            raise Refused(403)
        session = self.sessions.of(_cookie(headers.get("cookie", ""), self.sessions.cookie))
        if session is None:
            raise Refused(401)
        if scope["method"] == "POST":
            sent = headers.get("x-recense", "")
            if "origin" not in headers or not hmac.compare_digest(sent.encode(), session.csrf.encode()):
                raise Refused(403)
        scope.setdefault("state", {})["session"] = session


def _headers(scope: Scope) -> dict[str, str]:
    """The headers by name; a name sent twice is taken as one that says both, so that no check is talked out of it."""
    found: dict[str, str] = {}
    for name, value in scope["headers"]:
        key, text = name.decode("latin-1").lower(), value.decode("latin-1")
        found[key] = f"{found[key]}, {text}" if key in found else text
    return found


def _cookie(header: str, name: str) -> str:
    try:
        held = SimpleCookie(header).get(name)
    except CookieError:
        return ""
    return held.value if held else ""


async def _body(scope: Scope, receive: Receive) -> bytes:
    """The whole body, within its limits of size and time."""
    length = _headers(scope).get("content-length", "0")
    if not length.isdigit() or int(length) > LARGEST:
        raise Refused(413)
    parts: list[bytes] = []
    try:
        async with asyncio.timeout(SLOWEST):
            while True:
                message = await receive()
                if message["type"] != "http.request":
                    raise Refused(400)
                parts.append(message.get("body", b""))
                if sum(map(len, parts)) > LARGEST:
                    raise Refused(413)
                if not message.get("more_body"):
                    return b"".join(parts)
    except TimeoutError:
        raise Refused(408) from None


def _replay(body: bytes) -> Receive:
    messages: list[Message] = [{"type": "http.request", "body": body, "more_body": False}]

    async def receive() -> Message:
        return messages.pop() if messages else {"type": "http.disconnect"}

    return receive


def _dressed(message: Message, path: str) -> Message:
    """An answer with our headers."""
    if message["type"] != "http.response.start":
        return message
    keep = "private, max-age=86400" if path.startswith("/static/") else "no-store"
    ours = {**HEADERS, "cache-control": keep}
    others = [(name, value) for name, value in message.get("headers", []) if name.decode().lower() not in ours]
    return {**message, "headers": others + [(name.encode(), value.encode()) for name, value in ours.items()]}


async def _answer(send: Send, status: int, body: bytes) -> None:
    headers = [(b"content-type", b"text/html; charset=utf-8"), (b"content-length", str(len(body)).encode())]
    headers += [(b"connection", b"close")] if status in (408, 413) else []
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})


def _place(fault: BaseException) -> str:
    """File and line where it happened, and nothing of what it says."""
    frame = traceback.extract_tb(fault.__traceback__)[-1]
    return f"{Path(frame.filename).name}:{frame.lineno}"
