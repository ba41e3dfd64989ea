"""EDTF values (SPEC sections 3 and 4) in words."""

import re

from pipeline.messages import say

_POINT = re.compile(r"(?P<year>\d{3}[\dX])(?:-(?P<month>\d\d))?(?:-(?P<day>\d\d))?")
_OPEN = ("", "..")


def spoken(edtf: str) -> str:
    """The value in words of the language spoken (`5 juin 2019`, `depuis janvier 2020`); as it is where unreadable."""
    if not edtf:
        return ""
    if "/" not in edtf:
        return _point(edtf)
    start, _, end = edtf.partition("/")
    if end in _OPEN:
        return say("date.since", date=_point(start))
    if start in _OPEN:
        return say("date.until", date=_point(end))
    return say("date.range", start=_point(start), end=_point(end))


def _point(edtf: str) -> str:
    words = _exact(edtf.rstrip("~?%"))
    return say("date.about", date=words) if edtf.endswith(("~", "%")) else words


def _exact(edtf: str) -> str:
    match = _POINT.fullmatch(edtf)
    if not match:
        return edtf
    year, month, day = match["year"], match["month"], match["day"]
    if year.endswith("X"):
        return say("date.decade", year=year[:3] + "0")
    if not month:
        return year
    if not 1 <= int(month) <= 12:
        key = f"date.part_{month}"
        return say(key, year=year) if int(month) in (21, 22, 23, 24, 33, 34, 35, 36) else edtf
    name = say(f"date.month_{month}")
    if not day:
        return say("date.month", month=name, year=year)
    return say("date.first" if day == "01" else "date.day", day=int(day), month=name, year=year)
