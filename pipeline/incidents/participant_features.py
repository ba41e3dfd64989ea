"""What speaks for someone being the victim or the perpetrator of an act, as features."""

from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from pipeline import lexicons
from pipeline.incidents import participant_words
from pipeline.incidents.cues import REMEMBERED, chain, clause, feature, is_passive
from pipeline.incidents.mentions import Mention
from pipeline.incidents.parse import Word
from pipeline.incidents.roles import roles
from pipeline.incidents.scene import Actor, Scene
from pipeline.incidents.told import opener

BEFORE = 2  # sentences before the act's own in which a participant may stand
GROUPS = {row["act"]: row["group"] for row in lexicons.rows("taxonomy")}
SLOTS = {  # a deep role of the parse → the slot of the lexicon that it fills
    "patient": ("obj",),
    "agent": ("subj", "par"),
    "shared": ("subj",),
    "reflexive": ("subj", "obj"),
    "antecedent": ("subj", "obj"),
    "recipient": ("iobj", "obl"),
    "owner": ("poss", "de"),
    "nmod:de": ("de", "poss"),
    "nmod:contre": ("contre", "obl"),
    "nmod:par": ("par",),
    "obl:contre": ("contre", "obl"),
    "obl:par": ("par",),
    "obl:à": ("iobj", "obl"),
    "obl:de": ("de",),
}


MOST_SIGHTINGS = 3


class Sighting(NamedTuple):
    """One place where someone may be meant: an actor, how likely it stands for the key, its rank among others."""

    actor: Actor
    score: float
    rank: int


class Candidate(NamedTuple):
    """Someone who may take part, by key: where in the act's sentence, else the nearest place before."""

    key: str
    here: tuple[Sighting, ...]
    nearest: Sighting


@dataclass(frozen=True, slots=True)
class Situation:
    """What all candidates of a mention share: roles in the parse, seats in the sentence, features of the act."""

    roles: dict[int, str]
    seats: dict[int, str]  # of the head of each actor: `before0` is the nearest before the trigger
    act: str
    group: str
    voice: str
    topics: frozenset[str]  # the grammatical subjects of the sentence before
    opening: frozenset[str]  # … of the first sentence of the paragraph
    last: str  # the person named last before the sentence
    opener: str  # the first person named in the paragraph
    wanted: list[tuple[str, frozenset[str], str]]  # `victim` and `agent` with their slots in the lexicon, as one word


@lru_cache(maxsize=REMEMBERED)
def ranked(candidates: tuple[tuple[str, float], ...]) -> list[tuple[int, str, float]]:
    """The likeliest keys that an actor may stand for with their rank; equal scores (a plural) share one."""
    scores = sorted({score for _, score in candidates}, reverse=True)
    return [(scores.index(score), key, score) for key, score in candidates if scores.index(score) < 3]


def candidates(scene: Scene, mention: Mention, situation: Situation) -> list[Candidate]:
    """Everyone who stands in the act's sentence or shortly before, and the subjects of the alert; nearest first."""
    seen: dict[str, list[tuple[float, bool, Sighting]]] = {}
    for index in range(max(0, mention.sentence - BEFORE), mention.sentence + 1):
        here = index == mention.sentence
        for actor in scene.actors_in[index]:
            if actor.kind == "place":
                continue
            away = abs(actor.head - mention.head) + 1000 * (mention.sentence - index)
            away -= 500 if here and actor.head in situation.roles else 0
            away += 100 if actor.form in ("possessive", "relative", "first") else 0
            for rank, key, score in ranked(actor.candidates):
                if here or rank <= BEFORE - (mention.sentence - index):  # what is far must be likely
                    seen.setdefault(key, []).append((away + 200 * rank, here, Sighting(actor, score, rank)))
    for key in sorted(scene.subjects):
        if key not in seen and key in scene.first_actor:
            seen[key] = [(9999, False, Sighting(scene.first_actor[key], 0.0, 3))]
    found = []
    for key, sightings in seen.items():
        sightings.sort(key=lambda item: item[0])
        at_hand = tuple(sighting for _, here, sighting in sightings if here)[:MOST_SIGHTINGS]
        found.append((sightings[0][0], Candidate(key, at_hand, sightings[0][2])))
    return [candidate for _, candidate in sorted(found, key=lambda pair: pair[0])]


def object_before(verb: Word) -> bool:
    """Does a participle agree with a pronoun before it (`l'a arrêtée`)?"""
    return any(child.dep_ == "obj" and child.pos_ == "PRON" for child in verb.lefts)


