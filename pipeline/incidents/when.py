"""Chooses the date of an act among the expressions around it; none where nothing speaks for one."""

from collections.abc import Sequence

from pipeline.incidents.date_features import Telling, candidates, features
from pipeline.incidents.date_numbers import Dating, dating, numbers
from pipeline.incidents.jury import Jury
from pipeline.incidents.linear import Linear
from pipeline.incidents.mentions import Mention
from pipeline.incidents.scene import Scene


def signs(scene: Scene, mention: Mention, triggers: list[int]) -> tuple[list[int], list[list[str]]]:
    """The candidate dates of a mention and what speaks for each."""
    found = candidates(scene, mention)
    told = Telling.of(scene, mention, found, triggers)
    return found, [features(scene, mention, date, told) for date in found]


def read_first(scene: Scene, mentions: Sequence[Mention], model: Linear) -> list[Dating]:
    """What the linear model alone says of the dates of all mentions, each read for itself."""
    triggers = sorted({mention.head for mention in mentions})
    out = []
    for mention in mentions:
        found, rows = signs(scene, mention, triggers)
        values = model.scores(rows)[:, 0].tolist() if rows else []
        out.append(dating(mention, dict(zip(found, values, strict=True))))
    return out


def samples(
    scene: Scene, mention: Mention, found: list[int], triggers: list[int], read: Sequence[Dating]
) -> list[list[float]]:
    """The numbers of the candidate dates of a mention; `read` is what was read at first of all."""
    own = set(mention.tokens)
    return numbers(scene, mention, found, triggers, [other for other in read if not own & set(other.mention.tokens)])


def choose(scene: Scene, read: Sequence[Dating], model: Jury, threshold: float) -> list[tuple[int, float]]:
    """For each mention the index of its most probable date and the probability, -1 and P(no date) where none reaches
    the threshold; all are judged at once."""
    triggers = sorted({one.mention.head for one in read})
    rows = [samples(scene, one.mention, list(one.odds), triggers, read) for one in read]
    odds = [value for one in read for value in one.odds.values()]
    values = iter(model.agree(odds, [row for some in rows for row in some]))
    out = []
    for one in read:
        likely = {date: next(values) for date in one.odds}
        best = max(likely, key=lambda date: likely[date], default=-1)
        if best < 0:
            out.append((-1, 1.0))
        else:
            out.append((best, likely[best]) if likely[best] >= threshold else (-1, 1 - likely[best]))
    return out
