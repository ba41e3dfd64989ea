"""A Doc as a scene: who can play a role, and which sentence, section and date stands where. Built once per Doc."""

from bisect import bisect_right
from dataclasses import dataclass, field
from itertools import accumulate

from spacy.tokens import Doc, Span, Token

from pipeline.dates.types import DateExpression
from pipeline.incidents.cues import SUBJECTS, lemma, words
from pipeline.language.extensions import Group
from pipeline.normalise import country_code, organisation_type

TITLE_WORDS = 3  # words before a name that may tell whom someone serves
STOPS = (",", ";", ":", "–", "—", "(")
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
    actor_at: dict[int, Actor] = field(default_factory=dict)  # by head token
    actors_in: list[list[Actor]] = field(default_factory=list)  # of each sentence
    lemmas_in: list[frozenset[str]] = field(default_factory=list)  # of each sentence, names left out
    verbs_until: list[int] = field(default_factory=list)  # verbs before each token of the Doc
    stops_until: list[int] = field(default_factory=list)  # commas, colons, dashes before each token
    dates: list[DateExpression] = field(default_factory=list)
    date_tokens: list[tuple[int, int]] = field(default_factory=list)
    dates_in: list[list[int]] = field(default_factory=list)  # of each sentence
    subjects: frozenset[str] = frozenset()
    kinds: dict[str, str] = field(default_factory=dict)  # of entities
    types: dict[str, str] = field(default_factory=dict)  # perpetrator types of organisations, by key
    frequency: dict[str, int] = field(default_factory=dict)  # how often a key is named or meant
    genders: dict[str, str] = field(default_factory=dict)  # `f` or `m`, by key, where known
    numbers: dict[str, str] = field(default_factory=dict)
    named_in: dict[str, list[int]] = field(default_factory=dict)  # sentences in which a key is named
    people: list[str] = field(default_factory=list)  # keys of persons, in order of the text
    signers: frozenset[str] = frozenset()  # persons named at the very end, where letters are signed
    container: dict[int, Actor] = field(default_factory=dict)  # the group whose words hold a name, by its head
    main_person: str = ""  # the person meant most often
    first_actor: dict[str, Actor] = field(default_factory=dict)
    occupations: dict[str, str] = field(default_factory=dict)
    countries: dict[str, str] = field(default_factory=dict)  # of places
    is_country: dict[str, bool] = field(default_factory=dict)  # is a place a whole country?
    home: str = ""  # the alert's country
    groups: list[Group] = field(default_factory=list)
    published: str = ""  # the ISO day of publication, empty where unknown
    kin: frozenset[str] = frozenset()  # keys that stand beside a word of kinship

    def sentence(self, token: Token) -> Span:
        """The sentence of a token."""
        return self.sentences[self.sentence_of[token.i]]

    def replace_actor(self, place: int, actor: Actor) -> None:
        """Put an actor that is known better in the place of another with the same head."""
        old = self.actors[place]
        self.actors[place] = self.actor_at[actor.head] = actor
        here = self.actors_in[self.sentence_of[actor.head]]
        here[here.index(old)] = actor
        for key, change in ((old.key, -1), (actor.key, 1)):
            if key:
                self.frequency[key] = self.frequency.get(key, 0) + change

    @property
    def published_span(self) -> tuple[int, int]:
        """The characters of the publication date in the header, (-1, -1) where it is not in the text."""
        field = self.doc._.header.get("published_on", ["", -1, -1])
        return int(field[1]), int(field[2])

    def subjects_of(self, sentence: int) -> frozenset[str]:
        """The keys that the grammatical subjects of a sentence stand for."""
        if sentence < 0:
            return frozenset()
        actors = self.actors_in[sentence]
        return frozenset(a.candidates[0][0] for a in actors if a.candidates and self.doc[a.head].dep_ in SUBJECTS)

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
        return next((t.lower_ for t in self.sentences[sentence] if not t.is_space and not t.is_punct), "")

    def words_of(self, key: str) -> str:
        """The words that name or describe a key where it first stands, empty if it never does."""
        actor = self.first_actor.get(key)
        return self.doc[actor.start : actor.end].text if actor is not None else ""

    def group(self, key: str) -> Group:
        """The group of a key such as `group:3`."""
        return self.groups[int(key.removeprefix("group:"))]

    def nature(self, key: str) -> tuple[str, str]:
        """The kind of a key (`person`, `group`, …) and, of a group, what kind of people it is."""
        if key.startswith("group:"):
            return "group", str(self.group(key)["human"])
        return self.kinds.get(key, ""), ""

    def between(self, one: int, other: int) -> int:
        """How many actors stand between two tokens of a sentence."""
        low, high = sorted((one, other))
        return sum(low < actor.head < high for actor in self.actors_in[self.sentence_of[one]])


