"""Finds the mentions of acts: words of the lexicon, read at first each for itself, then in the light of all others."""

from collections.abc import Iterator
from itertools import compress

from pipeline.incidents.acts.contexts import contexts
from pipeline.incidents.acts.features import act_features, sentence_features
from pipeline.incidents.acts.lexicon import NONE, Match, head, matches
from pipeline.incidents.acts.mentions import Mention
from pipeline.incidents.acts.numbers import Candidate, numbers
from pipeline.incidents.acts.signs import joinable
from pipeline.incidents.encoding.bundles import Bundle, Bundled, sums, written
from pipeline.incidents.scene.scene import Scene
from pipeline.learned.dense import Dense
from pipeline.learned.linear import Floats, Linear, likely
from pipeline.learned.trees import Trees

READINGS = 2  # acts that one word may tell
LEAST = 0.1  # of the linear model: what is less likely is not read again


def signs(scene: Scene, found: list[Match]) -> tuple[list[list[Bundle]], dict[int, list[str]]]:
    """The features of each match, and the signs that all matches of a sentence share, by sentence."""
    indices = dict.fromkeys(scene.sentence_of[match.tokens[0]] for match in found)
    shared = {index: sentence_features(scene, scene.sentences[index], index) for index in indices}
    joined = {index: joinable(row) for index, row in shared.items()}
    return [act_features(scene, match, joined[scene.sentence_of[match.tokens[0]]]) for match in found], shared


def samples(scene: Scene, found: list[Match]) -> list[list[str]]:
    """All signs of each match."""
    own, shared = signs(scene, found)
    return [[*written(row), *shared[scene.sentence_of[match.tokens[0]]]] for match, row in zip(found, own, strict=True)]


def likelihoods(scene: Scene, found: list[Match], model: Linear | Bundled) -> Floats:
    """The probability of each label for each match; what a sentence says is looked up once for all of its matches."""
    own, shared = signs(scene, found)
    place = {index: row for row, index in enumerate(shared)}
    signs_of = model.model if isinstance(model, Bundled) else model
    of_sentences = signs_of.sums(list(shared.values()))
    rows = [place[scene.sentence_of[match.tokens[0]]] for match in found]
    return likely(model.outputs(sums(model, own) + of_sentences[rows]))


def read_first(scene: Scene, found: list[Match], model: Linear | Bundled, sense: Dense) -> Iterator[Candidate]:
    """The likeliest acts that the linear model sees in each match, in order of the text, and what the network over the
    vectors of words around it makes of them."""
    nothing = model.labels.index(NONE)
    places = [place for place in range(len(model.labels)) if place != nothing]
    rows = likelihoods(scene, found, model)
    read = rows[:, places].max(axis=1, initial=0.0) >= LEAST
    kept = list(compress(found, read))
    if not kept:
        return
    senses = [dict(zip(sense.labels, row, strict=True)) for row in sense.probabilities(contexts(scene, kept)).tolist()]
    for number, (match, row, meant) in enumerate(zip(kept, rows[read].tolist(), senses, strict=True)):
        token = head(scene.tokens, match)
        ranked = sorted(places, key=row.__getitem__, reverse=True)
        for rank, place in enumerate(ranked[:READINGS]):
            if row[place] >= LEAST:
                other = row[ranked[1 - rank]]
                index = scene.sentence_of[token.i]
                act = model.labels[place]
                yield Candidate(number, match, token, index, act, row[place], row[nothing], other, rank, meant)


def detect(scene: Scene, model: Linear | Bundled, sense: Dense, again: Trees, threshold: float) -> list[Mention]:
    """The mentions whose act has at least the given probability, in order of the text; a word may tell two acts."""
    read = list(read_first(scene, matches(scene.tokens), model, sense))
    found = [
        Mention(one.act, probability, one.match.tokens, one.head.i, one.sentence, one.match.frames)
        for one, probability in zip(read, again.probabilities(numbers(scene, read)), strict=True)
        if probability >= threshold
    ]
    return sorted(once(found), key=lambda mention: mention.tokens)


def once(found: list[Mention]) -> Iterator[Mention]:
    """Of several frames that tell one act by one word, or between the same two words, the likeliest."""
    taken: set[tuple[str | int, ...]] = set()
    for mention in sorted(found, key=lambda mention: (-mention.probability, mention.tokens)):
        places = {(mention.act, mention.head), (mention.act, mention.tokens[0], mention.tokens[-1])}
        if not places & taken:
            taken |= places
            yield mention
