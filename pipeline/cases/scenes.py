"""The labelled set of `corpus/cases`: scenes of short alerts whose incidents say which case they belong to."""

import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import combinations
from pathlib import Path
from typing import Any

import pyarrow as pa

from pipeline.cases.incidents import Incidents, family, from_tables
from pipeline.cases.link import link
from pipeline.cases.names import is_name
from pipeline.dates.edtf import bounds

Pair = frozenset[str]


@dataclass(frozen=True, slots=True)
class Telling:
    """One incident of a scene: which alert tells it, its case, and its row of `incidents` as annotated."""

    scene: str
    alert_id: str
    case: str
    words: tuple[int, int]
    row: dict[str, Any]

    @property
    def key(self) -> str:
        """The key of its row."""
        return str(self.row["incident_id"])


@dataclass(frozen=True, slots=True)
class Scenes:
    """All scenes: the alerts as (key, day of publication, country, text), and what they tell."""

    alerts: list[tuple[str, str, str, str]]
    tellings: list[Telling]

    def pairs(self) -> tuple[set[Pair], set[Pair]]:
        """The pairs of one case, and the hard pairs of two (one scene, one family of acts)."""
        same, other = set(), set()
        for one, two in combinations(self.tellings, 2):
            if one.scene != two.scene or one.alert_id == two.alert_id:
                continue
            if one.case == two.case:
                same.add(frozenset((one.key, two.key)))
            elif family(one.row["act"]) == family(two.row["act"]):
                other.add(frozenset((one.key, two.key)))
        return same, other


class SceneError(Exception):
    """A scene that cannot be read; the message says which and why."""


def read_scenes(folder: Path | str) -> Scenes:
    """The scenes of a folder. SceneError where one is malformed or its words are not once in its text."""
    scenes = Scenes([], [])
    paths = sorted(Path(folder).glob("*.toml"))
    if not paths:
        raise SceneError(f"{folder}: holds no scene")
    for path in paths:
        scene = tomllib.loads(path.read_text(encoding="utf-8"))
        for alert in scene["alerts"]:
            key, text = f"{path.stem}-{alert['name']}", alert["text"].strip() + "\n"
            country = alert.get("country", scene["country"])
            scenes.alerts.append((key, alert["published"], country, text))
            for number, told in enumerate(alert["incidents"]):
                scenes.tellings.append(_telling(path.stem, key, text, {"country": country, **told}, number))
    return scenes


def _telling(scene: str, alert_id: str, text: str, told: dict[str, Any], number: int) -> Telling:
    if text.count(told["words"]) != 1:
        raise SceneError(f"{alert_id}: the words of its incident {number + 1} are not once in its text")
    start = text.index(told["words"])
    first, last = bounds(told.get("date", ""))
    row = {
        "incident_id": f"{alert_id}-{number}",
        "alert_id": alert_id,
        "act": told["act"],
        "country": told["country"],
        "place": told.get("place", ""),
        "date_start": first,
        "date_end": last,
        "victims": told.get("victims", ""),
        "victim_count": told.get("count", 1 if is_name(told.get("victims", "")) else None),
        "perpetrator_type": told.get("perpetrator", "none"),
        "factuality": told.get("factuality", "asserted"),
    }
    return Telling(scene, alert_id, told["case"], (start, start + len(told["words"])), row)


@dataclass(slots=True)
class Figures:
    """Pairs of incidents: of one case, found, and found rightly; hard pairs of two cases, and those joined."""

    same: int = 0
    found: int = 0
    right: int = 0
    hard: int = 0
    joined: int = 0
    wrong: list[tuple[str, ...]] = field(default_factory=list)
    missed: list[tuple[str, ...]] = field(default_factory=list)

    @property
    def precision(self) -> float:
        """The share of the pairs put into one case that belong into one."""
        return self.right / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        """The share of the pairs of one case that were put into one."""
        return self.right / self.same if self.same else 1.0


def measure(scenes: Scenes, incidents: Incidents | None = None, of: dict[str, str] | None = None) -> Figures:
    """Link all scenes at once and count pairs.

    `incidents` are those that the pipeline read in the same alerts, `of` tells which of them an annotated one is;
    without them the annotated ones are linked. Pairs across scenes count as wrong, pairs of incidents that nobody
    annotated do not count.
    """
    of = {telling.key: telling.key for telling in scenes.tellings} if of is None else of
    cases = link(annotated(scenes) if incidents is None else incidents).cases
    case_of = dict(zip(cases["incident_id"].to_pylist(), cases["case_id"].to_pylist(), strict=True))
    known = [telling.key for telling in scenes.tellings if of.get(telling.key) in case_of]
    found = {frozenset(pair) for pair in combinations(known, 2) if case_of[of[pair[0]]] == case_of[of[pair[1]]]}
    same, hard = scenes.pairs()
    return Figures(
        same=len(same),
        found=len(found),
        right=len(found & same),
        hard=len(hard),
        joined=len(found & hard),
        wrong=sorted(tuple(sorted(pair)) for pair in found - same),
        missed=sorted(tuple(sorted(pair)) for pair in same - found),
    )


def annotated(scenes: Scenes) -> Incidents:
    """The incidents as they are annotated, to measure linking alone."""
    table = pa.Table.from_pylist([telling.row for telling in scenes.tellings])
    return from_tables(table, _published(scenes.alerts))


def _published(alerts: Iterable[tuple[str, ...]]) -> pa.Table:
    listed = list(alerts)
    return pa.table({"alert_id": [alert[0] for alert in listed], "published_on": [alert[1] for alert in listed]})


def as_read(scenes: Scenes) -> tuple[Incidents, dict[str, str]]:
    """The incidents that the pipeline reads in the alerts of the scenes, and which of them each annotated one is.

    An incident that the title tells too has its words there: so those of one alert and one family of acts are matched,
    one to one, by overlap of their words, then by their very act, then in order.
    """
    rows = list(_extracted(scenes.alerts))
    free = {str(row["incident_id"]): row for row in rows}
    of: dict[str, str] = {}
    for fits in (_overlap, _same_act, _same_family):
        for telling in scenes.tellings:
            if telling.key not in of:
                near = next((key for key, row in free.items() if _same_family(telling, row) and fits(telling, row)), "")
                if near:
                    of[telling.key] = near
                    del free[near]
    return from_tables(pa.Table.from_pylist(rows), _published(scenes.alerts)), of


def _overlap(telling: Telling, row: dict[str, Any]) -> bool:
    return bool(row["start"] < telling.words[1] and telling.words[0] < row["end"])


def _same_act(telling: Telling, row: dict[str, Any]) -> bool:
    return bool(row["act"] == telling.row["act"])


def _same_family(telling: Telling, row: dict[str, Any]) -> bool:
    return row["alert_id"] == telling.alert_id and family(row["act"]) == family(telling.row["act"])


def _extracted(alerts: Iterable[tuple[str, str, str, str]]) -> Iterator[dict[str, Any]]:
    from pipeline.extraction import Extraction, extract
    from pipeline.ingest.types import Given, SourceAlert

    sources = [SourceAlert(key, text, "", Given(id=key, published_on=day, country=c)) for key, day, c, text in alerts]
    for result in extract(sources):
        if isinstance(result, Extraction):
            yield from result.rows["incidents"]
