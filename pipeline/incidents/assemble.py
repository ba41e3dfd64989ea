"""From a Doc to occasions: mentions of acts are found, read one by one, and joined where they tell one occasion."""

from dataclasses import replace

from pipeline.incidents import acts, factuality, merging, occasion_dates, participants, victim_sets, when
from pipeline.incidents.mentions import Mention
from pipeline.incidents.model import Models
from pipeline.incidents.reading import Occasion, Reading, highest
from pipeline.incidents.scene import Scene


def read_mentions(scene: Scene, mentions: list[Mention], models: Models) -> list[Reading]:
    """Everything that is read of each mention for itself."""
    limits = models.thresholds
    truths = factuality.judge(scene, mentions, models.factuality)
    casts = participants.read_first(scene, mentions, models.casting)
    dated = when.scores(scene, when.read_first(scene, casts, models.dates.linear), models.dates)
    juries = {"victims": models.victims, "perpetrators": models.perpetrators}
    played = participants.scores(scene, casts, juries)
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


def typed(scene: Scene, found: list[Occasion], models: Models) -> list[Occasion]:
    """The occasions with the type of the surest perpetrator, by the mention that knows it best, else of one whom no
    words stand for."""
    leaders = [participants.surest(one.agents, one.perpetrators) for one in found]
    tellers = [(teller(one.readings, key), key) for one, key in zip(found, leaders, strict=True) if key]
    hidden = [(one.mentions, one.agents) for one, key in zip(found, leaders, strict=True) if not key]
    named = iter(participants.perpetrator_types(scene, tellers, models.services))
    unnamed = iter(participants.unnamed_types(scene, hidden, models.unnamed, models.thresholds["unnamed"]))
    return [
        replace(one, perpetrator_type=next(named if key else unnamed)) for one, key in zip(found, leaders, strict=True)
    ]


def teller(cluster: list[Reading], key: str) -> Mention:
    """The mention that knows a perpetrator best."""
    return max(cluster, key=lambda reading: reading.perpetrator_scores.get(key, 0.0)).mention


def occasion(cluster: list[Reading], hurt: dict[str, float], victims: frozenset[str], limit: float) -> Occasion:
    """What the readings of one cluster say together, but for the type of the perpetrator; `hurt` is how likely each key
    is a victim, `victims` who is, `limit` the least probability of a perpetrator."""
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
        date_score,
        factuality.weakest(reading.factuality for reading in cluster),
    )


def clusters(scene: Scene, models: Models) -> list[tuple[list[Reading], dict[str, float]]]:
    """The readings that tell one occasion each, in order of the first, and how likely each key is a victim of it."""
    found = acts.detect(scene, models.acts, models.tellings, models.thresholds["act"])
    readings = read_mentions(scene, found, models)
    joined = merging.merge(scene, readings, models.merging, models.thresholds["merge"])
    return [(cluster, highest(reading.victim_scores for reading in cluster)) for cluster in joined]


def read_occasions(scene: Scene, models: Models) -> list[Occasion]:
    """The occasions that a Doc tells, in order of their first mention, each dated by its own tellings."""
    told = clusters(scene, models)
    victims = victim_sets.choose(scene, told, models.victim_sets)
    limit = models.thresholds["perpetrator"]
    found = [occasion(*one, chosen, limit) for one, chosen in zip(told, victims, strict=True)]
    return typed(scene, found, models)


def occasions(scene: Scene, models: Models) -> list[Occasion]:
    """The occasions that a Doc tells, dated in the light of one another."""
    found = read_occasions(scene, models)
    dated = occasion_dates.choose(scene, found, models.occasion_dates, models.thresholds["date"])
    return [replace(one, date=date, date_score=sure) for one, (date, sure) in zip(found, dated, strict=True)]
