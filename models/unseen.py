"""How train is read by models that have not seen it: what alerts of strangers may be expected to score."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from pathlib import Path
from typing import Any

from models.confidence import rows_of
from models.examples import Annotated
from models.readers import Readers
from pipeline.evaluate.gold import GoldAlert
from pipeline.evaluate.predicted import predicted_alerts
from pipeline.evaluate.score import Judgement, judge_alert, summarise
from pipeline.tables.dataset import DatasetWriter
from pipeline.tables.frames import frames

Group = tuple[str, set[str]]  # a name and the names of the alerts that it holds


def groups(alerts: Iterable[GoldAlert], hands: dict[str, str], settings: dict[str, Any]) -> list[Group]:
    """The alerts by how much they are like those that are to be read."""
    by: dict[str, set[str]] = {"typical": set(), "continued": set(), "others": set()}
    for one in alerts:
        hand = hands[one.name]
        by[next((name for name in by if hand in settings.get(name, ())), "others")].add(one.name)
    return [*by.items(), ("all", set().union(*by.values()))]


def judged(annotated: Annotated) -> tuple[dict[str, list[dict[str, Any]]], Judgement]:
    """The rows of an alert, and how they compare with gold."""
    made = rows_of(annotated)
    return made, judge_alert(annotated.alert, predicted_alerts(frames(made))[0])


def save(readers: Readers, folder: Path) -> list[Judgement]:
    """Write the rows of all alerts as a dataset; returns how they compare with gold.

    `recense evaluate build/train --gold corpus/train --errors` then lists each row that is not clean.
    """
    judgements = []
    with DatasetWriter(folder) as dataset:
        for made, judgement in chain(*readers.each(judged)):
            dataset.add(made)
            judgements.append(judgement)
    return judgements


def report(judgements: Sequence[Judgement], groups: Sequence[Group]) -> Iterator[str]:
    """A line for each group of alerts: clean rows, incidents, subjects, and the accuracy of each field."""
    for name, alerts in groups:
        scores = summarise([one for one in judgements if one.gold.name in alerts])
        shares = {"clean": scores.clean.f1, "incidents": scores.incidents.f1, "subjects": scores.header_subjects.f1}
        shares |= {field: share.accuracy for field, share in scores.fields.items()}
        values = "  ".join(f"{share} {value or 0:.4f}" for share, value in shares.items())
        yield f"{name} ({scores.alerts} alerts): {values}"
