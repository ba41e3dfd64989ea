"""What speaks for someone being meant by a pronoun, possessive or description, as numbers for the trees."""

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.incidents.encoding.codes import ELSE, GROUPS, acts, code
from pipeline.incidents.grammar.roles import case
from pipeline.incidents.references.asked import Asked
from pipeline.incidents.references.course import Course, fit, placed
from pipeline.incidents.references.descriptions import described
from pipeline.incidents.references.ground import Ground
from pipeline.incidents.references.speech import speaking, speech
from pipeline.incidents.scene.events import SAYING, Event, event
from pipeline.incidents.scene.quotations import is_source
from pipeline.incidents.scene.scene import Actor, Scene
from pipeline.learned.stack import HOPELESS, rivalry

FAR = 500.0
SENTENCE = 100.0  # added for each sentence between
NEVER = 99  # the place of whoever is no person among those by prominence
SAID = -2.0  # stands for a verb of saying among acts
NOBODY = [ELSE] * 4
UNRUN = [ELSE] * 4
UNFOLLOWED = [ELSE] * 7
UNTOLD = [ELSE] * 13
UNSPOKEN = [ELSE] * 10
UNSAID = [ELSE] * 2  # of a first person, whose speaker is known otherwise


@dataclass(slots=True)
class Trace:
    """What the text has said of someone before a reference: the last mention, how often, and as what."""

    last: Actor
    count: int
    named: int  # mentions by name


def numbers(
    scene: Scene, traces: dict[str, Trace], keys: list[str], question: Asked, read: Ground, odds: Sequence[float]
) -> list[list[float]]:
    """The numbers of each candidate of a reference, none of those that are hopeless; `keys` are they, the last
    mentioned first, `odds` what a linear model said of them at first."""
    course, last, told = read.course, read.last, read.told
    shared = [*reference(scene, question, len(keys)), *(running(course) if course else UNRUN)]
    spoken = speech(scene, question) if question.actor.form == "first" else None
    return [
        [
            *shared,
            float(recency),
            *mentioned(scene, question, key, traces[key]),
            *known(scene, question, key),
            *(followed_by(scene, course, key, traces[key].last) if course else UNFOLLOWED),
            *(after(last, key) if last else NOBODY),
            *(described(scene, told, question, key) if told else UNTOLD),
            *(speaking(scene, spoken, key) if spoken else UNSPOKEN),
            *rivals,
        ]
        if rivals[0] >= HOPELESS
        else []
        for recency, (key, rivals) in enumerate(zip(keys, rivalry(odds), strict=True))
    ]


def running(course: Course) -> list[float]:
    """What a reference that continues a telling tells, and how many agree with it."""
    return [*happening(course.now), float(len(course.fitting)), float(course.persons)]


def followed_by(scene: Scene, course: Course, key: str, last: Actor) -> list[float]:
    """What befell the candidate where he was last mentioned, and before; his place among those who agree and among the
    last subjects."""
    return [
        *happening(event(scene.tokens[last.head])),
        *befell(course.past.get(key, []), course.now),
        float(placed(course.fitting, key)),
        float(placed(course.line, key)),
    ]


def happening(told: Event) -> list[float]:
    """An act and a part in it."""
    return [acts().get(told.act, SAID if told.act == SAYING else ELSE), code("parts", told.part)]


def befell(past: list[Event], now: Event) -> list[float]:
    """How often someone suffered something before, how often the like of what is told now, and what last."""
    group = GROUPS.get(now.act, "")
    return [
        float(len(past)),
        float(sum(GROUPS[told.act] == group for told in past)),
        acts()[past[-1].act] if past else ELSE,
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


def place_among(actor: Actor, key: str) -> int:
    """The place of a candidate among those whom an actor may mean, 9 where it is none of them."""
    return next((place for place, (other, _) in enumerate(actor.candidates) if other == key), 9)


def after(last: tuple[Actor, int], key: str) -> list[float]:
    """Whether the last pronoun that agrees with a reference means a candidate."""
    actor, back = last
    place = place_among(actor, key)
    score = next((score for other, score in actor.candidates if other == key), 0.0)
    return [float(place), code("forms", actor.form), float(back), score]
