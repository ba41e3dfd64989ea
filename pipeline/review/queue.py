"""The queue of incidents: a hundred thousand rows filtered, counted and ordered within a few milliseconds."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, replace
from typing import Any
from urllib.parse import urlencode

import numpy as np
import pyarrow
import pyarrow.compute as pc
from numpy.typing import NDArray

from pipeline.normalise import name_key
from pipeline.review.blind import verdicts
from pipeline.review.desk import SEARCHED, Desk
from pipeline.review.state import GONE, Row, State
from pipeline.tables.rows import digest

CODED = ("act", "country", "perpetrator_type", "factuality")
ORDERS = ("doubt", "alert", "date")
STATUSES = ("undecided", "decided", "accepted", "rejected", "corrected", "added", "again", "mine", "disagree", "all")
_STATUS = ("", "corrected", "accepted", "rejected", "merged", "added", "split")
_VOID = 99  # a row that somebody added and took back
Mask = NDArray[np.bool_]
Places = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Filters:
    """What the address of the queue says. `since` and `until` are ISO days or their beginnings (`2019`, `2019-06`);
    `least` and `most` are percentages of confidence."""

    act: str = ""
    country: str = ""
    perpetrator_type: str = ""
    factuality: str = ""
    status: str = "undecided"
    since: str = ""
    until: str = ""
    least: str = ""
    most: str = ""
    q: str = ""
    order: str = "doubt"

    @classmethod
    def of(cls, query: Mapping[str, str]) -> "Filters":
        """The filters that a query holds; what it does not hold, or not rightly, is as without filters."""
        known = {f.name: query[f.name].strip()[:200] for f in fields(cls) if query.get(f.name, "").strip()}
        found = cls(**known)
        found = found if found.status in STATUSES else replace(found, status="undecided")
        return found if found.order in ORDERS else replace(found, order="doubt")

    def query(self, **changes: str) -> str:
        """These filters, some changed, as the query of an address; defaults are left out."""
        changed = replace(self, **changes)
        return urlencode({f.name: v for f in fields(self) if (v := getattr(changed, f.name)) != f.default})

    @property
    def narrowing(self) -> int:
        """How many filters beside the status are set."""
        return sum(bool(getattr(self, f.name)) for f in fields(self) if f.name not in ("status", "order"))


class Queue:
    """The incidents of a desk as one person sees them: filterable columns, kept up to date with the log.

    With `blind` the queue is a sample of so many incidents in a hundred, the same for everybody, and each sees only
    the own decisions.
    """

    def __init__(self, desk: Desk, reviewer: str, blind: int = 0) -> None:
        self.desk, self.reviewer = desk, reviewer
        self.share, self.blind = blind, reviewer if blind else ""
        self._load()

    def _load(self) -> None:
        table = self.desk.tables.arrow["incidents"]
        self.ids = list(self.desk.tables.incident_ids)
        self.alerts = list(self.desk.tables.incident_alerts)
        self.place = {key: place for place, key in enumerate(self.ids)}
        self.by_name = {name: place for place, name in enumerate(self.desk.tables.incident_names)}
        self.machine = len(self.ids)
        self._orders: dict[str, Places] = {}
        self.values: dict[str, list[str]] = {}
        self.columns: dict[str, NDArray[Any]] = {}
        for name in CODED:
            coded = table[name].unify_dictionaries().combine_chunks()
            self.values[name] = coded.dictionary.to_pylist()
            self.columns[name] = coded.indices.to_numpy().astype(np.int32)
        for name in ("date_start", "date_end"):
            self.columns[name] = _days(table[name].to_pylist())
        self.columns["confidence"] = table["confidence"].to_numpy().copy()
        self.columns["status"] = np.zeros(self.machine, np.int8)
        for name in ("mine", "again", "disagree", "hidden"):
            self.columns[name] = np.zeros(self.machine, bool)
        if self.share:
            chosen = (int(name[:8], 16) % 100 < self.share for name in self.by_name)
            self.columns["hidden"] = ~np.fromiter(chosen, bool, self.machine)
        self.words = self.desk.tables.incident_words
        self._added: dict[str, set[str]] = {}  # rows that people made, by alert
        self._generation, self._taken = self.desk.generation, len(self.desk.touched)
        for alert_id in self.desk.decisions:
            self._take_in(alert_id)

    def sync(self) -> None:
        """Take in what was decided, or extracted anew, since the last time."""
        self.desk.sync()
        if self.desk.generation != self._generation:
            self._load()
        new, self._taken = self.desk.touched[self._taken :], len(self.desk.touched)
        for alert_id in dict.fromkeys(new):
            self._take_in(alert_id)

    def _take_in(self, alert_id: str) -> None:
        state = self.desk.state(alert_id, self.blind)
        for key in self._added.get(alert_id, set()):
            self.columns["status"][self.place[key]] = _VOID
        for row in state.rows["incidents"]:
            place = self.place.get(row["incident_id"])
            self._put(self._append(row) if place is None else place, row, state)
        self._put_disagreements(alert_id, state)

    def _append(self, row: Row) -> int:
        place = len(self.ids)
        key = row["incident_id"]
        self.ids.append(key)
        self.alerts.append(row["alert_id"])
        self.place[key] = self.by_name[digest(key)] = place
        self._added.setdefault(row["alert_id"], set()).add(key)
        for name, column in self.columns.items():
            self.columns[name] = np.append(column, np.zeros(1, column.dtype))
        self._orders = {}
        text = pyarrow.array([name_key(" ".join(row[name] for name in SEARCHED))], pyarrow.string())
        self.words = pyarrow.chunked_array([*self.words.chunks, text])
        return place

    def _put(self, place: int, row: Row, state: State) -> None:
        for name in CODED:
            values = self.values[name]
            if row[name] not in values:
                values.append(row[name])
            self.columns[name][place] = values.index(row[name])
        start, end = _days([row["date_start"], row["date_end"]])
        if self.columns["date_start"][place] != start:
            self._orders.pop("date", None)
        self.columns["date_start"][place], self.columns["date_end"][place] = start, end
        self.columns["confidence"][place] = row["confidence"]
        standing = state.standing.get(row["incident_id"])
        self.columns["status"][place] = _STATUS.index(standing.status) if standing else 0
        said = standing.decisions if standing else []
        self.columns["mine"][place] = any(decision.reviewer == self.reviewer for decision in said)
        self.columns["again"][place] = bool(state.to_look_at(row["incident_id"]))

    def _put_disagreements(self, alert_id: str, state: State) -> None:
        decisions = self.desk.decisions.get(alert_id, [])
        if self.blind or not any(decision.scope for decision in decisions):
            return
        shared = {decision.row_id for decision in decisions if not decision.scope}
        for key, verdict in verdicts(self.desk.tables.rows(alert_id), decisions).items():
            given = list(verdict.values())
            apart = len(given) > 1 and all(other != given[0] for other in given[1:])
            self.columns["disagree"][self.place[key]] = apart and key not in shared

    # What the page asks

    def find(self, name: str) -> int | None:
        """The place of the incident with this name in addresses (a digest of its key)."""
        return self.by_name.get(name)

    def name(self, place: int) -> str:
        """The name of an incident in addresses: nothing of a text, only a digest."""
        return digest(self.ids[place])

    def gone(self, place: int) -> bool:
        """Whether the incident is rejected, part of another one, or taken back by who added it."""
        return int(self.columns["status"][place]) in (*(_STATUS.index(status) for status in GONE), _VOID)

    def matching(self, filters: Filters) -> Mask:
        """The rows that the filters let through, whatever their status."""
        columns = self.columns
        mask: Mask = (columns["status"] != _VOID) & ~columns["hidden"]
        for name in CODED:
            if wanted := getattr(filters, name):
                values = self.values[name]
                mask = mask & (columns[name] == (values.index(wanted) if wanted in values else -1))
        if filters.since and (first := _day(filters.since, "0101")):
            mask = mask & (np.maximum(columns["date_start"], columns["date_end"]) >= first)
        if filters.until and (last := _day(filters.until, "1231")):
            start = np.where(columns["date_start"] > 0, columns["date_start"], columns["date_end"])
            mask = mask & (start > 0) & (start <= last)
        for bound, keep in ((filters.least, np.greater_equal), (filters.most, np.less_equal)):
            if bound.isdigit():
                mask = mask & keep(columns["confidence"], int(bound) / 100)
        if filters.q and (key := name_key(filters.q)):
            mask = mask & pc.match_substring(self.words, key).to_numpy()
        return mask

    def with_status(self, status: str) -> Mask:
        """The rows of one status."""
        column, again = self.columns["status"], self.columns["again"]
        done: Mask = ((column >= _STATUS.index("accepted")) & (column <= _STATUS.index("merged"))) & ~again
        found: Mask
        match status:
            case "undecided":
                found = ~done
            case "decided":
                found = done
            case "again" | "mine" | "disagree":
                found = self.columns[status].copy()
            case "added":
                found = (column == _STATUS.index("added")) | (column == _STATUS.index("split"))
            case "all":
                found = np.ones(len(column), bool)
            case _:
                found = column == _STATUS.index(status)
        return found

    def ordered(self, filters: Filters, keep: int | None = None) -> Places:
        """The places of the rows to show, in order; `keep` is one that stays among them although it does not fit."""
        mask = self.matching(filters) & self.with_status(filters.status)
        if keep is not None:
            mask[keep] = True
        if filters.order not in self._orders:
            self._orders[filters.order] = self._order(filters.order)
        order = self._orders[filters.order]
        return order[mask[order]]

    def _order(self, name: str) -> Places:
        """All places in an order; it is kept until what it rests on changes."""
        places = np.arange(len(self.ids))
        if name == "date":
            start = self.columns["date_start"]
            return np.lexsort((places, np.where(start > 0, start, 99_999_999)))
        return places if name == "alert" else np.lexsort((places, self.columns["confidence"]))

    def counts(self, filters: Filters) -> dict[str, int]:
        """How many rows the filters let through, in all and of each status."""
        mask = self.matching(filters)
        return {status: int((mask & self.with_status(status)).sum()) for status in STATUSES}

    def used(self, column: str) -> list[str]:
        """The codes that occur in a column."""
        return [value for value in self.values[column] if value]


def _days(values: Iterable[str]) -> NDArray[np.int32]:
    """ISO days as numbers that sort, 0 where there is none."""
    return np.fromiter((int(value.replace("-", "")) if value else 0 for value in values), np.int32)


def _day(value: str, rest: str) -> int:
    digits = value.replace("-", "")
    if not (digits.isascii() and digits.isdigit() and len(digits) in (4, 6, 8)):
        return 0
    return int((digits + rest[len(digits) - 4 :])[:8])
