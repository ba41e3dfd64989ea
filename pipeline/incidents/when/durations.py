"""How long something lasted, in the words of a sentence (`dix-sept jours`, `cinq mois`), and the days it reckons."""

from collections.abc import Iterable
from datetime import date
from functools import cache
from typing import NamedTuple

from pipeline import lexicons
from pipeline.dates import arithmetic
from pipeline.dates.edtf import bounds, is_valid, precision
from pipeline.incidents.scene.scene import Scene
from pipeline.language.counts import number

WORDS = 3  # of a number before its unit
MOST = 1000  # units
FINE = ("day", "week")
HOURS = 24  # of a day: shorter times reckon no day


class Duration(NamedTuple):
    """So many days, weeks, months or years, and the word before them."""

    amount: int
    unit: str
    before: str


@cache
def ages() -> frozenset[str]:
    """Words before a number of years that tell an age or a penalty."""
    return frozenset(lexicons.table("durations")["ages"])


@cache
def units() -> dict[str, str]:
    """The unit of the calendar that a noun counts."""
    return dict(lexicons.table("durations")["units"])


@cache
def in_days() -> dict[str, int]:
    """How many days a unit of the calendar lasts, about."""
    return dict(lexicons.table("durations")["days"])


def days(length: Duration) -> int:
    """How many days a duration lasts, about."""
    return length.amount * in_days()[length.unit]


@cache
def spent() -> frozenset[str]:
    """Second words of expressions that count from a time by what was spent (`au bout de dix jours`)."""
    return frozenset(lexicons.table("durations")["spent"])


def durations(scene: Scene, sentences: Iterable[int]) -> list[Duration]:
    """The lengths of time that some sentences tell, but for those in date expressions (`il y a trois jours`); how long
    something lasted is told by an expression that counts from its start, too (`relâché au bout de dix jours`)."""
    out = []
    for index in sorted(sentences):
        span = scene.sentences[index]
        dated = {
            place
            for date in scene.dates_in[index]
            if not tells_length(scene, date)
            for place in range(*scene.date_tokens[date])
        }
        for token in scene.tokens[span.start : span.end]:
            unit = units().get(scene.lemmas[token.i])
            if unit is not None and token.i not in dated and (found := counted(scene, span.start, token.i, unit)):
                out.append(found)
    return out


def tells_length(scene: Scene, date: int) -> bool:
    """Does an expression count from a time by what was spent?"""
    first, end = scene.date_tokens[date]
    return scene.tokens[min(first + 1, end - 1)].lower_ in spent()


def counted(scene: Scene, first: int, place: int, unit: str) -> Duration | None:
    """The duration whose unit stands at a token, from the longest number before it; `first` opens its sentence.

    Years of age and of a penalty (`25 ans`, `peine de deux ans`) are none, nor are `un jour` and hours that make no
    whole days."""
    tokens = scene.tokens
    for start in range(max(first, place - WORDS), place):
        amount = number(" ".join(token.text for token in tokens[start:place]).replace(" - ", "-"))
        if amount > 0:
            before = tokens[start - 1].lower_ if start > first else ""
            if unit == "hour":
                days, rest = divmod(amount, HOURS)
                return None if rest or days > MOST else Duration(days, "day", before)
            is_none = amount > MOST or (unit == "year" and before in ages()) or (unit == "day" and amount == 1)
            return None if is_none else Duration(amount, unit, before)
    return None


def moved(edtf: str, length: Duration, direction: int) -> str:
    """The day, month or year that lies a duration after (1) or before (-1) a day or month, in the unit of the duration
    (SPEC 9); empty where nothing can be reckoned."""
    exact = precision(edtf) if is_valid(edtf) else ""
    if exact not in ("day", "month") or (exact == "month" and length.unit in FINE):
        return ""
    other = arithmetic.shift(date.fromisoformat(bounds(edtf)[0]), direction * length.amount, length.unit)
    return arithmetic.unit_around(other, "day" if length.unit in FINE else length.unit) if other else ""
