"""Which words stand around a reference and where a candidate was last mentioned, as bundles of signs."""

from pipeline.incidents.encoding.bundles import Bundle
from pipeline.incidents.encoding.codes import GROUPS
from pipeline.incidents.grammar.cues import SUBJECTS, beside
from pipeline.incidents.grammar.parse import Word
from pipeline.incidents.references import signs as write
from pipeline.incidents.references.asked import Asked
from pipeline.incidents.references.course import Course, fit, placed
from pipeline.incidents.references.descriptions import Telling, likeness, nouns_of
from pipeline.incidents.references.ground import Ground
from pipeline.incidents.references.numbers import Trace, place_among
from pipeline.incidents.scene.events import Event, event
from pipeline.incidents.scene.scene import Actor, Scene

SUBJECT = "subj"
MOST = 3  # sentences back that are told apart
LATE = 5  # candidates by how lately they were mentioned that are told apart
TIMES = 3  # acts that hit someone before that are told apart
FITTING, PERSONS, AGREEING = 3, 3, 5  # places among those that agree, persons among them, all of them
MANY = 2  # bearers of a noun that are told apart


def relation(word: Word) -> str:
    """What a word does in its clause; all subjects are alike."""
    return SUBJECT if word.dep_ in SUBJECTS else word.dep_


def bundles(
    scene: Scene, traces: dict[str, Trace], keys: list[str], question: Asked, read: Ground
) -> list[list[Bundle]]:
    """The features of each candidate of a reference."""
    tokens, lemmas, actor = scene.tokens, scene.lemmas, question.actor
    word, form = tokens[actor.head], actor.form
    top, quoted = word.head.i, scene.quoted[word.i]
    does, above, own = relation(word), lemmas[top], lemmas[word.i]
    before, behind = beside(tokens, actor.start, actor.end)
    told, last_one, course = read.told, read.last, read.course
    out = []
    for recency, key in enumerate(keys):
        last = traces[key].last
        head = tokens[last.head]
        did = relation(head)
        kind, human = scene.nature(key)
        kind = human or kind
        back = min(MOST, question.here - scene.sentence_of[last.head])
        nouns = nouns_of(scene, key)
        agrees = agreement(scene, question, key)
        bound = last.head != word.i and head.head.i == top
        chain = chained(last_one, key)
        gender, service = scene.genders.get(key, ""), scene.types.get(key, "")
        in_lead = key in question.before, key in question.beside, key in question.opening
        main, subject = key == scene.main_person, key in scene.subjects
        found: list[Bundle] = [
            (write.told, form, agrees, back, kind, last.form, min(LATE, recency)),
            (write.linked, form, agrees, back, did, does, bound),
            (write.ruled, form, key in question.rulers, does, agrees),
            (write.owned, form, own, agrees, back, kind, gender, last.form, service),
            (write.hung, above, does, kind, did, last.form),
            (write.led, form, agrees, chain, *in_lead, does),
            (write.voiced, form, own, bool(question.voice), question.voice == key, kind, main, subject),
            (write.says, form, renowned(scene, key), key in scene.suffering, quoted),
            (write.before, before, did, back),
            (write.behind, behind, kind),
            (write.mentioned, lemmas[last.head], form, back),
        ]
        if course is not None:
            found += in_course(course, key, form, agrees, kind, back, event(head), does)
        if form == "possessive":
            found.append((write.apposed, question.apposed.get(key, ""), above, gender, kind, key in question.rulers))
        if form != "first":
            found.append((write.titled, form, key in scene.titled, agrees, renowned(scene, key), back))
        found += [(write.noun, noun, above, does, own if key != actor.key else "") for noun in nouns]
        if told is not None:
            new = key == actor.key
            found.append((write.new, new, own, actor.determiner, above, does, behind))
            found += newness(told, actor) if new else likenesses(told, question, key, nouns, agrees, kind, back)
            found.append((write.did, own, did, lemmas[head.head.i]))
            found += beside_or_again(scene, told, question, key, last, agrees, back)
        out.append(found)
    return out


def in_course(
    course: Course, key: str, form: str, agrees: str, kind: str, back: int, then: Event, does: str
) -> list[Bundle]:
    """What befell someone where he was last mentioned (`then`) and before, and befalls whom a reference means; his
    place among those who agree and among the last subjects."""
    now, past = course.now, course.past.get(key, [])
    persons, agreeing = min(PERSONS, course.persons), min(AGREEING, len(course.fitting))
    place = min(FITTING, placed(course.fitting, key))
    found: list[Bundle] = [
        (write.happened, form, *then, *now, back, agrees),
        (write.suffered, form, agrees, kind, min(TIMES, len(past)), *now),
        (write.among, form, place, persons, agreeing, agrees, kind, does),
        (write.lined, form, placed(course.line, key), does, back, agrees),
    ]
    if past:
        found += [(write.befell, form, group, *now) for group in sorted({GROUPS[told.act] for told in past})]
        found.append((write.befell_last, form, past[-1].act, *now))
    return found


def beside_or_again(
    scene: Scene, told: Telling, question: Asked, key: str, last: Actor, agrees: str, back: int
) -> list[Bundle]:
    """Where someone is named beside a description, how he was told last, and whether he is the body that the text is
    about."""
    actor, titled = question.actor, key in scene.titled
    kind, human = scene.nature(key)
    kind, like = human or kind, int(likeness(told.noun, nouns_of(scene, key)))
    found: list[Bundle] = [(write.beside, question.apposed.get(key, ""), told.named, kind, actor.human)]
    if key != actor.key:
        found.append((write.again, like, actor.determiner, last.determiner, last.form, back, agrees))
    if actor.human == "body":
        main = scene.main_body is not None and scene.main_body.key == key
        own, completed = scene.lemmas[actor.head], actor.end - actor.head > 1
        found.append((write.body, own, kind, main, titled, back, completed, like))
    return found


def renowned(scene: Scene, key: str) -> str:
    """Whether someone is named as saying something: always, sometimes, never."""
    named, saying = len(scene.named_in.get(key, ())), scene.saying.get(key, 0)
    return "all" if named and saying >= named else "some" if saying else ""


def newness(told: Telling, actor: Actor) -> list[Bundle]:
    """What a description alone tells of being of somebody new: how many bear its noun, how often it was said, and with
    whom its owner is paired."""
    counts = (min(MANY, number) for number in (told.bearing, told.agreeing, told.earlier))
    return [(write.newness, actor.determiner, actor.human, *counts, *sorted(set(told.relatives.values())))]


def chained(last: tuple[Actor, int] | None, key: str) -> str:
    """The place of a candidate among those whom the last pronoun that agrees means, and how far back it stands."""
    if last is None:
        return ""
    actor, back = last
    return f"{place_among(actor, key)}|{back}|{actor.form}"


def agreement(scene: Scene, question: Asked, key: str) -> str:
    """Whether a candidate agrees with a reference in gender and in number (see `fit`)."""
    gender, number = fit(question.gender, scene.genders.get(key, "")), fit(question.number, scene.numbers.get(key, ""))
    return f"{int(gender)}{int(number)}"


def likenesses(
    told: Telling, question: Asked, key: str, nouns: frozenset[str], agrees: str, kind: str, back: int
) -> list[Bundle]:
    """How the noun of a description fits those by which a candidate is told, and who else it fits."""
    like, actor = int(likeness(told.noun, nouns)), question.actor
    last, agreeing = told.last == key, min(MANY, told.agreeing)
    return [
        (write.alike, like, actor.determiner, agreeing, agrees, actor.human, kind, back, last),
        (write.related, told.relatives.get(key, ""), agrees, told.noun),
    ]
