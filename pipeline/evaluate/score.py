"""The scores of SPEC section 7: each alert is judged, the judgements are summed (micro), figures come from the sums.

Readings of the section where it leaves a choice:
- the headline `clean` is over every incident row, as the section sets no group for it; it is given for violations and
  procedure and for `context` apart as well;
- a score of nothing (no gold and no prediction) is None, never 1;
- a gold alert that the dataset lacks counts with all that it holds as missed; alerts without gold are not scored.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

import pandas as pd

from pipeline import lexicons
from pipeline.document import normalise_text, sentences
from pipeline.evaluate.calibration import Calibration, calibrate
from pipeline.evaluate.gold import GoldAlert, GoldIncident, read_gold
from pipeline.evaluate.matching import (
    FIELDS,
    NAMED_KINDS,
    Pair,
    Sentences,
    bare,
    match_dates,
    match_entities,
    match_incidents,
    match_persons,
    same_value,
)
from pipeline.evaluate.predicted import PredictedAlert, PredictedIncident, predicted_alerts

CONTEXT = frozenset(row["act"] for row in lexicons.rows("taxonomy") if row["group"] == "context")


@dataclass(frozen=True, slots=True)
class Tally:
    """How many were right, how many the gold has, how many were predicted."""

    right: int = 0
    gold: int = 0
    predicted: int = 0

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(self.right + other.right, self.gold + other.gold, self.predicted + other.predicted)

    @property
    def precision(self) -> float | None:
        return self.right / self.predicted if self.predicted else None

    @property
    def recall(self) -> float | None:
        return self.right / self.gold if self.gold else None

    @property
    def f1(self) -> float | None:
        total = self.gold + self.predicted
        return 2 * self.right / total if total else None


@dataclass(frozen=True, slots=True)
class Share:
    """How many of how many were right."""

    right: int = 0
    of: int = 0

    def __add__(self, other: "Share") -> "Share":
        return Share(self.right + other.right, self.of + other.of)

    @property
    def accuracy(self) -> float | None:
        return self.right / self.of if self.of else None


@dataclass(frozen=True, slots=True)
class Judgement:
    """One alert of the gold against what was predicted for it (None: the dataset lacks it)."""

    gold: GoldAlert
    predicted: PredictedAlert | None
    mentions: dict[str, Tally]  # by kind
    persons: Tally
    dates: Tally
    date_values: Share
    subjects: Tally
    pairs: tuple[Pair, ...]
    missed: tuple[GoldIncident, ...]
    spurious: tuple[PredictedIncident, ...]


@dataclass(frozen=True, slots=True)
class ActScore:
    """The incidents of one act: found (`incidents`) and found right in every field (`clean`)."""

    act: str
    incidents: Tally
    clean: Tally


@dataclass(frozen=True, slots=True)
class Scores:
    """All figures of SPEC section 7. `fields` holds the accuracy of each of `matching.FIELDS` over matched rows."""

    alerts: int
    alerts_found: int
    alerts_with_other_text: int  # matched by name only: offsets may not agree
    gold_problems: int
    mentions: Tally
    mentions_by_kind: dict[str, Tally]
    persons: Tally
    dates: Tally
    date_values: Share
    incidents: Tally  # violations and procedure
    incidents_context: Tally
    fields: dict[str, Share]
    clean: Tally  # every row: the headline
    clean_violations: Tally
    clean_context: Tally
    calibration: Calibration
    header_country: Share
    header_published: Share
    header_subjects: Tally
    acts: list[ActScore] = field(default_factory=list)


def score(dataset: Mapping[str, pd.DataFrame], gold_dir: Path) -> Scores:
    """The scores of a dataset (tables of SPEC section 8) against a folder of gold.

    Alerts are matched by their normalised text, else by the stem of their source or their id.
    What does not hold in the gold is left out and counted in `gold_problems` (`check` lists it).
    Raises ValueError where there is no gold or where a file of it cannot be read.
    """
    return summarise(judge(dataset, gold_dir))


def judge(dataset: Mapping[str, pd.DataFrame], gold_dir: Path) -> list[Judgement]:
    """Each alert of the gold against the dataset; the rest as `score`."""
    alerts = read_gold(gold_dir)
    if not alerts:
        raise ValueError("the gold folder holds no NAME.gold.json")
    if unreadable := sum(not alert.text for alert in alerts):
        raise ValueError(f"{unreadable} gold files cannot be read or have no text: check the gold folder to see which")
    found = _Finder(predicted_alerts(dataset))
    return [judge_alert(alert, found(alert)) for alert in alerts]


class _Finder:
    """Finds the predicted alert of a gold alert: by text, else by stem of source or by id."""

    def __init__(self, alerts: list[PredictedAlert]) -> None:
        self.by_text: dict[str, PredictedAlert] = {}
        self.by_name: dict[str, PredictedAlert] = {}
        for alert in alerts:
            self.by_text.setdefault(normalise_text(alert.text), alert)
            for name in (alert.id, *(PurePosixPath(part).stem for part in alert.source.split("#"))):
                self.by_name.setdefault(name, alert)

    def __call__(self, gold: GoldAlert) -> PredictedAlert | None:
        return self.by_text.get(normalise_text(gold.text)) or self.by_name.get(gold.name)


def judge_alert(gold: GoldAlert, predicted: PredictedAlert | None) -> Judgement:
    """Match one alert's rows; pure."""
    found = predicted or PredictedAlert("", "", "", "", "", (), (), frozenset(), (), ())
    keys = match_entities(gold.entities, found.entities)
    pairs = match_incidents(gold, found, keys, Sentences(sentences(gold.text)))
    dates = match_dates(gold.dates, found.dates)
    matched_gold = {id(pair.gold) for pair in pairs}
    matched_predicted = {id(pair.predicted) for pair in pairs}
    return Judgement(
        gold=gold,
        predicted=predicted,
        mentions={kind: _mentions(gold, found, kind) for kind in NAMED_KINDS},
        persons=Tally(
            match_persons(gold, found),
            sum(e.kind == "person" for e in gold.entities),
            sum(e.kind == "person" for e in found.entities),
        ),
        dates=Tally(len(dates), len(gold.dates), len(found.dates)),
        date_values=Share(sum(same_value(g, p) for g, p in dates), len(dates)),
        subjects=Tally(_subjects(gold, found, keys), len(gold.subjects), len(found.subjects)),
        pairs=tuple(pairs),
        missed=tuple(incident for incident in gold.incidents if id(incident) not in matched_gold),
        spurious=tuple(incident for incident in found.incidents if id(incident) not in matched_predicted),
    )


