"""Templates to HTML. Everything that is not a template is escaped, and what could steer the reader is made visible."""

import hashlib
from functools import cache
from importlib.resources import files
from typing import Any
from uuid import uuid4

from jinja2 import Environment, PackageLoader, StrictUndefined

from pipeline.messages import knows, language, say
from pipeline.review.fields import CODED
from pipeline.review.web.row import shown
from pipeline.show.safe import visible
from pipeline.show.view import KINDS, label
from pipeline.tables.columns import codes

ASSETS = {
    "htmx.js": ("htmx.min.js", "text/javascript"),
    "desk.js": ("desk.js", "text/javascript"),
    "keys.js": ("keys.js", "text/javascript"),
    "words.js": ("words.js", "text/javascript"),
    "choice.js": ("choice.js", "text/javascript"),
    "desk.css": ("desk.css", "text/css"),
    "icon.svg": ("icon.svg", "image/svg+xml"),
}


@cache
def environment() -> Environment:
    """The templates, with what they may call."""
    found = Environment(
        loader=PackageLoader("pipeline.review.web"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=lambda value: visible(value) if type(value) is str else value,
    )
    found.globals.update(
        say=say,
        knows=knows,
        language=language,
        label=label,
        shown=shown,
        kinds=KINDS,
        coded=CODED,
        codes=codes,
        fresh_key=lambda: uuid4().hex,
        version_of=version_of,
    )
    return found


def html(name: str, **values: Any) -> str:
    """A template filled in, in the language spoken."""
    return environment().get_template(f"{name}.html.j2").render(**values)


@cache
def asset(name: str) -> bytes:
    """A file of the page."""
    return (files("pipeline.review.web") / "static" / ASSETS[name][0]).read_bytes()


@cache
def version_of(name: str) -> str:
    """A mark of an asset's content, so that a browser never shows an old one."""
    return hashlib.sha256(asset(name)).hexdigest()[:12]
