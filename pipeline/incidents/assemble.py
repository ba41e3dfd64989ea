"""From Docs to occasions: mentions of acts are found, read one by one, and joined where they tell one occasion."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import TypeVar

from pipeline.incidents.acts import acts
from pipeline.incidents.acts.mentions import Mention
from pipeline.incidents.factuality import factuality
from pipeline.incidents.model import Models
from pipeline.incidents.occasions import dates as occasion_dates
from pipeline.incidents.occasions import factuality as occasion_factuality
from pipeline.incidents.occasions import intervals as occasion_intervals
from pipeline.incidents.occasions import merging, perpetrator_types, repeats, victim_sets
from pipeline.incidents.occasions.reading import Choice, Occasion, Reading, highest
from pipeline.incidents.people import participants
from pipeline.incidents.people.participants import Cast
from pipeline.incidents.scene.scene import Scene
from pipeline.incidents.when import when
from pipeline.incidents.when.numbers import Dating

Given = TypeVar("Given")
Made = TypeVar("Made")
Told = tuple[list[Reading], dict[str, float]]  # the readings of one occasion, and how likely each key is a victim of it


def read(scene: Scene, mentions: list[Mention], models: Models) -> list[Reading]:
    """Everything that is read of each mention before mentions become incidents."""
    casts = participants.read_first(scene, mentions, models.casting)
    return read_mentions(scene, casts, when.read_first(scene, casts, models.dating), models)


def read_mentions(scene: Scene, casts: Sequence[Cast], dates: Sequence[Dating], models: Models) -> list[Reading]:
    """What is read of each mention in the light of what was read of all at first: who may take part in each, and which
    dates may be its own."""
    limits = models.thresholds
    mentions = [cast.mention for cast in casts]
    truths = factuality.judge(scene, mentions, models.factuality)
    dated = when.scores(scene, dates, models.dates)
    stacks = {"victims": models.victims, "perpetrators": models.perpetrators}
    played = participants.scores(scene, casts, stacks)
    readings = []
    for mention, truth, roles, likely in zip(mentions, truths, played, dated, strict=True):
        date, date_score = when.pick(likely, limits["date"])
        victims, agents = roles["victims"], roles["perpetrators"]
        chosen = participants.choose(agents, limits["perpetrator"], limits["perpetrator"])
        expression = scene.dates[date] if date >= 0 else None
        readings.append(
            Reading(
                mention,
                victims,
                participants.with_companions(
                    scene, mention, participants.choose(victims, limits["victim"], limits["victim_least"])
                ),
                agents,
                chosen,
                date_scores=likely,
                date=date,
                date_score=date_score,
                first=expression["date_start"] if expression else "",
                last=expression["date_end"] if expression else "",
                factualities=truth,
                factuality=factuality.likeliest(truth),
            )
        )
    leaders = [(one.mention, participants.surest(one.perpetrator_scores, one.perpetrators)) for one in readings]
    types = participants.perpetrator_types(scene, leaders, models.services)
    for reading, kind in zip(readings, types, strict=True):
        reading.perpetrator_type = kind
    return readings


def date_of(cluster: list[Reading]) -> tuple[int, float]:
    """The surest date of all mentions, and how sure; -1 where none has one."""
    dated = [reading for reading in cluster if reading.date >= 0]
    if not dated:
        return -1, min((reading.date_score for reading in cluster), default=1.0)
    best = max(dated, key=lambda reading: reading.date_score)
    return best.date, best.date_score


def occasion(
    cluster: list[Reading], hurt: dict[str, float], victims: frozenset[str], clear: Choice, limit: float
) -> Occasion:
    """What the readings of one cluster say together, but for the type of the perpetrator; `hurt` is how likely each key
    is a victim, `victims` who is, `clear` how clearly, `limit` the least probability of a perpetrator."""
    agents = highest(reading.perpetrator_scores for reading in cluster)
    date, date_score = date_of(cluster)
    return Occasion(
        cluster,
        hurt,
        victims,
        agents,
        participants.choose(agents, limit, limit) - victims,
        "none",
        date,
        factuality.weakest(reading.factuality for reading in cluster),
        {"victims": clear, "date": Choice(date_score)},
    )


def detected(scene: Scene, models: Models) -> list[Mention]:
    """The mentions of acts that a Doc holds."""
    return acts.detect(scene, models.finding, models.senses, models.tellings, models.thresholds["act"])


def clusters(scene: Scene, found: list[Reading], models: Models) -> list[Told]:
    """The readings that tell one occasion each, in order of the first."""
    joined = merging.merge(scene, found, models.merging, models.thresholds["merge"])
    return [(cluster, highest(reading.victim_scores for reading in cluster)) for cluster in joined]


def with_victims(scene: Scene, told: Sequence[Told], models: Models) -> list[Occasion]:
    """The occasions that clusters of readings tell, each dated and its perpetrator typed by its own tellings."""
    victims = victim_sets.choose(scene, told, models.victim_sets)
    limit = models.thresholds["perpetrator"]
    found = [occasion(*one, *chosen, limit) for one, chosen in zip(told, victims, strict=True)]
    return perpetrator_types.read_first(scene, found, models.services, models.unnamed, models.thresholds["unnamed"])


def with_dates(scene: Scene, found: Sequence[Occasion], models: Models) -> list[Occasion]:
    """Occasions dated in the light of one another."""
    dates = occasion_dates.choose(scene, found, models.occasion_dates, models.thresholds["date"])
    return [
        replace(one, date=date, choices={**one.choices, "date": clear})
        for one, (date, clear) in zip(found, dates, strict=True)
    ]


def with_types(scene: Scene, found: Sequence[Occasion], models: Models) -> list[Occasion]:
    """Occasions with the types of their perpetrators chosen in the light of one another."""
    return perpetrator_types.choose(scene, found, models.occasion_types)


def with_factuality(scene: Scene, found: Sequence[Occasion], models: Models) -> list[Occasion]:
    """Occasions with their factuality chosen in the light of one another."""
    return occasion_factuality.choose(scene, found, models.occasion_factuality)


def with_intervals(scene: Scene, found: Sequence[Occasion], models: Models) -> list[Occasion]:
    """Occasions with their dates as rows tell them: intervals of what lasts."""
    dates = occasion_intervals.choose(scene, found, models.occasion_intervals)
    return [
        replace(one, when=when, choices={**one.choices, "interval": clear})
        for one, (when, clear) in zip(found, dates, strict=True)
    ]


def each(
    step: Callable[[Scene, Given, Models], Made], scenes: Sequence[Scene], given: Iterable[Given], models: Models
) -> list[Made]:
    """What a step makes of each Doc."""
    return [step(scene, one, models) for scene, one in zip(scenes, given, strict=True)]


def occasions(scenes: Sequence[Scene], models: Models) -> list[list[Occasion]]:
    """The occasions that each Doc tells, in order of their first mention.

    A step reads all Docs before the next begins: what it knows by heart is in the processor's cache from the first on.
    """
    found = each(read, scenes, [detected(scene, models) for scene in scenes], models)
    made = each(with_victims, scenes, each(clusters, scenes, found, models), models)
    for chosen in (with_dates, with_types, with_factuality, with_intervals):
        made = each(chosen, scenes, made, models)
    return [repeats.repeated(scene, one) for scene, one in zip(scenes, made, strict=True)]
