"""Finds the mentions of acts: candidates from the lexicon and from words learned, judged by the trained act model."""

from spacy.tokens import Doc

from pipeline.incidents.act_features import CONTENT, act_features, sentence_features
from pipeline.incidents.lexicon import NONE, Match, head, matches
from pipeline.incidents.linear import Linear
from pipeline.incidents.mentions import Mention
from pipeline.incidents.scene import Scene
from pipeline.incidents.words import keys


def trigger_matches(doc: Doc, learned: frozenset[str]) -> list[Match]:
    """The frames of the lexicon that stand in a Doc, and the other content words that training saw as triggers."""
    found = matches(doc)
    taken = {token for match in found for token in match.tokens}
    for token in doc:
        if token.i not in taken and token.pos_ in CONTENT and keys(token) & learned:
            found.append(Match((token.i,), ()))
    return sorted(found, key=lambda match: match.tokens)


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


def detect(scene: Scene, model: Linear, learned: frozenset[str], threshold: float) -> list[Mention]:
    """The mentions whose act has at least the given probability, in order of the text; a word may tell two acts."""
    found = trigger_matches(scene.doc, learned)
    if not found:
        return []
    mentions = []
    for match, row in zip(found, model.probabilities(samples(scene, found)), strict=True):
        for act, probability in zip(model.labels, row.tolist(), strict=True):
            if act != NONE and probability >= threshold:
                mentions.append(mention_of(scene, match, act, probability))
    return mentions
