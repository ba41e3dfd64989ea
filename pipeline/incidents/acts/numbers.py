"""What speaks for a word telling an occasion of an act, as numbers for the trees: they know what the linear model made
of all other words of the text."""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import log

from pipeline.incidents.acts.features import actor_kind, held
from pipeline.incidents.acts.lexicon import NONE, Match
from pipeline.incidents.acts.parties import doer, particular, sufferer
from pipeline.incidents.encoding.codes import ELSE, acts, code, groups
from pipeline.incidents.grammar.cues import chain, clause, feature, is_passive, mood, negated, tense, words
from pipeline.incidents.grammar.parse import Word
from pipeline.incidents.scene.scene import Scene

CUES = ("demands", "modals", "fears", "reports", "hearsay")
NEAR = 3  # candidates before and behind among which the neighbouring word is looked for
LIKELY = 0.5
TINY = 1e-6


@dataclass(frozen=True, slots=True)
class Candidate:
    """A match read as an act, with what the linear model gives to it, to no act at all and to the best other act."""

    number: int  # of the match
    match: Match
    head: Word
    sentence: int
    act: str
    likely: float
    nothing: float
    other: float
    rank: int  # 0 for the likeliest act of the match
    sense: Mapping[str, float]  # each label and how likely it is by the vectors of the words around the match


class Pool:
    """Candidates that stand in one sentence or block, or tell one act: what each sees of the others."""

    def __init__(self, members: Iterable[Candidate]) -> None:
        self.by_match: dict[int, list[Candidate]] = defaultdict(list)
        for one in members:
            self.by_match[one.number].append(one)
        best = sorted(((max(o.likely for o in own), number) for number, own in self.by_match.items()), reverse=True)
        self.best = best[:2]
        self.sum = sum(one.likely for own in self.by_match.values() for one in own)
        self.told = sum(1 - own[0].nothing for own in self.by_match.values())

    def others(self, one: Candidate) -> list[float]:
        """Of the other matches: their number, the likeliest, the sum of all, how many of them tell some act."""
        own = self.by_match[one.number]
        return [
            float(len(self.by_match) - 1),
            next((value for value, number in self.best if number != one.number), ELSE),
            self.sum - sum(other.likely for other in own),
            self.told - (1 - one.nothing),
        ]

    def share(self, one: Candidate) -> list[float]:
        """How many of the other matches tell some act, and how many there are."""
        number = len(self.by_match) - 1
        return [(self.told - (1 - one.nothing)) / number if number else ELSE, float(number)]


def phase(one: Candidate) -> tuple[str, str]:
    """Tense and mood of the clause: a text tells its occasions in one of them, habits in another."""
    top = clause(one.head)
    return tense(top), mood(top)


Hung = tuple[Candidate, str, int] | None  # the candidate above another, what hangs on it, and how many steps away


def governing(candidates: Sequence[Candidate], by_token: Mapping[int, list[Candidate]]) -> list[Hung]:
    """For each candidate the nearest one above it in its sentence (`libération` under `demander`)."""
    return [above(one, by_token) for one in candidates]


def above(one: Candidate, by_token: Mapping[int, list[Candidate]]) -> Hung:
    """The likeliest candidate at the nearest word above one that is part of another match."""
    below = one.head
    for steps, word in enumerate(chain(one.head), 1):
        others = [other for other in by_token.get(word.i, ()) if other.number != one.number]
        if others:
            return max(others, key=lambda other: other.likely), below.dep_, steps
        below = word
    return None


def over(hung: Hung) -> list[float]:
    """What the candidate above tells and how likely, how one hangs on it and how far below."""
    if hung is None:
        return [ELSE] * 4
    other, relation, steps = hung
    return [acts()[other.act], other.likely, code("relations", relation), float(steps)]


def dependents(candidates: Sequence[Candidate], hung: Sequence[Hung]) -> list[list[float]]:
    """Of the candidates that hang on the match of each: the likeliest, and what it tells."""
    best: dict[int, Candidate] = {}
    for one, up in zip(candidates, hung, strict=True):
        if up is not None and (up[0].number not in best or best[up[0].number].likely < one.likely):
            best[up[0].number] = one
    return [
        [best[one.number].likely, acts()[best[one.number].act]] if one.number in best else [ELSE] * 2
        for one in candidates
    ]


def taking_part(scene: Scene, token: Word) -> list[float]:
    """What those are whom the word hits and those who do it, and how particular."""
    out: list[float] = []
    for word in (sufferer(token), doer(token)):
        kind, _, number = particular(word).partition("/") if word else ("", "", "")
        out += [
            code("parties", actor_kind(scene, word) if word else ""),
            code("particular", kind),
            float(number == "p"),
        ]
    return out


