"""What speaks for two mentions of one act telling the same occasion, as numbers for the trees: who may be hit, when it
may have been and by whom, weighed by how likely it is."""

from collections import defaultdict
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from pipeline.incidents.acts.features import determiner
from pipeline.incidents.encoding.codes import ELSE, acts, code, groups, types
from pipeline.incidents.grammar.cues import clause, mood, negated, tense
from pipeline.incidents.occasions.merge_features import features, reckoned
from pipeline.incidents.occasions.reading import Reading
from pipeline.incidents.occasions.surroundings import Surroundings, in_common, parted, surroundings
from pipeline.incidents.references.descriptions import kindred, nouns_of
from pipeline.incidents.scene.scene import Scene
from pipeline.learned.stack import HOPELESS, rivalry

FAR = 999.0
MOST = 3  # dates of a mention that are held against those of another
NOTHING = [ELSE] * 4
Key = TypeVar("Key", bound=Hashable)
Likely = Mapping[Key, float]


@dataclass(frozen=True, slots=True)
class People:
    """Those whom a mention most likely hits: how many they are, the nouns by which they are told, the families of
    these. A title tells of `deux avocats` whom the text names."""

    size: float  # ELSE where unknown
    nouns: frozenset[str]
    families: frozenset[str]


@dataclass(frozen=True, slots=True)
class Told:
    """A reading with what all of its pairs share: its numbers, its place in the text, how likely each day is."""

    reading: Reading
    numbers: list[float]
    place: int  # among the readings of its act
    sentence: int
    block: int
    clause: int
    days: dict[str, float]
    people: People
    reckoned: float  # see `merge_features`
    around: Surroundings
    spans: list[tuple[str, str, float]]  # first and last day of its likely dates, and how likely each is


def told(scene: Scene, reading: Reading, place: int) -> Told:
    """Read a mention once for all of its pairs."""
    mention = reading.mention
    head = scene.tokens[mention.head]
    top = clause(head)
    days: dict[str, float] = defaultdict(float)
    for date, likely in reading.date_scores.items():
        edtf = scene.dates[date]["edtf"]
        days[edtf] = max(days[edtf], likely)
    known = ((date, likely) for date, likely in reading.date_scores.items() if scene.dates[date]["edtf"])
    dated = sorted(known, key=lambda item: -item[1])[:MOST]
    spans = [(scene.dates[date]["date_start"], scene.dates[date]["date_end"], likely) for date, likely in dated]
    own = [scene.sentence_of[scene.date_tokens[date][0]] == mention.sentence for date in reading.date_scores]
    numbers = [
        mention.probability,
        code("parts_of_speech", head.pos_),
        code("articles", determiner(head)),
        code("tenses", tense(top)),
        code("moods", mood(top)),
        float(negated(head)),
        code("sections", scene.section_of[mention.sentence]),
        code("blocks", scene.block_kind(mention.sentence)),
        code("openings", scene.first_word(mention.sentence)),
        *(reading.factualities.get(kind, 0.0) for kind in ("asserted", "negated", "feared")),
        float(len(reading.victims)),
        float(sum(key.startswith("group:") for key in reading.victims)),
        max(reading.victim_scores.values(), default=0.0),
        float(reading.date >= 0),
        reading.date_score,
        float(any(own)),
        float(len(reading.perpetrators)),
        types()[reading.perpetrator_type],
        float(len(scene.actors_in[mention.sentence])),
        mention.sentence / len(scene.sentences),
    ]
    block = scene.block_of[mention.sentence]
    further = days, people_of(scene, reading), float(reckoned(scene, mention)), surroundings(scene, mention), spans
    return Told(reading, numbers, place, mention.sentence, block, top.i, *further)


def people_of(scene: Scene, reading: Reading) -> People:
    """Whom a mention hits, else the one whom it is likeliest to hit."""
    likeliest = max(reading.victim_scores, key=reading.victim_scores.__getitem__, default="")
    keys = reading.victims or frozenset([likeliest] if likeliest else [])
    sizes = [size_of(scene, key) for key in keys]
    nouns = frozenset[str]().union(*(nouns_of(scene, key) for key in keys))
    return People(sum(sizes) if all(sizes) and sizes else ELSE, nouns, kindred(nouns))


def size_of(scene: Scene, key: str) -> int:
    """How many a key stands for, 0 where unknown."""
    if not key.startswith("group:"):
        return 1
    group = scene.group(key)
    return group["count"] or int(group["number"] == "sing")


def alike(one: People, other: People) -> list[float]:
    """How many each of two are, whether as many, and whether they are told by the same nouns, by nouns of one family or
    by others."""
    known = one.size > 0 and other.size > 0
    called = 2.0 if one.nouns & other.nouns else 1.0 if one.families & other.families else 0.0
    return [
        one.size,
        other.size,
        float(one.size == other.size) if known else ELSE,
        called if one.nouns and other.nouns else ELSE,
    ]