def agreement(scene: Scene, mention: Mention, key: str) -> str:
    """Does a participle (or the pronoun's gender) agree with someone? `yes`, `no`, `number` or `open`."""
    known = scene.genders.get(key, "")
    if not known:
        return "open"
    head = scene.tokens[mention.head]
    gender, number = feature(head, "Gender"), feature(head, "Number")
    if head.pos_ == "NOUN" or not gender or not (is_passive(head) or object_before(head)):
        return "open"
    plural = scene.numbers.get(key, "") == "plur"
    if (number == "Plur") != plural and number:
        return "number"
    return "yes" if (gender == "Fem") == (known == "f") else "no"


def discourse(scene: Scene, mention: Mention, candidate: Candidate, around: Situation) -> list[str]:
    """Is the telling about someone: named lately, subject of the sentence before, the last one named?"""
    key, actor, rank = candidate.key, candidate.nearest.actor, candidate.nearest.rank
    named = [i for i in scene.named_in.get(key, ()) if i <= mention.sentence]
    since = mention.sentence - named[-1] if named else -1
    topic, opening, last = key in around.topics, key in around.opening, key == around.last
    form = actor.form if candidate.here else "away"
    pronoun = feature(scene.tokens[actor.head], "Gender") if actor.form == "pronoun" else ""
    known = scene.genders.get(key, "")
    fits = "open" if not pronoun or not known else "yes" if (pronoun == "Fem") == (known == "f") else "no"
    subject = key in scene.subjects
    return [
        f"since:{min(since, 4)}|{form}",
        f"topic:{topic}|{form}",
        f"topic:{topic}|rank:{rank}|{form}",
        f"opening:{opening}|{form}",
        f"last:{last}|{form}",
        f"last:{last}|topic:{topic}|{form}",
        f"fits:{fits}",
        f"fits:{fits}|rank:{rank}",
        f"subject:{subject}|rank:{rank}|{form}",
        f"subject:{subject}|{GROUPS[mention.act]}",
        f"main:{scene.main_person == key}|{form}",
        f"people:{min(4, len(scene.people))}|subject:{subject}|{form}",
        f"only:{subject and len(scene.subjects) == 1}|{form}",
        f"mentions:{min(5, scene.frequency.get(key, 1))}",
    ]


def bucket(distance: int) -> str:
    """A distance in tokens as a class."""
    return str(next((limit for limit in (1, 2, 3, 5, 8, 12, 20, 40) if abs(distance) <= limit), 99))


def seats(scene: Scene, mention: Mention) -> dict[int, str]:
    """Where the actors of the act's sentence sit as seen from the trigger: `before0`, `before1`, …, `after0`, …"""
    actors = [a for a in scene.actors_in[mention.sentence] if a.kind != "place" and a.form != "possessive"]
    before = [a for a in actors if a.head < mention.head][::-1]
    after = [a for a in actors if a.head > mention.head]
    out = {actor.head: f"before{min(3, i)}" for i, actor in enumerate(before)}
    return out | {actor.head: f"after{min(3, i)}" for i, actor in enumerate(after)}


def preposition(scene: Scene, actor: Actor) -> str:
    """The preposition right before an actor, over a determiner and a title; empty for none."""
    if actor.start not in scene.prepositions:
        scene.prepositions[actor.start] = preposition_before(scene.tokens, actor.start)
    return scene.prepositions[actor.start]


def preposition_before(tokens: list[Word], start: int) -> str:
    """The preposition before a token, over a determiner and a title; empty for none."""
    for i in range(start - 1, max(-1, start - 4), -1):
        token = tokens[i]
        if token.pos_ == "ADP":
            return token.lemma_.lower()
        if token.pos_ not in ("DET", "NOUN", "PROPN", "NUM") or token.is_punct:
            return ""
    return ""


def slots_of(mention: Mention, part: str) -> frozenset[str]:
    """The slots that the frames of the act give to its `victim` or `agent`."""
    return frozenset(slot for frame in mention.frames if frame.act == mention.act for slot in getattr(frame, part))


def situation(scene: Scene, mention: Mention) -> Situation:
    """Read once what all candidates of a mention share."""
    head = scene.tokens[mention.head]
    found = dict(roles(head))
    top = clause(head)
    if top.i != head.i and head.pos_ in ("VERB", "AUX", "ADJ"):
        for i, role in roles(top).items():
            found.setdefault(i, f"clause:{role}")
    voice = "noun" if head.pos_ not in ("VERB", "AUX", "ADJ") else "pass" if is_passive(head) else "act"
    sentence = mention.sentence
    return Situation(
        found,
        seats(scene, mention),
        mention.act,
        GROUPS[mention.act],
        voice,
        scene.subjects_of(sentence - 1),
        scene.subjects_of(scene.paragraph_start(sentence)),
        scene.last_person(sentence),
        opener(scene, sentence, len(scene.tokens)),
        [
            (name, wanted, ",".join(sorted(wanted)))
            for name in ("victim", "agent")
            if (wanted := slots_of(mention, name))
        ],
    )


