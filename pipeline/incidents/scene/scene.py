"""A Doc as a scene: who can play a role, and which sentence, section and date stands where. Built once per Doc."""

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from itertools import islice
from typing import NamedTuple

from spacy.tokens import Doc, Span

from pipeline.dates.types import DateExpression
from pipeline.incidents.grammar.cues import SUBJECTS
from pipeline.incidents.grammar.parse import Word
from pipeline.language.extensions import Group

MOST_BODIES = 12  # mentions of bodies that are looked through for those told last
Keys = tuple[str, ...]
PERSONAL = ("person", "group", "reference")


@dataclass(frozen=True, slots=True)
class Actor:
    """A span that stands for someone or something: a name, a group or a reference (pronoun, description).

    `key` is an entity's key or `group:INDEX`, empty for a reference; `candidates` are (key, score), best first.
    `start`, `end` and `head` are tokens.
    """

    start: int
    end: int
    head: int
    kind: str
    key: str
    candidates: tuple[tuple[str, float], ...]
    perpetrator_type: str = ""
    form: str = "name"
    human: str = ""
    number: str = ""
    determiner: str = ""

    def meaning(self, key: str, candidates: tuple[tuple[str, float], ...]) -> "Actor":
        """The same words standing for others; `dataclasses.replace` takes eight times as long."""
        return Actor(
            self.start,
            self.end,
            self.head,
            self.kind,
            key,
            candidates,
            self.perpetrator_type,
            self.form,
            self.human,
            self.number,
            self.determiner,
        )


def together(actor: Actor) -> frozenset[str]:
    """The keys that a plural reference means equally; empty where it is none."""
    if actor.form == "name" or len(actor.candidates) < 2:
        return frozenset()
    best = actor.candidates[0][1]
    keys = frozenset(key for key, score in actor.candidates if score == best)
    return keys if len(keys) > 1 else frozenset()


def meant_by(actor: Actor) -> list[str]:
    """The keys that an actor stands for: the best one, or all that share its score."""
    return [key for key, score in actor.candidates if score == actor.candidates[0][1]]


@dataclass(frozen=True, slots=True)
class Ensemble:
    """Persons named in one breath: their keys, and the tokens over which the names stand."""

    keys: Keys
    start: int
    end: int


class Stand(NamedTuple):
    """What stands around an actor, whatever the act: the preposition before it, over a determiner and a title; the
    words beside it; the actors (heads) in whose phrases it may stand."""

    preposition: str
    before: str
    behind: str
    over: tuple[int, ...]


class Wording(NamedTuple):
    """The words of a date expression: those right before and behind it, its first one and that of its sentence; the
    kind of its block."""

    before: str
    behind: str
    first: str
    opening: str
    block: str


class Formula(NamedTuple):
    """A formula of hearsay: its kind (`source`, `incise`; of verbs `says`, `doubt`), its first token and the one behind
    it."""

    kind: str
    start: int
    end: int


class Sighting(NamedTuple):
    """One place where someone may be meant: an actor, how likely it stands for the key, its rank among others."""

    actor: Actor
    score: float
    rank: int


Seen = list[tuple[Actor, list[tuple[str, Sighting]]]]  # the actors of a sentence, and whom each may mean, by key


