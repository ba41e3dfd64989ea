"""What speaks for a date expression being the time of an act, as numbers for the trees."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from pipeline.incidents.acts.mentions import Mention
from pipeline.incidents.encoding.codes import ELSE, acts, code, groups
from pipeline.incidents.grammar.cues import chain, clause, mood, negated, tense, words
from pipeline.incidents.grammar.roles import path
from pipeline.incidents.scene.scene import Scene
from pipeline.incidents.when.features import within
from pipeline.learned.stack import HOPELESS, probability, rivalry

FAR = 999.0
LONG = 300  # tokens beyond which nothing is counted
SURE = 0.3  # a date less likely than this is not the one that another mention took


@dataclass(frozen=True, slots=True)
class Dating:
    """What was read at first of the date of a mention: log odds and probability of each expression around it."""

    mention: Mention
    victims: Mapping[str, float]  # how likely each key is a victim of it
    odds: dict[int, float]
    likely: dict[int, float]
    best: int  # the likeliest expression, -1 where none is likely


def dating(mention: Mention, victims: Mapping[str, float], odds: dict[int, float]) -> Dating:
    """What was read at first of a mention, from the log odds of each expression."""
    likely = {date: probability(value) for date, value in odds.items()}
    found = max(likely, key=lambda date: likely[date], default=-1)
    return Dating(mention, victims, odds, likely, found if found >= 0 and likely[found] > SURE else -1)


@dataclass(frozen=True, slots=True)
class Readings:
    """What was read at first of all mentions, and by date the mentions around which it stands."""

    datings: Sequence[Dating]
    takers: Mapping[int, list[Dating]]


def gathered(datings: Sequence[Dating]) -> Readings:
    """Sort the readings of a text by date."""
    takers: dict[int, list[Dating]] = defaultdict(list)
    for one in datings:
        for date in one.likely:
            takers[date].append(one)
    return Readings(datings, takers)


def numbers(scene: Scene, one: Dating, triggers: list[int], read: Readings) -> list[list[float]]:
    """The numbers of the candidates for the date of a mention, none of those that are hopeless; `triggers` are the
    heads of all mentions, `read` what was read at first of them."""
    among = list(one.odds)
    same = told(scene, one.mention)
    around = surroundings(scene, one.mention, among)
    company = Taken(one.mention, one.victims, read)
    return [
        [
            *expressed(scene, date),
            *same,
            *placed(scene, one.mention, date, around, triggers),
            *company.numbers(scene, date),
            *rivals,
            float(date == around.over),
        ]
        if one.odds[date] >= HOPELESS
        else []
        for date, rivals in zip(among, rivalry(list(one.odds.values())), strict=True)
    ]


def expressed(scene: Scene, date: int) -> list[float]:
    """What the expression says."""
    expression = scene.dates[date]
    edtf, first = expression["edtf"], expression["date_start"]
    start = scene.date_tokens[date][0]
    sentence = scene.sentence_of[start]
    return [
        code("bases", expression["basis"]),
        code("precisions", expression["precision"]),
        float("/.." in edtf),
        float("../" in edtf),
        float("~" in edtf),
        float(len(edtf)),
        code("relations", scene.date_roots[date].dep_),
        code("blocks", scene.block_kind(sentence)),
        float(start - scene.sentences[sentence].start <= 1),
        float(bool(scene.published) and first > scene.published),
        float(bool(scene.published) and first == scene.published),
    ]


def told(scene: Scene, mention: Mention) -> list[float]:
    """How the act is told."""
    head = scene.tokens[mention.head]
    top = clause(head)
    lemmas = {scene.lemmas[token.i] for token in (head, top, *chain(head, 3))}
    return [
        acts()[mention.act],
        groups()[mention.act],
        code("parts_of_speech", head.pos_),
        code("tenses", tense(top)),
        code("moods", mood(top)),
        float(negated(head) or negated(top)),
        float(bool(lemmas & words("fears")) or tense(top) == "fut"),
        code("sections", scene.section_of[mention.sentence]),
        code("blocks", scene.block_kind(mention.sentence)),
        code("openings", scene.first_word(mention.sentence)),
    ]


@dataclass(frozen=True, slots=True)
class Around:
    """The candidates of a mention: all, those in its sentence, those before it, the nearest of its sentence."""

    among: list[int]
    here: list[int]
    before: list[int]
    nearest: int
    clause: int  # the head of the act's clause
    over: int  # the one whose words hold the act's word, -1 for none
    valueless: bool  # does the sentence hold an expression without a value?


def surroundings(scene: Scene, mention: Mention, among: list[int]) -> Around:
    """Read once for all candidates."""
    starts = {date: scene.date_tokens[date][0] for date in among}
    here = [date for date in among if scene.sentence_of[starts[date]] == mention.sentence]
    return Around(
        among,
        here,
        [date for date in among if starts[date] < mention.head],
        min(here, key=lambda date: abs(starts[date] - mention.head), default=-1),
        clause(scene.tokens[mention.head]).i,
        scene.date_over(mention.head),
        any(not scene.dates[date]["edtf"] for date in scene.dates_in[mention.sentence]),
    )


def placed(scene: Scene, mention: Mention, date: int, around: Around, triggers: list[int]) -> list[float]:
    """Where the expression stands as seen from the act, among the others."""
    tokens = scene.tokens
    start = scene.date_tokens[date][0]
    sentence = scene.sentence_of[start]
    same = sentence == mention.sentence
    here, before = around.here, around.before
    low, high = sorted((start, mention.head))
    close = high - low < LONG
    root = scene.date_roots[date]
    over = clause(root)
    steps = path(tokens[mention.head], root) if same else "far"
    span = scene.sentences[sentence]
    mates = within(triggers, span.start, span.end)
    first = scene.dates[date]["date_start"]
    later = sum(scene.dates[d]["date_start"] > first for d in around.among)
    return [
        float(mention.sentence - sentence),
        float(scene.block_of[sentence] == scene.block_of[mention.sentence]),
        float(start - mention.head) if same else FAR,
        float(abs(start - mention.head)) if same else FAR,
        float(same and date == around.nearest),
        float(len(here)),
        float(bool(before) and before[-1] == date),
        float(bool(here) and here[0] == date),
        float(over.i == around.clause),
        float(sum(clause(tokens[trigger]).i == over.i for trigger in mates)),
        float(len(mates)),
        float(len(within(triggers, low + 1, high))),
        float(sum(low < scene.date_tokens[d][0] < high for d in around.among)),
        float(scene.stops_until[high] - scene.stops_until[low]) if close else FAR,
        float(scene.verbs_until[high] - scene.verbs_until[low]) if close else FAR,
        float(steps.count(".") + 1) if steps != "far" else 0.0,
        float(len([d for d in before if d > date])) if date in before else ELSE,
        float(len(before)),
        float(len(around.among)),
        float(later),
        float(around.valueless),
    ]


def order(one: str, other: str) -> float:
    """-1, 0 or 1 as a day lies before, on or after another; 0 where one is open."""
    return float((one > other) - (one < other)) if one and other else 0.0


class Taken:
    """The dates that the other mentions of a text take, as one mention sees them."""

    def __init__(self, mention: Mention, victims: Mapping[str, float], read: Readings) -> None:
        own = frozenset(mention.tokens)
        others = [other for other in read.datings if own.isdisjoint(other.mention.tokens)]
        before = [other for other in others if other.mention.head < mention.head]
        behind = [other for other in others if other.mention.head > mention.head]
        self.mention = mention
        self.victims = victims
        self.read = read
        self.others = {id(other) for other in others}
        self.common: dict[int, float] = {}  # how likely another has a victim in common with the mention
        self.neighbours = (before[-1] if before else None, behind[0] if behind else None)

    def numbers(self, scene: Scene, date: int) -> list[float]:
        """Whether others take a date, and how the date of the mention before and after lies to it."""
        sentence, act = scene.sentence_of[scene.date_tokens[date][0]], self.mention.act
        takers = [(o, o.likely[date]) for o in self.read.takers.get(date, ()) if id(o) in self.others]
        return [
            max([likely for _, likely in takers], default=0.0),
            max([likely for o, likely in takers if o.mention.sentence == sentence], default=0.0),
            max([likely for o, likely in takers if o.mention.act == act], default=0.0),
            self._together(takers),
            *(number for other in self.neighbours for number in self._beside(scene, date, other)),
        ]

    def _together(self, takers: Iterable[tuple[Dating, float]]) -> float:
        """How likely one that takes a date has a victim in common with the mention."""
        best = 0.0
        for other, likely in takers:
            if likely > best:
                best = max(best, min(likely, self._shared(other)))
        return best

    def _shared(self, other: Dating) -> float:
        if id(other) not in self.common:
            self.common[id(other)] = shared(self.victims, other.victims)
        return self.common[id(other)]

    def _beside(self, scene: Scene, date: int, other: Dating | None) -> list[float]:
        both = self._shared(other) if other is not None else ELSE
        return [*beside(scene, self.mention, date, other), both]


def shared(one: Mapping[str, float], other: Mapping[str, float]) -> float:
    """How likely two mentions have a victim in common."""
    return max([min(value, other.get(key, 0.0)) for key, value in one.items()], default=0.0)


def beside(scene: Scene, mention: Mention, date: int, other: Dating | None) -> list[float]:
    """How a date stands to the one of a neighbouring mention."""
    if other is None:
        return [ELSE] * 8
    best, expression = other.best, scene.dates[date]
    known = scene.dates[best] if best >= 0 else None
    return [
        float(abs(other.mention.sentence - mention.sentence)),
        other.likely.get(date, 0.0),
        other.likely[best] if best >= 0 else 0.0,
        float(best == date),
        float(known is not None and known["edtf"] == expression["edtf"]),
        order(expression["date_start"], known["date_start"]) if known is not None else 0.0,
        acts()[other.mention.act],
        float(scene.block_of[other.mention.sentence] == scene.block_of[mention.sentence]),
    ]