def _mentions(gold: GoldAlert, found: PredictedAlert, kind: str) -> Tally:
    theirs = {span for entity in gold.entities if entity.kind == kind for span in entity.mentions}
    ours = {(start, end) for start, end, of_kind in found.mentions if of_kind == kind}
    return Tally(len(theirs & ours), len(theirs), len(ours))


def _subjects(gold: GoldAlert, found: PredictedAlert, keys: dict[str, str]) -> int:
    """How many subjects are right: the gold's by the entity that bears the name, else by a name of the gold's."""
    right: set[str] = set()
    for name in found.subjects:
        bearers = {keys[entity.id] for entity in found.entities if name in entity.names and entity.id in keys}
        bearers |= {entity.key for entity in gold.entities if bare(name) in {bare(n) for n in entity.names}}
        if candidates := sorted((bearers & {*gold.subjects}) - right):
            right.add(candidates[0])
    return len(right)


def summarise(judgements: list[Judgement]) -> Scores:
    """Sum judgements over alerts."""
    pairs = [pair for judgement in judgements for pair in judgement.pairs]
    found, clean = _by_act(judgements)
    by_kind = {kind: sum((j.mentions[kind] for j in judgements), Tally()) for kind in NAMED_KINDS}
    rows = [(pair.predicted.confidence, pair.clean) for pair in pairs]
    rows += [(incident.confidence, False) for judgement in judgements for incident in judgement.spurious]
    return Scores(
        alerts=len(judgements),
        alerts_found=sum(j.predicted is not None for j in judgements),
        alerts_with_other_text=sum(j.predicted is not None and j.predicted.text != j.gold.text for j in judgements),
        gold_problems=sum(len(j.gold.problems) for j in judgements),
        mentions=sum(by_kind.values(), Tally()),
        mentions_by_kind=by_kind,
        persons=sum((j.persons for j in judgements), Tally()),
        dates=sum((j.dates for j in judgements), Tally()),
        date_values=sum((j.date_values for j in judgements), Share()),
        incidents=sum((tally for act, tally in found.items() if act not in CONTEXT), Tally()),
        incidents_context=sum((tally for act, tally in found.items() if act in CONTEXT), Tally()),
        fields={name: Share(sum(pair.right[name] for pair in pairs), len(pairs)) for name in FIELDS},
        clean=sum(clean.values(), Tally()),
        clean_violations=sum((tally for act, tally in clean.items() if act not in CONTEXT), Tally()),
        clean_context=sum((tally for act, tally in clean.items() if act in CONTEXT), Tally()),
        calibration=calibrate(rows),
        header_country=_header(judgements, "country"),
        header_published=_header(judgements, "published"),
        header_subjects=sum((j.subjects for j in judgements), Tally()),
        acts=[ActScore(act, found[act], clean[act]) for act in sorted(found)],
    )


def _header(judgements: list[Judgement], name: str) -> Share:
    return Share(sum(getattr(j.gold, name) == getattr(j.predicted, name, None) for j in judgements), len(judgements))


def _by_act(judgements: list[Judgement]) -> tuple[dict[str, Tally], dict[str, Tally]]:
    """Tallies of matched and of clean incidents for each act that the gold or the dataset has."""
    gold = Counter(incident.act for j in judgements for incident in j.gold.incidents)
    matched = Counter(pair.gold.act for j in judgements for pair in j.pairs)
    clean = Counter(pair.gold.act for j in judgements for pair in j.pairs if pair.clean)
    predicted = matched + Counter(incident.act for j in judgements for incident in j.spurious)
    acts = {*gold, *predicted}
    return (
        {act: Tally(matched[act], gold[act], predicted[act]) for act in acts},
        {act: Tally(clean[act], gold[act], predicted[act]) for act in acts},
    )
