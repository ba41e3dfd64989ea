"""Somebody who looks at the page through HTTP: what a browser sends, and what comes back."""

import re
from html import unescape
from typing import Any
from uuid import uuid4

from fastapi.testclient import TestClient
from httpx import Response

from pipeline.tables.rows import digest

PORT = 8000
HOST = f"127.0.0.1:{PORT}"
ORIGIN = f"http://{HOST}"


class Visitor:
    """A signed-in reviewer."""

    def __init__(self, app: Any, sessions: Any, reviewer: str, enter: bool = True) -> None:
        self.sessions, self.reviewer = sessions, reviewer
        self.client = TestClient(app, base_url=ORIGIN, raise_server_exceptions=True, follow_redirects=False)
        self.csrf = ""
        if enter:
            self.client.get(f"/enter/{sessions.invite(reviewer)}")
            self.csrf = re.findall(r'"X-Recense": "([^"]+)"', self.get("/queue").text)[0]

    def get(self, path: str, **headers: str) -> Response:
        return self.client.get(path, headers=headers)

    def post(self, path: str, data: dict[str, Any], headers: dict[str, str] | None = None) -> Response:
        ours = {"origin": ORIGIN, "x-recense": self.csrf, "hx-request": "true"}
        sent = {name: value for name, value in (ours | (headers or {})).items() if value}
        return self.client.post(path, data=data, headers=sent)

    def row(self, incident_id: str) -> str:
        """The page of an incident as readable text with its markup."""
        return self.get(f"/row/{digest(incident_id)}").text

    def version(self, incident_id: str) -> str:
        return re.findall(r'name="version" value="([0-9a-f]{16})"', self.row(incident_id))[0]

    def decide(self, incident_id: str, kind: str, query: str = "", **form: Any) -> Response:
        data = {"kind": kind, "key": uuid4().hex}
        if kind in ("accepted", "rejected", "split", "merged"):
            data["version"] = self.version(incident_id)
        return self.post(f"/row/{digest(incident_id)}/decide?{query}", data | form)

    def back(self, direction: str, here: str, key: str = "") -> Response:
        return self.post(f"/back/{direction}", {"key": key or uuid4().hex, "here": digest(here)})


def words(html: str) -> str:
    """What a reader sees of a page, on one line."""
    body = re.sub(r"<(script|style|dialog)\b.*?</\1>", " ", html, flags=re.S)
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", body)).split())
