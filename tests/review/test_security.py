"""Faults 38 to 44: who may reach the page, what it lets out, and what it stands."""

import logging
import re
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path

import pytest
from desk import Alert, aubrac, row, write
from visitor import HOST, ORIGIN, Visitor

from pipeline.review.desk import Desk
from pipeline.review.log import read_log
from pipeline.review.web import server
from pipeline.review.web.app import create
from pipeline.review.web.guard import LARGEST
from pipeline.review.web.sessions import Sessions
from pipeline.tables.rows import digest

ARREST = row(aubrac(), "arrest")["incident_id"]
ROW = f"/row/{digest(ARREST)}"
PAGES = (
    "/queue",
    "/queue?q=aubrac",
    ROW,
    f"{ROW}/edit/victims",
    f"{ROW}/tool/persons",
    f"{ROW}/tool/history",
    "/audit",
)
Visit = Callable[..., Visitor]


def test_the_server_listens_on_loopback_only() -> None:
    with server.listen(0) as listener:
        assert listener.getsockname()[0] == "127.0.0.1"


@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:8000", "0.0.0.0:8000", "127.0.0.1:9999", "127.0.0.1", ""]
)
def test_a_foreign_host_gets_nothing(visit: Visit, host: str) -> None:
    assert visit().get("/queue", host=host).status_code == 421


@pytest.mark.parametrize("path", [*PAGES, "/reading?new=2019", "/", "/nowhere"])
def test_without_a_session_there_is_only_a_locked_door(visit: Visit, path: str) -> None:
    ines = visit()
    ines.client.cookies.clear()
    answer = ines.get(path)
    assert answer.status_code == 401 and "Aubrac" not in answer.text
    ines.client.cookies.set("recense", "guessed")
    assert ines.get(path).status_code == 401


def test_a_token_opens_once(visit: Visit) -> None:
    ines = visit()
    token = ines.sessions.invite("ines")
    first, second = ines.get(f"/enter/{token}"), ines.get(f"/enter/{token}")
    assert (first.status_code, second.status_code) == (303, 401)
    cookie = first.headers["set-cookie"].lower()
    assert "httponly" in cookie and "samesite=strict" in cookie and token.lower() not in cookie


def test_a_session_locks_when_nobody_is_there_and_says_how_to_open_it(visit: Visit) -> None:
    time = [0.0]
    told: list[str] = []
    ines = visit(clock=lambda: time[0], idle=60.0, on_lock=lambda name, token: told.append(token))
    time[0] = 59.0
    assert ines.get("/queue").status_code == 200
    time[0] = 120.0
    assert ines.get("/queue").status_code == 401 and len(told) == 1
    assert ines.get(f"/enter/{told[0]}").status_code == 303
    assert ines.get("/queue").status_code == 200


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "http://evil.example"},
        {"origin": "null"},
        {"origin": ""},
        {"x-recense": ""},
        {"x-recense": "guessed"},
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
        {"host": "evil.example"},
    ],
)
def test_a_request_from_elsewhere_decides_nothing(visit: Visit, dataset: Path, headers: dict[str, str]) -> None:
    ines = visit()
    form = {"kind": "accepted", "key": "0" * 32, "version": ines.version(ARREST)}
    assert ines.post(f"{ROW}/decide", form, headers).status_code in (403, 421)
    assert read_log(dataset) == []


def test_nothing_is_written_by_a_get(visit: Visit, dataset: Path) -> None:
    ines = visit()
    before = {path: path.read_bytes() for path in dataset.rglob("*") if path.is_file()}
    for path in [*PAGES, f"{ROW}/decide?kind=accepted&key={'0' * 32}", "/back/undo", "/back/redo", "/reading?new=2019"]:
        ines.get(path)
    assert read_log(dataset) == []
    assert before == {path: path.read_bytes() for path in dataset.rglob("*") if path.is_file()}


@pytest.mark.parametrize(
    "path",
    [
        "/../../etc/passwd",
        "/static/../app.py",
        "/static/..%2fapp.py",
        "/static/%2e%2e/app.py",
        "/row/../../x",
        "/row/zz",
        f"/row/{'0' * 16}",
        f"{ROW}/edit/text",
        f"{ROW}/tool/shell",
        "/static/nothing",
        f"/row/{'a' * 3000}",
        "/docs",
        "/openapi.json",
    ],
)
def test_paths_that_lead_nowhere_lead_nowhere(visit: Visit, path: str) -> None:
    answer = visit().get(path)
    assert answer.status_code == 404 and "root:" not in answer.text and "import" not in answer.text


def test_what_is_too_large_is_turned_away(visit: Visit, dataset: Path) -> None:
    ines = visit()
    form = {"kind": "noted", "key": "0" * 32, "comment": "x" * LARGEST}
    assert ines.post(f"{ROW}/decide", form).status_code == 413
    assert ines.get(f"/queue?q={'x' * 5000}").status_code == 414
    assert ines.client.request("DELETE", ROW).status_code == 405
    assert read_log(dataset) == []


def test_a_body_without_end_is_cut_off(visit: Visit) -> None:
    ines = visit()
    sent = 0

    def endless() -> object:
        nonlocal sent
        while True:
            sent += 1024
            yield b"x" * 1024

    headers = {
        "origin": ORIGIN,
        "x-recense": ines.csrf,
        "host": HOST,
        "content-type": "application/x-www-form-urlencoded",
    }
    answer = None
    # the test client gathers a generator before it sends it, so that the end must come from the guard's limit
    limited = (piece for _, piece in zip(range(200), endless(), strict=False))  # type: ignore[arg-type]
    answer = ines.client.post(f"{ROW}/decide", content=limited, headers=headers)
    assert answer.status_code == 413 and sent > LARGEST


