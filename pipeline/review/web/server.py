"""The page on loopback, and nowhere else."""

import asyncio
import socket
from typing import Any

import pyarrow
import uvicorn
from uvicorn.protocols.http.h11_impl import H11Protocol

LOOPBACK = "127.0.0.1"
SLOWEST_HEAD = 10.0  # seconds for the head of a request to arrive
MOST_AT_ONCE = 64


class PatientNoLonger(H11Protocol):
    """uvicorn's protocol, but a client that dawdles over the head of a request is sent away."""

    _waiting: asyncio.TimerHandle | None = None

    def connection_made(self, transport: Any) -> None:
        """Give the first request its time."""
        super().connection_made(transport)
        self._wait()

    def data_received(self, data: bytes) -> None:
        """Give each further request its time, from its first byte."""
        if self._waiting is None and (self.cycle is None or self.cycle.response_complete):
            self._wait()
        super().data_received(data)
        if self._waiting and self.cycle is not None and not self.cycle.response_complete:
            self._stop()

    def connection_lost(self, exc: Exception | None) -> None:
        """Forget the clock."""
        self._stop()
        super().connection_lost(exc)

    def _wait(self) -> None:
        self._waiting = self.loop.call_later(SLOWEST_HEAD, self.transport.close)

    def _stop(self) -> None:
        if self._waiting:
            self._waiting.cancel()
        self._waiting = None


def listen(port: int) -> socket.socket:
    """A listening socket on loopback; port 0 takes any free one."""
    # asyncio sends small answers at once only where the protocol is named: else each waits 40 ms for an acknowledgement
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    listener.bind((LOOPBACK, port))
    listener.listen(128)
    return listener


def hosts(port: int) -> set[str]:
    """What a browser may call this server."""
    return {f"{LOOPBACK}:{port}", f"localhost:{port}"}


def spare_memory() -> None:
    """Let tables that stay in memory take no more of it than they need; to be called before any is read."""
    pyarrow.set_memory_pool(pyarrow.system_memory_pool())


def serve(app: Any, listener: socket.socket) -> None:
    """Serve until interrupted. No request is logged: its address may hold words that a person looks for."""
    config = uvicorn.Config(
        app,
        http=PatientNoLonger,
        ws="none",
        lifespan="off",
        access_log=False,
        log_config=None,
        server_header=False,
        date_header=False,
        limit_concurrency=MOST_AT_ONCE,
        timeout_keep_alive=75,
        timeout_graceful_shutdown=2,
    )
    uvicorn.Server(config).run(sockets=[listener])