def part_at(spans: list[list[object]], start: int) -> int:
    """The index of the last [kind, start, end] that starts at or before a character, else -1."""
    return bisect_right([int(span[1]) for span in spans], start) - 1  # type: ignore[call-overload]


def tokens_of(doc: Doc, start: int, end: int) -> Span | None:
    """The tokens of a character span, widened to whole tokens."""
    return doc.char_span(start, end, alignment_mode="expand")


def name_actors(doc: Doc) -> list[Actor]:
    """One actor for each name in the Doc."""
    found = []
    kinds = {entity["key"]: entity["kind"] for entity in doc._.entities}
    for span in doc.spans.get("names", []):
        key = span.id_ or span.kb_id_
        found.append(Actor(span.start, span.end, span.root.i, kinds.get(key, span.label_), key, ((key, 1.0),)))
    return found


def descriptions(doc: Doc) -> dict[int, tuple[tuple[str, float], ...]]:
    """What the definite descriptions of the Doc may point to, by their first character."""
    return {
        reference["start"]: tuple((key, float(score)) for key, score in reference["candidates"])
        for reference in doc._.references
        if reference["form"] == "description"
    }


def speaks(token: Token) -> bool:
    """Is a token a first person (`je`, `mon`, …) and no title or name (`Me Diop`, `Ma On Shan`)?"""
    if token.lower_ not in words("first_person") or token.ent_type_:
        return False
    following = token.doc[token.i + 1].text if token.i + 1 < len(token.doc) else ""
    return token.text.islower() or (bool(token.is_sent_start) and not following[:1].isupper())


def first_person_actors(doc: Doc) -> list[Actor]:
    """One actor for each `je`, `me`, `mon`, …: who speaks is decided like any other reference."""
    return [Actor(token.i, token.i + 1, token.i, "reference", "", (), form="first") for token in doc if speaks(token)]


def both(key: str, candidates: tuple[tuple[str, float], ...]) -> tuple[tuple[str, float], ...]:
    """A description may be someone already known or a group of its own: the likelier comes first."""
    known = [pair for pair in candidates if pair[0] != key][:2]
    own = (key, 1 - known[0][1] if known else 1.0)
    return tuple(sorted([*known, own], key=lambda pair: -pair[1]))


def group_actors(doc: Doc) -> list[Actor]:
    """One actor for each description of people or bodies."""
    found = []
    described = descriptions(doc)
    for index, group in enumerate(doc._.groups):
        span = tokens_of(doc, group["start"], group["end"])
        head = tokens_of(doc, group["head_start"], group["head_start"] + 1)
        if span is None or head is None:
            continue
        key = f"group:{index}"
        found.append(
            Actor(
                span.start,
                span.end,
                head.start,
                "group",
                key,
                both(key, described.get(group["start"], ())),
                group["perpetrator_type"],
                "group",
                group["human"],
                group["number"],
                group["determiner"],
            )
        )
    return found


def reference_actors(doc: Doc) -> list[Actor]:
    """One actor for each pronoun, possessive and relative that points to someone."""
    found = []
    for reference in doc._.references:
        span = tokens_of(doc, reference["start"], reference["end"])
        if span is None or reference["form"] == "description":
            continue
        candidates = tuple((key, float(score)) for key, score in reference["candidates"])
        key = candidates[0][0] if candidates else ""
        head = span.root.i
        found.append(Actor(span.start, span.end, head, "reference", key, candidates, form=reference["form"]))
    return found


def person_services(doc: Doc, actors: list[Actor]) -> dict[str, str]:
    """The service of named persons whom the words before a name place (`le juge X`, `l'adjudant Y`)."""
    found: dict[str, str] = {}
    for actor in actors:
        if actor.kind == "person" and actor.form == "name" and not found.get(actor.key):
            before = doc[max(0, actor.start - TITLE_WORDS) : actor.start]
            nouns = [t.text for t in before if t.pos_ in ("NOUN", "ADJ") and t.is_alpha]
            found[actor.key] = organisation_type(" ".join(nouns)) if nouns else ""
    return found


def beside_kin(doc: Doc, actor: Actor) -> bool:
    """Does a name stand right after a word of kinship (`son frère Ali`, `sa mère, Fatou`)?"""
    return actor.kind == "person" and any(
        token.lemma_.lower() in words("kin") for token in doc[max(0, actor.start - 3) : actor.start]
    )


def seat_actors(scene: Scene) -> None:
    """Find everyone who can play a role, one for each head token, and sort them by sentence."""
    doc = scene.doc
    known: set[int] = set()
    for actor in [*name_actors(doc), *group_actors(doc), *reference_actors(doc), *first_person_actors(doc)]:
        if actor.head not in known:
            known.add(actor.head)
            scene.actors.append(actor)
    scene.actors.sort(key=lambda actor: (actor.start, actor.end))
    scene.actor_at = {actor.head: actor for actor in scene.actors}
    scene.actors_in = [[] for _ in scene.sentences]
    for actor in scene.actors:
        scene.actors_in[scene.sentence_of[actor.head]].append(actor)


