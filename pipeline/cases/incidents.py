"""The incidents of a dataset as columns of numbers, so that millions of comparisons are a few array operations."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from pipeline.cases.names import Names
from pipeline.lexicons import rows
from pipeline.normalise import country_code, name_key
from pipeline.tables.dataset import check_dataset

Ints = npt.NDArray[np.int64]
UNKNOWN = np.iinfo(np.int32).max  # the day of what has no date
COLUMNS = (
    *("incident_id", "alert_id", "act", "country", "place", "date_start", "date_end", "victims", "victim_count"),
    *("perpetrator_type", "factuality"),
)
_NOBODY = ("none", "unidentified")


@dataclass(frozen=True, slots=True)
class Incidents:
    """One place per incident. Codes are numbers from 1 within their column, 0 where nothing is said; days count from
    1970, `first` and `last` are UNKNOWN where open. Names are `names[starts[i]:starts[i + 1]]`, numbers in `known`;
    `descriptions[victims[i]]` is the folded text of who was hit."""

    ids: list[str]
    alert_ids: list[str]
    alerts: Ints
    acts: Ints
    families: Ints
    countries: Ints
    places: Ints
    place_keys: list[str]
    first: Ints
    last: Ints
    published: Ints
    victims: Ints
    descriptions: list[str]
    counts: Ints
    perpetrators: Ints
    negated: npt.NDArray[np.bool_]
    starts: Ints
    names: Ints
    known: Names

    def __len__(self) -> int:
        return len(self.ids)


def read(dataset: Path | str, table: pa.Table | None = None) -> Incidents:
    """The incidents of a dataset, or `table` in their place. DatasetError where there is none at `dataset`."""
    folder = check_dataset(dataset)
    if table is None:
        table = pq.read_table(folder / "incidents.parquet", columns=list(COLUMNS))
    alerts = pq.read_table(folder / "alerts.parquet", columns=["alert_id", "published_on"])
    return from_tables(table, alerts)


def from_tables(table: pa.Table, alerts: pa.Table) -> Incidents:
    """The same from the table `incidents` (the columns used here) and the keys and days of `alerts`, by their keys, so
    that no case depends on the order in which alerts were read."""
    table = table.sort_by("incident_id")
    days = dict(zip(alerts["alert_id"].to_pylist(), alerts["published_on"].to_pylist(), strict=True))
    owners, owner_names = _codes(table["alert_id"])
    acts, act_names = _codes(table["act"])
    families = np.array([0, *(family(act) for act in act_names)])
    places, place_names = _codes(table["place"])
    place_keys = {"": 0}
    keys = np.array([0, *(place_keys.setdefault(_place_key(name), len(place_keys)) for name in place_names)])
    victims, victim_names = _codes(table["victims"])
    known = Names()
    lists = [[], *(known.numbers(text) for text in victim_names)]
    perpetrators, perpetrator_names = _codes(table["perpetrator_type"])
    said = np.array([0, *(0 if name in _NOBODY else number for number, name in enumerate(perpetrator_names, 1))])
    lengths = np.array([len(found) for found in lists], dtype=np.int64)[victims]
    return Incidents(
        ids=table["incident_id"].to_pylist(),
        alert_ids=table["alert_id"].to_pylist(),
        alerts=owners,
        acts=acts,
        families=families[acts],
        countries=_codes(table["country"])[0],
        places=keys[places],
        place_keys=list(place_keys),
        first=_days(table["date_start"]),
        last=_days(table["date_end"]),
        published=_days(pa.array(["", *(days.get(name, "") for name in owner_names)], pa.string()))[owners],
        victims=victims,
        descriptions=["", *(name_key(text) for text in victim_names)],
        counts=np.asarray(pc.cast(table["victim_count"], pa.int64()).fill_null(0).to_numpy(), dtype=np.int64),
        perpetrators=said[perpetrators],
        negated=np.asarray(pc.equal(table["factuality"], "negated").to_numpy(zero_copy_only=False), dtype=bool),
        starts=np.concatenate([[0], np.cumsum(lengths)]),
        names=_flattened(lists, victims),
        known=known,
    )


def _codes(column: Any) -> tuple[Ints, list[str]]:
    """Numbers from 1 for the distinct values of a text column, 0 for the empty text, and the values."""
    encoded = pa.chunked_array(column).combine_chunks().dictionary_encode()
    values = encoded.dictionary.to_pylist()
    full = [value for value in values if value]
    number = {value: place for place, value in enumerate(full, 1)}
    numbers = np.array([number.get(value, 0) for value in values] or [0], dtype=np.int64)
    return numbers[encoded.indices.to_numpy()], full


def _flattened(lists: Sequence[list[int]], victims: Ints) -> Ints:
    """The names of each incident one after the other."""
    sizes = np.array([len(found) for found in lists], dtype=np.int64)
    flat = np.array([name for found in lists for name in found], dtype=np.int64)
    begins = np.concatenate([[0], np.cumsum(sizes)])[:-1]
    return flat[ranges(begins[victims], sizes[victims])] if len(flat) else flat


def ranges(begins: Ints, sizes: Ints) -> Ints:
    """The places `begins[0]`, `begins[0] + 1`, …, `begins[1]`, … of pieces of these sizes."""
    ends = np.cumsum(sizes)
    total = int(ends[-1]) if len(ends) else 0
    return np.asarray(np.arange(total) + np.repeat(begins - (ends - sizes), sizes))


def _place_key(name: str) -> str:
    """The key of a place; a country says no more than the column `country` does."""
    return "" if country_code(name) else name_key(name)


def _days(column: Any) -> Ints:
    texts = pc.if_else(pc.equal(column, ""), pa.scalar(None, pa.string()), column)
    days = pc.cast(pc.cast(texts, pa.date32()), pa.int32())
    return np.asarray(pc.fill_null(days, UNKNOWN).to_numpy(), dtype=np.int64)


@cache
def _families() -> dict[str, int]:
    listed = rows("cases_acts")
    number = {family: place for place, family in enumerate(dict.fromkeys(row["family"] for row in listed), 1)}
    return {row["act"]: number[row["family"]] for row in listed}


@cache
def family(act: str) -> int:
    """The number of an act's family; an act that stands alone has one of its own."""
    alone = [row["act"] for row in rows("taxonomy") if row["act"] not in _families()]
    return _families().get(act) or 100 + (alone.index(act) if act in alone else len(alone))