# What stands in an alert is text and nothing else

HOSTILE = (
    'Me <script>alert(1)</script> "onmouseover="x" a été arrêtée par <img src=http://evil.example/x onerror=y>.\n'
    "Le \u202egnp.exe\u202c a été saisi; {{ 1237 * 7919 }} {% raw %} </textarea><style>*{}</style> "
    "javascript:alert(1)\x07\n"
)


class Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))


@pytest.fixture
def hostile(dataset: Path) -> Alert:
    alert = Alert(HOSTILE, "<script>alert('id')</script>", title="</title><script>alert(2)</script>")
    alert.entity("person", "<script>alert(1)</script>", '"onmouseover="x"')
    alert.entity("person", "<img src=http://evil.example/x onerror=y>")
    people = [("victim", "<script>alert(1)</script>"), ("perpetrator", "<img src=http://evil.example/x onerror=y>")]
    alert.incident("arrest", "arrêtée", *people, charge="</textarea><script>alert(3)</script>", place="{{ 1237*7919 }}")
    write(dataset, alert)
    return alert


def test_a_hostile_alert_stays_text(hostile: Alert, visit: Visit) -> None:
    ines = visit('<script>alert("me")</script>')
    incident = hostile.rows["incidents"][0]["incident_id"]
    path = f"/row/{digest(incident)}"
    ines.decide(incident, "noted", comment="</q><script>alert(4)</script>")
    ines.decide(
        incident, "corrected", column="victims", old="<script>alert(1)</script>", new='"><script>alert(5)</script>'
    )
    pages = ["/queue?status=all", "/queue?q=<script>", path, "/audit", f"{path}/tool/history", f"{path}/tool/persons"]
    pages += [f"{path}/edit/{column}" for column in ("victims", "charge", "place", "act", "date_edtf")]
    for page in pages:
        parser = Tags()
        html = ines.get(page).text
        parser.feed(html)
        for tag, attributes in parser.tags:
            assert tag != "script" or (attributes.get("src") or "").startswith("/static/")
            assert tag not in ("img", "iframe", "object", "style", "base")
            assert not any(name.startswith("on") or name == "style" for name in attributes), (page, tag)
            links = [attributes.get(name) or "/" for name in ("href", "src", "action", "hx-get", "hx-post")]
            assert all(link.startswith(("/", "#")) and not link.startswith("//") for link in links), links
        assert str(1237 * 7919) not in html and "\u202e" not in html and "\x07" not in html
    assert "⟨U+202E⟩" in ines.get(path).text


@pytest.mark.parametrize("path", [*PAGES, "/static/desk.js", "/enter/nothing", "/nowhere"])
def test_every_answer_bears_the_headers(visit: Visit, path: str) -> None:
    headers = visit().get(path).headers
    policy = headers["content-security-policy"]
    assert policy.startswith("default-src 'none'; ") and "unsafe" not in policy and "http:" not in policy
    assert "script-src 'self'" in policy and "frame-ancestors 'none'" in policy
    assert headers["x-content-type-options"] == "nosniff" and headers["referrer-policy"] == "no-referrer"
    assert ("no-store" in headers["cache-control"]) != path.startswith("/static/")
    assert "server" not in headers


def test_the_page_asks_for_nothing_from_elsewhere_and_runs_nothing_of_a_string() -> None:
    folder = Path(server.__file__).parent
    for path in (*folder.glob("static/*.js"), *folder.glob("static/*.css"), *folder.glob("templates/*")):
        text = path.read_text(encoding="utf-8")
        assert not re.search(r"""(src|href|url)\s*[=(]\s*["']?(https?:)?//""", text), path.name
        if path.name != "htmx.min.js":
            assert not re.search(
                r"\beval\(|new Function|innerHTML\s*=|insertAdjacentHTML|document\.write|\bstyle=|\son\w+=", text
            ), path.name
    config = (folder / "templates" / "base.html.j2").read_text(encoding="utf-8")
    assert (
        '"allowEval":false' in config
        and '"includeIndicatorStyles":false' in config
        and '"historyCacheSize":0' in config
    )


def test_htmx_is_the_file_that_its_makers_publish() -> None:
    from hashlib import sha256

    path = Path(server.__file__).parent / "static" / "htmx.min.js"
    assert sha256(path.read_bytes()).hexdigest() == "d6fdc75f204e6bdefa99b69bf1e6d4ac69b8a364f77929f45c13476b4000f717"


def test_no_address_that_the_page_makes_holds_words_of_an_alert(hostile: Alert, visit: Visit) -> None:
    ines = visit()
    incident = hostile.rows["incidents"][0]["incident_id"]
    for page in ("/queue", f"/row/{digest(incident)}", "/audit"):
        for link in re.findall(r'(?:href|hx-get|hx-post|action)="([^"]*)"', ines.get(page).text):
            assert re.fullmatch(r"[/#][a-z_/0-9.?=&;%]*", link), link


def test_a_fault_is_told_without_its_words(
    dataset: Path, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("Solveig Aubrac")

    desk = Desk(dataset)
    sessions = Sessions()
    ines = Visitor(create(desk, sessions, {HOST}, "fr"), sessions, "ines")
    monkeypatch.setattr("pipeline.review.web.row_routes.row_page", broken)
    with caplog.at_level(logging.DEBUG):
        answer = ines.get(ROW)
    desk.close()
    assert answer.status_code == 500 and "Aubrac" not in answer.text
    assert "RuntimeError" in caplog.text and "Aubrac" not in caplog.text
