"""The day of publication that an alert states of itself: never the day of an event, never invented."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache

from pipeline import lexicons
from pipeline.document.explicit_dates import ExplicitDate, explicit_dates
from pipeline.document.types import Block, Field

_HEAD_BLOCKS, _FOOT_BLOCKS = 9, 6
_LINE = 160  # longer lines are prose, not a head's
_LABEL_REACH = 90
_REACH = 600
_ENOUGH = 40
_FIRST = 2  # blocks in which a day without a year may date the text
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_WEEKDAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
_PLACE = r"(?:(?:[A-ZÀ-Þ][\w'’.-]*|[dl]['’]|de|du|des|la|le|les|et|à|en|sur)[ ,/&()–-]{1,3}){0,8}"
_AFTER_WHOLE = re.compile(
    r"[\s.)\]*]*(?:[, (à–-]{0,4}\d{1,2} ?[h:] ?\d{0,2}[\w ():+]{0,14})?"
    r"(?:,? à [A-ZÀ-Þ][\w' -]{1,30}| ?\([^()\n]{2,40}\)| *[–,-]+ *(?:[A-ZÀ-Þ][\w'’-]* ?){1,4})?[\s.)\]*]*$"
)
_AFTER_DATELINE = re.compile(
    r"\)?(?:, ?\d{1,2} ?[h:] ?\d{0,2})?(?: ?\([^()\n]{2,40}\))?"
    r"(?:[ \u00a0]?[-–—:]{1,2}[ \u00a0]|\.(?= [A-ZÀ-Þ«])|\. ?[-–—])|\) (?=[A-ZÀ-Þ«])"
)
_FIELD_END = re.compile(r":\s*$")
_PART_END = re.compile(r"[-–—·|(\[,:/.]\s*$|\s{2,}$")
_NOTE = re.compile(r"\s*(?:\[\d+\]|\(\d+\)|[¹²³]|\*(?!\*))")


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a date stands: the words of its line before and after it, and the line's place in the text."""

    before: str
    after: str
    opens_block: bool
    block: int
    foot: bool
    last: bool  # are these the last words of the text?

    @property
    def head(self) -> bool:
        return self.block < _HEAD_BLOCKS

    @property
    def short(self) -> bool:
        return len(self.before) + len(self.after) <= _LINE


def published_on(text: str, blocks: tuple[Block, ...]) -> Field | None:
    """The day of publication with its words, None where the alert does not state one."""
    best: tuple[int, ExplicitDate] | None = None
    starts = [block.start for block in blocks]
    for found in explicit_dates(text, _regions(blocks), unsaid=max(_YEAR.findall(text), default="")):
        index = bisect_right(starts, found.start) - 1
        score = _score(found, _place(text, blocks, index, found)) if not _NOTE.match(text, starts[index]) else 0
        if score >= _ENOUGH and (best is None or score > best[0]):
            best = score, found
    return Field(best[1].value, best[1].start, best[1].end) if best else None


def _regions(blocks: tuple[Block, ...]) -> Iterator[tuple[int, int]]:
    """The beginnings and ends of the blocks of the head and the foot."""
    for index, block in enumerate(blocks):
        if index < _HEAD_BLOCKS or index >= len(blocks) - _FOOT_BLOCKS:
            middle = min(block.end, block.start + _REACH)
            yield block.start, middle
            yield max(middle, block.end - _REACH), block.end


def _place(text: str, blocks: tuple[Block, ...], index: int, found: ExplicitDate) -> _Place:
    line_start = max(text.rfind("\n", 0, found.start) + 1, blocks[index].start)
    line_end = text.find("\n", found.end)
    return _Place(
        before=text[line_start : found.start],
        after=text[found.end : line_end if line_end >= 0 else len(text)],
        opens_block=line_start == blocks[index].start,
        block=index,
        foot=index >= len(blocks) - _FOOT_BLOCKS,
        last=not text[found.end :].strip(" \n.)]*"),
    )


def _score(found: ExplicitDate, place: _Place) -> int:
    """How surely the date is the day of publication, 0 to 100; below `_ENOUGH` it is not taken."""
    label = _label(place)
    patterns = _patterns()
    whole = _AFTER_WHOLE.match(place.after) is not None
    alone = patterns["place"].fullmatch(place.before) is not None
    if not found.year_said:
        dateline = alone and (whole or (place.opens_block and _AFTER_DATELINE.match(place.after) is not None))
        return max(label - 30 if place.short else 0, _score_without_year(found, place) if dateline else 0)
    if label:
        return label
    if alone and whole:
        return 80 if place.head else 75 if place.foot else 0
    if alone and place.opens_block and place.head and _AFTER_DATELINE.match(place.after):
        # A bare `4 décembre 2017.` may open a story as well.
        placed = any(char.isalpha() for char in place.before) or place.after.lstrip()[0] in "-–—"
        return 80 if placed else 45 if place.block <= 1 else 0
    before = place.before[-_LABEL_REACH:]
    if place.head and patterns["deictic"].search(before):
        return 50
    if place.head and patterns["sitting"].search(before) and not patterns["telling"].search(place.before):
        return 50
    if patterns["other"].search(before):
        return 0
    return max(_score_in_head(place, whole) if place.head else 0, _score_in_foot(place, whole) if place.foot else 0)


