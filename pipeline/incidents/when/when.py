"""Chooses the date of an act among the expressions around it; none where nothing speaks for one."""

from collections.abc import Sequence

from pipeline.incidents.acts.mentions import Mention
from pipeline.incidents.encoding.bundles import Bundle, Bundled, score, written
from pipeline.incidents.people.participants import Cast
from pipeline.incidents.scene.scene import Scene
from pipeline.incidents.when.features import Telling, candidates, features
from pipeline.incidents.when.numbers import Dating, dating, gathered, numbers
from pipeline.learned.network import Network
from pipeline.learned.stack import Stack


def bundles(scene: Scene, mention: Mention, triggers: list[int]) -> tuple[list[int], list[list[Bundle]]]:
    """The candidate dates of a mention and what speaks for each."""
    found = candidates(scene, mention)
    told = Telling.of(scene, mention, found, triggers)
    return found, [features(scene, mention, date, told) for date in found]


def signs(scene: Scene, mention: Mention, triggers: list[int]) -> tuple[list[int], list[list[str]]]:
    """The candidate dates of a mention and what speaks for each, written."""
    found, rows = bundles(scene, mention, triggers)
    return found, [written(row) for row in rows]


def read_first(scene: Scene, casts: Sequence[Cast], model: Network | Bundled) -> list[Dating]:
    """What the first model alone says of the dates of all mentions, each read for itself; `casts` is who may take part
    in each."""
    triggers = sorted({cast.mention.head for cast in casts})
    read = [bundles(scene, cast.mention, triggers) for cast in casts]
    values = iter(score(model, [row for _, rows in read for row in rows])[:, 0].tolist())
    return [
        dating(cast.mention, cast.first.get("victims", {}), {date: next(values) for date in found})
        for cast, (found, _) in zip(casts, read, strict=True)
    ]


def scores(scene: Scene, read: Sequence[Dating], model: Stack[Network]) -> list[dict[int, float]]:
    """For each mention the probability of each expression around it to be its date; all are judged at once."""
    triggers = sorted({one.mention.head for one in read})
    all_read = gathered(read)
    rows = [row for one in read for row in numbers(scene, one, triggers, all_read)]
    odds = [value for one in read for value in one.odds.values()]
    values = iter(model.probabilities(odds, rows))
    return [{date: next(values) for date in one.odds} for one in read]


def pick(likely: dict[int, float], threshold: float) -> tuple[int, float]:
    """The most probable expression and its probability, -1 and P(no date) where none reaches the threshold."""
    best = max(likely, key=lambda date: likely[date], default=-1)
    if best < 0:
        return -1, 1.0
    return (best, likely[best]) if likely[best] >= threshold else (-1, 1 - likely[best])
