"""`recense review`: the page where people decide about incidents."""

import gc
import getpass
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pipeline.cli.console import Refusal, answer, refuse_missing, refusing, tell
from pipeline.messages import language, say

if TYPE_CHECKING:
    from pipeline.review.web.sessions import Sessions

MINUTE = 60.0


def review(
    dataset: Annotated[Path, typer.Argument(metavar="DATASET")],
    reviewer: Annotated[list[str] | None, typer.Option("--reviewer", metavar="NAME")] = None,
    port: Annotated[int, typer.Option("--port", metavar="NUMBER", min=0, max=65535)] = 0,
    blind: Annotated[int, typer.Option("--blind", metavar="NUMBER", min=0, max=100)] = 0,
    idle: Annotated[int, typer.Option("--idle", metavar="NUMBER", min=1)] = 15,
) -> None:
    """Serve the page for the dataset on loopback until interrupted; one address on stdout for each reviewer."""
    refuse_missing([dataset])
    try:
        from pipeline.review.web import app, server, sessions
    except ImportError:
        raise Refusal(say("review.no_extra")) from None
    from pipeline.review.desk import Desk
    from pipeline.review.log import LogError
    from pipeline.tables import DatasetError

    os.umask(0o077)
    try:
        listener = server.listen(port)
    except OSError:
        raise Refusal(say("review.port_taken", port=port)) from None
    port = listener.getsockname()[1]
    tell(say("review.opening"))
    server.spare_memory()
    with refusing(DatasetError, LogError):
        desk = Desk(dataset)
    people = sessions.Sessions(cookie=f"recense-{port}", idle=idle * MINUTE)
    people.on_lock = lambda name, token: tell(say("review.locked", reviewer=name, address=_address(port, token)))
    names = _names(reviewer or [getpass.getuser()])
    page = app.create(desk, people, server.hosts(port), language(), blind, names)
    gc.freeze()  # what was read stays: it need not be looked through for garbage at every turn
    _invite(people, names, port)
    try:
        server.serve(page, listener)
    finally:
        desk.close()


def _names(names: list[str]) -> list[str]:
    return list(dict.fromkeys(" ".join(name.split())[:60] for name in names if name.strip()))


def _invite(people: "Sessions", names: list[str], port: int) -> None:
    for name in names:
        answer(say("review.address", reviewer=name, address=_address(port, people.invite(name))))
    sys.stdout.flush()  # whoever waits at the other end of a pipe needs the address now
    tell(say("review.stop"))


def _address(port: int, token: str) -> str:
    return f"http://127.0.0.1:{port}/enter/{token}"
