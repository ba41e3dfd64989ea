"""How far a review is, and how right the machine was, with intervals that say how sure these figures are."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import sqrt

import numpy as np
import pandas as pd

from pipeline.evaluate.agreement import Kappa, kappa
from pipeline.review.apply import Reviewed, Tables, apply, rows_of
from pipeline.review.blind import verdicts
from pipeline.review.decisions import BLIND, Decision
from pipeline.review.fields import FIELDS, names
from pipeline.review.state import Standing

Z = 1.959964  # the normal quantile of 95 %
STRATA = 5
LEAST = 10  # rows to be judged in each stratum before the whole is estimated


@dataclass(frozen=True, slots=True)
class Rate:
    """So many of so many, and the 95 % interval of the share behind it."""

    right: int
    of: int
    low: float
    high: float

    @property
    def share(self) -> float | None:
        """The share itself; None of nothing."""
        return self.right / self.of if self.of else None


@dataclass(frozen=True, slots=True)
class Estimate:
    """The share of right rows in the whole dataset: that of the rows judged, each fifth of confidence by its weight."""

    share: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Double:
    """Two people over the rows that both judged blind: kappa of a field and F1 of its values."""

    rows: int
    kappa: dict[str, Kappa]
    f1: dict[str, float | None]


@dataclass(frozen=True, slots=True)
class Status:
    """All figures of `recense status`. `missing` says how many rows each fifth of confidence, the least certain first,
    still lacks before `estimate` can be given."""

    incidents: int
    decided: int
    accepted: int
    rejected: int
    merged: int
    begun: int
    added: int
    to_look_at: int
    reviewers: dict[str, dict[str, int]]
    unchanged: Rate
    fields: dict[str, Rate]
    estimate: Estimate | None
    missing: list[int]
    double: Double | None


def rate(right: int, of: int) -> Rate:
    """A share with Wilson's score interval (1927)."""
    if not of:
        return Rate(0, 0, 0.0, 1.0)
    share, square = right / of, Z * Z
    middle = (share + square / (2 * of)) / (1 + square / of)
    half = Z / (1 + square / of) * sqrt(share * (1 - share) / of + square / (4 * of * of))
    return Rate(right, of, max(0.0, middle - half), min(1.0, middle + half))


def status(decisions: Iterable[Decision], tables: Tables) -> Status:
    """The figures of a review from its log and the machine's tables."""
    log = list(decisions)
    reviewed = apply(log, tables)
    again = {drift.row_id for drift in reviewed.drifted if drift.row_id}
    machine = tables["incidents"]
    judged = {
        key: standing
        for key in machine["incident_id"]
        if (standing := reviewed.standing.get(key)) and standing.decided and key not in again
    }
    right = {key for key, standing in judged.items() if _unchanged(standing)}
    count = Counter(standing.status for key, standing in reviewed.standing.items() if key not in again)
    made = [key for key, standing in reviewed.standing.items() if _was_made(standing)]
    estimate, missing = _whole(machine, judged, right)
    return Status(
        incidents=len(machine),
        decided=len(judged),
        accepted=count["accepted"],
        rejected=count["rejected"],
        merged=count["merged"],
        begun=count["corrected"],
        added=len(made),
        to_look_at=len(reviewed.drifted),
        reviewers=_reviewers(log),
        unchanged=rate(len(right), len(judged)),
        fields=_fields(judged),
        estimate=estimate,
        missing=missing,
        double=_double(log, reviewed, tables),
    )


def _unchanged(standing: Standing) -> bool:
    return standing.status == "accepted" and not standing.was and not _was_made(standing)


def _was_made(standing: Standing) -> bool:
    """Whether a person made the row."""
    return any(decision.decision == "added" for decision in standing.decisions)


def _reviewers(log: Sequence[Decision]) -> dict[str, dict[str, int]]:
    """The decisions of each person, by kind."""
    count = Counter((decision.reviewer, decision.decision) for decision in log)
    found: dict[str, dict[str, int]] = {}
    for (reviewer, kind), number in count.items():
        found.setdefault(reviewer, {})[kind] = number
    return found


def _fields(judged: dict[str, Standing]) -> dict[str, Rate]:
    """Of the rows that people accepted, how many kept the machine's value of each field."""
    accepted = [standing for standing in judged.values() if standing.status == "accepted" and not _was_made(standing)]
    return {name: rate(sum(name not in s.was for s in accepted), len(accepted)) for name in FIELDS}


def _whole(machine: pd.DataFrame, judged: dict[str, Standing], right: set[str]) -> tuple[Estimate | None, list[int]]:
    """People judge the least certain rows first, so that the plain share would be too low: weigh each fifth of
    confidence by its size (stratified estimator; Agresti and Coull's two extra trials in the variance)."""
    if machine.empty:
        return None, []
    order = machine["confidence"].rank(method="first").to_numpy()
    stratum = np.minimum((order - 1) * STRATA // len(machine), STRATA - 1).astype(int)
    is_judged = machine["incident_id"].isin(list(judged)).to_numpy()
    is_right = machine["incident_id"].isin(list(right)).to_numpy()
    share = variance = 0.0
    missing = []
    for number in np.unique(stratum):
        here = stratum == number
        size, n, k = int(here.sum()), int((here & is_judged).sum()), int((here & is_right).sum())
        missing.append(max(0, min(LEAST, size) - n))
        if not missing[-1]:
            weight, smooth = size / len(machine), (k + 2) / (n + 4)
            share += weight * k / n
            variance += weight**2 * smooth * (1 - smooth) / (n + 4) * (1 - n / size)
    half = Z * sqrt(variance)
    whole = None if any(missing) else Estimate(share, max(0.0, share - half), min(1.0, share + half))
    return whole, missing


def _double(log: Sequence[Decision], reviewed: Reviewed, tables: Tables) -> Double | None:
    blind = [decision for decision in log if decision.scope == BLIND]
    if not blind:
        return None
    pairs = []
    by_alert: dict[str, list[Decision]] = {}
    for decision in blind:
        by_alert.setdefault(decision.alert_id, []).append(decision)
    for alert_id, rows in rows_of(tables, set(by_alert)).items():
        for given in verdicts(rows, by_alert[alert_id]).values():
            if len(given) > 1:
                first, second, *_ = (given[name] for name in sorted(given))
                pairs.append((first, second))
    both = [(a, b) for a, b in pairs if a["status"] == b["status"] == "accepted"]
    kappas = {"status": kappa([(a["status"], b["status"]) for a, b in pairs])}
    kappas |= {name: kappa([(a[name], b[name]) for a, b in both]) for name in FIELDS}
    accepted = [
        ({"1"} if a["status"] == "accepted" else set(), {"1"} if b["status"] == "accepted" else set()) for a, b in pairs
    ]
    values = {name: _f1((_values(name, a[name]), _values(name, b[name])) for a, b in both) for name in FIELDS}
    return Double(len(pairs), kappas, {"status": _f1(accepted)} | values)


def _values(name: str, value: str) -> set[str]:
    return set(names(value)) if name in ("victims", "perpetrators") else {value} - {"", "none"}


def _f1(pairs: Iterable[tuple[set[str], set[str]]]) -> float | None:
    """F1 of two people's values, micro over rows; None where neither gave any."""
    same = all_ = 0
    for a, b in pairs:
        same, all_ = same + len(a & b), all_ + len(a) + len(b)
    return 2 * same / all_ if all_ else None
