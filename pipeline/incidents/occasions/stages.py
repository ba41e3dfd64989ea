"""At which stage of an act a mention is: custody or prison, charge or hearing, demand or judgment (`stages.toml`)."""

from functools import cache

from pipeline import lexicons
from pipeline.incidents.acts.mentions import Mention
from pipeline.incidents.encoding.codes import ELSE
from pipeline.incidents.scene.scene import Scene

BESIDE = 3  # tokens before and behind the words of an act that may tell its stage where they do not


@cache
def known(act: str) -> dict[str, float]:
    """The place of its stage by each word of an act; of a word of several the first."""
    stages = lexicons.table("stages").get(act, {})
    found: dict[str, float] = {}
    for place, words in enumerate(stages.values()):
        for word in words:
            found.setdefault(word, float(place))
    return found


def stage(scene: Scene, mention: Mention) -> float:
    """The place of the stage that the words of a mention tell, else that of the nearest word beside them; -1 where
    unknown."""
    stages = known(mention.act)
    own = [stages[word] for word in told(scene, mention) if word in stages]
    if own or not stages:
        return min(own, default=ELSE)
    first, last = min(mention.tokens), max(mention.tokens)
    span = scene.sentences[mention.sentence]
    near = [*range(max(span.start, first - BESIDE), first), *range(last + 1, min(span.end, last + 1 + BESIDE))]
    near.sort(key=lambda i: min(abs(i - first), abs(i - last)))
    return next((stages[word] for i in near for word in forms(scene, i) if word in stages), ELSE)


def told(scene: Scene, mention: Mention) -> list[str]:
    """The words of a mention: those of the frame that it matches, and its tokens."""
    frames = [word for frame in mention.frames[:1] for word in frame.lemmas]
    return [*frames, *(word for i in mention.tokens for word in forms(scene, i))]


def forms(scene: Scene, token: int) -> tuple[str, str]:
    """A token as lemma, and as it stands: in a name (`prison de Rebeuss`) no lemma is known."""
    return scene.lemmas[token], scene.tokens[token].lower_
