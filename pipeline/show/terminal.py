"""One alert in a terminal: a table of its incidents, then its text with the marks in colour or in brackets."""

from typing import Any

from rich import box
from rich.console import Group
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from pipeline.messages import say
from pipeline.show.safe import visible
from pipeline.show.segments import segments
from pipeline.show.view import KINDS, AlertView, IncidentView, Value

# Okabe and Ito's colours, told apart by all eyes, under black letters so that they hold on dark and light terminals.
STYLES = {
    "act": "bold black on #e69f00",
    "victim": "black on #56b4e9",
    "perpetrator": "underline black on #d65fb5",
    "date": "italic black on #2db57d",
    "place": "black on #f0e442",
    "source": "italic underline",
}


def render(alert: AlertView, coloured: bool) -> Group:
    """The alert for Rich's console; without colour the marks are brackets that name their kind."""
    parts: list[Any] = [Text(visible(alert.title), style="bold"), _facts(alert)]
    if alert.language not in ("", "fr"):
        parts.append(Text(say("show.other_language"), style="bold red"))
    if alert.incidents:
        parts += [_table(alert), _heading("quotes"), _quotes(alert)]
    else:
        parts.append(Text(say("show.none")))
    parts.append(_heading("text"))
    if coloured:
        parts.append(_legend())
    return Group(*parts, _text(alert, coloured), Text())


def _heading(name: str) -> Padding:
    return Padding(Text(say(f"show.{name}"), style="bold"), (1, 0, 0, 0))


def _facts(alert: AlertView) -> Text:
    return Text("\n".join(f"{label} : {visible(value)}" for label, value in alert.facts), style="dim")


def _table(alert: AlertView) -> Table:
    table = Table(title=say("show.count", n=len(alert.incidents)), title_justify="left", box=box.SIMPLE_HEAD)
    table.add_column(say("show.number"), justify="right")
    for name in ("date", "act", "victims", "perpetrators", "place", "factuality"):
        table.add_column(say(f"show.{name}"), overflow="fold")
    table.add_column(say("show.confidence"), justify="right")
    for incident in alert.incidents:
        table.add_row(*_cells(incident))
    return table


def _cells(incident: IncidentView) -> list[Text]:
    perpetrators = _joined(incident.perpetrators)
    if incident.perpetrator_type:
        perpetrators = f"{perpetrators} ({incident.perpetrator_type})" if perpetrators else incident.perpetrator_type
    place = ", ".join(part for part in (_joined(incident.places), incident.country) if part)
    cells = [
        str(incident.number),
        incident.date.text or "–",
        incident.act.text,
        _joined(incident.victims) or "–",
        perpetrators or "–",
        place or "–",
        incident.factuality_label,
        f"{incident.confidence:.2f}",
    ]
    return [Text(visible(cell), style="bold" if i == 2 else "") for i, cell in enumerate(cells)]


def _joined(values: tuple[Value, ...]) -> str:
    return " ; ".join(value.text for value in values)


def _quotes(alert: AlertView) -> Table:
    quotes = Table.grid(padding=(0, 1))
    quotes.add_column(justify="right")
    quotes.add_column()
    for incident in alert.incidents:
        quotes.add_row(Text(str(incident.number), style="bold"), Text(visible(incident.quote)))
    return quotes


def _legend() -> Text:
    return Text(" ").join(Text(f" {say(f'mark.{kind}')} ", style=STYLES[kind]) for kind in KINDS)


def _text(alert: AlertView, coloured: bool) -> Text:
    shown = Text()
    for segment in segments(alert.text, alert.marks):
        if coloured:
            shown.append(visible(segment.text), style=STYLES[segment.marks[-1].kind] if segment.marks else "")
        else:
            opening = "".join(f"[{say(f'mark.{mark.kind}')}: " for mark in segment.opens)
            shown.append(opening + visible(segment.text) + "]" * len(segment.closes))
    return shown
