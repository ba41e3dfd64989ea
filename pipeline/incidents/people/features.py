"""What speaks for someone being the victim or the perpetrator of an act, as bundles of signs."""

from dataclasses import dataclass, field
from typing import NamedTuple

from pipeline.incidents.acts.mentions import Mention
from pipeline.incidents.encoding.bundles import Bundle
from pipeline.incidents.encoding.codes import bucket
from pipeline.incidents.grammar.cues import above, beside, chain, clause, feature, is_passive
from pipeline.incidents.grammar.parse import Word
from pipeline.incidents.grammar.roles import case, path, roles
from pipeline.incidents.people import signs as write
from pipeline.incidents.people.belongings import PATIENTS, owners, thing_hit
from pipeline.incidents.people.candidates import Candidate
from pipeline.incidents.people.renown import renown
from pipeline.incidents.references.descriptions import nouns_of
from pipeline.incidents.scene.scene import Actor, Scene, Sighting, Stand
from pipeline.incidents.scene.told import opener

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

CORE = ("patient", "agent", "shared", "reflexive", "recipient")


class Placed(NamedTuple):
    """Where an actor stands in the act's sentence, whomever it means: its role and seat, and what they say."""

    plays: Bundle
    role: str
    seat: str
    rest: list[Bundle]


@dataclass(frozen=True, slots=True)
class Situation:
    """What all candidates of a mention share: roles in the parse, seats in the sentence, features of the act."""

    roles: dict[int, str]
    seats: dict[int, str]  # of the head of each actor: `before0` is the nearest before the trigger
    act: str
    voice: str
    topics: frozenset[str]  # the grammatical subjects of the sentence before
    opening: frozenset[str]  # … of the first sentence of the paragraph
    last: str  # the person named last before the sentence
    opener: str  # the first person named in the paragraph
    wanted: list[tuple[str, frozenset[str], str]]  # `victim` and `agent` with their slots in the lexicon, as one word
    patient: bool  # does the parse tell whom the act hits, or whose it is?
    thing: str  # the lemma of what the act hits, where that is nobody
    owned: str  # whose premises, devices or accounts it may hit, see `owners`
    shown: tuple[str, str]  # the gender and number of a participle that agrees with someone, else empty
    placed: dict[int, Placed] = field(default_factory=dict)  # of actors that were asked for, by head token


def object_before(verb: Word) -> bool:
    """Does a participle agree with a pronoun before it (`l'a arrêtée`)?"""
    return any(child.dep_ == "obj" and child.pos_ == "PRON" for child in verb.lefts)


def shown(head: Word) -> tuple[str, str]:
    """The gender and number of a participle that agrees with someone, empty where none does."""
    gender = feature(head, "Gender")
    if head.pos_ == "NOUN" or not gender or not (is_passive(head) or object_before(head)):
        return "", ""
    return gender, feature(head, "Number")


def agreement(scene: Scene, around: Situation, key: str) -> str:
    """Does a participle (or the pronoun's gender) agree with someone? `yes`, `no`, `number` or `open`."""
    known = scene.genders.get(key, "")
    gender, number = around.shown
    if not known or not gender:
        return "open"
    plural = scene.numbers.get(key, "") == "plur"
    if (number == "Plur") != plural and number:
        return "number"
    return "yes" if (gender == "Fem") == (known == "f") else "no"


