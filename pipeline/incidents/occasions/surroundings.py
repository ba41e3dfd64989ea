"""What stands around two mentions of an act, and what of it both have: whoever tells a thing again uses its words."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from pipeline.incidents.acts.mentions import Mention
from pipeline.incidents.encoding.codes import ELSE, code
from pipeline.incidents.grammar.cues import clause, words
from pipeline.incidents.occasions.stages import stage
from pipeline.incidents.scene.scene import PERSONAL, Scene
from pipeline.language.counts import number

NEAR = 8  # tokens before and behind the word of an act that are beside it
CLOSE = 4  # … that may say that it happened again, or before
APART = [ELSE] * 6


@dataclass(frozen=True, slots=True)
class Surroundings:
    """Of a mention: its stage, whether it is told as happening again or before, the words with a content in its
    sentence and those beside it, the numbers beside it, who and what is named in its sentence."""

    stage: float
    again: float
    content: frozenset[str]
    beside: frozenset[str]
    figures: frozenset[int]
    named: frozenset[str]


def surroundings(scene: Scene, mention: Mention) -> Surroundings:
    """Read what stands around a mention."""
    span = scene.sentences[mention.sentence]
    dated = {i for date in scene.dates_in[mention.sentence] for i in range(*scene.date_tokens[date])}
    inside = [i for i in range(span.start, span.end) if i not in dated and i not in mention.tokens]
    near = [i for i in inside if abs(i - mention.head) <= NEAR]
    figures = (number(scene.tokens[i].lower_) for i in near if scene.tokens[i].pos_ == "NUM")
    return Surroundings(
        stage(scene, mention),
        again(scene, mention),
        content(scene, inside),
        content(scene, near),
        frozenset(figure for figure in figures if figure > 1),
        frozenset(actor.candidates[0][0] for actor in scene.actors_in[mention.sentence] if actor.candidates),
    )


def content(scene: Scene, places: list[int]) -> frozenset[str]:
    """The lemmas with a content at some tokens, but for names."""
    return frozenset(scene.lemmas[i] for i in places if scene.content[i] and not scene.lemmas[i].startswith("<"))


def again(scene: Scene, mention: Mention) -> float:
    """The place in `codes.toml` of the nearest word by which a mention is told as happening again or as having happened
    before, -1 for none."""
    span = scene.sentences[mention.sentence]
    near = range(max(span.start, mention.head - CLOSE), min(span.end, mention.head + CLOSE + 1))
    told = (code("repeating", scene.tokens[i].lower_) for i in sorted(near, key=lambda i: abs(i - mention.head)))
    return next((place for place in told if place != ELSE), ELSE)


def rarity(scene: Scene) -> dict[str, float]:
    """How much a lemma says that two sentences have: the less, the more sentences have it."""
    return {lemma: 1 / times for lemma, times in Counter(word for own in scene.lemmas_in for word in own).items()}


def both(one: Surroundings, other: Surroundings, rare: Mapping[str, float]) -> list[float]:
    """What the surroundings of two mentions have in common."""
    shared, near = one.content & other.content, one.beside & other.beside
    least = min(len(one.content), len(other.content))
    known = one.stage != ELSE and other.stage != ELSE
    figures = one.figures & other.figures
    return [
        one.stage,
        other.stage,
        float(one.stage == other.stage) if known else ELSE,
        one.again,
        other.again,
        sum(rare.get(word, 1.0) for word in shared),
        len(shared) / least if least else ELSE,
        sum(rare.get(word, 1.0) for word in near),
        float(bool(figures)) if one.figures and other.figures else ELSE,
        float(len(one.named & other.named)),
        len(one.named & other.named) / max(1, min(len(one.named), len(other.named))),
    ]


def parted(scene: Scene, one: Mention, other: Mention) -> list[float]:
    """What parts two mentions of one sentence, the earlier first: the people and the days between, a word that tells
    one thing after the other; whether one hangs on the other, the words that both have, and those between them."""
    if one.sentence != other.sentence:
        return APART
    low, high = one.head, other.head
    people = sum(low < actor.head < high and actor.kind in PERSONAL for actor in scene.actors_in[one.sentence])
    days = sum(low < scene.date_tokens[date][0] < high for date in scene.dates_in[one.sentence])
    between = {scene.tokens[i].lower_ for i in range(low + 1, high)}
    first, second = scene.tokens[low], scene.tokens[high]
    tied = second.head is first or first.head is second or clause(second).head is clause(first)
    return [
        float(people),
        float(days),
        float(bool(between & words("sequence"))),
        float(tied),
        float(len({*one.tokens} & {*other.tokens})),
        float(max(0, min(other.tokens) - max(one.tokens), min(one.tokens) - max(other.tokens))),
    ]
