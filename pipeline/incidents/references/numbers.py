"""What speaks for someone being meant by a pronoun, possessive or description, as numbers for the trees."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from pipeline.incidents.encoding.codes import ELSE, code
from pipeline.incidents.grammar.cues import REMEMBERED, words
from pipeline.incidents.grammar.roles import case
from pipeline.incidents.references.asked import Asked, own_gender, own_number
from pipeline.incidents.references.kinship import relatives
from pipeline.incidents.scene.quotations import is_source, reports
from pipeline.incidents.scene.scene import Actor, Scene
from pipeline.learned.stack import HOPELESS, rivalry

FAR = 500.0
SENTENCE = 100.0  # added for each sentence between
NEVER = 99  # the place of whoever is no person among those by prominence
NAMED_EARLY = 4  # sentences at the top, where those whom a text is by are named
AGO = 8  # sentences back to the last first person
DISAGREE = 2.0
NOBODY = [ELSE] * 4
UNTOLD = [ELSE] * 13
UNSPOKEN = [ELSE] * 10
UNSAID = [ELSE] * 2  # of a first person, whose speaker is known otherwise


@dataclass(slots=True)
class Trace:
    """What the text has said of someone before a reference: the last mention, how often, and as what."""

    last: Actor
    count: int
    named: int  # mentions by name


def fit(one: str, other: str) -> float:
    """Whether two values of gender or number agree: 0 open, where one is unknown, 1 yes, 2 no."""
    return 0.0 if not one or not other else 1.0 if one == other else 2.0


def numbers(
    scene: Scene, traces: dict[str, Trace], keys: list[str], question: Asked, odds: Sequence[float]
) -> list[list[float]]:
    """The numbers of each candidate of a reference, none of those that are hopeless; `keys` are they, the last
    mentioned first, `odds` what a linear model said of them at first."""
    shared = reference(scene, question, len(keys))
    last = followed(scene, question)
    told = telling(scene, question) if question.actor.form == "group" else None
    spoken = speech(scene, question) if question.actor.form == "first" else None
    return [
        [
            *shared,
            float(recency),
            *mentioned(scene, question, key, traces[key]),
            *known(scene, question, key),
            *(after(last, key) if last else NOBODY),
            *(described(scene, told, question, key) if told else UNTOLD),
            *(speaking(scene, spoken, key) if spoken else UNSPOKEN),
            *rivals,
        ]
        if rivals[0] >= HOPELESS
        else []
        for recency, (key, rivals) in enumerate(zip(keys, rivalry(odds), strict=True))
    ]


def reference(scene: Scene, question: Asked, among: int) -> list[float]:
    """What the reference is; `among` how many it may mean."""
    actor, token = question.actor, question.token
    return [
        code("forms", actor.form),
        code("referring", token.lower_),
        code("relations", token.dep_),
        code("parts_of_speech", token.head.pos_),
        code("possessed", token.head.lemma_.lower()),
        code("kinds", actor.human),
        code("determiners", actor.determiner),
        float(actor.end - actor.start),
        float(among),
        float(scene.quoted[actor.head]),
        code("genders", question.gender),
        code("numbers", question.number),
        float(len(scene.subjects)),
        float(len(scene.people)),
        float(len(scene.headed[question.here])),
        float(bool(question.opener)),
    ]


def mentioned(scene: Scene, question: Asked, key: str, trace: Trace) -> list[float]:
    """Where, how often and as what the candidate was last mentioned."""
    tokens, last, actor = scene.tokens, trace.last, question.actor
    here, there = question.here, scene.sentence_of[last.head]
    head = tokens[last.head]
    place, score = question.given.get(key, (9, 0.0))
    near = here - there <= 1 and is_source(scene, last.start)
    return [
        float(here - there),
        float(scene.block_of[here] == scene.block_of[there]),
        float(actor.start - last.end) if here == there else FAR + SENTENCE * (here - there),
        code("forms", last.form),
        code("relations", head.dep_),
        code("determiners", last.determiner),
        code("prepositions", case(head)),
        float(near),
        float(trace.count),
        float(trace.named),
        float(place),
        score,
        float(question.top is not None and question.top.i == last.head),
        float(key in question.rulers),
        float(last.head != question.token.i and head.head.i == question.token.head.i),
        fit(question.gender, scene.genders.get(key, "")),
        fit(question.number, scene.numbers.get(key, "")),
    ]


def known(scene: Scene, question: Asked, key: str) -> list[float]:
    """Who the candidate is, and what the telling was about before."""
    kind, human = scene.nature(key)
    return [
        code("kinds", human or kind),
        float(scene.main_person == key),
        *(UNSAID if question.actor.form == "first" else prominence(scene, key)),
        float(key in scene.subjects),
        float(scene.frequency.get(key, 0)),
        float(key in question.before),
        float(key in question.beside),
        float(key in question.opening),
        float(key in scene.signers),
        float(question.speaker == key),
        float(key in scene.kin),
        code("services", scene.types.get(key, "")),
        float(key in scene.authorities),
        float(key in scene.headed[question.here]),
        float(question.opener == key),
        code("apposed", question.apposed.get(key, "")),
        float(bool(question.voice)),
        float(question.voice == key),
        *renown(scene, key),
    ]


def prominence(scene: Scene, key: str) -> list[float]:
    """How prominent the text makes someone by name, and whether its title names him."""
    return [float(scene.prominence.get(key, NEVER)), float(key in scene.titled)]


def renown(scene: Scene, key: str) -> list[float]:
    """How much of what someone is named for is saying something, or suffering it."""
    named = max(1, len(scene.named_in.get(key, ())))
    return [scene.saying.get(key, 0) / named, scene.suffering.get(key, 0) / named, float(named)]


def followed(scene: Scene, question: Asked) -> tuple[Actor, int] | None:
    """The last pronoun or possessive before a reference that agrees with it, and how many sentences back."""
    for index in (question.here, question.here - 1):
        if index < 0:
            continue
        for other in reversed(scene.actors_in[index]):
            if other.head >= question.actor.head or other.form not in ("pronoun", "possessive") or not other.candidates:
                continue
            numbers = fit(question.number, own_number(scene, other))
            if max(numbers, fit(question.gender, own_gender(scene, other))) < DISAGREE:
                return other, question.here - index
    return None


def place_among(actor: Actor, key: str) -> int:
    """The place of a candidate among those whom an actor may mean, 9 where it is none of them."""
    return next((place for place, (other, _) in enumerate(actor.candidates) if other == key), 9)


def after(last: tuple[Actor, int], key: str) -> list[float]:
    """Whether the last pronoun that agrees with a reference means a candidate."""
    actor, back = last
    place = place_among(actor, key)
    score = next((score for other, score in actor.candidates if other == key), 0.0)
    return [float(place), code("forms", actor.form), float(back), score]


FAMILIES = (
    "press", "counsel", "activists", "sufferers", "media", "associations", "firms", "bench", "troops", "learners",
    "teachers", "clergy", "farmers", "healers", "attackers", "officials",
)  # fmt: skip


@lru_cache(maxsize=REMEMBERED)
def kindred(nouns: frozenset[str]) -> frozenset[str]:
    """The families of nouns (`cues.toml`) that nouns belong to."""
    return frozenset(name for name in FAMILIES if nouns & words(name))


def nouns_of(scene: Scene, key: str) -> frozenset[str]:
    """The nouns by which a key is told."""
    return frozenset([scene.group(key)["head"]]) if key.startswith("group:") else scene.nouns.get(key, frozenset())


def likeness(noun: str, nouns: frozenset[str]) -> float:
    """How a noun fits those by which someone is told: 0 none known, 1 another, 2 of one family, 3 the same."""
    if not nouns:
        return 0.0
    return 3.0 if noun in nouns else 2.0 if kindred(nouns) & kindred(frozenset([noun])) else 1.0


@dataclass(frozen=True, slots=True)
class Telling:
    """A description: its noun, how many bear it, how many of them agree with it, the last like it."""

    noun: str
    bearing: int
    agreeing: int
    count: int
    goes_on: bool
    named: bool
    earlier: int
    last: str  # whom the last description with the noun means
    relatives: dict[str, str]  # whom earlier words of kinship pair with its owner, see `kinship`


def telling(scene: Scene, question: Asked) -> Telling:
    """Read a description once for all of its candidates."""
    actor, tokens = question.actor, scene.tokens
    group = scene.group(actor.key)
    noun = group["head"]
    bearing = scene.bearers.get(noun, [])
    heads = scene.told_by[noun]
    earlier = heads[: bisect_left(heads, actor.head)]
    last = scene.actor_at[earlier[-1]].candidates if earlier else ()
    return Telling(
        noun,
        len(bearing),
        sum(fit(question.gender, scene.genders.get(one, "")) < DISAGREE for one in bearing),
        group["count"],
        actor.end < len(tokens) and tokens[actor.end].lower_ in words("goes_on"),
        any(question.apposed.values()),
        len(earlier),
        last[0][0] if last else "",
        relatives(scene, actor),
    )


def described(scene: Scene, told: Telling, question: Asked, key: str) -> list[float]:
    """What speaks for a description meaning the candidate: its noun, how many bear it, the words around it."""
    other = scene.group(key) if key.startswith("group:") else None
    return [
        float(key == question.actor.key),
        likeness(told.noun, nouns_of(scene, key)),
        float(told.bearing),
        float(told.agreeing),
        float(told.count),
        float(other["count"]) if other else ELSE,
        fit(str(told.count or ""), str(other["count"] or "")) if other else ELSE,
        code("kinds", other["human"]) if other else ELSE,
        float(told.goes_on),
        float(told.named),
        float(told.earlier),
        float(told.last == key),
        code("relatives", told.relatives.get(key, "")),
    ]


def says(scene: Scene, index: int, key: str) -> bool:
    """Is someone the subject of a verb of saying in a sentence?"""
    return any(
        actor.candidates and actor.candidates[0][0] == key and reports(scene, actor.head)
        for actor in scene.actors_in[index]
    )


def last_first_person(scene: Scene, actor: Actor, here: int) -> str | None:
    """Whom the first person before a first person means, not too far back; None where there is none."""
    for index in range(here, max(-1, here - AGO), -1):
        for other in reversed(scene.actors_in[index]):
            if other.form == "first" and other.head < actor.head and other.candidates:
                return other.candidates[0][0]
    return None


@dataclass(frozen=True, slots=True)
class Speech:
    """A first person: the sentences around it, who is named there, whom the last one means, those told as a third."""

    around: list[int]
    named: set[str]
    last: str | None
    third: set[str]


def speech(scene: Scene, question: Asked) -> Speech:
    """Read a first person once for all of its candidates."""
    here = question.here
    around = [index for index in (here - 1, here, here + 1) if 0 <= index < len(scene.sentences)]
    named = {a.key for index in around for a in scene.actors_in[index] if a.form == "name"}
    third = {a.candidates[0][0] for a in scene.actors if a.form == "pronoun" and a.candidates}
    return Speech(around, named, last_first_person(scene, question.actor, here), third)


def speaking(scene: Scene, spoken: Speech, key: str) -> list[float]:
    """What speaks for the candidate saying `je`: near the quotation, at the top or the end of a text told in it."""
    named = scene.named_in.get(key, [])
    return [
        float(key in spoken.named),
        float(spoken.last == key),
        float(spoken.last is None),
        float(len(named)),
        float(any(index < NAMED_EARLY for index in named)),
        float(bool(scene.people) and scene.people[0] == key),
        float(bool(scene.people) and scene.people[-1] == key),
        scene.quoted_share,
        float(key in spoken.third),
        float(any(says(scene, index, key) for index in spoken.around)),
    ]
