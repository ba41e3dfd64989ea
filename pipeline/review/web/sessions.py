"""Who may use the page: one-time tokens in an address, then a cookie, which lapses when nobody is there."""

import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass, field

IDLE = 15 * 60.0  # seconds without a request after which a session locks


@dataclass(slots=True)
class Session:
    """One browser of one reviewer. `csrf` must come with whatever it sends."""

    reviewer: str
    csrf: str = field(default_factory=secrets.token_urlsafe)
    used: float = 0.0


@dataclass(slots=True)
class Sessions:
    """The tokens not used yet and the sessions open now; kept in memory only, so that a restart asks for new tokens.

    `on_lock` is called with a reviewer's name and a new token when a session has lapsed.
    """

    cookie: str = "recense"  # its name; ports share cookies, so that each server needs one of its own
    idle: float = IDLE
    clock: Callable[[], float] = time.monotonic
    on_lock: Callable[[str, str], None] = lambda reviewer, token: None
    _tokens: dict[str, str] = field(default_factory=dict)
    _open: dict[str, Session] = field(default_factory=dict)

    def invite(self, reviewer: str) -> str:
        """A new token for a reviewer."""
        token = secrets.token_urlsafe(32)
        self._tokens[token] = reviewer
        return token

    def enter(self, token: str) -> str | None:
        """Spend a token: the value of the cookie, or None where it is spent or was never given."""
        reviewer = self._tokens.pop(token, None)
        if reviewer is None:
            return None
        cookie = secrets.token_urlsafe(32)
        self._open[cookie] = Session(reviewer, used=self.clock())
        return cookie

    def of(self, cookie: str) -> Session | None:
        """The session of a cookie, which counts as used now; None where there is none or where it lapses now."""
        session = self._open.get(cookie)
        if session is None:
            return None
        if self.clock() - session.used > self.idle:
            del self._open[cookie]
            self.on_lock(session.reviewer, self.invite(session.reviewer))
            return None
        session.used = self.clock()
        return session
