"""The day of publication that an alert states of itself: never the day of an event, never invented."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache

from pipeline import lexicons
from pipeline.document.explicit_dates import ExplicitDate, explicit_dates, last_days, reference_dates
from pipeline.document.publication.stated import stated
from pipeline.document.types import Block, Field
from pipeline.document.wording import publishing

_HEAD_BLOCKS, _FOOT_BLOCKS = 9, 6
LINE = 160  # longer lines are prose, not a head's
_LABEL_REACH = 90
_REACH = 600
_ENOUGH = 40
_FIRST = 2  # blocks in which a day without a year may date the text
_DOUBTFUL = 70  # a score below it falls where the text tells a later day as past
_CLAUSE = 90  # characters before a day in which its verb stands
YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_PLACE = r"(?:#?(?:[A-ZÀ-Þ][\w'’.-]*|[dl]['’]|de|du|des|la|le|les|et|à|en|sur)[ ,/&()|–—-]{1,3}){0,8}"
_AFTER_WHOLE = re.compile(
    r"[\s.)\]*]*(?:[, (à–-]{0,4}\d{1,2} ?[h:] ?\d{0,2}[\w ():+]{0,14})?"
    r"(?:,? à [A-ZÀ-Þ][\w' -]{1,30}| ?\([^()\n]{2,90}\)| *[–,-]+ *(?:[A-ZÀ-Þ][\w'’-]* ?){1,4})?[\s.)\]*]*$"
)
_AFTER_DATELINE = re.compile(
    r"\)?(?:,?(?: à)? ?\d{1,2} ?[h:] ?\d{0,2})?(?: ?\([^()\n]{2,40}\))?"
    r"(?:[ \u00a0]?[-–—:]{1,2}[ \u00a0]|\.(?= [A-ZÀ-Þ«])|\. ?[-–—]|[])] (?=[A-ZÀ-Þ«]))|[])] (?=[A-ZÀ-Þ«])"
)
_HOUR = re.compile(r"[,\s]*(?:à |dès )?\d{1,2} ?(?:h\b|h\d|heures\b|:\d\d)")
_DETERMINER = re.compile(r"(?i)\W*(?:les?|la|l['’]|cet?|cette|notre)\W*")
_FIELD_END = re.compile(r":\s*$")
_PART_END = re.compile(r"[-–—·|(\[,:/.]\s*$|\s{2,}$")
_NOTE = re.compile(r"\s*(?:\[\d+\]|\(\d+\)|[¹²³]|\*(?!\*|[^*\n]{1,60}\*\s*$))", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Place:
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
        return len(self.before) + len(self.after) <= LINE


def by_rule(text: str, blocks: tuple[Block, ...]) -> Field | None:
    """The day of publication with its words, None where no rule finds one."""
    scored: list[tuple[int, bool, ExplicitDate]] = []
    for found, place in days(text, blocks):
        noted = _NOTE.match(text, blocks[place.block].start) or _calls(text, found, place)
        score = 0 if noted else sureness(found, place)
        if score >= _ENOUGH:
            scored.append((score, _is_entry(place), found))
    for score, entry, found in sorted(scored, key=lambda item: -item[0]):
        later = any(other.start > found.start and other.value > found.value for _, _, other in scored)
        if not (entry and later) and (score >= _DOUBTFUL or found.value >= last_told(text)):
            return Field(found.value, found.start, found.end)
    head = [(block.start, min(block.end, block.start + LINE)) for block in blocks[:_HEAD_BLOCKS]]
    if issue := _issue(text, head):
        return issue
    for found in reference_dates(text, head):
        return Field(found.value, found.start, found.end)
    return stated(text, blocks, last_told(text))


def is_sure(text: str, blocks: tuple[Block, ...], ruled: Field) -> bool:
    """Whether the words around a day that a rule found state it beyond doubt (`Publié le`, a line of its own)."""
    return any(day.start == ruled.start and sureness(day, place) >= _DOUBTFUL for day, place in days(text, blocks))


def _issue(text: str, head: list[tuple[int, int]]) -> Field | None:
    """A periodical that names only the days of its issue (`Bulletin n° 14 – du 3 au 10 avril 2014`) came out on the
    last."""
    for found in last_days(text, head):
        line_start = text.rfind("\n", 0, found.start) + 1
        line_before = text.rfind("\n", 0, max(0, line_start - 1)) + 1
        alone = not text[found.end : text.find("\n", found.end)].strip(" .)")
        if (
            alone
            and found.start - line_start <= LINE
            and patterns_before()["issues"].search(text, line_before, found.start)
        ):
            return Field(found.value, found.start, found.end)
    return None


@lru_cache(maxsize=1)
def last_told(text: str) -> str:
    """The last day that the text tells as past, "" for none: what is published comes after it."""
    patterns, last = patterns_before(), ""
    for found in explicit_dates(text, [(0, len(text))]):
        if found.year_said and found.value > last:
            clause = re.split(r"[.;!?\n]", text[max(0, found.start - _CLAUSE) : found.start])[-1]
            if patterns["told"].search(clause) and not patterns["to_come"].search(clause):
                last = found.value
    return last


def _is_entry(place: Place) -> bool:
    """Whether a day may head an entry of a chronology or open a story, where a later one dates the whole."""
    if not place.opens_block or _labelled(place) or not patterns_before()["place"].fullmatch(place.before):
        return False
    return not any(char.isalpha() for char in place.before) or not ends_line(place)


@lru_cache(maxsize=1)  # rules and models ask one after the other
def days(text: str, blocks: tuple[Block, ...]) -> tuple[tuple[ExplicitDate, Place], ...]:
    """The days that the head and the foot of a text name, one without a year in the last that the text says, and where
    each stands."""
    starts = [block.start for block in blocks]
    found = explicit_dates(text, regions(blocks), unsaid=max(YEAR.findall(text), default=""))
    return tuple((day, place_of(text, blocks, bisect_right(starts, day.start) - 1, day)) for day in found)


def regions(blocks: tuple[Block, ...]) -> Iterator[tuple[int, int]]:
    """The beginnings and ends of the blocks of the head and the foot."""
    for index, block in enumerate(blocks):
        if index < _HEAD_BLOCKS or index >= len(blocks) - _FOOT_BLOCKS:
            middle = min(block.end, block.start + _REACH)
            yield block.start, middle
            yield max(middle, block.end - _REACH), block.end


def place_of(text: str, blocks: tuple[Block, ...], index: int, found: ExplicitDate) -> Place:
    """Where a day stands that lies in the block of an index."""
    line_start = max(text.rfind("\n", 0, found.start) + 1, blocks[index].start)
    line_end = text.find("\n", found.end)
    return Place(
        before=text[line_start : found.start],
        after=text[found.end : line_end if line_end >= 0 else len(text)],
        opens_block=line_start == blocks[index].start,
        block=index,
        foot=index >= len(blocks) - _FOOT_BLOCKS,
        last=not text[found.end :].strip(" \n.)]*"),
    )


def _calls(text: str, found: ExplicitDate, place: Place) -> bool:
    """Whether a day with its hour calls people to a meeting (`Conférence de presse`, `mardi 12 mars 2019, 10 h`)."""
    line_start = text.rfind("\n", 0, found.start) + 1
    line_before = text[:line_start].rstrip().rpartition("\n")[2]
    return bool(_HOUR.match(place.after)) and any(
        patterns_before()["meeting"].search(line) for line in (line_before, place.before)
    )


@lru_cache(maxsize=64)  # the days of one text, which rules and models ask about
def sureness(found: ExplicitDate, place: Place) -> int:
    """How surely the date is the day of publication, 0 to 100; below `_ENOUGH` it is not taken."""
    label = _labelled(place)
    patterns = patterns_before()
    whole = ends_line(place)
    alone = patterns["place"].fullmatch(place.before) is not None
    alone = alone and not patterns["event_of"].search(place.before) and not patterns["happened"].search(place.before)
    if not found.year_said:
        dateline = alone and (whole or (place.opens_block and _AFTER_DATELINE.match(place.after) is not None))
        numbered = place.head and place.short and whole
        numbered = numbered and any(patterns[name].search(place.before) for name in ("of", "set_off"))
        numbered = numbered and patterns["periodical"].search(place.before) is not None  # `Alerte du 12/3 (n° 4/2019)`
        return max(label - 30 if place.short else 0, _score_without_year(found, place) if dateline else 42 * numbered)
    if label:
        return label
    if patterns["caption"].search(place.before) or patterns["caption_after"].match(place.after):
        return 0
    if alone and whole:
        return 80 if place.head else 75 if place.foot else 0
    if alone and place.opens_block and place.head and _AFTER_DATELINE.match(place.after):
        # A bare `4 décembre 2017.` may open a story as well, `Thiès, 3 février 2019 : …` be a title.
        placed = is_placed(place) or place.after.lstrip(" .)]")[:1] in ("-", "–", "—")
        title = place.after.lstrip(" )]")[:1] == ":" and place.short and not place.after.rstrip().endswith((".", "»"))
        dated = any(char.isalpha() for char in place.before)  # `Jeudi 4 mai 2023. Par notre correspondante.`
        doubtful = (placed and title) or (dated and not placed)
        return _DOUBTFUL - 1 if doubtful else 80 if placed else 45 if place.block <= 1 else 0
    before = place.before[-_LABEL_REACH:]
    if place.head and patterns["deictic"].search(before):
        return 50
    if patterns["other_text"].search(before):
        return 0
    if place.head and patterns["sitting"].search(before) and not patterns["telling"].search(place.before):
        return 50
    if patterns["other"].search(before):
        return 0
    return max(_score_in_head(place, whole) if place.head else 0, _score_in_foot(place, whole) if place.foot else 0)


def ends_line(place: Place) -> bool:
    """Whether nothing but an hour, a place, an aside or the day of a later version follows a day on its line."""
    return any(pattern.match(place.after) for pattern in (_AFTER_WHOLE, patterns_before()["updated"]))


def _score_without_year(found: ExplicitDate, place: Place) -> int:
    """A place and a day at the very beginning or end (`Dili, lundi 25 août`): of the last year that the text says."""
    said = lexicons.table("header")["weekdays"].get(next(reversed(_words(place.before)), ""))
    fits = said in (None, date.fromisoformat(found.value).isoweekday())
    return 42 if is_placed(place) and fits and (place.block <= _FIRST or place.last) else 0


def is_placed(place: Place) -> bool:
    """Whether more than a weekday stands before a day."""
    weekdays = lexicons.table("header")["weekdays"]
    return any(word not in ("le", "ce") and word not in weekdays for word in _words(place.before))


def _words(line: str) -> list[str]:
    return re.findall(r"[^\W\d_]+", line.lower())


def _labelled(place: Place) -> int:
    """The score of words such as `publié le` right before the date, 0 where there are none or they tell of another."""
    patterns, before = patterns_before(), place.before[-_LABEL_REACH:]
    for name, weight in (("label", 10), ("opening_label", 10), ("update", 6)):
        found = patterns[name].search(before)
        if not found:
            continue
        prefix = before[: found.start()]
        if patterns["goes_back"].search(prefix):
            continue
        other = patterns["of_other_text"].search(prefix) is not None
        headed = _DETERMINER.fullmatch(prefix) is not None and ends_line(place)  # `La lettre, mise en ligne le …`
        opens = (
            headed
            or not prefix.strip(" \t*>[(")
            or (
                _PART_END.search(prefix) is not None
                # `… la Déclaration sur les défenseurs, adoptée le …`
                and not (name == "opening_label" and other and not place.head and prefix.rstrip().endswith(","))
            )
        )
        if place.short:
            said = opens or (name != "opening_label" and not other)
        else:
            said = place.opens_block and not prefix.strip() and len(place.before) <= _LABEL_REACH
        if said:
            return weight * (10 if place.head else 9 if place.foot else 0)
    return 0


def _score_in_head(place: Place, whole: bool) -> int:
    """A line of the head that holds more than the date: `Lettre n° 31 – 3 mai 2019`, `REVUE DE PRESSE DU 18 MARS`."""
    patterns = patterns_before()
    if patterns["of"].search(place.before):
        return 60 if place.short and patterns["periodical"].search(place.before) else 0
    if whole and _is_signature(place):
        return 62
    if not patterns["set_off"].search(place.before):
        return 0
    if patterns["telling"].search(place.before):  # only a dash parts a title that tells an event from its day
        return 45 if place.short and whole and patterns["dash"].search(place.before) else 0
    if place.short:
        return 62 if whole else 45
    # The first sentence of a block, a mere heading in run-in form: `Bulletin de la Ligue, le 3 mai 2019. Le juge …`
    run_in = place.after.lstrip(")")[:1] in ".:" or _AFTER_DATELINE.match(place.after)
    return 50 if place.opens_block and len(place.before) <= LINE and run_in else 0


def _is_signature(place: Place) -> bool:
    """Whether a line under the title names an issuer and its town, whatever the issuer concerns itself with."""
    patterns, first = patterns_before(), place.block == 0 and place.opens_block
    signed = patterns["signature"].fullmatch(place.before) is not None
    return signed and not first and not patterns["verbs"].search(place.before)


def _score_in_foot(place: Place, whole: bool) -> int:
    """A signature with its date, or a source in brackets: `Ligue du Fleuve, Podor, 3 mai 2019`, `(Le Courrier, …)`."""
    patterns = patterns_before()
    if place.last and patterns["closing"].search(place.before):
        return 65
    signature = place.before.rpartition("(")[2]
    short = len(signature) <= LINE // 2 and not _FIELD_END.search(signature)
    if whole and short and patterns["set_off"].search(place.before) and not patterns["telling"].search(signature):
        return 65
    return 0


@cache
def patterns_before() -> dict[str, re.Pattern[str]]:
    """The patterns over the words right before a date."""
    table = lexicons.table("header")
    words = publishing()
    day = rf"(?:(?:{'|'.join(table['weekdays'])})\.?(?: {words['daypart']})?,? )?"
    end = rf"[\s(,]*(?:le )?{day}\(?$"
    return {
        "label": re.compile(rf"(?i)(?:\b(?:{words['labels']})|^\W*{words['field']} ?:){end}"),
        "opening_label": re.compile(rf"(?i)\b(?:{words['opening_labels']}){end}"),
        "update": re.compile(rf"(?i)\b(?:{words['updates']}){end}"),
        "of_other_text": re.compile(rf"(?i){words['of_other_text']}"),
        "goes_back": re.compile(rf"(?i)\b{words['goes_back']}\b"),
        "other_text": re.compile(rf"(?i){words['other_text']} {day}$"),
        "told": re.compile(rf"(?i)\b{words['told']}\b"),
        "to_come": re.compile(rf"(?i)\b{words['to_come']}"),
        "event_of": re.compile(
            rf"(?i)\b(?:du|des) {day}$|\b(?:{words['telling']}|{words['other']})(?: le| du)? {day}$"
        ),
        "place": re.compile(
            rf"(?:[\s(\[<*_#•–—-]*(?:[A-Z]{{2,3}}\] |\d{{1,2}} ?[h:]\d\d,? )?{_PLACE}|\([^()\d]{{2,60}}, )"
            rf"(?i:le |ce )?(?i:{day})"
        ),
        "set_off": re.compile(
            rf"(?:^|[-–—·,:/|(\[>•*]\s*|\.\s+|\s{{2,}}|[,–—-] [A-ZÀ-Þ][\w'’-]+ (?=(?i:le|ce) ))(?i:(?:le |ce )?{day})$"
        ),
        "of": re.compile(rf"(?i)(?:\b(?:du|de ce|des \d{{1,2}} et)|\(au)\s+{day}$"),
        "dash": re.compile(rf"(?i)[^\W\d]\s+[–—-]\s+{day}$"),
        "closing": re.compile(rf"(?:[.!?»…)]|\s[–—-])\s+{_PLACE}(?i:le )?(?i:{day})$"),
        "sitting": re.compile(rf"(?i)\b(?:{words['sitting']}) {day}$"),
        # `Conférence des avocats, observation des procès, Genève, `: an issuer, what it is, its town.
        "signature": re.compile(
            rf"(?!(?i:\W*(?:{words['sessions']})\b))[^.!?:;]{{3,120}}(?:,|[ \u00a0][–—-])[ \u00a0]"
            rf"(?:[A-ZÀ-Þ][\w'’-]*[ \u00a0]?){{1,4}}(?:\([^()]{{2,30}}\))?,[ \u00a0](?i:le )?(?i:{day})"
        ),
        "verbs": re.compile(rf"(?i)(?<![-'’])\b{words['verbs']}\b(?!-)"),
        "deictic": re.compile(rf"(?i)\b(?:{words['deictic']}) {day}$"),
        "other": re.compile(rf"(?i)\b{words['other']} ?:? {day}$"),
        "periodical": re.compile(rf"(?i)\b{words['periodical']}\b"),
        "meeting": re.compile(rf"(?i)\b{words['meeting']}\b"),
        "issues": re.compile(rf"(?i)\b{words['issues']}\b"),
        "happened": re.compile(rf"(?i)\b{words['happened']}\b"),
        "caption": re.compile(rf"(?i)\b{words['caption']}"),
        "caption_after": re.compile(rf"(?i){words['caption_after']}"),
        "updated": re.compile(rf"(?i)(?: ?[,à–-]* ?\d{{1,2}} ?[h:] ?\d{{0,2}})?[\s.,;(|–-]*\b(?:{words['updates']})"),
        "telling": re.compile(rf"(?i)\b{words['telling']}\b"),
    }
