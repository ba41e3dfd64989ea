"""Scores for people (Rich tables) and for machines (JSON)."""

import json
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from rich import box
from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from pipeline.evaluate.agreement import Agreement
from pipeline.evaluate.calibration import Calibration
from pipeline.evaluate.errors import RowError, count_by_confusion, count_by_kind
from pipeline.evaluate.score import Scores, Share, Tally

_CONFUSIONS_SHOWN = 20


def render(scores: Scores) -> RenderableType:
    """All scores as tables for a terminal."""
    warnings = [
        (scores.gold_problems, "things in the gold do not hold and were left out: check the gold"),
        (
            scores.alerts - scores.alerts_found,
            "alerts of the gold are not in the dataset: all in them counts as missed",
        ),
        (scores.alerts_with_other_text, "alerts were found by name only: their texts differ from the gold's"),
    ]
    parts: list[RenderableType] = [Text(f"{count} {words}") for count, words in warnings if count]
    parts += [_summary(scores), _fields(scores), _calibration(scores.calibration), _acts(scores)]
    return Group(*(Padding(part, (0, 0, 1, 0)) for part in parts))


def render_agreement(result: Agreement) -> RenderableType:
    """Agreement of two annotations as tables for a terminal."""
    table = _table(f"Agreement over {result.alerts} alerts", "", "F1", "both", "first", "second")
    for name in ("clean", "incidents", "dates", "persons", "mentions"):
        tally: Tally = getattr(result, name)
        table.add_row(name, _number(tally.f1), str(tally.right), str(tally.gold), str(tally.predicted))
    kappas = _table("Cohen's kappa", "", "kappa", "rows")
    for name, kappa in result.kappa.items():
        kappas.add_row(name.replace("_", " "), _number(kappa.value), str(kappa.rows))
    return Group(table, kappas)


def to_json(scores: Scores | Agreement) -> str:
    """All figures as a JSON object: with each its counts and what is drawn from them; null where there is nothing."""
    return json.dumps(_plain(scores), ensure_ascii=False, indent=2)


def render_errors(errors: Sequence[RowError]) -> RenderableType:
    """Each error with its sentence, then the summary."""
    lines = Text()
    for e in errors:
        confidence = "" if e.confidence is None else f" ({e.confidence:.2f})"
        lines.append(f"{e.kind:16} {e.alert}  {e.act}  «{e.trigger}»{confidence}\n", style="bold")
        if e.kind not in ("missed", "spurious"):
            lines.append(f"{'':16} expected {e.expected or '∅'}  said {e.said or '∅'}\n")
        lines.append(f"{'':16} {' '.join(e.quote.split())}\n", style="dim")
    return Group(lines, render_error_summary(errors))


def render_error_summary(errors: Sequence[RowError]) -> RenderableType:
    """How many errors there are of each kind and which codes are taken for which; no word of an alert."""
    kinds = _table("Errors by kind", "error", "rows")
    for kind, count in count_by_kind(errors).items():
        kinds.add_row(kind, str(count))
    confusions = _table("Most frequent confusions", "field", "expected", "said", "rows")
    for kind, expected, said, count in count_by_confusion(errors)[:_CONFUSIONS_SHOWN]:
        confusions.add_row(kind, expected or "∅", said or "∅", str(count))
    return Group(kinds, confusions)


def errors_to_json(errors: Sequence[RowError]) -> str:
    """The errors as a JSON array."""
    return json.dumps([asdict(error) for error in errors], ensure_ascii=False, indent=2)


def _number(value: float | None) -> str:
    return "–" if value is None else f"{value:.3f}"


def _tally_row(table: Table, name: str, tally: Tally, style: str = "") -> None:
    figures = (tally.f1, tally.precision, tally.recall)
    counts = (tally.right, tally.gold, tally.predicted)
    table.add_row(name, *map(_number, figures), *map(str, counts), style=style)


def _table(title: str, label: str, *figures: str) -> Table:
    """A table whose first column is text and whose others are figures."""
    table = Table(title=title, title_justify="left", title_style="bold", box=box.SIMPLE_HEAD, padding=(0, 1, 0, 0))
    table.add_column(label, no_wrap=True)
    for name in figures:
        table.add_column(name, justify="right")
    return table


def _summary(scores: Scores) -> Table:
    title = f"Scores over {scores.alerts} alerts"
    table = _table(title, "", "F1", "precision", "recall", "right", "gold", "said")
    _tally_row(table, "clean rows", scores.clean, "bold")
    _tally_row(table, "  without context", scores.clean_violations)
    _tally_row(table, "  context only", scores.clean_context)
    _tally_row(table, "incidents without context", scores.incidents)
    _tally_row(table, "  context only", scores.incidents_context)
    _tally_row(table, "dates", scores.dates)
    _tally_row(table, "persons", scores.persons)
    _tally_row(table, "mentions", scores.mentions)
    for kind, tally in scores.mentions_by_kind.items():
        _tally_row(table, f"  {kind}", tally)
    _tally_row(table, "header: subjects", scores.header_subjects)
    return table


def _fields(scores: Scores) -> Table:
    table = _table("Right of the matched", "", "accuracy", "right", "of")
    rows = [
        *scores.fields.items(),
        ("date values", scores.date_values),
        ("header: country", scores.header_country),
        ("header: published", scores.header_published),
    ]
    for name, share in rows:
        table.add_row(name.replace("_", " "), _number(share.accuracy), str(share.right), str(share.of))
    return table


def _calibration(calibration: Calibration) -> RenderableType:
    table = _table("Calibration of confidence", "confidence", "mean", "clean", "rows")
    for b in calibration.bins:
        table.add_row(f"{b.low:.1f}–{b.low + 0.1:.1f}", _number(b.confidence), _number(b.clean), str(b.rows))
    summary = (
        f"expected calibration error {_number(calibration.error)}; share of clean rows in the more confident half "
        f"{_number(calibration.confident_half)}, in the less confident {_number(calibration.doubtful_half)}"
    )
    return Group(table, Text(summary))


def _acts(scores: Scores) -> Table:
    table = _table("By act", "act", "precision", "recall", "clean F1", "right", "clean", "gold", "said")
    for act in sorted(scores.acts, key=lambda act: (-act.incidents.gold, act.act)):
        tally = act.incidents
        figures = map(_number, (tally.precision, tally.recall, act.clean.f1))
        table.add_row(act.act, *figures, *map(str, (tally.right, act.clean.right, tally.gold, tally.predicted)))
    return table


def _plain(value: Any) -> Any:
    """Dataclasses as dicts, with the figures that tallies and shares draw from their counts."""
    if isinstance(value, Tally):
        return {"f1": value.f1, "precision": value.precision, "recall": value.recall, **asdict(value)}
    if isinstance(value, Share):
        return {"accuracy": value.accuracy, **asdict(value)}
    if hasattr(value, "__dataclass_fields__"):
        return {name: _plain(getattr(value, name)) for name in value.__dataclass_fields__}
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    return value