@dataclass(slots=True)
class Scene:
    """The parts of a Doc that the reading of incidents asks for again and again."""

    doc: Doc
    text: str  # of the Doc, which would join its tokens at each call
    sentences: list[Span]
    sentence_of: list[int]  # of each token
    section_of: list[str]  # of each sentence
    block_of: list[int]  # of each sentence
    block_kinds: list[str]
    actors: list[Actor]
    tokens: list[Word] = field(default_factory=list)
    actor_at: dict[int, Actor] = field(default_factory=dict)  # by head token
    actors_in: list[list[Actor]] = field(default_factory=list)  # of each sentence
    lemmas: list[str] = field(default_factory=list)  # of each token, of a name its kind
    lemmas_in: list[frozenset[str]] = field(default_factory=list)  # of each sentence
    content: list[bool] = field(default_factory=list)  # of each token: a noun, verb, adjective or name?
    verbs_until: list[int] = field(default_factory=list)  # verbs before each token of the Doc
    stops_until: list[int] = field(default_factory=list)  # commas, colons, dashes before each token
    dates: list[DateExpression] = field(default_factory=list)
    date_tokens: list[tuple[int, int]] = field(default_factory=list)
    date_roots: list[Word] = field(default_factory=list)
    dates_in: list[list[int]] = field(default_factory=list)  # of each sentence
    subjects: frozenset[str] = frozenset()
    kinds: dict[str, str] = field(default_factory=dict)  # of entities
    natures: dict[str, tuple[str, str]] = field(default_factory=dict)  # see `nature`
    stands: dict[int, "Stand"] = field(default_factory=dict)  # of actors that were asked for, by head token
    wordings: dict[int, "Wording"] = field(default_factory=dict)  # of dates that were asked for
    hearsay: dict[int, list["Formula"]] = field(default_factory=dict)  # of sentences that were asked for
    verbless: dict[int, bool] = field(default_factory=dict)  # of sentences that were asked for
    seen: dict[int, "Seen"] = field(default_factory=dict)  # of sentences that were asked for
    chains: dict[tuple[int, tuple[str, ...]], list[list[Actor]]] = field(default_factory=dict)  # see `coordination`
    types: dict[str, str] = field(default_factory=dict)  # perpetrator types of organisations, by key
    frequency: dict[str, int] = field(default_factory=dict)  # how often a key is named or meant
    genders: dict[str, str] = field(default_factory=dict)  # `f` or `m`, by key, where known
    numbers: dict[str, str] = field(default_factory=dict)
    named_in: dict[str, list[int]] = field(default_factory=dict)  # sentences in which a key is named
    people: list[str] = field(default_factory=list)  # keys of persons, in order of the text
    signers: frozenset[str] = frozenset()  # persons named at the very end, where letters are signed
    container: dict[int, Actor] = field(default_factory=dict)  # the group whose words hold a name, by its head
    titled: frozenset[str] = frozenset()  # keys of people and bodies that the title of the alert names
    prominence: dict[str, int] = field(default_factory=dict)  # persons by place: in the title first, then by names
    main_person: str = ""  # the person meant most often
    bodies: list[Actor] = field(default_factory=list)  # names and descriptions of media, associations, firms, by head
    main_body: Actor | None = None  # the body told most often
    first_actor: dict[str, Actor] = field(default_factory=dict)
    occupations: dict[str, str] = field(default_factory=dict)
    countries: dict[str, str] = field(default_factory=dict)  # of places
    is_country: dict[str, bool] = field(default_factory=dict)  # is a place a whole country?
    homes: list[str] = field(default_factory=list)  # of each sentence: the country told of, the alert's if it has one
    groups: list[Group] = field(default_factory=list)
    published: str = ""  # the ISO day of publication, empty where unknown
    kin: frozenset[str] = frozenset()  # keys that stand beside a word of kinship
    topics: dict[int, frozenset[str]] = field(default_factory=dict)  # of sentences that were asked for
    ensembles: list[Ensemble] = field(default_factory=list)  # persons named in one breath, in order of the text
    described: list[Actor] = field(default_factory=list)  # descriptions of several people, in order of the text
    members: dict[str, frozenset[str]] = field(default_factory=dict)  # of groups: who is named out of them
    nouns: dict[str, frozenset[str]] = field(default_factory=dict)  # by which each entity is told
    bearers: dict[str, list[str]] = field(default_factory=dict)  # entities by noun, in order of the text
    told_by: dict[str, list[int]] = field(default_factory=dict)  # heads of the descriptions with a noun
    owned: list[int] = field(default_factory=list)  # heads of the descriptions that may tell whose (`son mari`)
    authorities: frozenset[str] = frozenset()  # persons told by an office (judge, minister, officer)
    headed: list[frozenset[str]] = field(default_factory=list)  # of each sentence: those named in the heading over it
    quoted: list[bool] = field(default_factory=list)  # of each token: does it stand between quotation marks?
    voices: dict[int, int] = field(default_factory=dict)  # by quoted token: the head of the actor who says it, if told
    saying: dict[str, int] = field(default_factory=dict)  # how often a key is named as one who says something
    suffering: dict[str, int] = field(default_factory=dict)  # … as the object of a verb
    befallen: list[int] = field(default_factory=list)  # heads of the actors whom an act hits where they stand
    quoted_share: float = 0.0  # of first persons that stand between quotation marks

    def sentence(self, token: Word) -> Span:
        """The sentence of a token."""
        return self.sentences[self.sentence_of[token.i]]

    def replace_actor(self, place: int, actor: Actor) -> None:
        """Put an actor that is known better in the place of another with the same head."""
        old = self.actors[place]
        self.actors[place] = self.actor_at[actor.head] = actor
        here = self.actors_in[self.sentence_of[actor.head]]
        here[here.index(old)] = actor
        self.topics.pop(self.sentence_of[actor.head], None)
        self.seen.pop(self.sentence_of[actor.head], None)
        self.chains.clear()
        for key, change in ((old.key, -1), (actor.key, 1)):
            if key:
                self.frequency[key] = self.frequency.get(key, 0) + change
                if not self.frequency[key]:
                    del self.frequency[key]

    @property
    def published_span(self) -> tuple[int, int]:
        """The characters of the publication date in the header, (-1, -1) where it is not in the text."""
        field = self.doc._.header.get("published_on", ["", -1, -1])
        return int(field[1]), int(field[2])

    def subjects_of(self, sentence: int) -> frozenset[str]:
        """The keys that the grammatical subjects of a sentence stand for."""
        if sentence < 0:
            return frozenset()
        if sentence not in self.topics:
            actors = [a for a in self.actors_in[sentence] if a.candidates and self.tokens[a.head].dep_ in SUBJECTS]
            self.topics[sentence] = frozenset(a.candidates[0][0] for a in actors)
        return self.topics[sentence]

    def last_bodies(self, token: int, most: int) -> list[Actor]:
        """The bodies told last before a token, each once, the last one first."""
        before = bisect_left(self.bodies, token, key=lambda actor: actor.head)
        found: dict[str, Actor] = {}
        for actor in islice(reversed(self.bodies[:before]), MOST_BODIES):
            found.setdefault(actor.key, actor)
        return list(islice(found.values(), most))

    def date_over(self, token: int) -> int:
        """The date expression whose words hold a token (`la veille de son arrestation`), -1 for none."""
        own = self.dates_in[self.sentence_of[token]]
        return next((date for date in own if self.date_tokens[date][0] <= token < self.date_tokens[date][1]), -1)

    def last_naming(self, key: str, sentence: int) -> int:
        """The last sentence up to a given one in which a key is named, -1 for none."""
        named = self.named_in.get(key, ())
        place = bisect_right(named, sentence)
        return named[place - 1] if place else -1

    def begins_block(self, sentence: int) -> bool:
        """Is a sentence the first of its block?"""
        return sentence == 0 or self.block_of[sentence - 1] != self.block_of[sentence]

    def paragraph_start(self, sentence: int) -> int:
        """The first sentence of the block of a sentence, -1 if it is this one."""
        block = self.block_of[sentence]
        start = sentence
        while start > 0 and self.block_of[start - 1] == block:
            start -= 1
        return start if start != sentence else -1

    def speaker(self, sentence: int) -> str:
        """The person whose name opens the block of a sentence before a colon, as in interviews; empty for none."""
        start = self.paragraph_start(sentence) if self.paragraph_start(sentence) >= 0 else sentence
        begin = self.sentences[start].start
        for actor in self.actors_in[start]:
            if actor.kind == "person" and actor.start - begin <= 2:
                return actor.key if ":" in self.doc[actor.end : actor.end + 2].text else ""
        return ""

    def voice(self, actor: Actor) -> str:
        """The key of who says the quotation that an actor stands in; empty where it is in none or nobody is told."""
        said = self.actor_at.get(self.voices.get(actor.head, -1))
        return "" if said is None else said.candidates[0][0] if said.candidates else said.key

    def last_person(self, sentence: int) -> str:
        """The person named last before a sentence (within three), empty for none."""
        for index in range(sentence - 1, max(-1, sentence - 4), -1):
            names = [a.key for a in self.actors_in[index] if a.form == "name" and a.kind == "person"]
            if names:
                return names[-1]
        return ""

    def block_kind(self, sentence: int) -> str:
        """The kind of the block of a sentence, empty outside of any."""
        block = self.block_of[sentence]
        return self.block_kinds[block] if block >= 0 else ""

    def first_word(self, sentence: int) -> str:
        """The first word of a sentence in lower case."""
        span = self.sentences[sentence]
        return next((t.lower_ for t in self.tokens[span.start : span.end] if not t.is_space and not t.is_punct), "")

    def words_of(self, key: str) -> str:
        """The words that name or describe a key where it first stands, empty if it never does."""
        actor = self.first_actor.get(key)
        if actor is None or actor.start == actor.end:
            return ""
        last = self.tokens[actor.end - 1]
        return self.text[self.tokens[actor.start].idx : last.idx + len(last.text)]

    def group(self, key: str) -> Group:
        """The group of a key such as `group:3`."""
        return self.groups[int(key.removeprefix("group:"))]

    def nature(self, key: str) -> tuple[str, str]:
        """The kind of a key (`person`, `group`, …) and, of a group, what kind of people it is."""
        return self.natures.get(key, ("", ""))

    def between(self, one: int, other: int) -> int:
        """How many actors stand between two tokens of a sentence."""
        low, high = sorted((one, other))
        return sum(low < actor.head < high for actor in self.actors_in[self.sentence_of[one]])
