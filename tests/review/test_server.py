"""The server as a process: killed after it said *saved*, kept waiting, asked to be silent."""

import os
import random
import re
import select
import signal
import socket
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from uuid import uuid4

import httpx
import pytest
from desk import Alert, aubrac, row, write

from pipeline.review.log import read_log
from pipeline.tables.rows import digest

ARREST = row(aubrac(), "arrest")["incident_id"]
KILLS, DECISIONS = 20, 1_000
pytestmark = pytest.mark.usefixtures("loopback")

# A process that has loaded everything and makes a server whenever it reads a line, so that a kill costs no start.
NURSERY = """
import os, sys
from pipeline.cli import main
from pipeline.review.web import app, server
dataset, server.SLOWEST_HEAD = sys.argv[1], 2.0
for _ in sys.stdin:
    child = os.fork()
    if child == 0:
        os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
        os._exit(main(["review", dataset, "--reviewer", "ines"]))
    print(child, flush=True)
"""


class Server:
    """A server that was started, with a client that is signed in."""

    def __init__(self, pid: int, address: str) -> None:
        self.pid = pid
        self.client = httpx.Client(base_url=address.rsplit("/enter/", 1)[0], timeout=5)
        self.client.get(address)
        page = self.client.get("/queue").text
        self.csrf = re.findall(r'"X-Recense": "([^"]+)"', page)[0]

    def note(self, key: str, incident_id: str = ARREST) -> bool:
        """Send a decision; whether the server said that it is saved."""
        headers = {"origin": str(self.client.base_url).rstrip("/"), "x-recense": self.csrf, "hx-request": "true"}
        form = {"kind": "noted", "key": key, "comment": key}
        try:
            answer = self.client.post(f"/row/{digest(incident_id)}/decide", data=form, headers=headers)
        except httpx.TransportError:
            return False
        assert answer.status_code == 200
        return True


ALERTS = [Alert(f"Le 5 mars 2020, Oumou Niang a été convoquée pour la {n}e fois.", f"n{n}") for n in range(1, 51)]
for one in ALERTS:
    one.incident("summons", "convoquée")


@pytest.fixture
def start(dataset: Path) -> Iterator[Callable[[], Server]]:
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True}
    nursery = subprocess.Popen([sys.executable, "-c", NURSERY, str(dataset)], bufsize=1, **pipes)  # type: ignore[call-overload]
    started: list[Server] = []

    def make() -> Server:
        nursery.stdin.write("\n")
        lines = [nursery.stdout.readline() for _ in range(2)]
        pid = next(int(line) for line in lines if line.strip().isdigit())
        started.append(Server(pid, next(line.split()[-1] for line in lines if "/enter/" in line)))
        return started[-1]

    yield make
    for server in started:
        kill(server)
    nursery.kill()
    nursery.communicate()


def kill(server: Server) -> None:
    """Kill a server and wait until it is gone."""
    try:
        handle = os.pidfd_open(server.pid)
        signal.pidfd_send_signal(handle, signal.SIGKILL)
    except ProcessLookupError:
        return
    select.select([handle], [], [], 5)
    os.close(handle)


def test_what_was_called_saved_survives_every_kill_and_nothing_is_there_twice(
    start: Callable[[], Server], dataset: Path
) -> None:
    write(dataset, *ALERTS)
    chance = random.Random(39)
    about = {uuid4().hex: alert.rows["incidents"][0]["incident_id"] for alert in ALERTS for _ in range(DECISIONS // 50)}
    keys = list(about)
    chance.shuffle(keys)
    waiting, kills, said = list(reversed(keys)), 0, Counter[str]()
    server = start()
    while waiting:
        victim = threading.Timer(chance.uniform(0.02, 0.4), kill, [server]) if kills < KILLS else None
        if victim:
            victim.start()
        most = len(waiting) if not victim else max(1, len(waiting) // (KILLS - kills + 1)) * 3
        while waiting and most:
            most -= 1
            if not server.note(waiting[-1], about[waiting[-1]]):
                break
            said[waiting.pop()] += 1
        if victim:
            victim.join()
            kills += 1
            server = start()  # the request that got no answer is sent again under the same key
    assert kills == KILLS
    kept = Counter(decision.review_id for decision in read_log(dataset))
    assert kept == Counter(keys) == said


def test_who_dawdles_over_a_request_is_sent_away(start: Callable[[], Server]) -> None:
    server = start()
    with socket.create_connection((server.client.base_url.host, server.client.base_url.port)) as slow:
        slow.settimeout(15)
        began = time.monotonic()
        slow.sendall(b"GET /queue HTTP/1.1\r\nHost: ")
        assert slow.recv(100) == b""  # the end of the connection, without an answer
        assert time.monotonic() - began < 8
    assert server.client.get("/queue").status_code == 200


def test_nothing_that_the_server_writes_holds_words_or_addresses(dataset: Path) -> None:
    call = [sys.executable, "-c", "from pipeline.cli import main; main()", "review", str(dataset), "--reviewer", "ines"]
    process = subprocess.Popen(call, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert process.stdout and process.stderr
    address = process.stdout.readline().split()[-1]
    server = Server(process.pid, address)
    for path in ("/queue?q=canari", f"/row/{digest(ARREST)}", "/row/canari", "/enter/canari"):
        server.client.get(path)
    server.note(uuid4().hex)
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=10)
    assert not re.search(r"canari|Aubrac|GET|POST|Traceback", out + err)