def discourse(scene: Scene, mention: Mention, candidate: Candidate, around: Situation) -> list[Bundle]:
    """Is the telling about someone: named lately, subject of the sentence before, the last one named?"""
    key, actor, rank = candidate.key, candidate.nearest.actor, candidate.nearest.rank
    named = scene.last_naming(key, mention.sentence)
    since = min(4, mention.sentence - named) if named >= 0 else -1
    form = actor.form if candidate.here else "away"
    pronoun = feature(scene.tokens[actor.head], "Gender") if actor.form == "pronoun" else ""
    known = scene.genders.get(key, "")
    fits = "open" if not pronoun or not known else "yes" if (pronoun == "Fem") == (known == "f") else "no"
    subject, main = key in scene.subjects, scene.main_person == key
    only = subject and len(scene.subjects) == 1
    people, mentions = min(4, len(scene.people)), min(5, scene.frequency.get(key, 1))
    return [
        (write.spoken_of, form, rank, since, key in around.topics, key in around.opening, key == around.last),
        (write.fitting, fits, rank, form, subject, mention.act),
        (write.counted, main, form, people, subject, only, mentions),
        (write.titled, key in scene.titled, bool(scene.titled), form, rank, main),
    ]


def seats(scene: Scene, mention: Mention) -> dict[int, str]:
    """Where the actors of the act's sentence sit as seen from the trigger: `before0`, `before1`, …, `after0`, …"""
    actors = [a for a in scene.actors_in[mention.sentence] if a.kind != "place" and a.form != "possessive"]
    before = [a for a in actors if a.head < mention.head][::-1]
    after = [a for a in actors if a.head > mention.head]
    out = {actor.head: f"before{min(3, i)}" for i, actor in enumerate(before)}
    return out | {actor.head: f"after{min(3, i)}" for i, actor in enumerate(after)}


def stand(scene: Scene, actor: Actor) -> Stand:
    """What stands around an actor, read once."""
    if actor.head not in scene.stands:
        over = (word.i for word in chain(scene.tokens[actor.head], 2))
        scene.stands[actor.head] = Stand(
            preposition_before(scene.tokens, actor.start),
            *beside(scene.tokens, actor.start, actor.end),
            tuple(i for i in over if i in scene.actor_at),
        )
    return scene.stands[actor.head]


def nested(around: Stand, mention: Mention) -> bool:
    """Does an actor stand in the phrase of another that is not the act itself?"""
    return any(head != mention.head for head in around.over)


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


def inner_roles(actors: list[Actor], found: dict[int, str]) -> dict[int, str]:
    """The roles of names and pronouns in several tokens, of which the parse may give one to another token than their
    head (the hyphen of `ceux-ci`)."""
    out = {}
    for actor in actors:
        if actor.form in ("name", "pronoun") and actor.end - actor.start > 1 and found.get(actor.head) not in CORE:
            inside = [found[i] for i in range(actor.start, actor.end) if i in found]
            if inside:
                out[actor.head] = next((role for role in inside if role in CORE), found.get(actor.head, inside[0]))
    return out


def situation(scene: Scene, mention: Mention) -> Situation:
    """Read once what all candidates of a mention share."""
    head = scene.tokens[mention.head]
    found = dict(roles(head))
    top = clause(head)
    if top.i != head.i and head.pos_ in ("VERB", "AUX", "ADJ"):
        for i, role in roles(top).items():
            found.setdefault(i, f"clause:{role}")
    found |= inner_roles(scene.actors_in[mention.sentence], found)
    thing = thing_hit(scene, mention, found)
    patient = not PATIENTS.isdisjoint(found.values())
    owned = owners(scene, mention, thing, found)
    voice = "noun" if head.pos_ not in ("VERB", "AUX", "ADJ") else "pass" if is_passive(head) else "act"
    sentence = mention.sentence
    return Situation(
        found,
        seats(scene, mention),
        mention.act,
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
        patient,
        thing,
        owned,
        shown(head),
    )


def local(scene: Scene, mention: Mention, sighting: Sighting, kind: str, around: Situation) -> list[Bundle]:
    """What one sighting in the act's sentence says: where its actor stands, and how likely that means the candidate."""
    actor = sighting.actor
    if actor.head not in around.placed:
        around.placed[actor.head] = placed(scene, mention, actor, around)
    plays, role, seat, rest = around.placed[actor.head]
    form, voice = actor.form, around.voice
    return [
        plays,
        (write.plays_as, role, form, kind, voice, actor.determiner),
        (write.may_be, sighting.rank, form, role, round(sighting.score, 1)),
        (write.seated, seat, kind, voice, form),
        *rest,
    ]


