"""Finds the mentions of acts: candidates from the lexicon, judged by the trained act model."""

from pipeline.incidents.act_features import act_features, sentence_features
from pipeline.incidents.lexicon import NONE, Match, head, matches
from pipeline.incidents.linear import Linear
from pipeline.incidents.mentions import Mention
from pipeline.incidents.scene import Scene


def samples(scene: Scene, found: list[Match]) -> list[list[str]]:
    """The features of each match, for training and for use."""
    shared: dict[int, list[str]] = {}
    out = []
    for match in found:
        index = scene.sentence_of[match.tokens[0]]
        if index not in shared:
            shared[index] = sentence_features(scene, scene.sentences[index], index)
        out.append(act_features(scene, match, shared[index]))
    return out


def mention_of(scene: Scene, match: Match, act: str, probability: float) -> Mention:
    """A match read as a mention of an act."""
    token = head(scene.doc, match)
    return Mention(act, probability, match.tokens, token.i, scene.sentence_of[token.i], match.frames)


def detect(scene: Scene, model: Linear, threshold: float) -> list[Mention]:
    """The mentions whose act has at least the given probability, in order of the text; a word may tell two acts."""
    found = matches(scene.doc)
    if not found:
        return []
    mentions: dict[tuple[str, int, int], Mention] = {}
    for match, row in zip(found, model.probabilities(samples(scene, found)), strict=True):
        for act, probability in zip(model.labels, row.tolist(), strict=True):
            place = (act, match.tokens[0], match.tokens[-1])  # two frames of one act may share their ends
            if act != NONE and probability >= threshold and place not in mentions:
                mentions[place] = mention_of(scene, match, act, probability)
    return list(mentions.values())
