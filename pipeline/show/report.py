"""A dataset as one HTML report to read, print and hand over: it needs no network and no script, and loads nothing."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from markupsafe import Markup

from pipeline.messages import language, say
from pipeline.show.page import digest, environment, resource
from pipeline.show.view import AlertView, label, view
from pipeline.tables.alerts import alerts
from pipeline.tables.columns import TABLES
from pipeline.tables.dataset import batches
from pipeline.tables.export.files import text_file

_SUMMARISED = ("country", "act", "perpetrator_type", "factuality", "year")
_LONGEST = 15  # lines of a summary; the rest is counted together
Summary = dict[str, list[tuple[str, int]]]


def export_report(dataset: Path | str, out: Path | str, title: str = "") -> dict[str, int]:
    """Write the report `out`, in the language spoken; returns how many rows of each table it holds.

    It begins with counts by country, act, perpetrator, factuality and year; then comes each alert with an incident, its
    incidents by time. `title` says what the report is about.
    """
    counts = dict.fromkeys(TABLES, 0)
    style = resource("report.css")
    template = environment().from_string(resource("report.html.j2"))
    stream = template.stream(
        title=title or say("report.title"),
        summary=_summary(dataset),
        alerts=_views(dataset, counts),
        counts=counts,
        language=language(),
        style=Markup(style),
        style_hash=digest(style),
    )
    with text_file(out) as file:
        stream.enable_buffering(100)
        file.writelines(stream)
    return counts


def _views(dataset: Path | str, counts: dict[str, int]) -> Iterator[AlertView]:
    for rows in alerts(dataset):
        if rows["incidents"]:
            counts["alerts"] += 1
            counts["incidents"] += len(rows["incidents"])
            yield view(rows)


def _summary(dataset: Path | str) -> Summary:
    """How many incidents there are of each kind, the most frequent first, years in their order."""
    found: dict[str, Counter[str]] = {name: Counter() for name in _SUMMARISED}
    for frame in batches(dataset, "incidents", 10_000):
        for name in _SUMMARISED[:-1]:
            found[name].update(frame[name].tolist())
        days = zip(frame["date_start"].tolist(), frame["date_end"].tolist(), strict=True)
        found["year"].update((first or last)[:4] for first, last in days)
    summary = {name: [(_called(name, code), n) for code, n in found[name].most_common()] for name in _SUMMARISED[:-1]}
    summary["year"] = [(year or say("show.undated"), n) for year, n in sorted(found["year"].items(), reverse=True)]
    return {name: _shortened(lines) for name, lines in summary.items()}


def _called(name: str, code: str) -> str:
    return label(name, code) if code else say("report.unknown")


def _shortened(lines: list[tuple[str, int]]) -> list[tuple[str, int]]:
    rest = sum(n for _, n in lines[_LONGEST:])
    return lines[:_LONGEST] + ([(say("report.others"), rest)] if rest else [])
