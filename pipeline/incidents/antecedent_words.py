"""Which words stand around a reference and where a candidate was last mentioned, as features."""

from pipeline.incidents.antecedent_numbers import (
    Telling,
    Trace,
    fit,
    followed,
    likeness,
    nouns_of,
    place_among,
    telling,
)
from pipeline.incidents.asked import Asked
from pipeline.incidents.cues import SUBJECTS, beside
from pipeline.incidents.parse import Word
from pipeline.incidents.scene import Actor, Scene

SUBJECT = "subj"
MOST = 3  # sentences back that are told apart
LATE = 5  # candidates by how lately they were mentioned that are told apart
MANY = 2  # bearers of a noun that are told apart


def relation(word: Word) -> str:
    """What a word does in its clause; all subjects are alike."""
    return SUBJECT if word.dep_ in SUBJECTS else word.dep_


def signs(scene: Scene, traces: dict[str, Trace], keys: list[str], question: Asked) -> list[list[str]]:
    """The features of each candidate of a reference."""
    tokens, actor = scene.tokens, question.actor
    word = tokens[actor.head]
    does, above, own = relation(word), scene.lemmas[word.head.i], scene.lemmas[word.i]
    before, behind = beside(tokens, actor.start, actor.end)
    told = telling(scene, question) if actor.form == "group" else None
    last_one = followed(scene, question)
    over, at, form = f"above:{above}|{does}|", f"own:{own}|", f"{actor.form}|"
    out = []
    for recency, key in enumerate(keys):
        last = traces[key].last
        did = relation(tokens[last.head])
        kind, human = scene.nature(key)
        kind = human or kind
        back = min(MOST, question.here - scene.sentence_of[last.head])
        nouns = nouns_of(scene, key)
        agrees = agreement(scene, question, key)
        bound = last.head != word.i and tokens[last.head].head.i == word.head.i
        found = [
            f"{form}{agrees}|{back}|{kind}",
            f"{at}{agrees}",
            f"{form}{agrees}|{did}>{does}|{bound}",
            f"{form}rank:{min(LATE, recency)}|{agrees}",
            f"{form}chain:{chained(last_one, key)}|{agrees}",
            f"{form}led:{key in question.before}{key in question.beside}{key in question.opening}|{does}",
            f"{form}voice:{bool(question.voice)}{question.voice == key}|{own}",
            f"{form}says:{renowned(scene, key)}|{scene.quoted[word.i]}",
            f"{form}about:{key == scene.main_person}{key in scene.subjects}|{kind}",
            over + kind,
            over + did,
            over + last.form,
            at + kind,
            f"{at}{last.form}|{back}",
            at + scene.types.get(key, ""),
            f"before:{before}|{did}|{back}",
            f"behind:{behind}|{kind}",
            f"{form}{did}>{does}|{back}",
            f"{form}{last.form}|{back}|{kind}",
            f"{form}{kind}|{scene.genders.get(key, '')}|{own}",
            f"last:{scene.lemmas[last.head]}|{actor.form}|{back}",
            *(f"noun:{noun}|{above}|{does}" for noun in nouns),
        ]
        if told is not None:
            new = key == actor.key
            found += [
                f"new:{new}|{own}",
                f"new:{new}|{own}|{actor.determiner}",
                f"new:{new}|{actor.determiner}|{above}|{does}",
                f"new:{new}|{actor.determiner}|{behind}",
                *(newness(told, actor) if new else likenesses(told, question, key, nouns, agrees, f"{kind}|{back}")),
                f"{at}{did}|{scene.lemmas[tokens[last.head].head.i]}",
            ]
        if key != actor.key:
            found += [f"{at}noun:{noun}" for noun in nouns]
        out.append(found)
    return out


def renowned(scene: Scene, key: str) -> str:
    """Whether someone is named as saying something: always, sometimes, never; and as suffering."""
    named, saying = len(scene.named_in.get(key, ())), scene.saying.get(key, 0)
    return f"{'all' if named and saying >= named else 'some' if saying else ''}|{key in scene.suffering}"


def newness(told: Telling, actor: Actor) -> list[str]:
    """What a description alone tells of being of somebody new: how many bear its noun, how often it was said, and with
    whom its owner is paired."""
    bearing, agreeing, earlier = (min(MANY, number) for number in (told.bearing, told.agreeing, told.earlier))
    return [
        f"bear:{actor.determiner}|{bearing}|{agreeing}|{earlier}",
        f"bear:{actor.human}|{agreeing}",
        f"relatives:{sorted(set(told.relatives.values()))}",
    ]


def chained(last: tuple[Actor, int] | None, key: str) -> str:
    """The place of a candidate among those whom the last pronoun that agrees means, and how far back it stands."""
    if last is None:
        return ""
    actor, back = last
    return f"{place_among(actor, key)}|{back}|{actor.form}"


def agreement(scene: Scene, question: Asked, key: str) -> str:
    """Whether a candidate agrees with a reference in gender and in number (see `fit`)."""
    gender, number = fit(question.gender, scene.genders.get(key, "")), fit(question.number, scene.numbers.get(key, ""))
    return f"{gender:.0f}{number:.0f}"


def likenesses(told: Telling, question: Asked, key: str, nouns: frozenset[str], agrees: str, place: str) -> list[str]:
    """How the noun of a description fits those by which a candidate is told, and who else it fits."""
    like = int(likeness(told.noun, nouns))
    determiner = question.actor.determiner
    return [
        f"like:{like}|{determiner}|{min(MANY, told.agreeing)}|{agrees}",
        f"like:{like}|{agrees}|{place}",
        f"like:{like}|{question.actor.human}|{place}",
        f"like:{like}|{told.last == key}|{determiner}",
        f"relative:{told.relatives.get(key, '')}|{agrees}",
        f"relative:{told.relatives.get(key, '')}|{told.noun}",
    ]
