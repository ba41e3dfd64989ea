"""The day of publication where no line of its own states it: `(Publié le 2 août 2017.)` at the end of a lead, `envoi
mardi 26` under the days of a log, `flash 12/07/2012` after the name of who speaks."""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache

from pipeline import lexicons
from pipeline.document.explicit_dates import ExplicitDate, explicit_dates, iso, last_days
from pipeline.document.types import Block, Field
from pipeline.document.wording import publishing, weekday

_HEAD = 5  # blocks
_REACH = 600
_LED = 90  # characters before a day in which words lead up to it
_MONTH = timedelta(days=31)
_TITLE = 3  # blocks among which a line may name the text and its day
_LINE = 160  # longer lines are prose
_ASIDE = r"(?![\w/.-]\w| [^\W\d])| (?:par|à|au)\b"  # who, where and at which hour, or another part of the line


def stated(text: str, blocks: tuple[Block, ...], least: str) -> Field | None:
    """The last day of the head that words of sending or publishing lead up to, else one in brackets, else one in a
    line that tells of nothing; None where there is none, or only days before `least`."""
    head = [(block.start, min(block.end, block.start + _REACH)) for block in blocks[:_HEAD]]
    every = explicit_dates(text, head)
    whole, periods = [found for found in every if found.year_said], last_days(text, head)
    known = sorted([*whole, *periods, *_months(text, head)], key=lambda found: found.start)
    sent = [
        *_completed(text, blocks, head, known),
        *(found for found in [*whole, *_dated(every, known)] if _is_sent(text, blocks, found)),
    ]
    bracketed = [found for found in whole if _bracketed(text, found)]
    lines = [found for found in whole if _names(text, blocks, found)]
    issues = [found for found in periods if _names(text, blocks, found, periodical=True)]
    for some in (sent, bracketed, lines, issues):
        late = [found for found in some if found.value >= least]
        if late:
            last = max(late, key=lambda found: found.start)
            return Field(last.value, last.start, last.end)
    return None


def _completed(
    text: str, blocks: tuple[Block, ...], head: list[tuple[int, int]], known: list[ExplicitDate]
) -> Iterator[ExplicitDate]:
    """Days without month that words of sending lead up to: the first such day from the last date said before on."""
    weekdays = lexicons.table("header")["weekdays"]
    for start, end in head:
        brief = _brief(text, blocks, start)
        for match in _sent_on(brief).finditer(text, start, end):
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


def _dated(every: list[ExplicitDate], known: list[ExplicitDate]) -> Iterator[ExplicitDate]:
    """Days without year, in that of the last date said before or the next one (`du 22 au 28/12/2019, lundi 3/1`)."""
    for found in every:
        before = [one.value for one in known if one.start < found.start]
        if not found.year_said and found.value and before:
            year, month, day = before[-1][:4], found.value[5:7], found.value[8:]
            same, next_one = iso(year, month, day), iso(str(int(year) + 1), month, day)
            if value := same if same >= before[-1][:7] else next_one:
                yield ExplicitDate(found.start, found.end, value)


def _names(text: str, blocks: tuple[Block, ...], found: ExplicitDate, periodical: bool = False) -> bool:
    """Does a day stand in a line at the head that names the text and tells of nothing (`LE PHARE – flash 12/07/2012`)?

    The words of a `periodical` must lead up to the last of its days.
    """
    start, line = _line(text, found.start)
    above = text[:start].rstrip().rpartition("\n")[2]
    before = text[start : found.start]
    entry = not any(char.isalpha() for char in before) and line[len(before) + found.end - found.start :].strip(" .)]")
    if entry or not _brief(text, blocks, found.start) or _meeting().search(above) or _tells_line().search(before):
        return False
    if _belongs().search(before) and not _issue().search(before):  # `Les disparus du 12 mai 2009`
        return False
    return (
        _verbs().search(line) is None
        and not _befallen().search(before)
        and (not periodical or _issue().search(before) is not None)
    )


def _brief(text: str, blocks: tuple[Block, ...], place: int) -> bool:
    """Does a place lie in a short line of the first blocks?"""
    return any(block.start <= place < block.end for block in blocks[:_TITLE]) and len(_line(text, place)[1]) <= _LINE