def _score_without_year(found: ExplicitDate, place: _Place) -> int:
    """A place and a day at the very beginning or end (`Dili, lundi 25 août`): of the last year that the text says."""
    weekday = next((n for n, name in enumerate(_WEEKDAYS) if name in place.before.lower()), -1)
    placed = any(
        char.isalpha() for char in re.sub(r"(?i)\b(?:le|ce)\b|" + "|".join(_WEEKDAYS), "", place.before.lower())
    )
    fits = weekday in (-1, date.fromisoformat(found.value).weekday())
    return 42 if placed and fits and (place.block <= _FIRST or place.last) else 0


def _label(place: _Place) -> int:
    """The score of words such as `publié le` right before the date, 0 where there are none or they tell of another."""
    patterns, before = _patterns(), place.before[-_LABEL_REACH:]
    for name, weight in (("label", 10), ("opening_label", 10), ("update", 9)):
        found = patterns[name].search(before)
        if not found:
            continue
        prefix = before[: found.start()]
        opens = not prefix.strip(" \t*>[(") or _PART_END.search(prefix) is not None
        if place.short:
            said = opens or (name != "opening_label" and not patterns["other_text"].search(prefix))
        else:
            said = place.opens_block and not prefix.strip() and len(place.before) <= _LABEL_REACH
        if said:
            return weight * (10 if place.head else 9 if place.foot else 0)
    return 0


def _score_in_head(place: _Place, whole: bool) -> int:
    """A line of the head that holds more than the date: `Lettre n° 31 – 3 mai 2019`, `REVUE DE PRESSE DU 18 MARS`."""
    patterns = _patterns()
    if patterns["of"].search(place.before):
        return 60 if place.short and patterns["periodical"].search(place.before) else 0
    if not patterns["set_off"].search(place.before):
        return 0
    if patterns["telling"].search(place.before):  # only a dash parts a title that tells an event from its day
        return 45 if place.short and whole and patterns["dash"].search(place.before) else 0
    if place.short:
        return 62 if whole else 45
    # The first sentence of a block, a mere heading in run-in form: `Bulletin de la Ligue, le 3 mai 2019. Le juge …`
    return 50 if place.opens_block and len(place.before) <= _LINE and place.after.lstrip(")")[:1] in ".:" else 0


def _score_in_foot(place: _Place, whole: bool) -> int:
    """A signature with its date, or a source in brackets: `Ligue du Fleuve, Podor, 3 mai 2019`, `(Le Courrier, …)`."""
    patterns = _patterns()
    if place.last and patterns["closing"].search(place.before):
        return 65
    signature = place.before.rpartition("(")[2]
    short = len(signature) <= _LINE // 2 and not _FIELD_END.search(signature)
    if whole and short and patterns["set_off"].search(place.before) and not patterns["telling"].search(signature):
        return 65
    return 0


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    """The patterns over the words right before a date."""
    words = lexicons.table("header")["published"]
    day = rf"(?:{words['weekdays']},? )?"
    end = rf"[\s(,]*(?:le )?{day}\(?$"
    return {
        "label": re.compile(rf"(?i)(?:\b(?:{'|'.join(words['labels'])})|^\W*{words['field']} ?:){end}"),
        "opening_label": re.compile(rf"(?i)\b(?:{'|'.join(words['opening_labels'])}){end}"),
        "update": re.compile(rf"(?i)\b(?:{'|'.join(words['updates'])}){end}"),
        "other_text": re.compile(rf"(?i){words['other_text']}"),
        "place": re.compile(rf"(?:[\s(\[*•–—-]*{_PLACE}|\([^()\d]{{2,60}}, )(?i:le |ce )?(?i:{day})"),
        "set_off": re.compile(rf"(?i)(?:^|[-–—·,:/|(\[>•]\s*|\s{{2,}})(?:le |ce )?{day}$"),
        "of": re.compile(rf"(?i)\b(?:du|de ce)\s+{day}$"),
        "dash": re.compile(rf"(?i)[^\W\d]\s+[–—-]\s+{day}$"),
        "closing": re.compile(rf"(?:[.!?»…)]|\s[–—-])\s+{_PLACE}(?i:le )?(?i:{day})$"),
        "sitting": re.compile(rf"(?i)\b(?:{'|'.join(words['sitting'])}) {day}$"),
        "deictic": re.compile(rf"(?i)\b(?:{'|'.join(words['deictic'])}) {day}$"),
        "other": re.compile(rf"(?i)\b{words['other']} ?:? {day}$"),
        "periodical": re.compile(rf"(?i)\b{words['periodical']}\b"),
        "telling": re.compile(rf"(?i)\b{words['telling']}\b"),
    }
