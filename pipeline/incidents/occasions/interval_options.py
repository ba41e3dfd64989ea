"""The dates that an act that lasts, or happens in what lasts, may have: as told, reckoned from a duration, spanned by
expressions beside it or by the dates of other acts against the same people; the days on which a custody ended."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import NamedTuple

from pipeline import lexicons
from pipeline.dates.edtf import bounds, is_valid, precision
from pipeline.incidents.factuality.factuality import UNREAL
from pipeline.incidents.occasions.counted import counted
from pipeline.incidents.occasions.lasting import acts, told
from pipeline.incidents.occasions.reading import Occasion, When
from pipeline.incidents.scene.scene import Scene
from pipeline.incidents.when.durations import durations, moved

OPEN = ".."
OWN, NOBODY, BESIDE = -1, -2, -3  # who tells a side: the act's own date, nobody, an expression beside the act
MOST = 4  # starts, ends and others' intervals that are weighed
NEAR = 3  # starts and ends that are joined with one another
BACK = 2  # sentences before that of an act in which the other side of its date may stand
EXACT = ("day", "month")  # of what expressions beside the act begin and end


class Option(NamedTuple):
    """A date that an occasion may have: how it is made, the expression behind it, the occasions (their places) whose
    dates begin and end it, the word before the duration that it is reckoned with or before the expression beside the
    act that tells a side of it, and that expression (-1 for none)."""

    edtf: str
    expression: int
    kind: str
    start: int = OWN
    end: int = OWN
    word: str = ""
    beside: int = -1


class Side(NamedTuple):
    """A value on which something may begin or end, its day (of an end the last), and the occasion that tells it, or the
    expression."""

    edtf: str
    day: str
    place: int


@dataclass(frozen=True, slots=True)
class Outlook:
    """An occasion with its own date as told, its date by rule, and what others tell of the same people: starts, ends,
    intervals (their places), the nearest told first; which starts lie before the own date and which ends behind it (all
    where it has none), the nearest day first; what its expression is worth when it counts from another act, and the
    place of that one."""

    place: int
    occasion: Occasion
    own: When
    rule: When
    starts: list[Side]
    ends: list[Side]
    inside: list[int]
    sooner: list[Side]
    later: list[Side]
    counted: tuple[str, int] | None


def sides(edtf: str) -> tuple[str, str]:
    """The two sides of an interval; of any other value itself twice."""
    start, _, end = edtf.partition("/")
    return start, end or start


def begins() -> frozenset[str]:
    """Acts with which custody and the like begin."""
    return acts("beginning") | acts("lasting")


@cache
def bounding() -> frozenset[str]:
    """Words before an expression that begins or ends a stretch of time."""
    return frozenset(lexicons.table("durations")["bounding"])


def stops() -> frozenset[str]:
    """Acts that end them, custody of another kind among these."""
    return acts("ending") | acts("lasting")


def gathered(
    scene: Scene, found: Sequence[Occasion], rules: Sequence[When], place: int, named: Mapping[int, set[str]]
) -> Outlook:
    """What others tell of the people of an occasion, of a lawyer kept from clients what is told of these; what did not
    happen begins and ends nothing. `named` are the acts within expressions."""
    one = found[place]
    anybody = one.act in acts("of_others")
    starts: dict[tuple[str, bool], Side] = {}
    ends: dict[tuple[str, bool], Side] = {}
    inside = []
    for number in sorted(range(len(found)), key=lambda number: abs(number - place)):
        other, its = found[number], rules[number]
        if number == place or not its.edtf or other.factuality in UNREAL:
            continue
        if not anybody and other.victims.isdisjoint(one.victims):
            continue
        first, last = sides(its.edtf)
        if its.first:
            starts.setdefault((first, other.act in begins()), Side(first, its.first, number))
        if its.last:
            ends.setdefault((last, other.act in stops()), Side(last, its.last, number))
        if first != last:
            inside.append(number)
    own = told(scene, one)
    after, until = own.last or own.first, own.first or own.last
    begun, ended = [*starts.values()], [*ends.values()]
    sooner = [side for side in begun if not until or (side.day < until and not own.edtf.startswith(side.edtf))]
    later = [side for side in ended if side.day > after and not (own.edtf and own.edtf.startswith(side.edtf))]
    sooner.sort(key=lambda side: side.day, reverse=True)
    later.sort(key=lambda side: side.day)
    from_act = counted(scene, found, rules, place, named)
    return Outlook(place, one, own, rules[place], begun, ended, inside, sooner, later, from_act)


def spans(scene: Scene, found: Sequence[Occasion], rules: Sequence[When], about: Outlook) -> dict[str, list[Option]]:
    """All ways to each date that an occasion may have, by its value, the one by rule first."""
    ways: dict[str, list[Option]] = {}
    for option in made(scene, found, rules, about):
        if not option.edtf or is_valid(option.edtf):
            ways.setdefault(option.edtf, []).append(option)
    return ways


def made(scene: Scene, found: Sequence[Occasion], rules: Sequence[When], about: Outlook) -> Iterator[Option]:
    """All ways in which a date of an occasion may be made; not all give an interval that ends after it begins."""
    own, rule, one = about.own, about.rule, about.occasion
    yield Option(rule.edtf, rule.expression, "told")
    yield Option(own.edtf, own.expression, "told")
    if one.date >= 0 and own.expression < 0:
        yield Option(scene.dates[one.date]["edtf"], one.date, "afar")
    if own.expression >= 0 and has_edge(scene, one):
        yield Option(sides(own.edtf)[1], own.expression, "edge", NOBODY, OWN)
    if about.counted:
        yield Option(about.counted[0], one.date, "counted", about.counted[1], NOBODY)
    if one.act in acts("may_last"):
        yield from of_others(found, rules, about)
        yield from reckoned(scene, rules, about)
        yield from told_beside(scene, about)
    if one.act in acts("may_end"):
        yield from ends_of(scene, found, rules, about)


def has_edge(scene: Scene, one: Occasion) -> bool:
    """May an act be of the last day of the time that its expression tells: of that until which something lasted
    (`il a tenu jusqu'au 2 mai, puis il a fui`), or of the morning after a night (`À l'aube, ils l'ont relâché`)?"""
    edtf = scene.dates[one.date]["edtf"]
    if edtf.startswith(f"{OPEN}/"):
        return True
    return nights(edtf) == 1 and any(
        not dawn().isdisjoint(scene.lemmas_in[mention.sentence]) for mention in one.mentions
    )


def nights(edtf: str) -> int:
    """How many nights lie between the first and the last day of a value, 0 where one is open."""
    first, last = bounds(edtf)
    return (date.fromisoformat(last) - date.fromisoformat(first)).days if first and last else 0


@cache
def dawn() -> frozenset[str]:
    """Words that tell the end of a night."""
    return frozenset(lexicons.table("durations")["dawn"])


def of_others(found: Sequence[Occasion], rules: Sequence[When], about: Outlook) -> Iterator[Option]:
    """What the dates of other acts make of an occasion's own, or of none."""
    own = about.own
    start, end = sides(own.edtf)
    if own.edtf and start == end:
        yield Option(f"{start}/{OPEN}", own.expression, "open", OWN, NOBODY)
    if own.edtf and end in (start, OPEN):
        yield from (Option(f"{start}/{x.edtf}", own.expression, "until", OWN, x.place) for x in about.later[:MOST])
    if own.edtf and start in (end, OPEN):
        yield from (Option(f"{x.edtf}/{end}", own.expression, "since", x.place, OWN) for x in about.sooner[:MOST])
    for place in about.inside[:MOST]:
        yield Option(rules[place].edtf, rules[place].expression, "within", place, place)
    if not own.edtf:
        for x in about.starts[:MOST]:
            yield Option(f"{x.edtf}/{OPEN}", rules[x.place].expression, "open", x.place, NOBODY)
    if not own.edtf or about.occasion.act in acts("inside"):
        begun = [x for x in about.starts if found[x.place].act in begins()][:NEAR]
        ended = [x for x in about.ends if found[x.place].act in stops()][:NEAR]
        pairs = ((x, y) for x in begun for y in ended if x.day < y.day)
        yield from (
            Option(f"{x.edtf}/{y.edtf}", rules[x.place].expression, "between", x.place, y.place) for x, y in pairs
        )


