"""A real browser, Debian's Chromium, on a real server. `make browser` runs these tests; `make test` does not."""

import os
import re
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from alerts import write_dataset
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

CHROMIUM = Path(os.environ.get("CHROMIUM", "/usr/bin/chromium"))
FLAGS = [
    *("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
]
collect_ignore_glob = [] if os.environ.get("RECENSE_BROWSER") else ["test_*.py"]
expect.set_options(timeout=10_000)


class Server:
    """`recense review` as a process of its own."""

    def __init__(self, dataset: Path, *reviewers: str, port: int = 0, blind: int = 0, lang: str = "fr") -> None:
        call = [
            sys.executable,
            "-c",
            "import sys; from pipeline.cli import main; sys.exit(main())",
            "review",
            str(dataset),
        ]
        call += [word for name in reviewers for word in ("--reviewer", name)]
        call += ["--lang", lang, "--port", str(port), "--blind", str(blind)]
        self.process = subprocess.Popen(call, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        assert self.process.stdout
        lines = [self.process.stdout.readline() for _ in reviewers]
        self.addresses = dict(zip(reviewers, (line.split()[-1] for line in lines), strict=True))
        self.base = lines[0].split()[-1].rsplit("/enter/", 1)[0]
        self.port = int(self.base.rsplit(":", 1)[1])

    def kill(self) -> None:
        self.process.send_signal(signal.SIGKILL)
        self.process.communicate()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def dataset(tmp_path: Path) -> Path:
    return write_dataset(tmp_path / "jeu")


@pytest.fixture
def serve(dataset: Path) -> Iterator[Callable[..., Server]]:
    running: list[Server] = []

    def started(*reviewers: str, **settings: Any) -> Server:
        running.append(Server(dataset, *reviewers, **settings))
        return running[-1]

    yield started
    for server in running:
        server.kill()


@pytest.fixture
def visit(browser: Browser) -> Iterator[Callable[..., Page]]:
    """A window of its own for each visitor; whatever a page complains of fails the test."""
    contexts: list[BrowserContext] = []
    complaints: list[str] = []

    def opened(address: str, **settings: Any) -> Page:
        context = browser.new_context(**({"viewport": {"width": 1280, "height": 800}} | settings))
        context.route(re.compile(r"^(?!http://127\.0\.0\.1[:/])"), lambda route: complaints.append(route.request.url))
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on(
            "console",
            lambda m: complaints.append(m.text) if m.type == "error" and "status of 4" not in m.text else None,
        )
        page.goto(address)
        return page

    yield opened
    for context in contexts:
        context.close()
    expected = (
        "ERR_CONNECTION_REFUSED",
        "htmx:",
        "Response Status Error Code 4",
    )  # a server that was killed, or says no
    assert [complaint for complaint in complaints if not any(words in complaint for words in expected)] == []