def _line(text: str, place: int) -> tuple[int, str]:
    """Where the line of a place begins, and its text."""
    start, end = text.rfind("\n", 0, place) + 1, text.find("\n", place)
    return start, text[start : end if end >= 0 else len(text)]


def _is_sent(text: str, blocks: tuple[Block, ...], found: ExplicitDate) -> bool:
    """Do words of sending lead up to a day, with which their clause ends?"""
    brief = _brief(text, blocks, found.start)
    led = _sent(brief).search(text, max(0, found.start - _LED), found.start)
    ends = text[found.end : found.end + 2].lstrip(" ")[:1] in ("", "\n", ".", ")", ",")
    ends = ends or (brief and re.compile(_ASIDE).match(text, found.end) is not None)
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
    words = publishing()
    return re.compile(rf"(?i)\b(?:{words['verbs']}|{words['not_sent']})\b")


@cache
def _tells_line() -> re.Pattern[str]:
    """What a line holds that tells an event, calls to one, goes back to another text or cites a law."""
    words = publishing()
    return re.compile(
        rf"(?i)\b(?:{words['telling']}|{words['other']}|{words['meeting']}|{words['not_sent']})\b|{words['other_text']}"
    )


@cache
def _pattern(name: str, behind: str = "") -> re.Pattern[str]:
    """The words of a list that `behind` may follow."""
    return re.compile(rf"(?i)\b(?:{publishing()[name]}){behind}")


@cache
def _belongs() -> re.Pattern[str]:
    """Words that hang a day on the one before them, and no mark that parts it."""
    return re.compile(rf"(?i)[^\s–—,;:.|/-]\s+(?:du|des|au|le) {weekday()}$")


def _verbs() -> re.Pattern[str]:
    """Verbs of a sentence."""
    return _pattern("verbs", r"\b")


def _meeting() -> re.Pattern[str]:
    """What calls to a meeting, whose day stands on the next line."""
    return _pattern("meeting", r"\b")


def _issue() -> re.Pattern[str]:
    """Words of a periodical."""
    return _pattern("issues", r"\b")


def _befallen() -> re.Pattern[str]:
    """Words of what befell on the day that follows them."""
    return _pattern("befallen", rf" {weekday()}$")


@cache
def _sending(brief: bool) -> str:
    """Words of sending; in `brief` lines under the title more than elsewhere."""
    words = publishing()
    return f"{words['sent']}|{words['sent_briefly']}" if brief else words["sent"]


@cache
def _sent(brief: bool) -> re.Pattern[str]:
    """Words of sending that lead up to the end of what is searched."""
    return re.compile(rf"(?i)\b(?:{_sending(brief)})[^.;\n]{{0,60}}$")


@cache
def _sent_on(brief: bool) -> re.Pattern[str]:
    """Words of sending, and a day without month behind them, after which little follows unless the line is `brief`."""
    named = "|".join(lexicons.table("header")["weekdays"])
    after = rf"[).]|{publishing()['after_sent']}[ .]*(?:\n|$)"
    after += f"|{_ASIDE}" if brief else ""
    return re.compile(
        rf"(?i)\b(?:{_sending(brief)})\b[^.;\n\d]{{0,60}}?"
        rf"(?:\b(?:le|du|au|ce)|,)? (?:(?P<weekday>{named})\.? )?"
        rf"(?P<day>\d{{1,2}})(?!\d)(?:er)?(?={after})"
    )


def _months(text: str, head: list[tuple[int, int]]) -> Iterator[ExplicitDate]:
    """The first days of the months that the head names (`Lettre mensuelle, mai 2012`)."""
    names = lexicons.table("header")["months"]
    pattern = re.compile(rf"(?i)(?<!\d )(?<!\w)(?P<month>{'|'.join(names)}) (?P<year>(?:19|20)\d\d)\b")
    for start, end in head:
        for match in pattern.finditer(text, start, end):
            value = date(int(match["year"]), names[match["month"].lower()], 1).isoformat()
            yield ExplicitDate(match.start(), match.end(), value)