def expressions(scene: Scene, one: Occasion) -> list[int]:
    """The expressions with a value in the sentences of an occasion and shortly before them, the nearest first; never
    that of the header."""
    near = {mention.sentence - back: back for back in range(BACK, -1, -1) for mention in one.mentions}
    header, last = scene.published_span
    return [
        number
        for sentence in sorted((sentence for sentence in near if sentence >= 0), key=lambda at: (near[at], -at))
        for number in scene.dates_in[sentence]
        if scene.dates[number]["edtf"] and not header <= scene.dates[number]["start"] < last
    ]


def word_before(scene: Scene, expression: int) -> str:
    """The word before an expression."""
    begin = scene.date_tokens[expression][0]
    return scene.tokens[begin - 1].lower_ if begin else ""


def bounds_act(scene: Scene, one: Occasion, expression: int) -> bool:
    """May an expression beside an act begin or end it? Of what may last a word must say so (`du 3 au 9`), or it is but
    another day."""
    if one.act in acts("lasting") or "/" in scene.dates[expression]["edtf"]:
        return True
    return word_before(scene, expression) in bounding()


def told_beside(scene: Scene, about: Outlook) -> Iterator[Option]:
    """The intervals that two expressions tell (`arrêtée le 3, retenue jusqu'au lendemain`): the own date of an occasion
    and one beside it, or, where it has none, one that says until when and one before that."""
    own, one, near = about.own, about.occasion, expressions(scene, about.occasion)
    begun, ended = beginnings(scene, near), endings(scene, near)
    start, end = sides(own.edtf)
    after, until = own.last or own.first, own.first or own.last
    if own.edtf and end in (start, OPEN):
        later = [x for x in ended if x.day > after and x.place > own.expression and bounds_act(scene, one, x.place)]
        for x in later[:NEAR]:
            yield Option(f"{start}/{x.edtf}", own.expression, "to", OWN, BESIDE, word_before(scene, x.place), x.place)
    if own.edtf and start in (end, OPEN):
        sooner = [x for x in begun if x.day < until and x.place < own.expression]
        told = bool(sooner) and bounds_act(scene, one, own.expression)
        for x in [x for x in sooner if told or bounds_act(scene, one, x.place)][:NEAR]:
            yield Option(f"{x.edtf}/{end}", own.expression, "from", BESIDE, OWN, word_before(scene, x.place), x.place)
    if not own.edtf:
        for y in [y for y in ended if scene.dates[y.place]["edtf"].startswith("../")][:NEAR]:
            word = word_before(scene, y.place)
            for x in [x for x in begun if x.day < y.day and x.place < y.place][:NEAR]:
                yield Option(f"{x.edtf}/{y.edtf}", y.place, "closed", BESIDE, BESIDE, word, x.place)