def numbers(scene: Scene, one: Told, other: Told, count: int) -> list[float]:
    """The numbers of a pair, the earlier first; `count` is how many mentions of the act the alert has."""
    a, b = one.reading, other.reading
    gap = other.sentence - one.sentence
    heads = scene.tokens[a.mention.head], scene.tokens[b.mention.head]
    victims, agents = shared(a.victim_scores, b.victim_scores), shared(a.perpetrator_scores, b.perpetrator_scores)
    return [
        *one.numbers,
        *other.numbers,
        acts()[a.mention.act],
        groups()[a.mention.act],
        float(count),
        float(one.place),
        float(other.place - one.place),
        float(gap),
        float(one.block == other.block),
        float(heads[1].i - heads[0].i) if not gap else FAR,
        float(one.clause == other.clause),
        float(heads[0].lemma_ == heads[1].lemma_),
        float(a.mention.frames[:1] == b.mention.frames[:1]),
        *victims,
        *sets(a.victims, b.victims),
        *agents,
        float(bool(a.perpetrators & b.perpetrators)),
        float(a.perpetrator_type == b.perpetrator_type),
        *shared(one.days, other.days),
        *spans(a, b),
        float(a.factuality == b.factuality),
        *alike(one.people, other.people),
        *in_common(one.around, other.around),
        *parted(a.mention, b.mention),
        *membership(scene, a.victim_scores, b.victim_scores),
        *excluded(one, other),
    ]


def shared(one: Likely[Key], other: Likely[Key]) -> list[float]:
    """How likely two have a value in common, how much of what is likely of either they share, and whether the likeliest
    of one is the likeliest of the other."""
    if not one or not other:
        return NOTHING
    both = [(value, other.get(key, 0.0)) for key, value in one.items()]
    lows = [min(pair) for pair in both]
    whole = sum(one.values()) + sum(other.values())
    first, second = (max(likely, key=likely.__getitem__) for likely in (one, other))
    return [max(lows), 2 * sum(lows) / whole if whole else 0.0, float(first == second), other.get(first, 0.0)]


def membership(scene: Scene, one: Likely[str], other: Likely[str]) -> list[float]:
    """How likely one mention hits a group and the other someone who is named out of it, and the other way round."""
    return [
        max((min(a[group], b.get(key, 0.0)) for group in a for key in scene.members.get(group, ())), default=0.0)
        for a, b in ((one, other), (other, one))
    ]


def sets(one: frozenset[str], other: frozenset[str]) -> list[float]:
    """How two sets of victims lie to each other: what they share of both, and whether one holds the other."""
    both = one | other
    return [len(one & other) / len(both) if both else ELSE, float(one <= other), float(other <= one)]


def spans(one: Reading, other: Reading) -> list[float]:
    """How the days of two readings lie to each other: which are known, alike, one within the other, before or after."""
    if not (one.first or one.last) or not (other.first or other.last):
        return [float(bool(one.first or one.last)), float(bool(other.first or other.last)), ELSE, ELSE, ELSE]
    late, early = max(one.first, other.first), min(one.last or "9999", other.last or "9999")
    same = (one.first, one.last) == (other.first, other.last)
    return [1.0, 1.0, float(same), float(late <= early), float((one.first > other.first) - (one.first < other.first))]


def excluded(one: Told, other: Told) -> list[float]:
    """How likely the dates of two mentions exclude each other, and how likely they go together."""
    apart = within = 0.0
    for first, last, likely in one.spans:
        for start, end, its in other.spans:
            if max(first, start) > min(last or "9999", end or "9999"):
                apart = max(apart, min(likely, its))
            else:
                within = max(within, min(likely, its))
    return [apart, within]


def staged(one: Told, other: Told) -> list[str]:
    """The stages of an act at which two mentions are, as signs."""
    return [f"stage:{one.around.stage:.0f}-{other.around.stage:.0f}|{one.reading.mention.act}"]


@dataclass(frozen=True, slots=True)
class Question:
    """With which mentions of its act before it does a mention tell one occasion? `count` is how many there are."""

    earlier: list[Told]
    later: Told
    count: int

    def signs(self, scene: Scene) -> list[list[str]]:
        """What speaks for each, as signs."""
        return [
            [*features(scene, one.reading, self.later.reading, self.count), *staged(one, self.later)]
            for one in self.earlier
        ]

    def numbers(self, scene: Scene, odds: Sequence[float]) -> list[list[float]]:
        """What speaks for each but the hopeless, as numbers, given the log odds that a linear model read off the
        signs."""
        return [
            [*numbers(scene, one, self.later, self.count), *rivals, one.reckoned, self.later.reckoned]
            if rivals[0] >= HOPELESS
            else []
            for one, rivals in zip(self.earlier, rivalry(odds), strict=True)
        ]


def questions(scene: Scene, readings: Sequence[Reading]) -> list[Question]:
    """A question for each reading that is not the first of its act, in order of the acts."""
    found: dict[str, list[Told]] = defaultdict(list)
    for reading in readings:
        own = found[reading.mention.act]
        own.append(told(scene, reading, len(own)))
    return [Question(own[:place], own[place], len(own)) for own in found.values() for place in range(1, len(own))]