def placed(scene: Scene, mention: Mention, actor: Actor, around: Situation) -> Placed:
    """Where an actor stands in the act's sentence: its role in the parse, its seat, its preposition, its distance."""
    holder = scene.container.get(actor.head)
    role = around.roles.get(actor.head, "none") if holder is None else f"in:{around.roles.get(holder.head, 'none')}"
    seat = around.seats.get(actor.head, "owner")
    stands = stand(scene, actor)
    before = stands.preposition
    side = "before" if actor.head < mention.head else "after"
    low, high = sorted((actor.head, mention.head))
    verbs = min(2, scene.verbs_until[high] - scene.verbs_until[low + 1])
    commas = min(2, scene.stops_until[high] - scene.stops_until[low + 1])
    form, voice, act = actor.form, around.voice, around.act
    rest: list[Bundle] = [
        (write.worded, scene.lemmas[mention.head], role, seat, voice),
        (write.led, seat, before, voice, act),
        (write.parted, seat, verbs, commas, voice, role),
        (write.distant, side, bucket(actor.head - mention.head), form, before, voice, actor.number),
        *words_around(scene, mention, actor, stands, voice),
    ]
    if mention.tokens[0] <= actor.head <= mention.tokens[-1]:
        rest.append((write.inside,))
    if nested(stands, mention):
        rest.append((write.nested, role))
    filled = SLOTS.get(role, ("obl",) if role.startswith(("obl", "nmod")) else ())
    for name, wanted, slots in around.wanted:
        hit = "miss" if wanted.isdisjoint(filled) else "hit"
        rest.append((write.fills, name, hit, role, seat, slots, before, voice))
    return Placed((write.plays, role, voice, act), role, seat, rest)


def words_around(scene: Scene, mention: Mention, actor: Actor, stands: Stand, voice: str) -> list[Bundle]:
    """The words right before and behind an actor in the act's sentence, the one that it hangs on, and the path to it
    from the act: what the parse alone does not say."""
    tokens, act = scene.tokens, mention.act
    word = tokens[actor.head]
    return [
        (write.neighbour, "before", stands.before, act),
        (write.neighbour, "behind", stands.behind, act),
        (write.hangs, above(scene.lemmas, word, mention.head), case(word), word.dep_, act),
        (write.reached, path(tokens[mention.head], word), voice, act, actor.form),
    ]


def features(scene: Scene, mention: Mention, candidate: Candidate, order: int, around: Situation) -> list[Bundle]:
    """All features of one candidate for a role in the act; `order` is its place among the candidates, nearest first."""
    actor = candidate.nearest.actor
    kind, human = scene.nature(candidate.key)
    kind = human or kind or actor.kind
    here, act, voice = len(candidate.here), around.act, around.voice
    form, role = (actor.form, around.roles.get(candidate.here[0].actor.head, "none")) if here else ("away", "")
    out: list[Bundle] = [
        (write.is_of, kind, act, bool(here)),
        (write.serves, scene.types.get(candidate.key, ""), act, voice),
        (write.stands, min(order, 6), here, agreement(scene, around, candidate.key), around.patient),
        (write.named, scene.lemmas[actor.head], act),
        (write.owns, around.thing, around.owned, kind, bool(here), act),
        *discourse(scene, mention, candidate, around),
        *renown(scene, mention, candidate, around.opener),
        *((write.told_as, noun, act, form, role) for noun in sorted(nouns_of(scene, candidate.key)) or [""]),
    ]
    if not here:
        gap = mention.sentence - scene.sentence_of[actor.head]
        out.append((write.away, gap, act, voice, actor.form, min(3, len(around.seats))))
        out.append((write.worded_away, scene.lemmas[mention.head]))
    for sighting in candidate.here:
        out += local(scene, mention, sighting, kind, around)
    return out
