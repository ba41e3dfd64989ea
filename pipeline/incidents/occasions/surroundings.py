"""What stands around two mentions of an act: its stage, the numbers and names that both have, what parts them."""

from dataclasses import dataclass

from pipeline.incidents.acts.mentions import Mention
from pipeline.incidents.encoding.codes import ELSE
from pipeline.incidents.grammar.cues import clause, words
from pipeline.incidents.occasions.stages import stage
from pipeline.incidents.scene.scene import PERSONAL, Scene
from pipeline.language.counts import number

NEAR = 8  # tokens before and behind the word of an act in which numbers are its own
APART = [ELSE] * 6


@dataclass(frozen=True, slots=True)
class Surroundings:
    """Of a mention: its stage, the numbers beside it (`condamné à six mois`), who and what is named in its sentence."""

    stage: float
    figures: frozenset[int]
    named: frozenset[str]


def surroundings(scene: Scene, mention: Mention) -> Surroundings:
    """Read what stands around a mention."""
    span = scene.sentences[mention.sentence]
    dated = {i for date in scene.dates_in[mention.sentence] for i in range(*scene.date_tokens[date])}
    near = range(max(span.start, mention.head - NEAR), min(span.end, mention.head + NEAR + 1))
    figures = (number(scene.tokens[i].lower_) for i in near if scene.tokens[i].pos_ == "NUM" and i not in dated)
    return Surroundings(
        stage(scene, mention),
        frozenset(figure for figure in figures if figure > 1),
        frozenset(actor.candidates[0][0] for actor in scene.actors_in[mention.sentence] if actor.candidates),
    )


def in_common(one: Surroundings, other: Surroundings) -> list[float]:
    """What the surroundings of two mentions have in common."""
    known = one.stage != ELSE and other.stage != ELSE
    named = len(one.named & other.named)
    return [
        one.stage,
        other.stage,
        float(one.stage == other.stage) if known else ELSE,
        float(bool(one.figures & other.figures)) if one.figures and other.figures else ELSE,
        float(named),
        named / max(1, min(len(one.named), len(other.named))),
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