def beginnings(scene: Scene, among: Sequence[int]) -> list[Side]:
    """The days and months on which what some expressions tell begins."""
    values = ((number, sides(scene.dates[number]["edtf"])[0]) for number in among)
    return [Side(start, bounds(start)[0], number) for number, start in values if exact(start)]


def endings(scene: Scene, among: Sequence[int]) -> list[Side]:
    """The days and months on which what some expressions tell ends."""
    values = ((number, sides(scene.dates[number]["edtf"])[1]) for number in among)
    return [Side(end, bounds(end)[1], number) for number, end in values if exact(end)]


def exact(edtf: str) -> bool:
    """Is a side of an interval a day or a month?"""
    return is_valid(edtf) and precision(edtf) in EXACT


def ends_of(scene: Scene, found: Sequence[Occasion], rules: Sequence[When], about: Outlook) -> Iterator[Option]:
    """The days on which what the same people underwent ended: of their custody, of a stretch of time told beside, of a
    duration counted from its start."""
    held = [place for place in about.inside if found[place].act in acts("lasting") and rules[place].last]
    for place in held[:NEAR]:
        yield Option(sides(rules[place].edtf)[1], rules[place].expression, "end", NOBODY, place)
    near = [number for number in expressions(scene, about.occasion) if "/" in scene.dates[number]["edtf"]]
    for x in endings(scene, near)[:NEAR]:
        yield Option(x.edtf, x.place, "end", NOBODY, BESIDE, word_before(scene, x.place), x.place)
    for option in reckoned(scene, rules, about):
        if option.kind == "lasted":
            yield option._replace(edtf=sides(option.edtf)[1])


def reckoned(scene: Scene, rules: Sequence[When], about: Outlook) -> Iterator[Option]:
    """The intervals that durations reckon on from a start, or back from an end."""
    start, end = sides(about.own.edtf)
    starts = [(start, OWN), *((x.edtf, x.place) for x in about.starts[:MOST])]
    ends = [(end, OWN), *((x.edtf, x.place) for x in about.ends[:MOST])]
    for length in durations(scene, {mention.sentence for mention in about.occasion.mentions}):
        for edtf, place in starts:
            if last := moved(edtf, length, 1):
                expression = about.own.expression if place == OWN else rules[place].expression
                yield Option(f"{edtf}/{last}", expression, "lasted", place, NOBODY, length.before)
        for edtf, place in ends:
            if first := moved(edtf, length, -1):
                expression = about.own.expression if place == OWN else rules[place].expression
                yield Option(f"{first}/{edtf}", expression, "ended", NOBODY, place, length.before)