def seat_dates(scene: Scene) -> None:
    """Sort the date expressions by sentence."""
    doc = scene.doc
    scene.dates_in = [[] for _ in scene.sentences]
    for index, date in enumerate(doc._.dates):
        span = tokens_of(doc, date["start"], date["end"])
        scene.dates.append(date)
        scene.date_tokens.append((span.start, span.end) if span is not None else (0, 0))
        if span is not None:
            scene.dates_in[scene.sentence_of[span.start]].append(index)


def know_entities(scene: Scene) -> None:
    """What is known of each entity and group, by key."""
    doc = scene.doc
    scene.subjects = frozenset(doc._.subjects)
    scene.kinds = {entity["key"]: entity["kind"] for entity in doc._.entities}
    scene.types = {e["key"]: organisation_type(e["name"]) for e in doc._.entities if e["kind"] == "organisation"}
    for index, group in enumerate(doc._.groups):
        scene.types[f"group:{index}"] = group["perpetrator_type"]
    scene.types |= {key: kind for key, kind in person_services(doc, scene.actors).items() if kind}
    for e in doc._.entities:
        scene.genders[e["key"]], scene.numbers[e["key"]] = e["gender"], e["number"]
    for index, group in enumerate(doc._.groups):
        scene.genders[f"group:{index}"], scene.numbers[f"group:{index}"] = group["gender"], group["number"]
    scene.occupations = {e["key"]: e["occupation"] for e in doc._.entities if e["occupation"]}
    scene.countries = {e["key"]: e["country"] for e in doc._.entities if e["kind"] == "place" and e["country"]}
    scene.is_country = {e["key"]: bool(country_code(e["name"])) for e in doc._.entities if e["kind"] == "place"}
    scene.home = str(doc._.country)
    scene.groups = list(doc._.groups)
    scene.published = str(doc._.published_on)


def know_actors(scene: Scene) -> None:
    """What the actors of the whole text tell: who is named where and how often, who signs, whom it is about."""
    doc = scene.doc
    scene.kin = frozenset(actor.key for actor in scene.actors if beside_kin(doc, actor))
    for group in (a for a in scene.actors if a.form == "group"):
        for actor in scene.actors_in[scene.sentence_of[group.head]]:
            if actor.form == "name" and group.start <= actor.start and actor.end <= group.end:
                scene.container[actor.head] = group
    scene.people = list(dict.fromkeys(a.key for a in scene.actors if a.kind == "person"))
    meant: dict[str, Actor] = {}  # who is only meant and never seated stands where he is meant
    for actor in scene.actors:
        if actor.form == "name":
            scene.named_in.setdefault(actor.key, []).append(scene.sentence_of[actor.head])
        for key, _ in actor.candidates:
            meant.setdefault(key, actor)
        if actor.key:
            scene.frequency[actor.key] = scene.frequency.get(actor.key, 0) + 1
            scene.first_actor.setdefault(actor.key, actor)
    scene.first_actor = meant | scene.first_actor
    last = max((scene.sentence_of[a.head] for a in scene.actors if a.kind == "person"), default=0)
    scene.signers = frozenset(
        a.key
        for a in scene.actors
        if a.kind == "person" and scene.sentence_of[a.head] >= max(last, len(scene.sentences) - 4)
    )
    scene.main_person = max(scene.people, key=lambda key: scene.frequency.get(key, 0), default="")


def set_scene(doc: Doc) -> Scene:
    """Read the extensions of a Doc once."""
    sentences = list(doc.sents)
    sentence_of = [i for i, sentence in enumerate(sentences) for _ in sentence]
    sections, blocks = doc._.sections, doc._.blocks
    starts = [next((t.idx for t in s if not t.is_space), s.start_char) for s in sentences]
    scene = Scene(
        doc,
        doc.text,
        sentences,
        sentence_of,
        [str(sections[max(0, part_at(sections, start))][0]) if sections else "body" for start in starts],
        [part_at(blocks, start) for start in starts],
        [str(block[0]) for block in blocks],
        [],
    )
    scene.lemmas_in = [frozenset(lemma(token) for token in sentence) for sentence in sentences]
    scene.verbs_until = [0, *accumulate(token.pos_ == "VERB" for token in doc)]
    scene.stops_until = [0, *accumulate(token.text in STOPS for token in doc)]
    seat_actors(scene)
    seat_dates(scene)
    know_entities(scene)
    know_actors(scene)
    return scene
