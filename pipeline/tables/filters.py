"""Which incidents are wanted, in a line a person can type: `act=arrest|detention,country=KZ,from=2019-01-01`.

Conditions stand between commas and must all hold; values of one condition stand between `|`, and one must hold.
`!=` turns a condition round. `from` and `to` take a day, a month or a year, and keep what may have happened then; an
incident without a date fails both. `act` also takes a group of acts, `country` also a name, `confidence` a least value.
"""

import difflib
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from pipeline.dates.edtf import bounds
from pipeline.lexicons import rows
from pipeline.messages import say
from pipeline.normalise import country_code, name_key
from pipeline.tables.columns import TABLES, codes
from pipeline.tables.rows import Row

Condition = Callable[[Row], bool]

_PART = re.compile(r"\s*(\w+)\s*(!=|>=|=)\s*(.*?)\s*", re.DOTALL)
_CODED = {column.name: column.codes for column in TABLES["incidents"] if column.codes not in ("", "country")}
_TEXTS = ("victims", "perpetrators", "place", "quote", "alert_id")
_PERIOD = ("from", "to")
FIELDS = (*_CODED, "country", *_TEXTS, *_PERIOD, "confidence")


class FilterError(ValueError):
    """A filter that cannot be read; the message says which part and what would fit."""


@dataclass(frozen=True, slots=True)
class Filter:
    """The conditions of a filter, as one test of an incident's row."""

    conditions: tuple[Condition, ...]

    def __call__(self, incident: Row) -> bool:
        return all(condition(incident) for condition in self.conditions)


def parse(text: str) -> Filter:
    """The filter that a line tells; FilterError where it cannot be read."""
    return Filter(tuple(_condition(part) for part in text.split(",") if part.strip()))


def _condition(part: str) -> Condition:
    match = _PART.fullmatch(part)
    if not match or not match[3]:
        raise FilterError(say("filter.part", part=part.strip()))
    name, sign, values = match[1].lower(), match[2], [value.strip() for value in match[3].split("|")]
    if name not in FIELDS:
        raise FilterError(say("filter.field", name=name, names=", ".join(FIELDS)))
    if (sign == ">=") != (name == "confidence") or (name in _PERIOD and (sign != "=" or len(values) > 1)):
        raise FilterError(say("filter.sign", name=name, sign=">=" if name == "confidence" else "="))
    holds = _reader(name, values)
    return (lambda row: not holds(row)) if sign == "!=" else holds


def _reader(name: str, values: Sequence[str]) -> Condition:
    if name == "confidence":
        return _least(values)
    if name in _PERIOD:
        return _period(name, values[0])
    if name in _TEXTS:
        keys = [f" {name_key(value)} " for value in values]
        return lambda row: any(key in f" {name_key(str(row[name]))} " for key in keys)
    wanted = frozenset(code for value in values for code in _codes(name, value))
    return lambda row: row[name] in wanted


def _least(values: Sequence[str]) -> Condition:
    try:
        least = float(values[0])
    except ValueError:
        raise FilterError(say("filter.number", value=values[0])) from None
    return lambda row: float(str(row["confidence"])) >= least


def _period(name: str, value: str) -> Condition:
    try:
        first, last = bounds(value)
    except ValueError:
        raise FilterError(say("filter.date", value=value)) from None
    if name == "from":
        return lambda row: _is_dated(row) and (not row["date_end"] or str(row["date_end"]) >= first)
    return lambda row: _is_dated(row) and (not row["date_start"] or str(row["date_start"]) <= last)


def _is_dated(row: Row) -> bool:
    return bool(row["date_start"] or row["date_end"])


def _codes(name: str, value: str) -> list[str]:
    """The codes that a value of a coded field means."""
    if name == "country":
        code = value.upper() if len(value) == 2 else country_code(value)
        known = {code.code for code in codes("country")}
        found = [code] if code in known else []
    else:
        known = {code.code for code in codes(_CODED[name])}
        group = [row["act"] for row in rows("taxonomy") if row["group"] == value] if name == "act" else []
        found = [value] if value in known else group
    if not found:
        close = difflib.get_close_matches(value, sorted(known - {""}), n=3) or sorted(known - {""})[:40]
        raise FilterError(say("filter.value", name=name, value=value, names=", ".join(close)))
    return found
