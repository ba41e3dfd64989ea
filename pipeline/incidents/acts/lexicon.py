"""The lexicon of frames: which words tell which act, and where they stand in a Doc."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise
from operator import attrgetter
from typing import NamedTuple

from pipeline import lexicons
from pipeline.incidents.grammar.cues import chain, is_participle, stands_for_passive
from pipeline.incidents.grammar.lemmas import keys, may_be_verb
from pipeline.incidents.grammar.parse import Word

GAP = 3  # other tokens that may stand between two words of an entry
GAP_OF_LOOKALIKES = 1
LOOSE = ("conj", "parataxis", "dep", "cop", "aux:pass", "aux:tense")  # relations to what does not govern a verb
FAR = 40  # tokens over which a passive that is left out takes up what was told
NONE = "none"  # the act of look-alikes


@dataclass(frozen=True, slots=True)
class Frame:
    """One way to tell an act: its lemmas in order, the slots of victim and agent, and what it needs around it."""

    lemmas: tuple[str, ...]
    pos: str
    act: str
    weight: float
    victim: tuple[str, ...]
    agent: tuple[str, ...]
    needs: tuple[str, ...]

    @property
    def hides(self) -> bool:
        """Do its words tell nothing else? To denounce an arrest (`activity`) tells the arrest too, and a class of words
        is too wide to say."""
        return self.act not in context() and not any(lemma.startswith("@") for lemma in self.lemmas)


class Match(NamedTuple):
    """The tokens of a Doc that hold the lemmas of some frames; `tokens[0]` comes first in the text.

    `inner` are the acts that its first words alone may tell (`saisir` in `saisir par`, which hides it).
    """

    tokens: tuple[int, ...]
    frames: tuple[Frame, ...]
    inner: frozenset[str] = frozenset()


def split(value: str) -> tuple[str, ...]:
    """The parts of a cell joined by `|`."""
    return tuple(part for part in value.split("|") if part and part != "none")


@dataclass(frozen=True, slots=True)
class Sequence:
    """A sequence of lemmas with all its frames; `place` is its place among those of the lexicon."""

    place: int
    lemmas: tuple[str, ...]
    frames: tuple[Frame, ...]
    rest: frozenset[str]  # the lemmas behind the second


class Following(NamedTuple):
    """The sequences that begin with two lemmas: these alone, and those of more by the third."""

    alone: list[Sequence]
    longer: dict[str, list[Sequence]]
    thirds: frozenset[str]  # the keys of `longer`

    def within(self, words: frozenset[str]) -> list[Sequence]:
        """The sequences whose lemmas behind the second are all among some words."""
        longer = (sequence for third in self.thirds & words for sequence in self.longer[third])
        return [*self.alone, *(sequence for sequence in longer if sequence.rest <= words)]


class Opening(NamedTuple):
    """The sequences that begin with a lemma: it alone, and those of several lemmas by the second."""

    alone: list[Sequence]
    longer: dict[str, Following]
    seconds: frozenset[str]  # the keys of `longer`


class Openings(NamedTuple):
    """The sequences that may begin at a token: it alone, those of several lemmas, and all lemmas that may follow it."""

    alone: list[Sequence]
    longer: list[Opening]
    seconds: frozenset[str]


@cache
def openings() -> dict[str, Opening]:
    """All frames by the lemma that they begin with."""
    by_lemmas: dict[tuple[str, ...], list[Frame]] = {}
    for row in lexicons.rows("frames"):
        lemmas = tuple(row["lemmas"].split())
        frame = Frame(
            lemmas,
            row["pos"],
            row["act"],
            float(row["weight"] or 1),
            split(row["victim"]),
            split(row["agent"]),
            tuple(row["needs"].split()),
        )
        by_lemmas.setdefault(lemmas, []).append(frame)
    alone: dict[str, list[Sequence]] = defaultdict(list)
    longer: dict[str, dict[str, list[Sequence]]] = defaultdict(lambda: defaultdict(list))
    for place, (lemmas, frames) in enumerate(by_lemmas.items()):
        own = longer[lemmas[0]][lemmas[1]] if len(lemmas) > 1 else alone[lemmas[0]]
        own.append(Sequence(place, lemmas, tuple(frames), frozenset(lemmas[2:])))
    return {
        first: Opening(
            alone.get(first, []),
            {second: following(own) for second, own in longer.get(first, {}).items()},
            frozenset(longer.get(first, {})),
        )
        for first in alone.keys() | longer.keys()
    }


def following(sequences: list[Sequence]) -> Following:
    """Sequences that begin with the same two lemmas, by the third."""
    longer: dict[str, list[Sequence]] = defaultdict(list)
    for sequence in sequences:
        if sequence.rest:
            longer[sequence.lemmas[2]].append(sequence)
    return Following([one for one in sequences if not one.rest], dict(longer), frozenset(longer))


@lru_cache(maxsize=1 << 16)
def firsts_of(words: frozenset[str]) -> Openings:
    """The openings of the lexicon that a token may be, in order of their lemmas."""
    index = openings()
    found = [index[word] for word in sorted(words) if word in index]
    alone = [sequence for opening in found for sequence in opening.alone]
    longer = [opening for opening in found if opening.longer]
    return Openings(alone, longer, frozenset().union(*(opening.seconds for opening in longer)))


def follow(
    doc_keys: list[frozenset[str]], start: int, lemmas: tuple[str, ...], end: int, gap: int
) -> tuple[int, ...] | None:
    """The tokens from `start` that hold the lemmas in order with small gaps, before `end`; None if they do not."""
    found = [start]
    for lemma in lemmas[1:]:
        at = found[-1] + 1
        stop = min(end, at + gap + 1)
        while at < stop and lemma not in doc_keys[at]:
            at += 1
        if at >= stop:
            return None
        found.append(at)
    return tuple(found)


def candidates(tokens: list[Word], doc_keys: list[frozenset[str]]) -> Iterator[Match]:
    """Every sequence of the lexicon that stands in a text, overlapping ones too."""
    starts = [token.i for token in tokens if token.is_sent_start or not token.i]
    for begin, end in pairwise([*starts, len(tokens)]):
        inside = frozenset().union(*doc_keys[begin:end])
        for start in range(begin, end):
            first = firsts_of(doc_keys[start])
            for sequence in first.alone:
                yield from alone(tokens[start], sequence.frames)
            if not first.longer:
                continue
            behind = doc_keys[start + 1 : min(end, start + 2 + GAP)]
            near = frozenset().union(*(words for words in behind if not first.seconds.isdisjoint(words)))
            for opening in first.longer if near else ():
                seconds = opening.seconds & near
                possible = [s for second in seconds for s in opening.longer[second].within(inside)]
                for sequence in sorted(possible, key=attrgetter("place")):
                    gap = GAP_OF_LOOKALIKES if sequence.frames[0].act == NONE else GAP
                    found = follow(doc_keys, start, sequence.lemmas, end, gap)
                    if found and not (gap == GAP_OF_LOOKALIKES and parted(tokens, found)):
                        yield Match(found, sequence.frames)


def parted(tokens: list[Word], found: tuple[int, ...]) -> bool:
    """Does a preposition stand between the words of a look-alike (`poursuivi pour travail illégal`)?"""
    return any(tokens[i].pos_ == "ADP" for i in range(found[0], found[-1]) if i not in found)


def alone(token: Word, entries: tuple[Frame, ...]) -> Iterator[Match]:
    """The frames of one word that a token may be: a verb only where it may be one."""
    verbs = may_be_verb(token)
    fitting = tuple(frame for frame in entries if verbs or frame.pos != "verb")
    if fitting:
        yield Match((token.i,), fitting)


@cache
def context() -> frozenset[str]:
    """The acts of the group `context`: to denounce an arrest (`activity`) tells the arrest too, and hides nothing."""
    return frozenset(row["act"] for row in lexicons.rows("taxonomy") if row["group"] == "context")


def matches(tokens: list[Word]) -> list[Match]:
    """The matches of a text; one whose tokens all lie in a longer one is hidden by it (`garde` in `garde à vue`)."""
    doc_keys = [keys(token) for token in tokens]
    longer: dict[int, list[set[int]]] = {}
    chosen: dict[tuple[int, ...], Match] = {}
    hidden: dict[int, list[Match]] = {}
    for match in sorted(candidates(tokens, doc_keys), key=lambda m: (-len(m.tokens), m.tokens)):
        own = set(match.tokens)
        if any(own < other for other in longer.get(match.tokens[0], ())):
            hidden.setdefault(match.tokens[0], []).append(match)
            continue
        if any(frame.hides for frame in match.frames):
            for token in match.tokens:
                longer.setdefault(token, []).append(own)
        known = chosen.get(match.tokens)
        chosen[match.tokens] = Match(match.tokens, (*known.frames, *match.frames)) if known else match
    chosen = {match.tokens: match for match in taken_up(tokens, chosen.values())} | chosen
    found = sorted(chosen.values(), key=lambda m: m.tokens)
    return [match._replace(inner=inner(match, hidden.get(match.tokens[0], []))) for match in found]


def taken_up(tokens: list[Word], found: Iterable[Match]) -> Iterator[Match]:
    """Matches of the words that stand for a passive left out, with the frames of the participle that they take up
    (`Deux avocats ont été arrêtés, un troisième l'a été mardi`)."""
    standing = [token for token in tokens if stands_for_passive(token)]
    if not standing:
        return
    of_token = {place: match for match in found if match.frames[0].act != NONE for place in match.tokens}
    for token in standing:
        over = {word.i for word in governors(token)}
        before = (tokens[place] for place in range(token.i - 1, max(-1, token.i - FAR), -1) if place in of_token)
        word = next((word for word in before if word.i not in over and is_participle(word)), None)
        if word is not None:
            yield Match((token.i,), of_token[word.i].frames)


def governors(token: Word) -> Iterator[Word]:
    """The words that govern another in its clause: none of them is what it stands for (`arrêtés, un troisième menacé de
    l'être`)."""
    for word in chain(token):
        if token.dep_ in LOOSE:
            break
        yield word
        token = word


def inner(match: Match, hidden: list[Match]) -> frozenset[str]:
    """The acts of those hidden matches that a longer one begins with, its own left out; none in a look-alike."""
    own = {frame.act for frame in match.frames}
    if NONE in own or not hidden:
        return frozenset()
    inside = (other for other in hidden if {*other.tokens} < {*match.tokens})
    return frozenset(frame.act for other in inside for frame in other.frames) - own - {NONE}


def head(tokens: list[Word], match: Match) -> Word:
    """The token of a match that governs the others in the parse, else the first."""
    own = [tokens[i] for i in match.tokens]
    content = [t for t in own if t.pos_ in ("VERB", "NOUN", "ADJ", "PROPN")] or own
    inside = set(match.tokens)
    return next((t for t in content if t.head.i not in inside or t.head.i == t.i), content[0])
