"""Alerts as one HTML page: it needs no network and no script, and loads nothing."""

import base64
import hashlib
from collections.abc import Iterable, Sequence
from importlib.resources import files
from typing import Any

from jinja2 import Environment, StrictUndefined
from markupsafe import Markup

from pipeline.messages import language, say
from pipeline.show.safe import visible
from pipeline.show.segments import Segment, paragraphs, segments
from pipeline.show.view import KINDS, AlertView

# All words of an incident light up when its card, its row or one of its words is the target of a link.
_LIT = ":root:has(.{name}:target) :is(mark,.card,tr).{name}{{outline:2px solid var(--lit);--shade:var(--lit-ground)}}"


def page(alerts: Sequence[AlertView]) -> str:
    """The page of these alerts, in the language spoken. Everything that comes from an alert is escaped."""
    pages = environment()
    pages.globals.update(pieces=_pieces, kinds=KINDS, name=incident_name)
    style = resource("page.css") + "\n".join(_LIT.format(name=name) for name in _names(alerts))
    return pages.from_string(resource("page.html.j2")).render(
        alerts=alerts, language=language(), style=Markup(style), style_hash=digest(style)
    )


def environment() -> Environment:
    """How templates are filled in: everything from an alert escaped, and shown where it would act unseen."""
    made = Environment(
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=lambda value: visible(value) if type(value) is str else value,
    )
    made.globals.update(say=say)
    return made


def incident_name(alert: int, incident: int) -> str:
    """The class of everything that belongs to an incident of the page's `alert`-th alert."""
    return f"a{alert}-i{incident}"


def _names(alerts: Iterable[AlertView]) -> Iterable[str]:
    return (incident_name(i, incident.number) for i, alert in enumerate(alerts, 1) for incident in alert.incidents)


def _pieces(alert: AlertView) -> list[list[Segment]]:
    """The alert's paragraphs, each cut at its marks."""
    return [list(segments(alert.text, alert.marks, start, end)) for start, end in paragraphs(alert.text)]


def resource(name: str) -> str:
    """A template or style sheet of this room."""
    return (files("pipeline.show") / name).read_text(encoding="utf-8")


def digest(style: str) -> Any:
    """The style sheet's hash as a Content-Security-Policy names it."""
    return Markup("sha256-" + base64.b64encode(hashlib.sha256(style.encode()).digest()).decode())