def numbers(scene: Scene, candidates: Sequence[Candidate]) -> list[list[float]]:
    """The numbers of all candidates of a text, given in its order."""
    sentences = pools(candidates, [one.sentence for one in candidates])
    same = pools(candidates, [one.act for one in candidates])
    by_act: dict[str, list[Candidate]] = defaultdict(list)
    for one in candidates:
        by_act[one.act].append(one)
    blocks = pools(candidates, [scene.block_of[one.sentence] for one in candidates])
    by_token: dict[int, list[Candidate]] = defaultdict(list)
    for one in candidates:
        for token in one.match.tokens:
            by_token[token].append(one)
    whole = [
        sum(1 - one.nothing for one in candidates if one.rank == 0) / max(1, len(scene.sentences)),
        float(len(scene.sentences)),
        float(len(scene.people)),
        float(len(scene.subjects)),
        scene.quoted_share,
    ]
    tenses = pools(candidates, [phase(one) for one in candidates])
    hung = governing(candidates, by_token)
    beneath = dependents(candidates, hung)
    settings = {index: set_in(scene, index) for index in {one.sentence for one in candidates}}
    return [
        [
            *judged(one),
            *sensed(one),
            *told(scene, one),
            *settings[one.sentence],
            *sentences[one.sentence].others(one),
            *same[one.act].others(one),
            *blocks[scene.block_of[one.sentence]].others(one)[:2],
            *before(one, by_act[one.act]),
            *beside(candidates, place, -1),
            *beside(candidates, place, 1),
            *overlapping(one, [other for token in one.match.tokens for other in by_token[token]]),
            *whole,
            *rival(one, [other for token in one.match.tokens for other in by_token[token]], by_act),
            *tenses[phase(one)].share(one),
            *over(hung[place]),
            *beneath[place],
            *taking_part(scene, one.head),
        ]
        for place, one in enumerate(candidates)
    ]


def pools(candidates: Sequence[Candidate], keys: Sequence[Hashable]) -> dict[Hashable, Pool]:
    """The candidates of each key."""
    members: dict[Hashable, list[Candidate]] = defaultdict(list)
    for one, key in zip(candidates, keys, strict=True):
        members[key].append(one)
    return {key: Pool(own) for key, own in members.items()}


def judged(one: Candidate) -> list[float]:
    """What the linear model and the lexicon say."""
    frames = one.match.frames
    return [
        log((one.likely + TINY) / (1 - one.likely + TINY)),
        one.nothing,
        one.other,
        one.likely - one.other,
        float(one.rank),
        max([frame.weight for frame in frames if frame.act == one.act], default=0.0),
        max([frame.weight for frame in frames if frame.act != one.act], default=0.0),
        float(len(frames)),
        float(len(one.match.tokens)),
        acts()[one.act],
        groups()[one.act],
    ]


def sensed(one: Candidate) -> list[float]:
    """What the words around say of the act, of none, and of the best other act."""
    others = (likely for label, likely in one.sense.items() if label not in (one.act, NONE))
    found = (one.sense.get(one.act, 0.0), one.sense.get(NONE, 0.0), max(others, default=0.0))
    return [log(likely + TINY) for likely in found]


def told(scene: Scene, one: Candidate) -> list[float]:
    """How the word is inflected, and what it hangs on."""
    head, top = one.head, clause(one.head)
    above = {scene.lemmas[token.i] for token in (head, top, *chain(head))}
    return [
        code("parts_of_speech", head.pos_),
        code("relations", head.dep_),
        code("tenses", tense(top)),
        code("moods", mood(top)),
        float(negated(head) or negated(top)),
        float(is_passive(head)),
        float(feature(head, "Number") == "Plur"),
        float(scene.quoted[head.i]),
        *(float(bool(above & words(cue))) for cue in CUES),
        *map(float, held(scene, head, one.sentence)),
    ]


def set_in(scene: Scene, index: int) -> list[float]:
    """In what kind of sentence candidates stand, and where."""
    lemmas, actors = scene.lemmas_in[index], scene.actors_in[index]
    return [
        index / len(scene.sentences),
        code("blocks", scene.block_kind(index)),
        code("sections", scene.section_of[index]),
        float(len(scene.sentences[index])),
        float(len(scene.dates_in[index])),
        float(sum(actor.kind == "person" for actor in actors)),
        float(sum(actor.kind != "place" for actor in actors)),
        float(len(scene.headed[index])),
        *(float(bool(lemmas & words(cue))) for cue in CUES),
    ]


def before(one: Candidate, same: Iterable[Candidate]) -> list[float]:
    """The act in the sentences before: how likely the likeliest word tells it, and how far back the last likely one
    stands."""
    earlier = [other for other in same if other.sentence < one.sentence]
    surely = (one.sentence - other.sentence for other in earlier if other.likely >= LIKELY)
    return [max((other.likely for other in earlier), default=0.0), float(min(surely, default=ELSE))]


def beside(candidates: Sequence[Candidate], place: int, step: int) -> list[float]:
    """The next candidate of another match, behind (1) or before (-1): how likely it is, and its group of acts."""
    one = candidates[place]
    for away in range(1, NEAR + 1):
        index = place + step * away
        if 0 <= index < len(candidates) and candidates[index].number != one.number:
            return [candidates[index].likely, groups()[candidates[index].act]]
    return [ELSE, ELSE]


def overlapping(one: Candidate, others: Iterable[Candidate]) -> list[float]:
    """The other matches that share a word: the likeliest of the same act and of any, and the longest."""
    found = [other for other in others if other.number != one.number]
    return [
        max([other.likely for other in found if other.act == one.act], default=ELSE),
        max([other.likely for other in found], default=ELSE),
        max([float(len(other.match.tokens)) for other in found], default=0.0),
    ]


def rival(one: Candidate, others: Iterable[Candidate], by_act: Mapping[str, list[Candidate]]) -> list[float]:
    """The likeliest other act that the same words may tell: which, how likely, and how likely words elsewhere tell it.

    A text calls one occasion by one act: where `mort` may be a killing or a death in custody, the other words tell.
    """
    best = max((other for other in others if other.act != one.act), key=lambda other: other.likely, default=None)
    if best is None:
        return [ELSE] * 3
    own = {*one.match.tokens, *best.match.tokens}
    apart = (other.likely for other in by_act[best.act] if own.isdisjoint(other.match.tokens))
    return [acts()[best.act], best.likely, max(apart, default=0.0)]
