"""What stands around two mentions of an act: its stage, the numbers and names that both have, what parts them."""

from dataclasses import dataclass

from pipeline.incidents.acts.mentions import Mention
from pipeline.incidents.encoding.codes import ELSE
from pipeline.incidents.occasions.stages import stage
from pipeline.incidents.scene.scene import Scene
from pipeline.language.counts import number

NEAR = 8  # tokens before and behind the word of an act in which numbers are its own
APART = [ELSE] * 2


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


def parted(one: Mention, other: Mention) -> list[float]:
    """How many words two mentions of one sentence share, and how many tokens lie between them: two matches of the same
    words (`peine portée à`, `portée à trois ans`) are no two acts."""
    if one.sentence != other.sentence:
        return APART
    between = max(0, min(other.tokens) - max(one.tokens), min(one.tokens) - max(other.tokens))
    return [float(len({*one.tokens} & {*other.tokens})), float(between)]
