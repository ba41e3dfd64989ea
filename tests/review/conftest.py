"""A dataset on the disk, the page on it, and a browser without a browser."""

import shutil
import socket
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from desk import aubrac, niang, write
from visitor import HOST, Visitor

from pipeline.review.desk import Desk
from pipeline.review.web.app import create
from pipeline.review.web.sessions import Sessions

CONNECT = socket.socket.connect


@pytest.fixture(scope="session")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write(tmp_path_factory.mktemp("desk") / "jeu", aubrac(), niang())


@pytest.fixture
def dataset(written: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(written, tmp_path / "jeu"))


@pytest.fixture
def visit(dataset: Path) -> Iterator[Callable[..., Visitor]]:
    """Opens the page for a reviewer, each time on a desk of its own, as another process would."""
    desks = []

    def opened(reviewer: str = "ines", blind: int = 0, **settings: object) -> Visitor:
        desks.append(Desk(dataset))
        sessions = Sessions(**settings)  # type: ignore[arg-type]
        app = create(desks[-1], sessions, {HOST}, "fr", blind)
        return Visitor(app, sessions, reviewer)

    yield opened
    for desk in desks:
        desk.close()


@pytest.fixture
def loopback(monkeypatch: pytest.MonkeyPatch, no_network: None) -> None:
    """Lets a test speak to a server of its own on this machine, and to nobody else."""

    def connect(self: socket.socket, address: tuple[str, int]) -> None:
        assert address[0] == "127.0.0.1", "a test reached for the network"
        CONNECT(self, address)

    monkeypatch.setattr(socket.socket, "connect", connect)
