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
WIDE = 110  # columns from which standing and confidence have columns of their own


def render(alert: AlertView, coloured: bool, width: int) -> Group:
    """The alert for a console of `width` columns; without colour the marks are brackets that name their kind."""
    parts: list[Any] = [Text(visible(alert.title), style="bold"), _facts(alert)]
    if alert.language not in ("", "fr"):
        parts.append(Text(say("show.other_language"), style="bold red"))
    if alert.incidents:
        parts += [_table(alert, width), _heading("quotes"), _quotes(alert)]
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


def _table(alert: AlertView, width: int) -> Table:
    table = Table(title=say("show.count", n=len(alert.incidents)), title_justify="left", box=box.SIMPLE_HEAD)
    table.pad_edge, table.collapse_padding = False, True
    names = ["number", "date", "act", "victims", "perpetrators", "place", "factuality", "confidence"]
    for name in names if width >= WIDE else names[:6]:
        table.add_column(say(f"show.{name}"), overflow="fold", justify="right" if name == "number" else "left")
    for incident in alert.incidents:
        number, date, act, *people, standing, confidence = map(visible, _cells(incident))
        cells = [Text(number), Text(date), Text(act, style="bold"), *map(Text, people)]
        if width >= WIDE:
            cells += [Text(standing), Text(confidence)]
        else:
            cells[2].append(f"\n{standing}, {confidence}", style="not bold")
        table.add_row(*cells)
    return table


def _cells(incident: IncidentView) -> list[str]:
    perpetrators = _joined(incident.perpetrators)
    if incident.perpetrator_type:
        perpetrators = f"{perpetrators} ({incident.perpetrator_type})" if perpetrators else incident.perpetrator_type
    place = ", ".join(part for part in (_joined(incident.places), incident.country) if part)
    return [
        str(incident.number),
        incident.date.text or "–",
        incident.act.text,
        _joined(incident.victims) or "–",
        perpetrators or "–",
        place or "–",
        incident.factuality_label,
        f"{incident.confidence:.2f}",
    ]


def _joined(values: tuple[Value, ...]) -> str:
    return " ; ".join(value.text for value in values)


def _quotes(alert: AlertView) -> Table:
    """Each sentence once, with the numbers of the incidents that it tells."""
    told: dict[str, list[str]] = {}
    for incident in alert.incidents:
        told.setdefault(incident.quote, []).append(str(incident.number))
    quotes = Table.grid(padding=(0, 1))
    quotes.add_column(justify="right")
    quotes.add_column()
    for quote, numbers in told.items():
        quotes.add_row(Text(", ".join(numbers), style="bold"), Text(visible(quote)))
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
