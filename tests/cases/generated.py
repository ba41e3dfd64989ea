"""Generated incidents of which it is known what tells what: affairs of invented people, told by several alerts."""

import random
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pyarrow as pa

ACTS = ("arrest", "detention", "threat", "death_threat", "assault", "prosecution", "conviction", "search", "travel_ban")
NEIGHBOURS = {"threat": "death_threat", "death_threat": "intimidation", "assault": "torture", "arrest": "abduction"}
TYPES = ("police", "military", "unidentified", "judiciary", "none", "none", "none")
_CODES = "TRIREGCOPHMXCNRUCMTNDZKZBICDHNGTBRINPKBDVNUABYAZMASDETKEUGNGSNMLNE"
COUNTRIES = [_CODES[place : place + 2] for place in range(0, len(_CODES), 2)]
SYLLABLES = [
    first + then for first in ("k", "b", "m", "s", "n", "r", "t", "l", "d", "v", "ch", "j") for then in "aeiou"
]
VOWELS = str.maketrans("aeiou", "eaouo")
FIRST_DAY, DAYS = date(2008, 1, 1), 5_500
WORDS = ("deux avocats", "un journaliste", "des militants", "trois défenseurs des droits")


def generated(count: int, seed: int = 0) -> tuple[pa.Table, pa.Table, list[int]]:
    """The tables `incidents` (about `count` rows) and `alerts`, and for each incident the number of its occasion."""
    rows: list[dict[str, Any]] = []
    published: dict[str, str] = {}
    occasions: list[int] = []
    chance = random.Random(seed)
    surnames = [_name(chance, 3) for _ in range(2_000 + count // 20)]
    given = [_name(chance, 2) for _ in range(2_000)]
    number = 0
    while len(rows) < count:
        told, number = _affair(chance, surnames, given, number)
        for alert, day, tellings in told:
            key = f"a{len(published):09d}"
            published[key] = day.isoformat()
            for occasion, row in tellings:
                rows.append(row | {"incident_id": f"{key}-{alert}{len(rows):09d}", "alert_id": key})
                occasions.append(occasion)
    table = pa.Table.from_pylist(rows)
    alerts = pa.table({"alert_id": list(published), "published_on": list(published.values())})
    return table, alerts, occasions


def _name(chance: random.Random, length: int) -> str:
    return "".join(chance.choice(SYLLABLES) for _ in range(length)).capitalize() + chance.choice(("", "n", "r", "v"))


def _affair(chance: random.Random, surnames: list[str], given: list[str], number: int) -> tuple[list[Any], int]:
    """Alerts about one person: for each its letter, its day, and what it tells."""
    # Some names are frequent: the square of a uniform number favours the first.
    person = given[int(len(given) * chance.random() ** 2)], surnames[int(len(surnames) * chance.random() ** 2)]
    country, start = chance.choice(COUNTRIES), FIRST_DAY + timedelta(chance.randrange(DAYS))
    place = f"{country}{chance.randrange(60)}"
    what = []
    for _ in range(chance.randint(1, 4)):
        number += 1
        start += timedelta(chance.choice((0, 1, 5, 20, 60)))
        what.append((number, chance.choice(ACTS), start, chance.choice(TYPES)))
    named = chance.random() < 0.85
    alerts = []
    for _ in range(chance.choice((1, 1, 1, 2, 2, 3, 5))):
        tellings = [
            (occasion, _telling(chance, person if named else (), country, place, act, day, kind))
            for occasion, act, day, kind in what
            if chance.random() < 0.8
        ]
        alerts.append(("i", start + timedelta(chance.randrange(30)), tellings))
    return alerts, number


def _telling(
    chance: random.Random, person: tuple[str, ...], country: str, place: str, act: str, day: date, kind: str
) -> dict[str, Any]:
    """One incident as one alert tells it: parts left out, spelt otherwise, a day off."""
    name = " ".join(person)
    if person and chance.random() < 0.1:
        name = person[1]
    elif person and chance.random() < 0.1:
        name = f"{person[0]} {person[1][0]}{person[1][1:].translate(VOWELS)}"
    first, last = _dated(chance, day + timedelta(chance.random() < 0.03))
    return {
        "act": NEIGHBOURS.get(act, act) if chance.random() < 0.05 else act,
        "country": country,
        "place": place if chance.random() < 0.6 else "",
        "date_start": first,
        "date_end": last,
        "victims": name or chance.choice(WORDS),
        "victim_count": 1 if person else None,
        "perpetrator_type": kind if chance.random() < 0.7 else "none",
        "factuality": "asserted",
    }


def _dated(chance: random.Random, day: date) -> tuple[str, str]:
    match chance.random():
        case value if value < 0.2:
            return "", ""
        case value if value < 0.3:
            following = (day.replace(day=1) + timedelta(32)).replace(day=1)
            return day.replace(day=1).isoformat(), (following - timedelta(1)).isoformat()
        case _:
            return day.isoformat(), day.isoformat()


def pairs_of(groups: list[int]) -> Iterator[int]:
    """How many pairs each group of equal numbers holds."""
    sizes: dict[int, int] = {}
    for group in groups:
        sizes[group] = sizes.get(group, 0) + 1
    return (size * (size - 1) // 2 for size in sizes.values())