def local(scene: Scene, mention: Mention, sighting: Sighting, kind: str, around: Situation) -> list[str]:
    """What one sighting in the act's sentence says: its role in the parse, its seat, its preposition, its distance."""
    actor = sighting.actor
    holder = scene.container.get(actor.head)
    role = around.roles.get(actor.head, "none") if holder is None else f"in:{around.roles.get(holder.head, 'none')}"
    seat = around.seats.get(actor.head, "owner")
    before = preposition(scene, actor)
    side = "before" if actor.head < mention.head else "after"
    low, high = sorted((actor.head, mention.head))
    verbs = scene.verbs_until[high] - scene.verbs_until[low + 1]
    commas = scene.stops_until[high] - scene.stops_until[low + 1]
    form, voice, group = actor.form, around.voice, around.group
    out = [
        f"role:{role}",
        f"role:{role}|{voice}",
        f"role:{role}|{around.act}",
        f"role:{role}|{group}",
        f"role:{role}|{form}",
        f"role:{role}|{kind}|{voice}",
        f"seat:{seat}|{kind}|{voice}",
        f"seat:{seat}|{form}|{voice}",
        f"seat:{seat}|{before}|{voice}",
        f"seat:{seat}|{before}|{group}",
        f"seat:{seat}|verbs:{min(2, verbs)}|{voice}",
        f"seat:{seat}|commas:{min(2, commas)}|{voice}",
        f"seat:{seat}|{role}",
        f"prep:{before}|{side}|{voice}",
        f"prep:{before}|{around.act}",
        f"dist:{side}{bucket(actor.head - mention.head)}|{form}",
        f"rank:{sighting.rank}|{form}",
        f"rank:{sighting.rank}|role:{role}",
        f"sure:{round(sighting.score, 1)}|{form}",
        f"det:{actor.determiner}|{role}",
        f"number:{actor.number}|{voice}",
        *participant_words.around(scene, mention, actor, group, voice),
    ]
    if mention.tokens[0] <= actor.head <= mention.tokens[-1]:
        out.append("inside")
    if any(above.i in scene.actor_at and above.i != mention.head for above in chain(scene.tokens[actor.head], 2)):
        out += ["nested", f"nested|role:{role}"]
    filled = SLOTS.get(role, ("obl",) if role.startswith(("obl", "nmod")) else ())
    for name, wanted, written in around.wanted:
        hit = "miss" if wanted.isdisjoint(filled) else "hit"
        out += [f"{name}_slot:{hit}", f"{name}_slot:{hit}|{role.split(':')[0]}", f"{name}_slot:{hit}|{seat}"]
        out.append(f"{name}_slot:{written}|{seat}|{before}|{voice}")
    return out


def features(scene: Scene, mention: Mention, candidate: Candidate, order: int, around: Situation) -> list[str]:
    """All features of one candidate for a role in the act; `order` is its place among the candidates, nearest first."""
    actor = candidate.nearest.actor
    gap = mention.sentence - scene.sentence_of[actor.head]
    kind, human = scene.nature(candidate.key)
    kind = human or kind or actor.kind
    service = scene.types.get(candidate.key, "")
    group = around.group
    out = [
        f"kind:{kind}",
        f"kind:{kind}|{group}",
        f"kind:{kind}|{around.act}",
        f"kind:{kind}|here:{bool(candidate.here)}",
        f"type:{service}",
        f"type:{service}|{group}",
        f"type:{service}|{around.voice}",
        f"order:{min(order, 6)}|here:{bool(candidate.here)}",
        f"sightings:{len(candidate.here)}",
        f"agree:{agreement(scene, mention, candidate.key)}",
        *participant_words.named(scene, actor, around.act, group),
    ]
    if not candidate.here:
        out += [f"away:{gap}", f"away:{gap}|{group}", f"away:{gap}|{around.voice}|{actor.form}"]
        out.append(f"away:{gap}|seats:{min(3, len(around.seats))}")
    for sighting in candidate.here:
        out += local(scene, mention, sighting, kind, around)
    if any(role in ("patient", "nmod:de", "owner") for role in around.roles.values()):
        out.append(f"patient_known|here:{bool(candidate.here)}")
    out += discourse(scene, mention, candidate, around)
    return out
