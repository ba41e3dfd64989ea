"""The day of publication where no line of its own states it: `(Publié le 2 août 2017.)` at the end of a lead, `envoi
mardi 26` under the days of a log."""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache

from pipeline import lexicons
from pipeline.document.explicit_dates import ExplicitDate, explicit_dates, last_days
from pipeline.document.types import Block, Field

_HEAD = 5  # blocks
_REACH = 600
_LED = 90  # characters before a day in which words lead up to it
_MONTH = timedelta(days=31)


def stated(text: str, blocks: tuple[Block, ...], least: str) -> Field | None:
    """The last day of the head that words of sending or publishing lead up to, else one in brackets; None where
    there is none, or only days before `least`."""
    head = [(block.start, min(block.end, block.start + _REACH)) for block in blocks[:_HEAD]]
    whole = [found for found in explicit_dates(text, head) if found.year_said]
    known = sorted([*whole, *last_days(text, head), *_months(text, head)], key=lambda found: found.start)
    sent = [*_completed(text, head, known), *(found for found in whole if _is_sent(text, found))]
    for some in (sent, [found for found in whole if _bracketed(text, found)]):
        late = [found for found in some if found.value >= least]
        if late:
            last = max(late, key=lambda found: found.start)
            return Field(last.value, last.start, last.end)
    return None


def _completed(text: str, head: list[tuple[int, int]], known: list[ExplicitDate]) -> Iterator[ExplicitDate]:
    """Days without month that words of sending lead up to: the first such day from the last date said before on."""
    weekdays = lexicons.table("header")["weekdays"]
    for start, end in head:
        for match in _sent_on().finditer(text, start, end):
            before = [found for found in known if found.start < match.start("day")]
            if not before or _tells(text, match.start()):
                continue
            first = date.fromisoformat(before[-1].value)
            days = (first + timedelta(days=n) for n in range(_MONTH.days))
            wanted = weekdays.get((match["weekday"] or "").lower())
            for day in days:
                if day.day == int(match["day"]) and wanted in (None, day.isoweekday()):
                    yield ExplicitDate(match.start("day"), match.end("day"), day.isoformat())
                    break


def _is_sent(text: str, found: ExplicitDate) -> bool:
    """Do words of sending lead up to a day, with which their clause ends?"""
    led = _sent().search(text, max(0, found.start - _LED), found.start)
    ends = text[found.end : found.end + 2].lstrip(" ")[:1] in ("", "\n", ".", ")", ",")
    return led is not None and ends and not _tells(text, led.start())


def _tells(text: str, place: int) -> bool:
    """Do the words of the clause before a place tell of something, or of another text?"""
    clause = re.split(r"[.;:(\n/–—]", text[max(0, place - _LED) : place])[-1]
    return _telling().search(clause) is not None


def _bracketed(text: str, found: ExplicitDate) -> bool:
    """Does a day stand alone in brackets at the end of a line?"""
    line_end = text.find("\n", found.end)
    behind = text[found.end : line_end if line_end >= 0 else len(text)]
    return text[: found.start].endswith("(") and behind.strip(" .)") == "" and ")" in behind


@cache
def _telling() -> re.Pattern[str]:
    """Verbs, and words of other texts and meetings."""
    words = lexicons.table("header")["published"]
    return re.compile(rf"(?i)\b(?:{words['verbs']}|{words['not_sent']})\b")


@cache
def _sent() -> re.Pattern[str]:
    """Words of sending that lead up to the end of what is searched."""
    return re.compile(rf"(?i)\b(?:{lexicons.table('header')['published']['sent']})[^.;\n]{{0,60}}$")


@cache
def _sent_on() -> re.Pattern[str]:
    """Words of sending, and a day without month behind them, after which little follows."""
    table = lexicons.table("header")
    weekday = "|".join(table["weekdays"])
    return re.compile(
        rf"(?i)\b(?:{table['published']['sent']})\b[^.;\n\d]{{0,60}}?"
        rf"(?:\b(?:le|du|au|ce)|,)? (?:(?P<weekday>{weekday})\.? )?"
        rf"(?P<day>\d{{1,2}})(?:er)?(?=[).]|{table['published']['after_sent']}[ .]*(?:\n|$))"
    )


def _months(text: str, head: list[tuple[int, int]]) -> Iterator[ExplicitDate]:
    """The first days of the months that the head names (`Lettre mensuelle, mai 2012`)."""
    names = lexicons.table("header")["months"]
    pattern = re.compile(rf"(?i)(?<!\d )(?<!\w)(?P<month>{'|'.join(names)}) (?P<year>(?:19|20)\d\d)\b")
    for start, end in head:
        for match in pattern.finditer(text, start, end):
            value = date(int(match["year"]), names[match["month"].lower()], 1).isoformat()
            yield ExplicitDate(match.start(), match.end(), value)
