"""How sure a row is: how clear each decision behind it was and how it fits the rows beside it, weighed by trees."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from pipeline.incidents.encoding.codes import ELSE, acts, code, groups, types
from pipeline.incidents.factuality.factuality import WEAKEST_FIRST
from pipeline.incidents.occasions.reading import Choice, Occasion
from pipeline.incidents.scene.scene import Scene
from pipeline.learned.trees import Trees

CHOICES = ("victims", "date", "type", "factuality", "interval")


def judge(scene: Scene, occasions: Sequence[Occasion], model: Trees) -> list[float]:
    """The probability of each occasion that its row is right in every field that makes it clean."""
    return model.probabilities(numbers(scene, occasions))


def numbers(scene: Scene, occasions: Sequence[Occasion]) -> list[list[float]]:
    """All numbers of each occasion."""
    text = [
        sum(map(told, occasions)) / max(1, len(occasions)),
        float(len(occasions)),
        float(len(scene.sentences)),
        float(len(scene.people)),
        float(len(scene.subjects)),
        float(len(set(scene.countries.values()))),
    ]
    told_in: dict[int, list[int]] = defaultdict(list)
    of_act: dict[str, list[int]] = defaultdict(list)
    by_word: dict[int, list[int]] = defaultdict(list)
    for place, one in enumerate(occasions):
        for sentence in {mention.sentence for mention in one.mentions}:
            told_in[sentence].append(place)
        of_act[one.act].append(place)
        for head in {mention.head for mention in one.mentions}:
            by_word[head].append(place)
    return [
        [
            *decided(one),
            *persons(scene, one),
            *dated(scene, one),
            *set_in(scene, one),
            *beside(occasions, place, told_in),
            *again(occasions, place, of_act[one.act]),
            *otherwise(occasions, place, by_word),
            *text,
        ]
        for place, one in enumerate(occasions)
    ]


def told(one: Occasion) -> float:
    """How likely the surest telling is."""
    return max(reading.mention.probability for reading in one.readings)


def decided(one: Occasion) -> list[float]:
    """How clear each decision was."""
    clear = [number for name in CHOICES for number in one.choices.get(name, Choice())]
    agents = sorted(one.agents.values(), reverse=True)
    return [
        told(one),
        sum(reading.mention.probability for reading in one.readings) / len(one.readings),
        float(len(one.readings)),
        *clear,
        *[*agents, 0.0, 0.0][:2],
        min(max(reading.factualities.values()) for reading in one.readings),
        float(WEAKEST_FIRST.index(one.factuality)),
        acts()[one.act],
        groups()[one.act],
        types()[one.perpetrator_type],
    ]


def persons(scene: Scene, one: Occasion) -> list[float]:
    """Who takes part: how many victims, whether the alert is about them, how sure the next best victim is."""
    others = [value for key, value in one.hurt.items() if key not in one.victims]
    return [
        float(len(one.victims)),
        float(sum(key.startswith("group:") for key in one.victims)),
        float(bool(one.victims) and one.victims <= set(scene.subjects)),
        float(bool(one.victims & set(scene.subjects))),
        min((one.hurt.get(key, 0.0) for key in one.victims), default=ELSE),
        max(others, default=0.0),
        float(len(one.perpetrators)),
    ]


def dated(scene: Scene, one: Occasion) -> list[float]:
    """What the date is, and how far from the telling the words behind it stand."""
    when = one.when
    if when.expression < 0:
        return [0.0, ELSE, ELSE, ELSE, ELSE]
    expression, there = scene.dates[when.expression], scene.sentence_of[scene.date_tokens[when.expression][0]]
    return [
        1.0,
        code("bases", expression["basis"]),
        code("precisions", expression["precision"]),
        float(when.edtf == expression["edtf"]),
        float(min(abs(there - mention.sentence) for mention in one.mentions)),
    ]


def set_in(scene: Scene, one: Occasion) -> list[float]:
    """In what kind of sentence the act is told first, and where."""
    sentence = one.mentions[0].sentence
    return [
        code("sections", scene.section_of[sentence]),
        code("blocks", scene.block_kind(sentence)),
        sentence / len(scene.sentences),
        float(len(scene.sentences[sentence])),
        float(len(scene.dates_in[sentence])),
        float(len(scene.actors_in[sentence])),
    ]


def beside(occasions: Sequence[Occasion], place: int, told_in: Mapping[int, Sequence[int]]) -> list[float]:
    """How an occasion fits the others: those told in its sentence, of its act, before and behind it; `told_in` holds
    the places of the occasions of each sentence."""
    one = occasions[place]
    near = [occasions[other] for other in told_in[one.mentions[0].sentence] if other != place]
    return [
        float(len(near)),
        float(sum(other.victims == one.victims for other in near)),
        (sum(other.victims == one.victims for other in occasions) - 1) / max(1, len(occasions) - 1),
        float(sum(other.act == one.act for other in occasions) - 1),
        float(place > 0 and occasions[place - 1].victims == one.victims),
        float(place + 1 < len(occasions) and occasions[place + 1].victims == one.victims),
    ]


def again(occasions: Sequence[Occasion], place: int, of_act: Sequence[int]) -> list[float]:
    """Which other occasions of the act (`of_act`: their places) hit one of the same, as if one were told twice: how
    many, of the same day, dated where it is not or the other way round, how many of each before it; how much surer they
    are, how far they stand."""
    one = occasions[place]
    same = [k for k in of_act if k != place and shared(occasions[k], one)]
    alike = [k for k in same if occasions[k].when.edtf == one.when.edtf]
    half = [k for k in same if bool(occasions[k].when.edtf) != bool(one.when.edtf)]
    counts = [float(count) for some in (same, alike, half) for count in (len(some), sum(k < place for k in some))]
    return [*counts, *surer(occasions, place, same), *surer(occasions, place, [*alike, *half])]


def shared(one: Occasion, other: Occasion) -> bool:
    """Do two occasions hit one of the same, or both nobody that is known?"""
    return not one.victims.isdisjoint(other.victims) or not (one.victims or other.victims)


def surer(occasions: Sequence[Occasion], place: int, others: Sequence[int]) -> list[float]:
    """How much surer the surest of some occasions is told than one, and how many sentences the nearest is away."""
    if not others:
        return [ELSE, ELSE]
    one = occasions[place]
    best = max(told(occasions[k]) for k in others)
    away = min(abs(occasions[k].mentions[0].sentence - one.mentions[0].sentence) for k in others)
    return [best - told(one), float(away)]


def otherwise(occasions: Sequence[Occasion], place: int, by_word: Mapping[int, Sequence[int]]) -> list[float]:
    """How many other acts the words of an occasion tell too (`by_word`: the occasions of each), and how much surer."""
    heads = {mention.head for mention in occasions[place].mentions}
    twins = {k for head in heads for k in by_word[head] if k != place}
    return [float(len(twins)), *surer(occasions, place, sorted(twins))[:1]]
