"""The act that a word of a text tells, and who comes into question as its victim."""

from pipeline.incidents.acts.lexicon import head, matches
from pipeline.incidents.acts.mentions import Mention
from pipeline.incidents.people.candidates import candidates
from pipeline.incidents.people.features import situation
from pipeline.incidents.scene.scene import Scene


def mentioned(scene: Scene, word: str, act: str) -> Mention:
    """The act that a word tells."""
    match = next(m for m in matches(scene.tokens) if word in {scene.tokens[i].text for i in m.tokens})
    token = head(scene.tokens, match)
    return Mention(act, 1.0, match.tokens, token.i, scene.sentence_of[token.i], match.frames)


def who_may_be_hit(scene: Scene, word: str, act: str) -> set[str]:
    """The names of those who come into question as victims of the act that a word tells."""
    mention = mentioned(scene, word, act)
    around = situation(scene, mention)
    return {scene.words_of(c.key) for c in candidates(scene, mention, around.roles, around.owned)}
