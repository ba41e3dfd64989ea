"""One word that tells an act done twice: `convoquée le 3 mai, puis le 9`, `arrêté en 2014 et de nouveau en 2017`."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from pipeline.incidents.grammar.cues import words
from pipeline.incidents.occasions.reading import Occasion, When
from pipeline.incidents.scene.scene import Scene

MOST_BETWEEN = 6  # tokens between two days of one act
BEFORE = 2  # tokens before the first in which `entre` makes both one interval


def repeated(scene: Scene, found: Sequence[Occasion]) -> list[Occasion]:
    """Occasions with a further one for each day that is joined to the day of one and dates nothing yet."""
    taken = {date for one in found for date in (one.when.expression, one.date)}
    out = []
    for one in found:
        days = [one.when.expression, *joined_days(scene, one.when.expression)] if own_day(scene, one) else []
        further = [] if taken & {*days[1:]} else days[1:]
        out += [one, *(replace(one, date=day, when=When(scene.dates[day]["edtf"], day)) for day in further)]
    return out


def own_day(scene: Scene, one: Occasion) -> bool:
    """Is an occasion dated by an expression in its own sentence as it stands, and are those whom it hits told one by
    one? What is told of a group (`huit libérés en mai et en juin`) may have happened to some on each day."""
    day = one.when.expression
    if day < 0 or one.when.edtf != scene.dates[day]["edtf"] or any(key.startswith("group:") for key in one.victims):
        return False
    return any(scene.sentence_of[scene.date_tokens[day][0]] == mention.sentence for mention in one.mentions)


def joined_days(scene: Scene, day: int) -> Iterator[int]:
    """The expressions that are joined one after the other to a day of the same kind by `et` or `puis`, and by no other
    words than those of time."""
    start = scene.date_tokens[day][0]
    if any(token.lower_ == "entre" for token in scene.tokens[max(0, start - BEFORE) : start]):
        return
    here = scene.dates_in[scene.sentence_of[start]]
    for other in here[here.index(day) + 1 :]:
        between = [token.lower_ for token in scene.tokens[scene.date_tokens[day][1] : scene.date_tokens[other][0]]]
        light = len(between) <= MOST_BETWEEN and words("again").issuperset(between)
        if not light or not {"et", "puis"} & {*between} or not alike(scene, day, other) or goes_on(scene, other):
            return
        yield other
        day = other


def goes_on(scene: Scene, day: int) -> bool:
    """Does a further clause begin with a day (`et le 9 juin son bureau était vide`)?"""
    end = scene.date_tokens[day][1]
    behind = scene.tokens[end : scene.sentences[scene.sentence_of[scene.date_tokens[day][0]]].end]
    if not behind or behind[0].is_space or behind[0].lower_ in words("clause_ends"):
        return False
    return behind[0].text != "," or any(token.pos_ in ("VERB", "AUX") for token in behind)


def alike(scene: Scene, day: int, other: int) -> bool:
    """Are two expressions single days, months or years alike, the second after the first?"""
    one, two = scene.dates[day], scene.dates[other]
    single = "/" not in one["edtf"] + two["edtf"]
    return bool(single and one["precision"] == two["precision"] and one["date_start"] < two["date_start"])
